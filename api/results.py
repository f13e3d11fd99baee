"""What the stages made of a recording: its transcript, its cues, its evaluations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response

from api.accept import choose
from api.access import Permit, allowed
from api.blind import check_sighted
from api.deps import HouseDep
from api.guard import is_head
from api.refusals import NotAcceptable, ResultAbsent
from asr import formats
from asr.cues.cue import UNITS, Cue, CueKind, Cues
from asr.transcript import Party, Transcript
from qa.access import Action
from qa.evaluation import Evaluation
from qa.recording import Recording
from qa.sentence import Said, read_all
from storage.transcripts import transcript_codec

router = APIRouter(prefix="/v1", tags=["Results"])


class TranscriptFormat(StrEnum):
    """How a transcript is written."""

    JSON = "json"
    SRT = "srt"
    VTT = "vtt"
    TEXT = "text"


_MEDIA = {
    TranscriptFormat.JSON: "application/json",
    TranscriptFormat.SRT: "application/x-subrip",
    TranscriptFormat.VTT: "text/vtt",
    TranscriptFormat.TEXT: "text/plain",
}
_WRITERS: Mapping[TranscriptFormat, Callable[[Transcript], str]] = {
    TranscriptFormat.SRT: formats.srt,
    TranscriptFormat.VTT: formats.vtt,
    TranscriptFormat.TEXT: formats.text,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """The cues of a call.

    Attributes:
        measured: the cues asked for, with the thresholds that shaped them and what could not be measured.
        units: the unit of each kind's values.
        said: every note and reason in `measured`, taken apart into codes and values, by its text.
    """

    measured: Cues
    units: Mapping[CueKind, str]
    said: Mapping[str, tuple[Said, ...]]


_WHICH = Query(
    description="Id of an older transcript, as an evaluation names it; left out, the one in force."
)


@router.get(
    "/recordings/{recording_id}/transcript",
    operation_id="getTranscript",
    summary="Get a recording's transcript as JSON, SRT, WebVTT or text",
    response_model=Transcript,
    responses={
        200: {
            "description": "The transcript, in the format asked for by `format`, else by the Accept field.",
            "content": {_MEDIA[written]: {"schema": {"type": "string"}} for written in _WRITERS},
        }
    },
)
def get_transcript(
    recording_id: str,
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_TRANSCRIPT)],
    *,
    request: Request,
    written: Annotated[
        TranscriptFormat | None, Query(alias="format", description="Overrules Accept.")
    ] = None,
    transcript: Annotated[str | None, _WHICH] = None,
    accept: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Response:
    """Show who said what and when; a turn whose words may be wrong says why in `doubts`."""
    wanted = written or _accepted(accept)
    with house.store.read(permit.scope) as unit:
        recording = unit.recordings.get(recording_id)
        heard = unit.transcripts.words(_which(recording, transcript, "transcript"), recording.id)
    if not is_head(request):
        house.reads.note(recording.id, "transcript", request, permit.person)
    text = transcript_codec.written(heard) if wanted is TranscriptFormat.JSON else _WRITERS[wanted](heard)
    return Response(text, media_type=_MEDIA[wanted], headers={"Vary": "Accept"})


@router.get(
    "/recordings/{recording_id}/cues",
    operation_id="getCues",
    summary="Get what the sound and the timing tell",
)
def get_cues(
    recording_id: str,
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_TRANSCRIPT)],
    kind: Annotated[tuple[CueKind, ...], Query(description="Only these kinds; may be repeated.")] = (),
    party: Annotated[tuple[Party, ...], Query(description="Only these parties'; may be repeated.")] = (),
    transcript: Annotated[str | None, _WHICH] = None,
) -> Measured:
    """Show the cues of a call by kind, then start; `whole_call` marks those that sum up the call."""
    with house.store.read(permit.scope) as unit:
        recording = unit.recordings.get(recording_id)
        cues = unit.transcripts.cues(_which(recording, transcript, "cues"), recording.id)

    def is_wanted(cue: Cue) -> bool:
        return (not kind or cue.kind in kind) and (not party or cue.party in party)

    chosen = replace(cues, cues=tuple(cue for cue in cues.cues if is_wanted(cue)))
    texts = (*chosen.notes, *(reason for cue in chosen.cues for reason in cue.reasons))
    return Measured(chosen, {cue: UNITS[cue] for cue in CueKind if not kind or cue in kind}, read_all(texts))


@router.get(
    "/recordings/{recording_id}/evaluations",
    operation_id="listEvaluations",
    summary="List a recording's evaluations",
)
def list_evaluations(
    recording_id: str,
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_EVALUATION)],
    *,
    former: Annotated[bool, Query(description="Show those no longer in force, too.")] = False,
) -> tuple[Evaluation, ...]:
    """List the evaluations in force, by rubric; none yet while the recording is on its way."""
    with house.store.read(permit.scope) as unit:
        unit.recordings.get(recording_id)
        check_sighted(unit, recording_id, permit.person)
        return unit.evaluations.of(recording_id, in_force=not former)


@router.get("/evaluations/{evaluation_id}", operation_id="getEvaluation", summary="Get an evaluation")
def get_evaluation(
    evaluation_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.READ_EVALUATION)]
) -> Evaluation:
    """Show a scorecard with the evidence for each criterion, who made it, and where it is in its life."""
    with house.store.read(permit.scope) as unit:
        evaluation = unit.evaluations.get(evaluation_id)
        check_sighted(unit, evaluation.recording, permit.person)
    return evaluation


def _accepted(accept: str | None) -> TranscriptFormat:
    media = choose(accept, tuple(_MEDIA.values()))
    if media is None:
        raise NotAcceptable(
            f"A transcript is written as {', '.join(_MEDIA.values())}, none of which {accept!r} accepts; "
            "ask for one of them, or say ?format=json, srt, vtt or text."
        )
    return next(written for written, name in _MEDIA.items() if name == media)


def _which(recording: Recording, asked: str | None, what: str) -> str:
    """Say which transcript of a recording is meant, the one in force where none is asked for.

    Raises:
        ResultAbsent: there is none (yet).
    """
    wanted = asked or recording.transcript
    if wanted is None:
        raise ResultAbsent(what, recording)
    return wanted
