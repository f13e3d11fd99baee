"""An evaluation made again from what is stored."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import cli
from qa.errors import TransitionRefused
from qa.evaluation import Author, AuthorKind
from qa.rubric_version import shelved
from scoring.ports import Aids
from scoring.source import Source
from storage.errors import NotFound
from storage.uow import Store
from tests import sounds
from tests.desks import RUBRIC, Plan, deliver, make_desk
from tests.house import NOON
from tests.keeping import mishear
from workers.presence import Presence
from workers.replay import replay
from workers.shift import step


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A house in which one call was judged by a stored rubric."""
    plan = Plan(tmp_path)
    opened = plan.store()
    opened.upgrade()
    text = RUBRIC.format(phrase="good morning", status="active")
    with opened.begin() as unit:
        for version in shelved((), [Source(text)], now=NOON):
            unit.rubrics.put(version)
    with Presence(tmp_path / "workers", "w") as presence:
        desk = make_desk(plan, presence, lambda: False, store=opened)
        deliver(plan, sounds.wav(sounds.babble(0.5, 8000), 8000), "r", opened)
        while step(desk):
            pass
    yield opened
    opened.close()


def made(store: Store) -> str:
    with store.read() as unit:
        (evaluation,) = unit.evaluations.of("r")
    return evaluation.id


def test_the_same_call_gives_the_same_bytes(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = replay(store, made(store), Aids)
    assert done.drift == ()
    assert len(done.sha256) == 64
    monkeypatch.setenv("EVERYCALL_DATA_DIR", str(tmp_path))
    told = CliRunner().invoke(cli, ["replay", made(store)], catch_exceptions=False)
    assert (told.exit_code, done.sha256 in told.output) == (0, True)


def test_words_altered_since_are_told_with_what_they_change(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mishear(store, tmp_path / "everycall.db", "r", "Good morning", "Mood goring")
    drift = replay(store, made(store), Aids).drift
    assert drift[0] == "the stored transcript is not the one that the receipt names"
    assert any(" was met " in line and ", is not_met " in line for line in drift)
    monkeypatch.setenv("EVERYCALL_DATA_DIR", str(tmp_path))
    told = CliRunner().invoke(cli, ["replay", made(store)], catch_exceptions=False)
    assert (told.exit_code, "DRIFT" in told.output) == (1, True)


def test_a_persons_evaluation_is_not_made_again(store: Store) -> None:
    with store.begin() as unit:
        own = unit.evaluations.get(made(store))
        unit.evaluations.add(replace(own, id="by-lin", author=Author(AuthorKind.PERSON, "lin")))
    with pytest.raises(TransitionRefused, match="was made by lin"):
        replay(store, "by-lin", Aids)


def test_what_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(NotFound):
        replay(store, "nothing", Aids)
