"""Desks at work: laid in numbers, worked at until there is nothing to do, and looked at afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from qa.recording import Recording, Stage, redrive
from qa.run import RunOutcome
from tests import sounds
from tests.desks import Plan, make_desk
from workers.desk import Desk
from workers.presence import Presence
from workers.shift import step

CALL = sounds.wav(sounds.babble(1.0, 8000), 8000)


class Clock:
    """A clock that a test winds."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def wind(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)


@contextmanager
def laying(plan: Plan) -> Iterator[Callable[..., Desk]]:
    """Lay desks, each with a presence of its own, and clear them all at the end."""
    presences: list[Presence] = []
    desks: list[Desk] = []

    def make(plan_of: Plan = plan, stopping: Callable[[], bool] = lambda: False, **changes: object) -> Desk:
        presences.append(Presence(plan_of.presences, f"w{len(presences)}"))
        desks.append(make_desk(plan_of, presences[-1], stopping, **changes))
        return desks[-1]

    yield make
    for desk in desks:
        desk.store.close()
    for presence in presences:
        presence.leave()


def until_idle(desk: Desk, *, most: int = 50) -> None:
    for _ in range(most):
        if not step(desk):
            return
    pytest.fail("there is always something to do")


def look(desk: Desk, recording: str) -> Recording:
    with desk.store.read() as unit:
        return unit.recordings.get(recording)


def outcomes(desk: Desk, recording: str) -> list[tuple[Stage, RunOutcome]]:
    with desk.store.read() as unit:
        return [(each.stage, each.outcome) for each in unit.runs.of(recording)]


def drive_again(desk: Desk, recording: str, stage: Stage | None = None) -> None:
    with desk.store.begin() as unit:
        loaded = unit.recordings.get(recording)
        unit.recordings.save(redrive(loaded, now=desk.now(), stage=stage), loaded=loaded)
