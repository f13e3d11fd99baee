"""The door for recordings that are already in the bucket."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.admission import ANSWERS, EXAMPLE, answer
from api.deps import HouseDep
from qa.access import Action
from qa.ingest.sources import PLAIN
from qa.metadata import Name, check
from qa.recording import Recording
from storage.admission import take_in

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
        description="What is known of the call; left out, its name and its sidecar are read as its source has them"
        " (`<key>.json`, where nothing else is set).",
        examples=[EXAMPLE],
    )


@router.post(
    "/from-bucket",
    operation_id="receiveFromBucket",
    summary="Take in a recording that is already in the bucket",
    status_code=HTTPStatus.CREATED,
    responses=ANSWERS,
)
def receive_from_bucket(
    body: InBucket, house: HouseDep, permit: Annotated[Permit, allowed(Action.UPLOAD)], response: Response
) -> Recording:
    """Send the object at a key on its way; it stays where it is. The same key is one recording."""
    metadata = None if body.metadata is None else check(body.metadata)
    source = house.sources.named(body.source) or PLAIN
    known, is_new = take_in(
        house.step, body.key, source, name=body.source, metadata=metadata, actor=permit.person.id
    )
    return answer(response, known, permit.person, is_new=is_new)
