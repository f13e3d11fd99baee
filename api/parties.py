"""Who speaks where in a call, as a person says who listened to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field, StringConstraints

from api.access import Permit, allowed
from api.deps import HouseDep
from api.refusals import ResultAbsent
from api.sources import Word
from asr.transcript import Attribution, Party
from qa.access import Action
from qa.events import PartiesCorrected
from qa.parties import ToldParties, check_not_own, tell
from qa.recording import Recording, Stage, redrive
from storage.transcripts import StoredTranscript
from storage.uow import Unit

router = APIRouter(prefix="/v1/recordings", tags=["Recordings"])

Side = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class NewParties(Word):
    """Who speaks where, and how one knows; whoever says it again later goes before it."""

    parties: Mapping[Side, Party] = Field(
        max_length=50,
        description="A party for each voice or channel that the recording's `parties` name; empty to have the machine's"
        " own word hold again.",
        examples=[{"channel-0": "customer", "channel-1": "agent"}],
    )


@dataclass(frozen=True, slots=True)
class CorrectedParties:
    """What was said, and what follows from it.

    Attributes:
        told: what holds from now on.
        recording: on its way again where anything changes.
        alike: calls of this source whose channels people gave to the same parties, this one included. Where they are many,
            the source's channel map is wrong. 0 where the parties share a channel: names of voices mean nothing beyond
            their call.
    """

    told: ToldParties
    recording: Recording
    alike: int


@router.post(
    "/{recording_id}/parties",
    operation_id="correctParties",
    summary="Say who speaks where in a call",
    status_code=202,
)
def correct_parties(
    recording_id: str,
    body: NewParties,
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.CORRECT_PARTIES)],
) -> CorrectedParties:
    """Correct which voice or channel is which party; nothing is listened to anew.

    The turns get their parties, the cues are measured anew, and the call is scored again: the machine's evaluation so far
    stays beside the new one, no longer in force, and what people judged stands. Open reviews go by the new evaluation. To
    take it back, say it again. The channel map of the source stays as it is.
    """
    now = house.now()
    with house.store.begin(permit.scope) as unit:
        loaded = unit.recordings.get(recording_id)
        check_not_own(permit.person, loaded.metadata)
        standing, former = _heard(unit, loaded), unit.parties.of(recording_id)
        told = tell(
            standing.transcript.attribution,
            body.parties,
            told_id=house.new_id(),
            recording=recording_id,
            transcript=standing.id if former is None else former.transcript,
            by=permit.person.id,
            at=now,
            reason=body.reason,
        )
        if _changes(told, former):
            again = redrive(loaded, now=now, stage=Stage.TRANSCRIBE)
            unit.recordings.save(again, loaded=loaded)
            unit.parties.add(told)
            unit.record(_corrected(told, standing.transcript.attribution))
        else:
            again, told = loaded, former or told
        is_apart = standing.transcript.attribution.apart and bool(told.parties)
        alike = unit.parties.alike(again.source, told.sides) if is_apart else 0
    return CorrectedParties(told, again, alike)


def _heard(unit: Unit, recording: Recording) -> StoredTranscript:
    """Load what is to be told again.

    Raises:
        ResultAbsent: there is no transcript (yet).
        ContentErased: it was erased.
    """
    if recording.transcript is None:
        raise ResultAbsent("transcript", recording)
    return unit.transcripts.get(recording.transcript)


def _changes(told: ToldParties, former: ToldParties | None) -> bool:
    """Tell whether anything is said that does not hold yet; a person who agrees with the machine says something, too."""
    return told.parties != (() if former is None else former.parties)


def _corrected(told: ToldParties, held: Attribution) -> PartiesCorrected:
    return PartiesCorrected(
        recording=told.recording,
        at=told.at,
        actor=told.by,
        told=told.id,
        former=" ".join(f"{side}={party}" for side, party in held.parties),
        sides=told.sides,
    )
