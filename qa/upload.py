"""An upload that goes to the object store by itself, part by part; what comes of it is one recording.

    open ──complete──▶ completed     open ──abort──▶ aborted     An open one is over at `expires_at`, too.

The audio appears under its key only once all parts are joined. Joining ends the addresses of the parts: nobody can
put other bytes where a recording has come to be.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from qa.errors import UploadExpired, UploadOver
from qa.metadata import CallMetadata

MOST_PARTS = 10_000
"""S3's own limit; a longer recording has larger parts."""


class UploadState(StrEnum):
    """How an upload stands."""

    OPEN = "open"
    COMPLETED = "completed"
    ABORTED = "aborted"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a file.

    Attributes:
        number: from 1.
        start: its first byte, from 0.
        size: bytes.
    """

    number: int
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is on its way to the object store.

    Attributes:
        id: ours, unique; the recording's, too, where it becomes one.
        key: where it will lie.
        handle: what the object store calls it until its parts are joined.
        name: of the file, as the uploader has it; no key is made of it.
        size: bytes of the whole.
        sha256: of the whole, hexadecimal, where the uploader told it; checked when it is ingested.
        source: which recording system it comes from.
        metadata: what is known of the call.
        part_bytes: size of every part but the last.
        begun_at: when it was asked for.
        expires_at: when its addresses end.
        state: as last written down; see `state_at`.
        recording: id of what it became.
    """

    id: str
    key: str
    handle: str
    name: str
    size: int
    sha256: str | None
    source: str
    metadata: CallMetadata
    part_bytes: int
    begun_at: datetime
    expires_at: datetime
    state: UploadState = UploadState.OPEN
    recording: str | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Lay out its parts, in order."""
        starts = range(0, self.size, self.part_bytes)
        return tuple(
            Part(number, start, min(self.part_bytes, self.size - start))
            for number, start in enumerate(starts, start=1)
        )

    def state_at(self, now: datetime) -> UploadState:
        """Say how it stands now."""
        late = self.state is UploadState.OPEN and now >= self.expires_at
        return UploadState.EXPIRED if late else self.state


def begin(  # noqa: PLR0913 every one of them is a fact of the upload
    *,
    upload_id: str,
    key: str,
    handle: str,
    name: str,
    size: int,
    sha256: str | None,
    source: str,
    metadata: CallMetadata,
    now: datetime,
    lasting: timedelta,
    part_bytes: int,
) -> Upload:
    """Open an upload for so long; `part_bytes` is raised where there were too many parts."""
    return Upload(
        id=upload_id,
        key=key,
        handle=handle,
        name=name,
        size=size,
        sha256=sha256,
        source=source,
        metadata=metadata,
        part_bytes=max(part_bytes, -(-size // MOST_PARTS)),
        begun_at=now,
        expires_at=now + lasting,
    )


def check_open(upload: Upload, now: datetime) -> None:
    """See that parts may still be put and joined.

    Raises:
        UploadExpired: its time is over.
        UploadOver: it was completed or aborted.
    """
    state = upload.state_at(now)
    if state is UploadState.EXPIRED:
        raise UploadExpired(
            f"Upload {upload.id} of {upload.name!r} expired at {upload.expires_at.isoformat()}; begin a new one."
        )
    if state is not UploadState.OPEN:
        became = f" and is recording {upload.recording}" if upload.recording else "; begin a new one"
        raise UploadOver(f"Upload {upload.id} of {upload.name!r} was {state} before{became}.")


def complete(upload: Upload, recording: str) -> Upload:
    """Close an upload that became a recording."""
    return replace(upload, state=UploadState.COMPLETED, recording=recording)


def abort(upload: Upload, now: datetime) -> Upload:
    """Close an upload that is to become nothing; one that became nothing stays as it is.

    Raises:
        UploadOver: it became a recording.
    """
    if upload.state is UploadState.COMPLETED:
        check_open(upload, now)
    return replace(upload, state=UploadState.ABORTED)
