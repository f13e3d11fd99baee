"""The transcripts with their cues; listening again with other engines makes a new one beside the old."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from asr.cues.cue import Cues
from asr.transcript import Transcript
from storage.codec import Codec
from storage.errors import NotFound
from storage.tables import cues as cue_table
from storage.tables import transcripts as table

transcript_codec = Codec(Transcript)
cue_codec = Codec(Cues)


@dataclass(frozen=True, slots=True)
class StoredTranscript:
    """What was heard in a recording.

    Attributes:
        id: unique.
        recording: its id.
        digest: SHA-256 of the engines and settings that made it; unique per recording.
        transcript: the words.
        cues: what the sound and the timing tell.
        created_at: when.
    """

    id: str
    recording: str
    digest: str
    transcript: Transcript
    cues: Cues
    created_at: datetime


class Transcripts:
    """All transcripts, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, stored: StoredTranscript) -> StoredTranscript:
        """Keep a transcript; where the same engines made one before, that one stays and is returned."""
        known = self.made_by(stored.recording, stored.digest)
        if known is not None:
            return known
        self._connection.execute(
            insert(table).values(
                id=stored.id,
                recording_id=stored.recording,
                digest=stored.digest,
                language=stored.transcript.language,
                duration=stored.transcript.duration,
                created_at=stored.created_at,
                body=transcript_codec.encode(stored.transcript),
            )
        )
        self._connection.execute(
            insert(cue_table).values(transcript_id=stored.id, body=cue_codec.encode(stored.cues))
        )
        return stored

    def get(self, transcript_id: str) -> StoredTranscript:
        """Load a transcript.

        Raises:
            NotFound: there is none of that id.
        """
        row = self._connection.execute(_WANTED.where(table.c.id == transcript_id)).one_or_none()
        if row is None:
            raise NotFound(f"There is no transcript {transcript_id!r}.")
        return _stored(row)

    def made_by(self, recording: str, digest: str) -> StoredTranscript | None:
        """Look up what these engines and settings made of a recording."""
        same = (table.c.recording_id == recording, table.c.digest == digest)
        row = self._connection.execute(_WANTED.where(*same)).one_or_none()
        return None if row is None else _stored(row)

    def of(self, recording: str) -> tuple[StoredTranscript, ...]:
        """List a recording's transcripts, oldest first."""
        wanted = _WANTED.where(table.c.recording_id == recording).order_by(table.c.created_at, table.c.id)
        return tuple(_stored(row) for row in self._connection.execute(wanted))


_WANTED = select(table, cue_table.c.body.label("cues")).join(
    cue_table, cue_table.c.transcript_id == table.c.id
)


def _stored(row: Row[Any]) -> StoredTranscript:
    return StoredTranscript(
        row.id,
        row.recording_id,
        row.digest,
        transcript_codec.decode(row.body),
        cue_codec.decode(row.cues),
        row.created_at,
    )
