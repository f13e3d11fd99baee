"""`everycall webhook`, as it is typed."""

import json
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import cli
from config import Settings
from qa.delivery import Attempt, DeliveryState, arrive, claim
from qa.errors import NotSettled
from qa.subscription import Channel, Hidden, Subscription
from storage.deliveries import EVERY
from storage.errors import NotFound
from storage.house_keys import sealing_of
from storage.uow import Store, open_store
from tests.house import NOON

CHAT = "https://oapi.dingtalk.com/robot/send?access_token=tell-nobody"


@pytest.fixture
def store(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("EVERYCALL_DATA_DIR", str(data_dir))
    monkeypatch.setenv("COLUMNS", "200")
    made = open_store("", data_dir, sealing=sealing_of(Settings(data_dir=data_dir)))
    made.upgrade()
    shown = "https://oapi.dingtalk.com/…"
    with made.begin() as unit:
        unit.subscriptions.add(
            Subscription("s-1", Channel.DINGTALK, shown, frozenset({"coverage.gap"}), "", "p", NOON),
            Hidden(CHAT),
        )
    return made


def run(*words: str, code: int = 0) -> str:
    """Type a command; its refusals come out as they are."""
    done = CliRunner().invoke(cli, ["webhook", *words], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def take(store: Store) -> str:
    """Be the worker that takes the one delivery there is."""
    with store.begin() as unit:
        (waiting,) = unit.deliveries.page(EVERY, limit=2).deliveries
        taken = claim(waiting, now=waiting.next_attempt_at, seconds=60)
        unit.deliveries.save(taken, loaded=waiting)
        unit.deliveries.save(arrive(taken, taken.attempt, now=taken.next_attempt_at), loaded=taken)
        unit.deliveries.log(Attempt(taken.id, taken.attempt, NOON, 0.04, arrived=True, status=204))
    return taken.id


def test_subscriptions_are_listed_without_what_is_secret(store: Store) -> None:
    shown = run("list")
    assert "coverage.gap" in shown
    assert "well" in shown
    assert "tell-nobody" not in shown + run("list", "--json")
    assert json.loads(run("list", "--json"))[0]["channel"] == "dingtalk"


def test_a_ping_waits_for_how_it_went(store: Store) -> None:
    assert "waits still" in run("ping", "s-1", "--seconds", "0", code=1)
    with store.begin() as unit:
        (waiting,) = unit.deliveries.page(EVERY, limit=2).deliveries
    take(store)
    done = threading.Event()

    def work() -> None:
        while not done.is_set():
            with store.read() as unit:
                names = [each.id for each in unit.deliveries.page(EVERY, limit=9).deliveries]
            fresh = [name for name in names if name != waiting.id]
            if not fresh:
                done.wait(0.05)
                continue
            with store.begin() as unit:
                loaded = unit.deliveries.get(fresh[0])
                unit.deliveries.save(claim(loaded, now=loaded.next_attempt_at, seconds=60), loaded=loaded)
                unit.deliveries.log(Attempt(fresh[0], 1, NOON, 0.04, arrived=True, status=204))
            return

    worker = threading.Thread(target=work)
    worker.start()
    try:
        assert "arrived with 204 after 0.04 s" in run("ping", "s-1", "--seconds", "60")
    finally:
        done.set()
        worker.join()


def test_deliveries_are_sent_again(store: Store) -> None:
    with store.begin() as unit:
        unit.outbox.ping(unit.subscriptions.get("s-1"), now=NOON)
    name = take(store)
    assert "0 deliveries" in run("replay", "s-1", "--actor", "Lin")
    assert "1 deliveries" in run("replay", "s-1", "--actor", "Lin", "--since", "2026-03-01")
    with pytest.raises(NotSettled):
        run("replay", "s-1", "--actor", "Lin", "--delivery", name)
    take(store)
    assert "1 deliveries" in run("replay", "s-1", "--actor", "Lin", "--delivery", name)
    with store.read() as unit:
        assert unit.deliveries.look_up(name).state is DeliveryState.WAITING
    with pytest.raises(NotFound):
        run("replay", "s-2", "--actor", "Lin")
