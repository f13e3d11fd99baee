"""A recording's original bytes, whole or in parts, as audio players ask for them."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from api.access import Permit, allowed
from api.deps import HouseDep
from api.guard import is_head
from api.media import HEAD_BYTES, disposition, kind_of
from api.ranges import unchanged, wanted
from qa.access import Action
from storage.stream import Opened
from storage.vault import sound_of

router = APIRouter(prefix="/v1/recordings", tags=["Results"])

_BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}


class Audio(StreamingResponse):
    """The bytes of a recording; what they are read from is closed when the answer ends, however it ends."""

    media_type = "audio/*"

    def __init__(  # FastAPI reads the status from its default
        self, body: Opened, headers: Mapping[str, str], media_type: str, status_code: int = HTTPStatus.OK
    ) -> None:
        super().__init__(body, status_code, headers, media_type)
        self._body = body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send them; players break off as soon as they have what they wanted."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._body.close()


@router.get(
    "/{recording_id}/audio",
    operation_id="getAudio",
    summary="Get a recording's audio, whole or in parts",
    response_class=Audio,
    responses={
        200: {"description": "The original bytes.", "content": {"audio/*": _BYTES}},
        206: {"description": "The bytes that Range asked for.", "content": {"audio/*": _BYTES}},
        304: {"description": "The client's copy is still good."},
    },
)
def get_audio(
    recording_id: str,
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_AUDIO)],
    request: Request,
    byte_range: Annotated[str | None, Header(alias="Range", examples=["bytes=0-65535"])] = None,
    if_range: Annotated[str | None, Header()] = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Send the very bytes that were recorded; their content, not their name, decides the type."""
    with house.store.read(permit.scope) as unit:
        recording = unit.recordings.get(recording_id)
    sound = sound_of(house.store, house.objects, recording)
    if not is_head(request):
        house.reads.note(recording.id, "audio", request, permit.person)
    headers = {"ETag": sound.etag, "Accept-Ranges": "bytes", "Cache-Control": "private, no-cache"}
    if unchanged(if_none_match, sound.etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    part = wanted(byte_range, if_range, size=sound.size, etag=sound.etag)
    media = kind_of(b"".join(sound.read(0, HEAD_BYTES)))
    start, length = (part.first, part.length) if part else (0, sound.size)
    headers |= {
        "Content-Length": str(length),
        "Content-Disposition": disposition(recording.metadata.source_call_id or recording.id, media),
    }
    if part:
        headers["Content-Range"] = part.content_range
    body = Opened(iter(())) if is_head(request) else sound.read(start, length)
    return Audio(body, headers, media.type, HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK)
