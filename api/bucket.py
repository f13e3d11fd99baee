"""The door for recordings that are already in the bucket."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from api.admission import ANSWERS, EXAMPLE, admit, answer
from api.deps import HouseDep
from asr.errors import EmptyAudio
from qa.metadata import MAX_SIDECAR_BYTES, CallMetadata, Name, check, parse
from qa.recording import Recording, receive
from storage.errors import ObjectMissing
from storage.objects import Objects

router = APIRouter(prefix="/v1/recordings", tags=["Recordings"])


class InBucket(BaseModel):
    """A recording that a recording system has put into the bucket."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(
        description="The object's key as it is, not percent-encoded.", examples=["2026/03/01/通话 000417.wav"]
    )
    source: Name = Field(description="The recording system it comes from.", examples=["pbx-1"])
    metadata: dict[str, Any] | None = Field(
        None,
        description="What is known of the call; left out, the object `<key>.json` is read as its sidecar.",
        examples=[EXAMPLE],
    )


@router.post(
    "/from-bucket",
    operation_id="receiveFromBucket",
    summary="Take in a recording that is already in the bucket",
    status_code=HTTPStatus.CREATED,
    responses=ANSWERS,
)
def receive_from_bucket(body: InBucket, house: HouseDep, response: Response) -> Recording:
    """Send the object at a key on its way; it stays where it is. The same key is one recording."""
    stat = house.objects.stat(body.key)
    if stat.size == 0:
        raise EmptyAudio(
            f"The object at key {body.key!r} has no bytes; put the recording there and call again."
        )
    metadata = check(body.metadata) if body.metadata is not None else _sidecar(house.objects, body.key)
    recording = receive(
        recording_id=house.new_id(), source=body.source, key=body.key, metadata=metadata, now=house.now()
    )
    known, is_new = admit(house, recording, lambda other: other.key == body.key)
    return answer(response, known, is_new=is_new)


def _sidecar(objects: Objects, key: str) -> CallMetadata:
    """Read the sidecar beside an object; where there is none yet, ingest looks again."""
    try:
        data = b"".join(objects.get(f"{key}.json", length=MAX_SIDECAR_BYTES + 1))
    except ObjectMissing:
        return CallMetadata()
    return parse(data)
