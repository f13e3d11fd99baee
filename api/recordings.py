"""The recordings: listed, looked at, sent on their way again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from api.access import Permit, allowed
from api.blind import blind_calls, hidden_from, telling_nothing
from api.deps import HouseDep
from api.filters import CallFilter
from api.pages import MOST, link_next
from asr.transcript import Attribution, Hearing
from qa.access import Action
from qa.events import RecordingRedriven
from qa.flag import Flag, said_of
from qa.hold import Pause
from qa.parties import ToldParties
from qa.recording import Recording, Stage, State, redrive
from qa.run import StageRun
from qa.sentence import Said, read_all
from storage.evaluations import Standing
from storage.filters import Order

router = APIRouter(prefix="/v1/recordings", tags=["Recordings"])


class Wanted(CallFilter):
    """Which recordings to list; every filter narrows the list further."""

    order: Order = Field(Order.NEWEST, description="By when they were received; stable while paging.")
    limit: int = Field(50, ge=1, le=MOST, description=f"Recordings a page, 1 to {MOST}.")
    cursor: str | None = Field(None, description="`next` of the page before; keep the filters as they were.")


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
        said: why each flag was raised, taken apart into codes and values, by text.
    """

    items: tuple[Listed, ...]
    next: str | None
    said: Mapping[str, tuple[Said, ...]]


@dataclass(frozen=True, slots=True)
class Detailed(Listed):
    """A recording with its history.

    Attributes:
        runs: every attempt at every stage, in the order they began.
        parties: who is who and what that rests on; null before there is a transcript.
        told: what a person said last of who is who; null where nobody did.
        hearing: how much of the speech on each channel has words; empty before there is a transcript.
        said: what `parties` rests on, the details of the recording's health and why each flag was raised, taken apart into
            codes and values, by text.
    """

    runs: tuple[StageRun, ...]
    parties: Attribution | None
    told: ToldParties | None
    hearing: tuple[Hearing, ...]
    said: Mapping[str, tuple[Said, ...]]


@router.get("", operation_id="listRecordings", summary="List recordings")
def list_recordings(
    wanted: Annotated[Wanted, Query()],
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_RECORDING)],
    request: Request,
    response: Response,
) -> RecordingPage:
    """List recordings, newest first, page by page; the Link field names the next page, too.

    A list chosen by findings, scores or flags that tell of them leaves out calls that the one who asks scores blind.
    """
    with house.store.read(permit.scope) as unit:
        chosen = wanted.filter()
        if chosen.tells_findings:
            chosen = replace(chosen, besides=hidden_from(unit, permit.person))
        page = unit.recordings.page(chosen, order=wanted.order, limit=wanted.limit, cursor_at=wanted.cursor)
        ids = [recording.id for recording in page.recordings]
        standings, flags = unit.evaluations.standings(ids), unit.flags.of(ids)
        pauses, blind = unit.holds.pauses(), blind_calls(unit, ids, permit.person)
    link_next(request, response, page.next)
    listed = tuple(
        Listed(
            r,
            r.overall,
            () if r.id in blind else standings[r.id],
            telling_nothing(flags[r.id]) if r.id in blind else flags[r.id],
            _is_paused(r, pauses),
        )
        for r in page.recordings
    )
    return RecordingPage(listed, page.next, said_of(flag for each in listed for flag in each.flags))


@router.get("/{recording_id}", operation_id="getRecording", summary="Get a recording with its history")
def get_recording(
    recording_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.READ_RECORDING)]
) -> Detailed:
    """Show where a recording stands, how it came there, what is wrong with its sound, and who is who."""
    with house.store.read(permit.scope) as unit:
        recording = unit.recordings.get(recording_id)
        standings, flags = unit.evaluations.standings([recording_id]), unit.flags.of([recording_id])
        told = unit.parties.of(recording_id)
        runs, pauses = unit.runs.of(recording_id), unit.holds.pauses()
        is_there = recording.transcript and not (recording.erased and recording.erased.transcript)
        heard = unit.transcripts.grounds(recording.transcript or "", recording_id) if is_there else None
        is_blind = recording_id in blind_calls(unit, [recording_id], permit.person)
        raised = telling_nothing(flags[recording_id]) if is_blind else flags[recording_id]
    ailments = recording.health.findings if recording.health else ()
    texts = (*(heard.attribution.reasons if heard else ()), *(each.detail for each in ailments))
    return Detailed(
        recording=recording,
        progress=recording.overall,
        standings=() if is_blind else standings[recording_id],
        flags=raised,
        paused=_is_paused(recording, pauses),
        runs=runs,
        parties=heard.attribution if heard else None,
        told=told,
        hearing=heard.hearing if heard else (),
        said={**read_all(texts), **said_of(raised)},
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
