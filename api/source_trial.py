"""A source tried out on a file: what its rule says of who is on which channel, and what is heard there. Nothing is kept."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Form, UploadFile

from api.access import allowed
from api.deps import House, HouseDep
from api.refusals import RequestInvalid
from api.uploads import UPLOAD
from asr.levels import Levels
from qa.access import Action
from qa.errors import QaError
from qa.ingest.source import Source
from qa.ingest.sources import PLAIN
from qa.metadata import MAX_SIDECAR_BYTES, CallMetadata, Direction
from storage.errors import NotFound

router = APIRouter(prefix="/v1/sources", tags=["Sources"])

MAX_BYTES = 64 * 1024**2
"""Largest file that is tried: more than an hour of telephone audio on two channels."""


@dataclass(frozen=True, slots=True)
class Misread:
    """Why a name or a sidecar was not understood.

    Attributes:
        code: of the refusal.
        detail: what was wrong, and what to do.
    """

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What would become of a file.

    Attributes:
        key: as which it was read: the source's prefix and the file's name.
        metadata: what the name, the sidecar and the source tell of the call; null where they are not understood.
        misread: why they are not; null where they are.
        agent_channel: the channel that would be the agent's; null where there is one channel only, whose voices are told
            apart by what they say.
        by_source: whether name, sidecar or source say so; otherwise it is the house's usual one (`EVERYCALL_AGENT_CHANNEL`).
        container: as the demuxer names it.
        codec: as the decoder names it.
        rate_hz: the file's own sample rate.
        duration: seconds.
        channels: what is heard on each.
    """

    key: str
    metadata: CallMetadata | None
    misread: Misread | None
    agent_channel: int | None
    by_source: bool
    container: str
    codec: str
    rate_hz: int
    duration: float
    channels: tuple[Levels, ...]


@router.post(
    "/try",
    operation_id="trySource",
    summary="Try a source on a file",
    dependencies=[allowed(Action.READ_SOURCES)],
)
def try_source(
    house: HouseDep,
    audio: UploadFile,
    source: Annotated[str, Form(max_length=200, description="Name of the source.")],
    direction: Annotated[
        Direction | None, Form(description="Direction of the call, where name and sidecar tell none.")
    ] = None,
    sidecar: UploadFile | None = None,
) -> Trial:
    """Read a file as if it came from a source, and measure its channels; it is gone when this is answered.

    A name or a sidecar that is not understood is told beside what is heard, since one is often tried to mend the other.
    """
    chosen = _source(house, source, direction)
    name = Path(audio.filename or "call.wav").name
    key = f"{chosen.prefix}{name}"
    metadata, misread = _described(chosen, key, sidecar)
    told = metadata.agent_channel if metadata else None
    with TemporaryDirectory() as folder:
        file, scratch = Path(folder) / "audio", Path(folder) / "scratch"
        scratch.mkdir()
        with file.open("wb") as copy:
            shutil.copyfileobj(audio.file, copy)
        from asr.audio import decode
        from asr.levels import levels

        sound = decode(file, scratch=scratch)
        heard = tuple(levels(samples) for samples in sound.channels)
    usual = house.settings.agent_channel
    return Trial(
        key=key,
        metadata=metadata,
        misread=misread,
        agent_channel=(usual if told is None else told) if len(heard) > 1 else None,
        by_source=told is not None,
        container=sound.format.container,
        codec=sound.format.codec,
        rate_hz=sound.format.rate_hz,
        duration=sound.duration,
        channels=heard,
    )


def _source(house: House, name: str, direction: Direction | None) -> Source:
    found = PLAIN if name == UPLOAD else house.sources.named(name)
    if found is None:
        raise NotFound(
            f"There is no source {name!r} in the house's file; GET /v1/sources lists those there are."
        )
    return found if direction is None else found.model_copy(update={"direction": direction})


def _described(
    source: Source, key: str, sidecar: UploadFile | None
) -> tuple[CallMetadata | None, Misread | None]:
    """Read name and sidecar; where they are not understood, say why."""
    content = None
    if sidecar is not None:
        content = sidecar.file.read(MAX_SIDECAR_BYTES + 1)
        if len(content) > MAX_SIDECAR_BYTES:
            raise RequestInvalid((f"sidecar is longer than {MAX_SIDECAR_BYTES} bytes",))
    try:
        return source.describe(key, content), None
    except QaError as refused:
        return None, Misread(refused.code, str(refused))
