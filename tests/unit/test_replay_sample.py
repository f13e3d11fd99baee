"""The nightly sample of a sealed day, made again."""

import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from qa.events import EvaluationDrifted
from qa.house_events import SampleReplayed
from qa.rubric_version import shelved
from qa.seal import Sealed, draw
from scoring.source import Source
from storage.signing import Signer
from tests import sounds
from tests.desks import RUBRIC, Plan, deliver, make_desk
from tests.house import NOON
from tests.keeping import mishear
from workers.desk import Desk
from workers.presence import Presence
from workers.receipts import seal_days
from workers.sample import replay_sample
from workers.shift import step

CALLS = 5


@pytest.fixture
def night(data_dir: Path) -> Iterator[Desk]:
    """A desk on the morning after a day on which some calls were judged by a stored rubric."""
    plan = Plan(data_dir)
    store = plan.store()
    with store.begin() as unit:
        for version in shelved((), [Source(RUBRIC.format(phrase="good morning", status="active"))], now=NOON):
            unit.rubrics.put(version)
    with Presence(plan.presences, "w") as presence:
        desk = make_desk(
            plan,
            presence,
            lambda: False,
            store=store,
            signer=Signer(data_dir / "signing.key"),
        )
        for number in range(CALLS):
            deliver(plan, sounds.wav(sounds.babble(0.5 + number / 10, 8000), 8000), f"r{number}", store)
        while step(desk):
            pass
        later = desk.now() + timedelta(days=2)
        yield replace(desk, now=lambda: later)
    store.close()


def sealed_day(desk: Desk) -> Sealed:
    return seal_days(desk)[-1]


def written(desk: Desk, data_dir: Path, name: str) -> list[str]:
    with sqlite3.connect(data_dir / "everycall.db") as raw:
        wanted = "SELECT details FROM audit_events WHERE name = ? ORDER BY id"
        return [details for (details,) in raw.execute(wanted, (name,))]


def test_what_is_unaltered_comes_out_the_same(night: Desk, data_dir: Path) -> None:
    done = replay_sample(night, sealed_day(night))
    assert len({each.evaluation for each in done}) == CALLS
    assert [each.drift for each in done] == [()] * CALLS
    (told,) = written(night, data_dir, SampleReplayed.name)
    assert '"size": "5"' in told
    assert '"drifted": "0"' in told


def test_drift_is_told_and_stands_in_the_trail(
    night: Desk, data_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sealed = sealed_day(night)
    mishear(night.store, data_dir / "everycall.db", "r2", "Good morning", "Mood goring")
    with caplog.at_level(logging.ERROR):
        done = replay_sample(night, sealed)
    (drifted,) = [each for each in done if each.drift]
    assert f"everycall replay {drifted.evaluation}" in caplog.text
    (told,) = written(night, data_dir, EvaluationDrifted.name)
    assert '"drift": "transcript, ' in told
    assert "oo" not in told  # no word of the call
    (sample,) = written(night, data_dir, SampleReplayed.name)
    assert '"drifted": "1"' in sample


def test_a_rubric_that_is_gone_is_drift(night: Desk, data_dir: Path) -> None:
    sealed = sealed_day(night)
    with sqlite3.connect(data_dir / "everycall.db") as raw:
        raw.execute("DELETE FROM rubric_versions")
    done = replay_sample(night, sealed)
    assert all("it cannot be made again" in each.drift[0] for each in done)
    assert len(done) == CALLS


def test_no_more_are_made_again_than_the_house_wants(night: Desk) -> None:
    sealed = sealed_day(night)
    two = replace(night, rules=replace(night.rules, replay_sample=2))
    first, again = replay_sample(two, sealed), replay_sample(two, sealed)
    assert len(first) == 2
    assert [each.evaluation for each in first] == [each.evaluation for each in again]
    none = replace(night, rules=replace(night.rules, replay_sample=0))
    assert replay_sample(none, sealed) == ()


def test_the_seal_decides_the_sample_whatever_the_order(night: Desk) -> None:
    seal = sealed_day(night).seal
    names = [f"e{number}" for number in range(200)]
    drawn = draw(seal, names, 20)
    assert drawn == draw(seal, reversed(names), 20)
    other = draw(replace(seal, day="2026-03-02"), names, 20)
    assert set(other) != set(drawn)
