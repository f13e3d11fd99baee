"""The recordings: listed, looked at, sent on their way again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from api.access import Permit, allowed
from api.blind import blind_calls, telling_nothing
from api.deps import HouseDep
from api.pages import MOST, link_next
from asr.transcript import Attribution, Hearing
from qa.access import Action
from qa.evaluation import AuthorKind
from qa.events import RecordingRedriven
from qa.flag import Flag, FlagKind
from qa.hold import Pause
from qa.recording import Recording, Stage, State, redrive
from qa.run import StageRun
from scoring.finding import Outcome
from storage.evaluations import Standing
from storage.filters import Filter, Order

router = APIRouter(prefix="/v1/recordings", tags=["Recordings"])


def _written(value: object) -> object:
    """Take a moment in writing only: a bare number would be read as seconds since 1970.

    `…T09:30:00 08:00` is `+08:00`: a plus sign that was not escaped arrives as a space.
    """
    if not isinstance(value, str) or "T" not in value.upper():
        raise ValueError("should be a moment such as 2026-03-01T09:30:00+08:00")
    return re.sub(r" (\d\d:?\d\d)$", r"+\1", value)


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("should lie within the years 1 to 9999 of UTC") from error


Moment = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_in_utc)]


class Wanted(BaseModel):
    """Which recordings to list; every filter narrows the list further."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str | None = Field(None, description="The recording system they came from.", examples=["upload"])
    state: tuple[State, ...] = Field((), description="In any of these states; may be repeated.")
    stage: Stage | None = Field(None, description="Standing at this stage.")
    problem: str | None = Field(
        None, description="With this problem, by its code.", examples=["asr.not_audio"]
    )
    language: str | None = Field(None, description="Language of the call.", examples=["zh", "en"])
    agent: str | None = Field(None, description="The agent's id.")
    queue: str | None = Field(None, description="Queue or skill the call came through.")
    team: str | None = Field(None, description="The agent's team.")
    flag: FlagKind | None = Field(None, description="With this flag raised.")
    received_from: Moment | None = Field(
        None, description="Received at or after, as 2026-03-01T00:00:00+08:00."
    )
    received_before: Moment | None = Field(None, description="Received before.")
    started_from: Moment | None = Field(None, description="The call began at or after.")
    started_before: Moment | None = Field(None, description="The call began before.")
    rubric: str | None = Field(
        None, description="With an evaluation by this rubric; narrows the scores below to it."
    )
    score_from: float | None = Field(
        None, ge=0, le=100, description="With a score of at least this, 0 to 100."
    )
    score_to: float | None = Field(None, ge=0, le=100, description="With a score of at most this, 0 to 100.")
    criterion: str | None = Field(
        None, description="With this criterion of `rubric` found as `outcome` says, whoever judged."
    )
    outcome: Literal["not_met", "undecided"] = Field(
        "not_met", description="How the criterion was found; what most calls have is not listed by it."
    )
    version: str | None = Field(None, description="With an evaluation by this version of `rubric`.")
    author: AuthorKind | None = Field(None, description="With an evaluation by a person, or by the machine.")
    day_from: date | None = Field(
        None, description="With an evaluation that trends count on this day of the house, or later."
    )
    day_before: date | None = Field(None, description="With one that they count before this day.")
    call_id: str | None = Field(
        None, description="Part of the call's id in the recording system, or of ours."
    )
    versions: bool = Field(
        False, description="Also versions of a call that another one stands for, as after a re-export."
    )
    order: Order = Field(Order.NEWEST, description="By when they were received; stable while paging.")
    limit: int = Field(50, ge=1, le=MOST, description=f"Recordings a page, 1 to {MOST}.")
    cursor: str | None = Field(None, description="`next` of the page before; keep the filters as they were.")

    def filter(self) -> Filter:
        """Say it as storage reads it."""
        fields = self.model_dump(exclude={"state", "call_id", "outcome", "order", "limit", "cursor"})
        outcome = None if self.criterion is None else Outcome(self.outcome)
        return Filter(**fields, states=self.state, outcome=outcome, text=self.call_id)

    @model_validator(mode="after")
    def _criterion_is_of_a_rubric(self) -> Self:
        if self.criterion is not None and self.rubric is None:
            raise ValueError("criterion: say which rubric it is of, with `rubric`")
        return self


@dataclass(frozen=True, slots=True)
class Listed:
    """A recording as a list shows it.

    Attributes:
        recording: where it stands and what is known of the call.
        progress: share of the whole way done, 0 to 1; 1 once settled.
        standings: the evaluation in force of each rubric, by rubric; none while the one who asks scores it blind.
        flags: why a person should look.
        paused: whether it waits because its source is paused.
    """

    recording: Recording
    progress: float
    standings: tuple[Standing, ...]
    flags: tuple[Flag, ...]
    paused: bool


@dataclass(frozen=True, slots=True)
class RecordingPage:
    """A stretch of the list of recordings.

    Attributes:
        items: in the order asked for.
        next: cursor of the following page, for `?cursor=`; null on the last one.
    """

    items: tuple[Listed, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Detailed(Listed):
    """A recording with its history.

    Attributes:
        runs: every attempt at every stage, in the order they began.
        parties: who is who and what that rests on; null before there is a transcript.
        hearing: how much of the speech on each channel has words; empty before there is a transcript.
    """

    runs: tuple[StageRun, ...]
    parties: Attribution | None
    hearing: tuple[Hearing, ...]


@router.get("", operation_id="listRecordings", summary="List recordings")
def list_recordings(
    wanted: Annotated[Wanted, Query()],
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_RECORDING)],
    request: Request,
    response: Response,
) -> RecordingPage:
    """List recordings, newest first, page by page; the Link field names the next page, too."""
    with house.store.read(permit.scope) as unit:
        page = unit.recordings.page(
            wanted.filter(), order=wanted.order, limit=wanted.limit, cursor_at=wanted.cursor
        )
        ids = [recording.id for recording in page.recordings]
        standings, flags = unit.evaluations.standings(ids), unit.flags.of(ids)
        pauses, blind = unit.holds.pauses(), blind_calls(unit, ids, permit.person)
    link_next(request, response, page.next)
    listed = (
        Listed(
            r,
            r.overall,
            () if r.id in blind else standings[r.id],
            telling_nothing(flags[r.id]) if r.id in blind else flags[r.id],
            _is_paused(r, pauses),
        )
        for r in page.recordings
    )
    return RecordingPage(tuple(listed), page.next)


@router.get("/{recording_id}", operation_id="getRecording", summary="Get a recording with its history")
def get_recording(
    recording_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.READ_RECORDING)]
) -> Detailed:
    """Show where a recording stands, how it came there, what is wrong with its sound, and who is who."""
    with house.store.read(permit.scope) as unit:
        recording = unit.recordings.get(recording_id)
        standings, flags = unit.evaluations.standings([recording_id]), unit.flags.of([recording_id])
        runs, pauses = unit.runs.of(recording_id), unit.holds.pauses()
        is_there = recording.transcript and not (recording.erased and recording.erased.transcript)
        heard = unit.transcripts.get(recording.transcript or "").transcript if is_there else None
        is_blind = recording_id in blind_calls(unit, [recording_id], permit.person)
    return Detailed(
        recording=recording,
        progress=recording.overall,
        standings=() if is_blind else standings[recording_id],
        flags=telling_nothing(flags[recording_id]) if is_blind else flags[recording_id],
        paused=_is_paused(recording, pauses),
        runs=runs,
        parties=heard.attribution if heard else None,
        hearing=heard.hearing if heard else (),
    )


@router.post(
    "/{recording_id}/retry",
    operation_id="retryRecording",
    summary="Send a settled recording on its way again",
    status_code=202,
)
def retry_recording(
    recording_id: str,
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.RETRY)],
    stage: Annotated[
        Stage | None, Query(description="Where to begin; left out, the stage at which it ended.")
    ] = None,
) -> Recording:
    """Work again on a recording that failed, was set aside as not scorable, or should be made anew.

    What earlier stages made is kept and used; old results stay beside new ones.
    """
    with house.store.begin(permit.scope) as unit:
        ended = unit.recordings.get(recording_id)
        now = house.now()
        again = redrive(ended, now=now, stage=stage)
        unit.recordings.save(again, loaded=ended)
        unit.record(
            RecordingRedriven(recording=recording_id, at=now, actor=permit.person.id, stage=again.stage)
        )
    return again


def _is_paused(recording: Recording, pauses: Sequence[Pause]) -> bool:
    return recording.state is State.WAITING and recording.source in {pause.source for pause in pauses}
