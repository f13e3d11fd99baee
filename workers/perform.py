"""Perform one stage of one recording: look, claim, work, bring the result back while the claim holds."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from config import trace
from config.log import about
from qa import claim, run
from qa.errors import LeaseLost, NotDue, TransitionRefused
from qa.events import Event, RecordingFailed, RecordingSetAside, StageCompleted, StageDeferred, StageReleased
from qa.problem import Problem
from qa.recording import Recording, Stage, State
from qa.run import UNKNOWN, Made, RunOutcome
from storage.errors import Conflict, NotFound, StorageError
from storage.patience import outlast
from storage.uow import Unit
from workers.desk import Desk, Job
from workers.errors import Interrupted
from workers.faults import UNEXPECTED, problem_of, trace_of
from workers.pulse import Pulse

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Result:
    """What a stage's work brings.

    Attributes:
        made: how.
        keep: writes the outputs inside the closing transaction, and says what was learnt.
        unfit: why the call cannot be judged, where it cannot.
    """

    made: Made
    keep: Callable[[Unit], claim.Learnt]
    unfit: Problem | None = None


Work = Callable[[Job], Result]
"""Does a stage's work, outside any transaction."""


class Ended(StrEnum):
    """How a performance ended."""

    IDLE = "idle"
    DONE = "done"
    FAILED = "failed"
    RELEASED = "released"
    LOST = "lost"


def perform(desk: Desk, recording_id: str, stage: Stage, work: Work) -> Ended:
    """Perform a stage, if there is anything to do; safe to be called twice, also at once.

    Raises:
        StorageError: the database was away before the claim, or for too long after it. The claim then runs
            out, and the stage is begun again.
    """
    claimed = _claim(desk, recording_id, stage)
    if claimed is None:
        return Ended.IDLE
    facts: dict[str, str | int] = {
        "recording": claimed.id,
        "stage": claimed.stage.value,
        "attempt": claimed.attempt,
    }
    with (
        about(**facts),
        trace.span(claimed.stage.value, parent=_arrival(desk, claimed), kind="consumer", **facts),
    ):
        ended = _work(desk, claimed, work)
        trace.note(outcome=ended)
        return ended


def _arrival(desk: Desk, claimed: Recording) -> str | None:
    """Say under which span the stage belongs, by the row: a message may be lost, and embedded workers get none."""
    if not trace.is_on():
        return None
    try:
        with desk.store.read() as unit:
            return unit.traces.of(claimed.id)
    except StorageError:
        return None  # a trace is nothing that a stage fails for


def _work(desk: Desk, claimed: Recording, work: Work) -> Ended:
    with Pulse(desk, claimed) as pulse:
        try:
            with desk.scratch() as scratch:
                result = work(Job(claimed, desk, Path(scratch), pulse.progress))
            _bring_back(desk, lambda unit: _complete(desk, unit, claimed, result))
        except LeaseLost as error:
            _log.warning("%s", error)
            return Ended.LOST
        except Interrupted:
            return _give_back(desk, claimed)
        except Exception as error:  # noqa: BLE001 whatever a decoder or a model raises is this recording's problem
            return _fail(desk, claimed, error)
    _log.info("%s is done.", claimed.stage.capitalize())
    return Ended.DONE


def take_back(desk: Desk, recording: Recording, unit: Unit, *, dead: bool = False) -> Recording:
    """Take back the claim of a worker that went silent, or that is known to be dead."""
    now = desk.now()
    lost = claim.lose(recording, now=now, patience=desk.rules.patience, dead=dead)
    unit.recordings.save(lost, loaded=recording)
    former = unit.runs.get(recording.id, recording.attempt)
    unit.runs.save(run.end(former, RunOutcome.LOST, now=now, problem=lost.problem))
    unit.record(_setback(desk, lost))
    return lost


def _claim(desk: Desk, recording_id: str, stage: Stage) -> Recording | None:
    """Claim a recording; None where there is nothing to do here and now."""
    now = desk.now()
    try:
        with desk.store.read() as unit:
            seen = unit.recordings.get(recording_id)
        if seen.lease is not None and seen.lease.until <= now:
            # In a transaction of its own: where the recording may not be claimed again yet, this stays.
            with desk.store.begin() as unit:
                take_back(desk, unit.recordings.get(recording_id), unit)
        with desk.store.begin() as unit:
            loaded = unit.recordings.get(recording_id)
            claimed = claim.claim(loaded, stage, owner=desk.owner, now=now, seconds=desk.rules.lease_seconds)
            _check_held(desk, unit, loaded)
            unit.recordings.save(claimed, loaded=loaded)
            unit.runs.add(run.begin(claimed, now=now))
    except (TransitionRefused, Conflict, NotFound) as refusal:
        _log.debug("Nothing to do: %s", refusal)
        return None
    return claimed


def _check_held(desk: Desk, unit: Unit, recording: Recording) -> None:
    """See that a recording may be begun, though a message or another look says so.

    Raises:
        NotDue: its source is paused, or its quota is used up.
    """
    source = desk.sources.named(recording.source)
    if source is not None:
        unit.holds.take_turns(source)
    if (recording.source, recording.stage) in unit.holds.held(desk.sources, desk.today):
        raise NotDue(
            f"Recording {recording.id} waits: source {recording.source!r} is paused, or its quota is used up."
        )


def _complete(desk: Desk, unit: Unit, claimed: Recording, result: Result) -> None:
    now = desk.now()
    loaded = unit.recordings.get(claimed.id)
    learnt = result.keep(unit)
    if result.unfit is not None:
        changed = claim.set_aside(loaded, claimed.attempt, result.unfit, learnt=learnt)
        event: Event = RecordingSetAside(
            recording=claimed.id,
            at=now,
            stage=claimed.stage,
            attempt=claimed.attempt,
            problem=result.unfit.code,
        )
        outcome = RunOutcome.NOT_SCORABLE
    else:
        changed = claim.complete(loaded, claimed.attempt, now=now, learnt=learnt)
        event = StageCompleted(recording=claimed.id, at=now, stage=claimed.stage, attempt=claimed.attempt)
        outcome = RunOutcome.DONE
    _close(unit, loaded, changed, outcome, event, made=result.made)


def _fail(desk: Desk, claimed: Recording, error: Exception) -> Ended:
    problem = problem_of(error)
    trace.blame(problem.code)
    place = f"\n{trace_of(error)}" if problem.code == UNEXPECTED else ""
    _log.warning("Recording %s, %s: %s%s", claimed.id, claimed.stage, problem.message, place)

    def change(unit: Unit) -> None:
        now = desk.now()
        loaded = unit.recordings.get(claimed.id)
        failed = claim.fail(loaded, claimed.attempt, problem, now=now, patience=desk.rules.patience)
        _close(unit, loaded, failed, RunOutcome.FAILED, _setback(desk, failed))

    return _part(desk, change, Ended.FAILED)


def _give_back(desk: Desk, claimed: Recording) -> Ended:
    def change(unit: Unit) -> None:
        now = desk.now()
        loaded = unit.recordings.get(claimed.id)
        released = claim.release(loaded, claimed.attempt, now=now)
        _close(unit, loaded, released, RunOutcome.RELEASED, _setback(desk, released))

    return _part(desk, change, Ended.RELEASED)


def _part(desk: Desk, change: Callable[[Unit], None], ended: Ended) -> Ended:
    """Part from a recording, unless it was taken away before or the house closes while its storage is away."""
    try:
        _bring_back(desk, change)
    except LeaseLost as error:
        _log.warning("%s", error)
        return Ended.LOST
    except Interrupted:
        return Ended.LOST
    return ended


def _close(
    unit: Unit,
    loaded: Recording,
    changed: Recording,
    outcome: RunOutcome,
    event: Event,
    *,
    made: Made = UNKNOWN,
) -> None:
    unit.recordings.save(changed, loaded=loaded)
    former = unit.runs.get(loaded.id, loaded.attempt)
    unit.runs.save(run.end(former, outcome, now=event.at, made=made, problem=changed.problem))
    unit.record(event)


def _setback(desk: Desk, recording: Recording) -> Event:
    """Tell of a recording that did not get on: it failed, waits, or can begin again at once."""
    now, stage, attempt = desk.now(), recording.stage, recording.attempt
    code = recording.problem.code if recording.problem else ""
    if recording.state is State.FAILED:
        return RecordingFailed(recording=recording.id, at=now, stage=stage, attempt=attempt, problem=code)
    if recording.next_attempt_at > now:
        return StageDeferred(recording=recording.id, at=now, stage=stage, attempt=attempt, problem=code)
    return StageReleased(recording=recording.id, at=now, stage=stage, attempt=attempt)


def _bring_back(desk: Desk, change: Callable[[Unit], None]) -> None:
    """Write a result down; a storage that is away is outlasted, since the work behind the result was long."""

    def use_case() -> None:
        with desk.store.begin() as unit:
            change(unit)

    def sleep(seconds: float) -> None:
        time.sleep(seconds)
        if desk.stopping():
            raise Interrupted("The house is closing while its storage is away; the result is dropped.")

    with trace.span("keep"):
        outlast(use_case, seconds=desk.rules.storage_seconds, sleep=sleep)
