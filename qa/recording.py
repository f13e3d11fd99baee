"""A recording and its way through the stages, as pure state changes.

    waiting ──claim──▶ working ──complete──▶ waiting (next stage) … ──▶ done
       ▲                  │ ├──set_aside──▶ not_scorable
       ├──fail, release,──┘ └──fail, lose──▶ failed
       │     lose                              │
       └──────────────── redrive ◀─────────────┘   (from done and not_scorable, too)

Every claim raises `attempt`, which fences: a worker whose attempt is no longer the recording's own has lost
its claim, and nothing it brings is taken (`qa.claim`). Ids and the time are arguments throughout.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from asr.health.ailment import Health
from qa.content import Erased, Layer, Original
from qa.errors import ContentGone, NotSettled, WrongStage
from qa.metadata import CallMetadata
from qa.priority import NORMAL, priority_of, turn_at
from qa.problem import Problem


class Stage(StrEnum):
    """A step of the way, in order."""

    INGEST = "ingest"
    TRANSCRIBE = "transcribe"
    SCORE = "score"

    @property
    def following(self) -> "Stage | None":
        """The stage after this one; None after the last."""
        stages = list(Stage)
        place = stages.index(self) + 1
        return stages[place] if place < len(stages) else None


class State(StrEnum):
    """How a recording stands at its stage."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    NOT_SCORABLE = "not_scorable"


_SHARES = {Stage.INGEST: 0.04, Stage.TRANSCRIBE: 0.92, Stage.SCORE: 0.04}
"""About how the time of the whole way is spent; for a bar that moves evenly."""

SETTLED = frozenset({State.DONE, State.FAILED, State.NOT_SCORABLE})
"""States in which no work is left."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A worker's claim: who, and until when without renewal."""

    owner: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Recording:
    """One call's audio and where it stands.

    Attributes:
        id: ours, unique.
        source: which recording system or door it came through, as `upload`.
        key: of the audio in the object store; unique.
        received_at: when it became known here.
        metadata: what the recording system says about the call.
        stage: the stage it stands at; the last one once done.
        state: how it stands there.
        next_attempt_at: not to be claimed before.
        attempt: number of claims so far; the fencing token.
        tries: failures at this stage that were the work's own.
        losses: claims at this stage that ran out without a word, as from a killed worker.
        lease: the claim, while working.
        progress: share of this stage done, 0 to 1.
        problem: what went wrong last; None once a stage succeeds.
        size: bytes of audio; known from the start of what was uploaded here, else None before ingest.
        audio_sha256: of the bytes, hexadecimal; likewise.
        duration: seconds; None before it was decoded.
        language: `zh` or `en`; None before it was decided.
        health: findings on the sound; None before it was listened to.
        transcript: id of the transcript in force; None before there is one.
        in_force: whether this version stands for its call; it does where there is no other.
        supersedes: id of the version of the same call whose place it took, or takes once its sound was read.
        superseded_by: id of the version that stands for the call instead.
        priority: how urgent it is, 0 to 9 (`qa.priority`).
        vault: key of the sealed copy of its audio; None where there is none.
        original: what is with the object it came as.
        erased: what was erased of it; None while all is kept.
    """

    id: str
    source: str
    key: str
    received_at: datetime
    metadata: CallMetadata
    stage: Stage
    state: State
    next_attempt_at: datetime
    attempt: int = 0
    tries: int = 0
    losses: int = 0
    lease: Lease | None = None
    progress: float = 0.0
    problem: Problem | None = None
    size: int | None = None
    audio_sha256: str | None = None
    duration: float | None = None
    language: str | None = None
    health: Health | None = None
    transcript: str | None = None
    in_force: bool = True
    supersedes: str | None = None
    superseded_by: str | None = None
    priority: int = NORMAL
    vault: str | None = None
    original: Original = Original.KEPT
    erased: Erased | None = None

    @property
    def turn_at(self) -> datetime:
        """When it is its turn, among all that are due: the earliest first."""
        return turn_at(self.received_at, self.priority)

    @property
    def settled(self) -> bool:
        """Whether no work is left."""
        return self.state in SETTLED

    @property
    def overall(self) -> float:
        """Share of the whole way done, 0 to 1; 1 once settled."""
        if self.settled:
            return 1.0
        done = list(Stage)[: list(Stage).index(self.stage)]
        return sum(_SHARES[stage] for stage in done) + _SHARES[self.stage] * self.progress


def receive(*, recording_id: str, source: str, key: str, metadata: CallMetadata, now: datetime) -> Recording:
    """Take in a recording whose audio lies at `key`."""
    return Recording(
        id=recording_id,
        source=source,
        key=key,
        received_at=now,
        metadata=metadata,
        stage=Stage.INGEST,
        state=State.WAITING,
        next_attempt_at=now,
        priority=priority_of(metadata),
    )


def describe(
    recording: Recording, metadata: CallMetadata, *, now: datetime, priority: int | None = None
) -> Recording:
    """Complete what is known of a call whose sidecar came late.

    One that waits for it is due at once. One that is done is scored again, as the facts may decide what is asked;
    it is listened to again where they say who speaks where, or in which language.

    Args:
        recording: as it is.
        metadata: what is known of its call now.
        now: the time.
        priority: how urgent that makes it; None leaves it as it was.
    """
    known = replace(
        recording, metadata=metadata, priority=recording.priority if priority is None else priority
    )
    if recording.state is State.WAITING and recording.stage is Stage.INGEST:
        return replace(known, next_attempt_at=now)
    if recording.state is State.DONE:
        former = recording.metadata
        heard = (former.agent_channel, former.language, former.direction)
        told = (metadata.agent_channel, metadata.language, metadata.direction)
        return redrive(known, now=now, stage=Stage.SCORE if heard == told else Stage.TRANSCRIBE)
    return known


def redrive(recording: Recording, *, now: datetime, stage: Stage | None = None) -> Recording:
    """Send a settled recording on its way again.

    Args:
        recording: failed, not scorable or done.
        now: the time.
        stage: where to begin; left out, the stage it ended at. An earlier one makes its results anew.

    Raises:
        NotSettled: it is still on its way.
        WrongStage: it has not yet come as far as `stage`.
        ContentGone: what the stage works on was erased.
    """
    if not recording.settled:
        raise NotSettled(f"Recording {recording.id} is still {recording.state}; wait until it ends.")
    begin = stage or recording.stage
    stages = list(Stage)
    if stages.index(begin) > stages.index(recording.stage):
        raise WrongStage(
            f"Recording {recording.id} ended at {recording.stage} and has nothing to {begin} yet; "
            f"re-drive it from {recording.stage}."
        )
    gone = recording.erased.layers if recording.erased else frozenset()
    needed = Layer.TRANSCRIPT if begin is Stage.SCORE else Layer.AUDIO
    if gone & {needed, Layer.TRANSCRIPT}:
        raise ContentGone(
            f"The {needed} of recording {recording.id} was erased; there is nothing to {begin} any more. Its scores and"
            " receipts remain as they are."
        )
    return replace(
        recording,
        stage=begin,
        state=State.WAITING,
        next_attempt_at=now,
        tries=0,
        losses=0,
        progress=0.0,
        problem=None,
    )
