"""One attempt at one stage: what ran, with what, how long, and how it ended. Kept for ever."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from asr.transcript import Engine
from qa.errors import AlreadySettled
from qa.problem import Problem
from qa.recording import Recording, Stage


class RunOutcome(StrEnum):
    """How an attempt ended."""

    RUNNING = "running"
    DONE = "done"
    NOT_SCORABLE = "not_scorable"
    FAILED = "failed"
    RELEASED = "released"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class StageRun:
    """An attempt at a stage.

    Attributes:
        recording: its id.
        stage: which.
        attempt: the recording's fencing token; unique per recording.
        owner: the worker.
        started_at: when it was claimed.
        finished_at: None while running.
        outcome: how it ended.
        engines: what made the result.
        settings: every option that shaped it, sorted by name.
        timings: (step, CPU-seconds), in the order they ran.
        problem: why it did not succeed.
    """

    recording: str
    stage: Stage
    attempt: int
    owner: str
    started_at: datetime
    finished_at: datetime | None = None
    outcome: RunOutcome = RunOutcome.RUNNING
    engines: tuple[Engine, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    timings: tuple[tuple[str, float], ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How a result was made; see `StageRun` for the fields."""

    engines: tuple[Engine, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    timings: tuple[tuple[str, float], ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over engines and settings: the same digest on the same input gives the same result."""
        engines = sorted(json.dumps(asdict(engine), sort_keys=True) for engine in self.engines)
        recipe = json.dumps([engines, sorted(self.settings)])
        return sha256(recipe.encode()).hexdigest()


UNKNOWN = Made()


def begin(recording: Recording, *, now: datetime) -> StageRun:
    """Open the run of a recording that was just claimed."""
    owner = recording.lease.owner if recording.lease else ""
    return StageRun(recording.id, recording.stage, recording.attempt, owner, now)


def end(
    run: StageRun, outcome: RunOutcome, *, now: datetime, made: Made = UNKNOWN, problem: Problem | None = None
) -> StageRun:
    """Close a run.

    Raises:
        AlreadySettled: it was closed before.
    """
    if run.outcome is not RunOutcome.RUNNING:
        raise AlreadySettled(
            f"Attempt {run.attempt} at {run.stage} of {run.recording} already ended {run.outcome}."
        )
    return replace(
        run,
        outcome=outcome,
        finished_at=now,
        engines=made.engines,
        settings=tuple(sorted(made.settings)),
        timings=made.timings,
        problem=problem,
    )
