"""What has happened to the house: to its sources, its rubrics and its books; see `qa.events`."""

from dataclasses import dataclass

from qa.events import HouseEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEvent(HouseEvent):
    """Something that a person did to a source, and what for."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePaused(SourceEvent):
    """A source was paused: its recordings are received and wait."""

    name = "source.paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceResumed(SourceEvent):
    """A paused source goes on."""

    name = "source.resumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricEvent(HouseEvent):
    """Something that happened to a version of a rubric.

    Attributes:
        rubric: id of the rubric.
        language: of the calls it is for.
        digest: of the version.
        reason: what for.
    """

    rubric: str
    language: str
    digest: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricAdded(RubricEvent):
    """A version of a rubric was written; nothing is scored by it yet."""

    name = "rubric.added"


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricTried(RubricEvent):
    """A version of a rubric began to score in the shadow."""

    name = "rubric.tried"

    forced: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricPublished(RubricEvent):
    """Calls are scored by a version of a rubric from now on; `forced` says what stood against it."""

    name = "rubric.published"

    forced: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricRetired(RubricEvent):
    """No more calls are scored by a version of a rubric."""

    name = "rubric.retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectsRetaken(HouseEvent):
    """Somebody had objects that were refused looked at again: so many, `taken` of which are recordings now.

    Attributes:
        reason: what for.
        count: how many were looked at.
        taken: how many are refused no more.
        chosen: which were asked for.
    """

    name = "objects.retaken"

    reason: str
    count: int
    taken: int
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataExported(HouseEvent):
    """Somebody was given much at once, to be kept elsewhere.

    Attributes:
        what: kind of what is in it, as `day`.
        chosen: which of it was asked for.
        count: lines or rows.
        address: where it was sent to; empty where it was written on the machine itself.
    """

    name = "data.exported"

    what: str
    chosen: str
    count: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsExported(HouseEvent):
    """Somebody is given results in bulk; written before anything of them is.

    Attributes:
        export: its id; `results.sent` names the same.
        what: what a row of it is: `evaluations`, `findings`, or `audit` for a line of the trail.
        form: `csv`, `xlsx` or `parquet`.
        chosen: the filters.
        reason: what for.
        address: where it is sent to; empty where it is written on the machine itself.
    """

    name = "results.exported"

    export: str
    what: str
    form: str
    chosen: str
    reason: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsSent(HouseEvent):
    """An export came to its end after `count` rows; it broke off before where it is not `whole`.

    Where none follows on `results.exported`, the machine went down meanwhile: all of it may have been taken.
    """

    name = "results.sent"

    export: str
    count: int
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsListed(HouseEvent):
    """Calls came in that the switch says happened: so many new, changed, and the same as before."""

    name = "calls.listed"

    new: int
    changed: int
    same: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClosed(HouseEvent):
    """A day's coverage was written down, or amended where `number` is over 0."""

    name = "day.closed"

    day: str
    number: int
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReplayed(HouseEvent):
    """Some evaluations of a sealed day were made again; `drifted` of them came out otherwise."""

    name = "sample.replayed"

    day: str
    size: int
    drifted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeEvent(HouseEvent):
    """Something that happened to a purge; `digest` is that of what it lists."""

    purge: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgePlanned(PurgeEvent):
    """A purge was planned; nothing is erased yet."""

    name = "purge.planned"

    recordings: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeApproved(PurgeEvent):
    """A purge was approved; workers execute it."""

    name = "purge.approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeCancelled(PurgeEvent):
    """A purge was cancelled; what it had erased stays erased."""

    name = "purge.cancelled"

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeExecuted(PurgeEvent):
    """A purge came to its end."""

    name = "purge.executed"

    erased: int
    skipped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHoldEvent(HouseEvent):
    """Something that happened to a legal hold. Whom it is on is not repeated: the trail outlives what is erased."""

    hold: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHoldPut(LegalHoldEvent):
    """A legal hold was put: nothing of what it covers is erased."""

    name = "hold.put"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHoldReleased(LegalHoldEvent):
    """A legal hold was released."""

    name = "hold.released"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentKeysRotated(HouseEvent):
    """So many keys of recordings are sealed with another key of the house now; `key` is its id."""

    name = "keys.rotated"

    key: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentSealed(HouseEvent):
    """Content that had been kept in the clear was sealed: so many `rows`, or the `sound` of the recording named."""

    name = "content.sealed"

    what: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChanged(HouseEvent):
    """An administrator turned something of the house on or off."""

    name = "setting.changed"

    setting: str
    on: bool
    reason: str
