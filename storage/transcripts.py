"""The transcripts with their cues; listening again with other engines makes a new one beside the old."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select

from asr.cues.cue import Cues
from asr.transcript import Attribution, Hearing, Transcript
from qa.access import EVERY_CALL, Scope
from qa.content import Layer
from storage.codec import LongCodec
from storage.content_keys import ContentKeys, kept_as
from storage.errors import NotFound
from storage.scopes import recording_within
from storage.tables import cues as cue_table
from storage.tables import transcripts as table


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a transcript rests on, read without its thousands of words.

    Attributes:
        attribution: who is who, and what that rests on.
        hearing: one per channel listened to.
    """

    attribution: Attribution
    hearing: tuple[Hearing, ...]


transcript_codec = LongCodec(Transcript)
cue_codec = LongCodec(Cues)
_grounds_codec = LongCodec(Grounds)


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
    """All transcripts, inside one transaction; what a recording's key sealed, it opens.

    Args:
        connection: the transaction's.
        keys: of the recordings.
        scope: of which calls they can be loaded and listed.
    """

    def __init__(self, connection: Connection, keys: ContentKeys, scope: Scope = EVERY_CALL) -> None:
        self._connection = connection
        self._keys = keys
        self._within = recording_within(table.c.recording_id, scope)

    def add(self, stored: StoredTranscript) -> StoredTranscript:
        """Keep a transcript; where the same engines made one before, that one stays and is returned.

        Raises:
            ContentErased: what was said in the recording was erased.
        """
        known = self.made_by(stored.recording, stored.digest)
        if known is not None:
            return known
        cipher = self._keys.to_seal(stored.recording, Layer.TRANSCRIPT)
        row = {
            "id": stored.id,
            "recording_id": stored.recording,
            "digest": stored.digest,
            "language": stored.transcript.language,
            "duration": stored.transcript.duration,
            "created_at": stored.created_at,
        }
        words = kept_as(cipher, "transcript", stored.id, transcript_codec.encode(stored.transcript))
        self._connection.execute(insert(table), row | words)
        cues = kept_as(cipher, "cues", stored.id, cue_codec.encode(stored.cues))
        self._connection.execute(insert(cue_table), {"transcript_id": stored.id} | cues)
        return stored

    def get(self, transcript_id: str) -> StoredTranscript:
        """Load a transcript.

        Raises:
            NotFound: there is none of that id within reach.
            ContentErased: what was said was erased.
        """
        wanted = _WANTED.where(table.c.id == transcript_id, self._within)
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            raise NotFound(f"There is no transcript {transcript_id!r}.")
        return self._stored(row)

    def words(self, transcript_id: str, recording: str) -> Transcript:
        """Load a transcript of a recording without its cues.

        Raises:
            NotFound: the recording has none of that id within reach.
            ContentErased: what was said was erased.
        """
        return transcript_codec.decode(self._text(transcript_id, recording, "transcript"))

    def cues(self, transcript_id: str, recording: str) -> Cues:
        """Load the cues of a transcript without its words.

        Raises:
            NotFound: the recording has none of that id within reach.
            ContentErased: what was said was erased.
        """
        return cue_codec.decode(self._text(transcript_id, recording, "cues"))

    def grounds(self, transcript_id: str, recording: str) -> Grounds:
        """Load what a transcript rests on.

        Raises:
            NotFound: the recording has none of that id within reach.
            ContentErased: what was said was erased.
        """
        return _grounds_codec.decode(self._text(transcript_id, recording, "transcript"))

    def _text(self, transcript_id: str, recording: str, kind: Literal["transcript", "cues"]) -> str | bytes:
        """Load and open the text of a transcript's words, or of its cues."""
        source = table if kind == "transcript" else cue_table
        wanted = (
            select(source.c.body, source.c.sealed)
            .select_from(table.join(cue_table, cue_table.c.transcript_id == table.c.id))
            .where(table.c.id == transcript_id, table.c.recording_id == recording, self._within)
        )
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            raise NotFound(f"Recording {recording!r} has no transcript {transcript_id!r}.")
        if row.sealed is not None:
            cipher = self._keys.to_open(recording, Layer.TRANSCRIPT)
            return cipher.open(kind, transcript_id, row.sealed)
        self._keys.check_kept(recording, Layer.TRANSCRIPT)
        body: str = row.body
        return body

    def made_by(self, recording: str, digest: str) -> StoredTranscript | None:
        """Look up what these engines and settings made of a recording."""
        same = (table.c.recording_id == recording, table.c.digest == digest)
        row = self._connection.execute(_WANTED.where(*same)).one_or_none()
        return None if row is None else self._stored(row)

    def of(self, recording: str) -> tuple[StoredTranscript, ...]:
        """List a recording's transcripts, oldest first."""
        mine = _WANTED.where(table.c.recording_id == recording, self._within)
        wanted = mine.order_by(table.c.created_at, table.c.id)
        return tuple(self._stored(row) for row in self._connection.execute(wanted))

    def _stored(self, row: Row[Any]) -> StoredTranscript:
        transcript, cues = opened(self._keys, row.recording_id, row)
        return StoredTranscript(row.id, row.recording_id, row.digest, transcript, cues, row.created_at)


WORDS = (
    table.c.id,
    table.c.body,
    table.c.sealed,
    cue_table.c.body.label("cues"),
    cue_table.c.sealed.label("cues_sealed"),
)
"""Columns that `opened` reads."""

_WANTED = select(table, cue_table.c.body.label("cues"), cue_table.c.sealed.label("cues_sealed")).join(
    cue_table, cue_table.c.transcript_id == table.c.id
)


def opened(keys: ContentKeys, recording: str, row: Row[*tuple[Any, ...]]) -> tuple[Transcript, Cues]:
    """Read transcript and cues off a row of `WORDS`, sealed or not.

    Raises:
        ContentErased: they were erased.
        ContentAltered: they do not open.
        ContentKeyUnusable: the house's key cannot be used.
    """
    if row.sealed is None:
        keys.check_kept(recording, Layer.TRANSCRIPT)
        return transcript_codec.decode(row.body), cue_codec.decode(row.cues)
    cipher = keys.to_open(recording, Layer.TRANSCRIPT)
    words = cipher.open("transcript", row.id, row.sealed)
    cues = cipher.open("cues", row.id, row.cues_sealed or b"")
    return transcript_codec.decode(words), cue_codec.decode(cues)
