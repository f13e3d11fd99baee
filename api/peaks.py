"""A recording's peaks, as a page draws its waveform from them."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.access import Permit, allowed
from api.deps import HouseDep
from api.refusals import ResultAbsent
from qa.access import Action

router = APIRouter(prefix="/v1/recordings", tags=["Results"])

MEDIA = "application/octet-stream"
_BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}


class Level(StrEnum):
    """How finely peaks are drawn."""

    OVERVIEW = "overview"
    FINE = "fine"


class PackedPeaks(Response):
    """Peaks in bytes."""

    media_type = MEDIA


@router.get(
    "/{recording_id}/peaks",
    operation_id="getPeaks",
    summary="Get the peaks of a recording's sound, to draw its waveform from",
    response_class=PackedPeaks,
    responses={200: {"description": "The peaks.", "content": {MEDIA: _BYTES}}},
)
def get_peaks(
    recording_id: str,
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_AUDIO)],
    level: Annotated[
        Level, Query(description="A value every 0.5 s for the whole call, or every 20 ms.")
    ] = Level.OVERVIEW,
    start: Annotated[float, Query(ge=0, le=1e6, description="Only from here on, in seconds.")] = 0.0,
    end: Annotated[
        float, Query(ge=0, le=1e6, description="Only up to here, in seconds.", examples=[60])
    ] = 1e6,
) -> Response:
    """Send the lowest and highest sample of each stretch, per channel.

    Little endian: bytes 0 to 3 `ECP1`; 4 the number of channels; 6 and 7 the milliseconds of a value; 8 to 11 the
    number of the first one; 12 to 15 how many there are; 16 to 19 the loudest sample of two channels, of 32768. Then,
    channel by channel, the lowest and the highest as int8, of which 127 is the channel's loudest sample.
    """
    with house.store.read(permit.scope) as unit:
        recording = unit.recordings.get(recording_id)
        peaks = unit.peaks.get(recording_id)
    if peaks is None:
        raise ResultAbsent("peaks", recording)
    wanted = peaks if level is Level.FINE else peaks.overview()
    return PackedPeaks(wanted.between(start, end).packed())
