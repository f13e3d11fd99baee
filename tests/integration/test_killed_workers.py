"""Kill anything at any moment and start it again: every recording finishes, none twice."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from qa.recording import State
from storage.uow import Store
from tests import sounds
from tests.desks import Plan, check_each_done_once, deliver, settled
from tests.integration.conftest import Postgres
from tests.launched import Launched

CALL = sounds.wav(sounds.babble(0.5, 8000), 8000)
PATIENT = 300
"""Seconds to wait for what takes a moment; only a test that fails waits so long."""


def wait_until(what: str, so: Callable[[], bool], seconds: float = PATIENT) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if so():
            return
        time.sleep(0.02)
    pytest.fail(f"{what}: not within {seconds} s")


def kill(process: int, how: signal.Signals = signal.SIGKILL) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, how)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.integration)])
def plan(request: pytest.FixtureRequest, data_dir: Path) -> Plan:
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    return Plan(data_dir, database_url=url, seconds=0.3, lease_seconds=30)


@pytest.fixture
def store(plan: Plan) -> Iterator[Store]:
    opened = plan.store()
    yield opened
    opened.close()


@pytest.fixture
def start(plan: Plan, launched: Launched) -> Callable[..., subprocess.Popen[bytes]]:
    """Starts houses; of this plan, if no other is given."""
    return lambda plan=plan, count=2: launched.start(plan, count=count)


def test_through_many_kills_every_recording_finishes_and_none_twice(
    plan: Plan, store: Store, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    chance = random.Random(7)
    names = [f"call-{n:02}" for n in range(10)]
    for name in names:
        deliver(plan, CALL, name, store)
    house = start()
    for turn in range(4):
        began = len(plan.pids)
        wait_until(
            "somebody listens",
            lambda began=began: len(plan.pids) > began or settled(store, len(names), seconds=0),
        )
        time.sleep(chance.uniform(0, 0.3))
        if turn % 2:
            kill(plan.pids[-1])  # one worker, in the middle of a call
        else:
            os.killpg(house.pid, signal.SIGKILL)  # the whole house at once
            house.wait()
            house = start()
    assert settled(store, len(names), seconds=PATIENT), (plan.folder / "log").read_text()[-4000:]
    check_each_done_once(store)
    ended = [line for line in plan.noted() if line.startswith("end")]
    assert {line.split()[1] for line in ended} == set(names)


def test_what_a_killed_house_held_is_due_as_soon_as_it_is_back(
    plan: Plan, store: Store, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    slow = replace(plan, seconds=600, lease_seconds=600)
    deliver(plan, CALL, "one", store)
    house = start(slow, 1)
    wait_until("it listens", lambda: bool(plan.pids))
    os.killpg(house.pid, signal.SIGKILL)
    house.wait()
    with store.read() as unit:
        assert unit.recordings.get("one").state is State.WORKING
    start(plan, 1)
    assert settled(store, 1, seconds=PATIENT), (plan.folder / "log").read_text()[
        -4000:
    ]  # long before the lease would run out
    with store.read() as unit:
        assert [run.outcome for run in unit.runs.of("one")] == ["done", "lost", "done", "done"]


def test_workers_whose_house_was_killed_give_their_work_back(
    plan: Plan, store: Store, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    deliver(plan, CALL, "one", store)
    house = start(replace(plan, seconds=600, lease_seconds=600), 1)
    wait_until("it listens", lambda: bool(plan.pids))
    kill(house.pid)
    house.wait()

    def released() -> bool:
        with store.read() as unit:
            return unit.recordings.get("one").state is State.WAITING

    wait_until("it gives the call back", released)


def test_a_house_that_is_told_to_end_gives_its_work_back(
    plan: Plan, store: Store, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    for name in ("one", "two"):
        deliver(plan, CALL, name, store)
    house = start(replace(plan, seconds=600, lease_seconds=600), 2)
    wait_until("both listen", lambda: len(plan.pids) == 2)
    house.terminate()
    assert house.wait(PATIENT) == 0
    with store.read() as unit:
        found = [unit.recordings.get(name) for name in ("one", "two")]
    assert [(each.state, each.lease, each.losses) for each in found] == [(State.WAITING, None, 0)] * 2
    assert list(plan.presences.iterdir()) == []


@pytest.mark.parametrize("plan", [pytest.param("postgresql", marks=pytest.mark.integration)], indirect=True)
def test_a_database_that_goes_away_while_they_work(
    plan: Plan, store: Store, postgres: Postgres, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    for number in range(4):
        deliver(plan, CALL, f"call-{number}", store)
    start(replace(plan, seconds=1.0))
    wait_until("somebody listens", lambda: bool(plan.pids))
    postgres.stop()
    time.sleep(3)
    postgres.start()
    assert settled(store, 4, seconds=PATIENT), (plan.folder / "log").read_text()[-4000:]
    check_each_done_once(store)
    assert sorted(plan.noted()) == sorted(f"{what} call-{n}" for what in ("begin", "end") for n in range(4))
