"""What has happened, as past participles. Each is recorded with its change and, after the commit, may wake a stage.

An event carries ids only: whoever hears of it reads the row, which is the truth.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import ClassVar

from qa.recording import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a recording.

    Attributes:
        name: stable name for the audit trail, `<noun>.<past participle>`.
        recording: its id; empty where it concerns none.
        at: when.
        actor: who did it: a person's id, a source, or `everycall`.
    """

    name: ClassVar[str]

    recording: str
    at: datetime
    actor: str = "everycall"

    @property
    def wakes(self) -> Stage | None:
        """The stage that can begin now; None where nothing follows."""
        return None

    def details(self) -> dict[str, str]:
        """List the event's own fields, beside recording, time and actor."""
        common = {field.name for field in fields(Event)}
        return {
            field.name: str(getattr(self, field.name)) for field in fields(self) if field.name not in common
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseEvent(Event):
    """Something that happened to the house; it concerns a recording only where one is named."""

    recording: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingReceived(Event):
    """Audio became known here; it can be ingested."""

    name = "recording.received"

    @property
    def wakes(self) -> Stage | None:
        """Ingest."""
        return Stage.INGEST


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingDescribed(Event):
    """The sidecar of a recording came after its audio; what is known of the call was completed."""

    name = "recording.described"

    stage: Stage

    @property
    def wakes(self) -> Stage | None:
        """The stage it stands at: it may have waited for this."""
        return self.stage


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingSuperseded(Event):
    """Another version of the same call, recording `by`, was ingested and stands for the call from now on."""

    name = "recording.superseded"

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRefused(HouseEvent):
    """An object in the bucket could not be taken in as a recording; `problem` is the refusal's code."""

    name = "delivery.refused"

    key: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageCompleted(Event):
    """A stage brought its result; the next one can begin."""

    name = "stage.completed"

    stage: Stage
    attempt: int

    @property
    def wakes(self) -> Stage | None:
        """The stage that follows, if one does."""
        return self.stage.following


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDeferred(Event):
    """A stage met a problem and will be tried again once it is due."""

    name = "stage.deferred"

    stage: Stage
    attempt: int
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageReleased(Event):
    """A worker gave a stage back unfinished, or was found dead; it can begin again at once."""

    name = "stage.released"

    stage: Stage
    attempt: int

    @property
    def wakes(self) -> Stage | None:
        """The same stage."""
        return self.stage


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingFailed(Event):
    """A recording failed for good; a person may re-drive it."""

    name = "recording.failed"

    stage: Stage
    attempt: int
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingSetAside(Event):
    """A recording cannot be judged by its sound."""

    name = "recording.set_aside"

    stage: Stage
    attempt: int
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingRedriven(Event):
    """Someone sent a settled recording on its way again."""

    name = "recording.redriven"

    stage: Stage

    @property
    def wakes(self) -> Stage | None:
        """The stage it begins at."""
        return self.stage


@dataclass(frozen=True, slots=True, kw_only=True)
class PartiesCorrected(Event):
    """A person said who speaks where in a call; it is told again and scored anew.

    Attributes:
        told: id of what was said.
        former: who spoke where until then, as `channel-0=agent channel-1=customer`.
        sides: who speaks where from now on; empty where the machine's own word is to hold again.
    """

    name = "parties.corrected"

    told: str
    former: str
    sides: str

    @property
    def wakes(self) -> Stage | None:
        """The stage that made the transcript."""
        return Stage.TRANSCRIBE


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingsRedriven(HouseEvent):
    """Someone sent so many settled recordings on their way again; `chosen` says which, each has its own event, too."""

    name = "recordings.redriven"

    reason: str
    count: int
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingRead(Event):
    """Somebody was given a recording's audio or what was said in it.

    Attributes:
        what: `audio` or `transcript`.
        address: where it was sent to.
    """

    name = "recording.read"

    what: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateTold(Event):
    """A business day of a call became known, or changed: retention may count from it."""

    name = "date.told"

    what: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingErased(Event):
    """Parts of a recording were erased for ever by a purge; `left` says what is not this house's to remove."""

    name = "recording.erased"

    purge: str
    layers: str
    size: int
    left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalRemoved(Event):
    """The object that a recording came as was removed; a sealed copy of it is kept."""

    name = "original.removed"

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationPublished(Event):
    """An evaluation began to count."""

    name = "evaluation.published"

    evaluation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationDrifted(Event):
    """An evaluation that was made again came out otherwise; `drift` names what differs."""

    name = "evaluation.drifted"

    evaluation: str
    drift: str
