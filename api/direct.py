"""The door for uploads that go straight to the object store: no byte of theirs passes through here.

The house gives an address for each part; the uploader puts the parts there and says when it is done. A store that
has no addresses of its own, the folder, gets its parts through this service; uploaders see no difference.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any

import anyio.to_thread
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.access import Permit, allowed
from api.admission import ANSWERS, EXAMPLE, answer
from api.deps import House, HouseDep
from api.refusals import PartElsewhere
from api.stream import Stream, pulled
from qa.access import Action
from qa.ingest.sources import PLAIN
from qa.metadata import CallMetadata, Name, check
from qa.recording import Recording, receive
from qa.upload import Part, Upload, UploadState, abort, begin, check_open, complete
from storage.admission import admit
from storage.errors import Conflict, NotFound, ObjectMissing, ObjectTooLarge
from storage.objects import UPLOADS, join_parts

router = APIRouter(prefix="/v1/uploads", tags=["Recordings"])


class NewUpload(BaseModel):
    """A recording that is to be uploaded."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Name = Field(
        description="The file's name; what it tells of the call is read as its source has it.",
        examples=["通话 000417.wav"],
    )
    size: int = Field(gt=0, strict=True, description="Bytes of the whole file.", examples=[1_048_576])
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] | None = Field(
        None, description="Of the whole file, in lower-case hexadecimal; checked when it is ingested."
    )
    source: Name = Field("upload", description="The recording system it comes from.")
    metadata: dict[str, Any] | None = Field(
        None,
        description="What is known of the call; left out, the file's name is read as its source has it.",
        examples=[EXAMPLE],
    )


@dataclass(frozen=True, slots=True)
class PartAddress:
    """Where a part goes.

    Attributes:
        number: from 1.
        start: its first byte in the file, from 0.
        size: bytes.
        url: PUT these bytes there, and nothing else: no credentials, no form.
        arrived: whether it came whole.
    """

    number: int
    start: int
    size: int
    url: str
    arrived: bool


@dataclass(frozen=True, slots=True)
class Sending:
    """An upload and what is left to do for it.

    Attributes:
        upload: how it stands.
        parts: where its parts go; empty once it is over.
    """

    upload: Upload
    parts: tuple[PartAddress, ...]


@router.post(
    "",
    operation_id="beginUpload",
    summary="Begin an upload",
    status_code=HTTPStatus.CREATED,
    dependencies=[allowed(Action.UPLOAD)],
)
def begin_upload(body: NewUpload, house: HouseDep, request: Request, response: Response) -> Sending:
    """Give the addresses to which the parts of a file go; PUT each, in any order and several at once, then complete.

    A short file is one part. The addresses need no credentials and end with the upload: when it is completed,
    aborted or expired. Addresses that begin with `/` or `http` are to be resolved against this one.
    """
    most = house.settings.max_upload_bytes
    if body.size > most:
        raise ObjectTooLarge(
            f"{body.name!r} has {body.size} bytes; at most {most} are accepted here (EVERYCALL_MAX_UPLOAD_BYTES)."
        )
    metadata = _described(house, body)
    upload_id = house.new_id()
    key = f"{UPLOADS}{upload_id}"
    upload = begin(
        upload_id=upload_id,
        key=key,
        handle=house.objects.begin(key),
        name=body.name,
        size=body.size,
        sha256=body.sha256,
        source=body.source,
        metadata=metadata,
        now=house.now(),
        lasting=timedelta(seconds=house.settings.upload_seconds),
        part_bytes=house.settings.upload_part_bytes,
    )
    with house.store.begin() as unit:
        unit.uploads.add(upload)
    response.headers["Location"] = f"/v1/uploads/{upload.id}"
    return _sending(house, request, upload, upload.begun_at)


@router.get(
    "/{upload_id}",
    operation_id="getUpload",
    summary="Get an upload and what is left of it",
    dependencies=[allowed(Action.UPLOAD)],
)
def get_upload(upload_id: str, house: HouseDep, request: Request) -> Sending:
    """Show which parts came, and give fresh addresses, so that an upload that broke off goes on where it was."""
    with house.store.read() as unit:
        upload = unit.uploads.get(upload_id)
    return _sending(house, request, upload, house.now())


@router.put(
    "/{upload_id}/parts/{number}",
    operation_id="putPart",
    summary="Put a part, where the house keeps its objects in a folder",
    status_code=HTTPStatus.NO_CONTENT,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def put_part(upload_id: str, number: int, house: HouseDep, request: Request) -> None:
    """Keep the bytes of a part as they are sent. Use the address that the upload names; it may be another than this."""
    body = Stream(pulled(request.stream(), house.stall_seconds))
    await anyio.to_thread.run_sync(_keep_part, house, upload_id, number, body, limiter=house.uploads)


@router.post(
    "/{upload_id}/complete",
    operation_id="completeUpload",
    summary="Complete an upload",
    status_code=HTTPStatus.CREATED,
    responses=ANSWERS,
)
def complete_upload(
    upload_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.UPLOAD)], response: Response
) -> Recording:
    """Join the parts and send the recording on its way. Said again, it answers with the same recording."""
    with house.store.read() as unit:
        upload = unit.uploads.get(upload_id)
        known = unit.recordings.get(upload.recording) if upload.recording else None
    if known is not None:
        return answer(response, known, permit.person, is_new=False)
    check_open(upload, house.now())
    join_parts(house.objects, upload.key, upload.handle, [part.size for part in upload.parts])
    arrived = receive(
        recording_id=upload.id,
        source=upload.source,
        key=upload.key,
        metadata=upload.metadata,
        now=house.now(),
    )
    source = house.sources.named(upload.source) or PLAIN
    arrived = replace(arrived, size=upload.size, priority=source.priority_of(upload.metadata))
    recording, is_new = admit(
        house.store, arrived, lambda other: other.key == upload.key, actor=permit.person.id
    )
    try:
        with house.store.begin() as unit:
            unit.uploads.save(complete(upload, recording.id), loaded=upload)
    except Conflict:
        is_new = False  # it was said twice at once: the other one has closed it
    return answer(response, recording, permit.person, is_new=is_new)


@router.delete(
    "/{upload_id}",
    operation_id="abortUpload",
    summary="Abort an upload",
    status_code=HTTPStatus.NO_CONTENT,
    dependencies=[allowed(Action.UPLOAD)],
)
def abort_upload(upload_id: str, house: HouseDep) -> None:
    """Forget the parts of an upload that is not to be completed. Said again, it changes nothing."""
    with house.store.begin() as unit:
        upload = unit.uploads.get(upload_id)
        aborted = abort(upload, house.now())
        unit.uploads.save(aborted, loaded=upload)
    house.objects.forget_parts(upload.key, upload.handle)


def _described(house: House, body: NewUpload) -> CallMetadata:
    if body.metadata is not None:
        return check(body.metadata)
    return (house.sources.named(body.source) or PLAIN).describe(body.name, None)


def _keep_part(house: House, upload_id: str, number: int, body: Stream) -> None:
    with house.store.read() as unit:
        upload = unit.uploads.get(upload_id)
    check_open(upload, house.now())
    part = next((each for each in upload.parts if each.number == number), None)
    if part is None:
        raise NotFound(f"Upload {upload_id} has no part {number}; it has parts 1 to {len(upload.parts)}.")
    if _elsewhere(house, upload, part, upload.begun_at) is not None:
        raise PartElsewhere(
            f"Part {number} of upload {upload_id} goes straight to the object store; PUT it at the `url` that"
            f" GET /v1/uploads/{upload_id} names."
        )
    house.objects.put_part(upload.key, upload.handle, number, body, size=part.size)


def _sending(house: House, request: Request, upload: Upload, now: datetime) -> Sending:
    shown = replace(upload, state=upload.state_at(now))
    if shown.state is not UploadState.OPEN:
        return Sending(shown, ())
    sizes = [part.size for part in upload.parts]
    try:
        came = house.objects.parts(upload.key, upload.handle, sizes)
    except ObjectMissing:  # joined, and what did so was killed: all came, and completing again ends it
        came = {part.number: part.size for part in upload.parts}
    addresses = (
        PartAddress(
            part.number,
            part.start,
            part.size,
            _elsewhere(house, upload, part, now)
            or str(request.url_for("put_part", upload_id=upload.id, number=part.number)),
            came.get(part.number) == part.size,
        )
        for part in upload.parts
    )
    return Sending(shown, tuple(addresses))


def _elsewhere(house: House, upload: Upload, part: Part, now: datetime) -> str | None:
    """Give a part's address in the object store; None where that has none."""
    lasting = max(upload.expires_at - now, timedelta(seconds=1))
    return house.objects.address(upload.key, upload.handle, part.number, lasting=lasting)
