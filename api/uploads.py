"""The door for recordings that are sent here: a form, its audio kept while it arrives."""

import hashlib
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Request, Response
from pydantic import TypeAdapter, ValidationError

from api.access import Permit, allowed
from api.admission import ANSWERS, EXAMPLE, answer
from api.deps import House, HouseDep
from api.media import HEAD_BYTES, kind_of
from api.multipart import Form, Part
from api.refusals import RequestInvalid
from api.stream import pulled
from asr.errors import EmptyAudio
from qa.access import Action
from qa.ingest.sources import PLAIN
from qa.metadata import MAX_SIDECAR_BYTES, CallMetadata, Name, parse
from qa.recording import Recording, receive
from storage.admission import admit
from storage.errors import StorageError
from storage.objects import UPLOADS, Objects, Put

router = APIRouter(prefix="/v1/recordings", tags=["Recordings"])

UPLOAD = "upload"
"""Source of what is sent without naming one."""

_FORM = {
    "type": "object",
    "required": ["audio"],
    "properties": {
        "audio": {"type": "string", "format": "binary", "description": "The recording, in any usual format."},
        "metadata": {
            "$ref": "#/components/schemas/CallMetadata",
            "description": "What is known of the call: JSON, as a field or as a file.",
            "examples": [EXAMPLE],
        },
        "source": {
            "type": "string",
            "default": UPLOAD,
            "description": "The recording system it comes from.",
        },
    },
}
_SOURCE = TypeAdapter(Name)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A form that is complete: its audio is kept, and no recording knows of it yet."""

    put: Put
    source: str
    metadata: CallMetadata

    @property
    def identity(self) -> str:
        """The id this upload has however often it is sent; the row's key then lets only one in."""
        what = [self.source, self.metadata.source_call_id, self.put.sha256]
        return hashlib.sha256(json.dumps(what).encode()).hexdigest()[:32]


@router.post(
    "",
    operation_id="uploadRecording",
    summary="Upload a recording",
    status_code=HTTPStatus.CREATED,
    responses=ANSWERS,
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _FORM}}}},
)
async def upload_recording(
    house: HouseDep, permit: Annotated[Permit, allowed(Action.UPLOAD)], request: Request, response: Response
) -> Recording:
    """Take in a recording and what is known of its call, and send it on its way.

    The audio goes to the object store while it arrives. The same bytes for the same call and source are one
    recording, however often they are sent.
    """
    chunks = pulled(request.stream(), house.stall_seconds)
    form = Form(request.headers.get("content-type", ""), chunks)
    recording, is_new = await anyio.to_thread.run_sync(
        _take_in, house, form, permit.person.id, limiter=house.uploads
    )
    return answer(response, recording, permit.person, is_new=is_new)


def _take_in(house: House, form: Form, actor: str) -> tuple[Recording, bool]:
    with _kept(house, form) as arrival:
        put = arrival.put
        recording = receive(
            recording_id=arrival.identity,
            source=arrival.source,
            key=put.key,
            metadata=arrival.metadata,
            now=house.now(),
        )
        source = house.sources.named(arrival.source) or PLAIN
        recording = replace(
            recording,
            size=put.size,
            audio_sha256=put.sha256,
            priority=source.priority_of(arrival.metadata),
        )
        known, is_new = admit(
            house.store, recording, lambda other: other.audio_sha256 == put.sha256, actor=actor
        )
    if not is_new:
        _forget(house.objects, put.key)
    return known, is_new


@contextmanager
def _kept(house: House, form: Form) -> Iterator[_Arrival]:
    """Read a form, its audio straight into the object store; an error in the block forgets the audio again.

    Raises:
        RequestInvalid: a part is missing, unknown or sent twice.
        MetadataInvalid: the metadata is at fault.
        EmptyAudio: the audio has no bytes.
    """
    put: Put | None = None
    facts: dict[str, bytes] = {}
    try:
        for part in form:
            _check_part(part, [*facts, *(("audio",) if put else ())])
            if part.name == "audio":
                put = _keep(house, part)
            else:
                facts[part.name] = part.peek(MAX_SIDECAR_BYTES + 1)
                _read(facts)  # wrong facts are refused before the audio is taken in, where that comes later
        yield _Arrival(_present(put), *_read(facts))
    except BaseException:
        if put is not None:
            _forget(house.objects, put.key)
        raise


def _check_part(part: Part, seen: list[str]) -> None:
    if part.name not in _FORM["properties"]:
        raise RequestInvalid(
            (f"part {part.name!r} is not known; send {', '.join(map(repr, _FORM['properties']))}",)
        )
    if part.name in seen:
        raise RequestInvalid((f"part {part.name!r} comes twice; send each part once",))


def _present(put: Put | None) -> Put:
    if put is None:
        raise RequestInvalid(("there is no part 'audio'; send the recording as a file of that name",))
    return put


def _keep(house: House, part: Part) -> Put:
    head = part.peek(HEAD_BYTES)
    if not head:
        raise EmptyAudio("The part 'audio' has no bytes; send the recording itself.")
    return house.objects.put(
        f"{UPLOADS}{house.new_id()}",
        part,
        limit=house.settings.max_upload_bytes,
        content_type=kind_of(head).type,
    )


def _read(facts: dict[str, bytes]) -> tuple[str, CallMetadata]:
    metadata = parse(facts["metadata"]) if "metadata" in facts else CallMetadata()
    try:
        source = _SOURCE.validate_python(facts.get("source", UPLOAD.encode()).decode())
    except (UnicodeDecodeError, ValidationError) as error:
        raise RequestInvalid(("part 'source' is not a name of 1 to 200 letters in UTF-8",)) from error
    return source, metadata


def _forget(objects: Objects, key: str) -> None:
    """Remove audio that no recording knows of; where that fails it lies idle, and the first error is told."""
    try:
        objects.remove(key)
    except StorageError:
        _LOG.warning("the object %r belongs to no recording and could not be removed", key, exc_info=True)
