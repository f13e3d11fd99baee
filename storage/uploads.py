"""Uploads that go to the object store by themselves, from when they were asked for until they are forgotten."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from qa.metadata import CallMetadata
from qa.upload import Upload, UploadState
from storage.arrival_tables import uploads as table
from storage.codec import Codec
from storage.errors import Conflict, NotFound

_metadata = Codec(CallMetadata)


class Uploads:
    """All uploads, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, upload: Upload) -> None:
        """Keep a new upload."""
        self._connection.execute(insert(table).values(_row(upload)))

    def get(self, upload_id: str) -> Upload:
        """Load an upload.

        Raises:
            NotFound: there is none of that id, or it was forgotten.
        """
        row = self._connection.execute(select(table).where(table.c.id == upload_id)).one_or_none()
        if row is None:
            raise NotFound(f"There is no upload {upload_id!r}; begin one with POST /v1/uploads.")
        return _upload(row)

    def save(self, changed: Upload, *, loaded: Upload) -> None:
        """Write an upload that was `loaded` before.

        Raises:
            Conflict: somebody else closed it since.
        """
        same = (table.c.id == loaded.id) & (table.c.state == loaded.state)
        done = self._connection.execute(update(table).where(same).values(_row(changed)))
        if done.rowcount == 0:
            raise Conflict(f"Upload {changed.id} was closed by somebody else meanwhile; look at it again.")

    def told_sha256(self, key: str) -> str | None:
        """Say which digest the uploader told for the object at a key; None where nobody did."""
        return self._connection.execute(
            select(table.c.sha256).where(table.c.object_key == key)
        ).scalar_one_or_none()

    def forget(self, before: datetime) -> int:
        """Forget the uploads that expired before a moment; says how many those were."""
        return self._connection.execute(delete(table).where(table.c.expires_at < before)).rowcount


def _row(upload: Upload) -> dict[str, Any]:
    return {
        "id": upload.id,
        "object_key": upload.key,
        "handle": upload.handle,
        "name": upload.name,
        "size": upload.size,
        "sha256": upload.sha256,
        "source": upload.source,
        "metadata": _metadata.encode(upload.metadata),
        "part_bytes": upload.part_bytes,
        "begun_at": upload.begun_at,
        "expires_at": upload.expires_at,
        "state": upload.state,
        "recording_id": upload.recording,
    }


def _upload(row: Row[Any]) -> Upload:
    return Upload(
        id=row.id,
        key=row.object_key,
        handle=row.handle,
        name=row.name,
        size=row.size,
        sha256=row.sha256,
        source=row.source,
        metadata=_metadata.decode(row.metadata),
        part_bytes=row.part_bytes,
        begun_at=row.begun_at,
        expires_at=row.expires_at,
        state=UploadState(row.state),
        recording=row.recording_id,
    )
