"""What a worker may do with a recording: claim it, hold it, and bring it back one way or another.

`Recording.attempt` fences: whoever brings a result names the attempt under which it was made.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from asr.health.ailment import Health
from qa.content import Original
from qa.errors import AlreadyClaimed, AlreadySettled, LeaseLost, NotDue, WrongStage
from qa.metadata import CallMetadata
from qa.problem import Fault, Patience, Problem
from qa.recording import Lease, Recording, Stage, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What a finished stage found out about the recording; None leaves the old value."""

    metadata: CallMetadata | None = None
    priority: int | None = None
    size: int | None = None
    audio_sha256: str | None = None
    duration: float | None = None
    language: str | None = None
    health: Health | None = None
    transcript: str | None = None
    vault: str | None = None
    original: Original | None = None


NOTHING = Learnt()


def claim(recording: Recording, stage: Stage, *, owner: str, now: datetime, seconds: float) -> Recording:
    """Give the recording to a worker for `seconds`.

    Raises:
        AlreadySettled: there is nothing left to do.
        WrongStage: it stands at another stage.
        AlreadyClaimed: another claim is out; `lose` it first where it ran out.
        NotDue: it waits for a later moment.
    """
    if recording.settled:
        raise AlreadySettled(
            f"Recording {recording.id} is {recording.state}; re-drive it to work on it again."
        )
    if recording.stage is not stage:
        raise WrongStage(f"Recording {recording.id} stands at {recording.stage}, not at {stage}.")
    if recording.lease is not None:
        raise AlreadyClaimed(
            f"Recording {recording.id} is held by another worker until {recording.lease.until}."
        )
    if recording.next_attempt_at > now:
        raise NotDue(f"Recording {recording.id} is not due before {recording.next_attempt_at}.")
    return replace(
        recording,
        state=State.WORKING,
        attempt=recording.attempt + 1,
        lease=Lease(owner, now + timedelta(seconds=seconds)),
        progress=0.0,
    )


def renew(recording: Recording, attempt: int, *, now: datetime, seconds: float, progress: float) -> Recording:
    """Hold the claim for another `seconds` and say how far the work is.

    A claim that ran out but that nobody took meanwhile is renewed: `attempt` still fences it.

    Raises:
        LeaseLost: the claim is gone.
    """
    lease = _held(recording, attempt)
    done = min(1.0, max(recording.progress, progress))
    return replace(recording, lease=Lease(lease.owner, now + timedelta(seconds=seconds)), progress=done)


def complete(recording: Recording, attempt: int, *, now: datetime, learnt: Learnt = NOTHING) -> Recording:
    """Finish the stage: on to the next one, or done after the last.

    Raises:
        LeaseLost: the claim is gone.
    """
    _held(recording, attempt)
    following = recording.stage.following
    return replace(
        _with(recording, learnt),
        stage=following or recording.stage,
        state=State.WAITING if following else State.DONE,
        next_attempt_at=now,
        tries=0,
        losses=0,
        lease=None,
        progress=0.0 if following else 1.0,
        problem=None,
    )


def set_aside(recording: Recording, attempt: int, problem: Problem, *, learnt: Learnt = NOTHING) -> Recording:
    """End as not scorable: nobody is judged by a sound like this.

    Raises:
        LeaseLost: the claim is gone.
    """
    _held(recording, attempt)
    return replace(
        _with(recording, learnt), state=State.NOT_SCORABLE, lease=None, progress=1.0, problem=problem
    )


def fail(
    recording: Recording, attempt: int, problem: Problem, *, now: datetime, patience: Patience
) -> Recording:
    """Give up the claim over a problem: wait and try again, or fail for good.

    Which of the two, and how long the wait, depends on whose fault the problem is (`Fault`).

    Raises:
        LeaseLost: the claim is gone.
    """
    _held(recording, attempt)
    tries = recording.tries + (problem.fault is not Fault.HOUSE)
    final = problem.fault is Fault.RECORDING or tries >= patience.tries
    wait = patience.wait(problem.fault, tries)
    return replace(
        recording,
        state=State.FAILED if final else State.WAITING,
        next_attempt_at=now if final else now + timedelta(seconds=wait),
        tries=tries,
        lease=None,
        progress=0.0,
        problem=problem,
    )


def release(recording: Recording, attempt: int, *, now: datetime) -> Recording:
    """Give the recording back unfinished and without blame, as when the house is shut down.

    Raises:
        LeaseLost: the claim is gone.
    """
    _held(recording, attempt)
    return replace(recording, state=State.WAITING, next_attempt_at=now, lease=None, progress=0.0)


def lose(recording: Recording, *, now: datetime, patience: Patience, dead: bool = False) -> Recording:
    """Take back the claim of a worker that went silent.

    A recording on which worker after worker dies is failed, so that it cannot take the house down.

    Args:
        recording: claimed.
        now: the time.
        patience: how many workers it may cost.
        dead: the worker is known to be dead, so the claim need not have run out.

    Raises:
        NotDue: the claim still holds, or there is none.
    """
    if recording.lease is None or (recording.lease.until > now and not dead):
        raise NotDue(f"Recording {recording.id} has no claim that has run out.")
    losses = recording.losses + 1
    final = losses >= patience.losses
    problem = Problem(
        "qa.worker_lost",
        f"A worker went silent during {recording.stage} ({losses} of at most {patience.losses} times); "
        "see its log for a crash or too little memory.",
        Fault.RECORDING if final else Fault.CHANCE,
    )
    wait = 0.0 if final else patience.wait_lost(losses)
    return replace(
        recording,
        state=State.FAILED if final else State.WAITING,
        next_attempt_at=now + timedelta(seconds=wait),
        losses=losses,
        lease=None,
        progress=0.0,
        problem=problem,
    )


def _held(recording: Recording, attempt: int) -> Lease:
    if recording.lease is None or recording.attempt != attempt:
        raise LeaseLost(
            f"Recording {recording.id} is no longer held by attempt {attempt} (it is {recording.state} at "
            f"attempt {recording.attempt}); the work is done elsewhere, drop this result."
        )
    return recording.lease


def _with(recording: Recording, learnt: Learnt) -> Recording:
    return replace(
        recording,
        metadata=learnt.metadata or recording.metadata,
        priority=recording.priority if learnt.priority is None else learnt.priority,
        size=recording.size if learnt.size is None else learnt.size,
        audio_sha256=learnt.audio_sha256 or recording.audio_sha256,
        duration=recording.duration if learnt.duration is None else learnt.duration,
        language=learnt.language or recording.language,
        health=recording.health if learnt.health is None else learnt.health,
        transcript=learnt.transcript or recording.transcript,
        vault=learnt.vault or recording.vault,
        original=learnt.original or recording.original,
    )
