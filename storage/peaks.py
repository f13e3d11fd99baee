"""The peaks of recordings; they show how a call sounded, so the key of its sound seals them, and erases them."""

import zlib

from sqlalchemy import Connection, delete, insert, select

from asr.peaks import Peaks, read
from qa.content import Layer
from storage.content_keys import ContentKeys
from storage.sound_tables import peaks as table

_FASTEST = 1


class PeaksOf:
    """All peaks, inside one transaction.

    Args:
        connection: the transaction's.
        keys: of the recordings.
    """

    def __init__(self, connection: Connection, keys: ContentKeys) -> None:
        self._connection = connection
        self._keys = keys

    def put(self, recording: str, audio_sha256: str, peaks: Peaks) -> None:
        """Keep a recording's peaks, in place of those of other sound.

        Raises:
            ContentErased: its sound was erased.
        """
        packed = peaks.packed()
        cipher = self._keys.to_seal(recording, Layer.AUDIO)
        if cipher is None:
            values = {"body": zlib.compress(packed, _FASTEST), "sealed": None}
        else:
            values = {"body": b"", "sealed": cipher.seal("peaks", recording, packed)}
        self._connection.execute(delete(table).where(table.c.recording_id == recording))
        self._connection.execute(
            insert(table).values(recording_id=recording, audio_sha256=audio_sha256, **values)
        )

    def has(self, recording: str, audio_sha256: str) -> bool:
        """Tell whether the peaks of this very sound are kept."""
        wanted = select(table.c.audio_sha256).where(table.c.recording_id == recording)
        return self._connection.execute(wanted).scalar_one_or_none() == audio_sha256

    def get(self, recording: str) -> Peaks | None:
        """Load a recording's peaks; None where none were measured.

        Raises:
            ContentErased: its sound was erased.
            ContentAltered: they do not open.
            ContentKeyUnusable: the house's key cannot be used.
        """
        self._keys.check_kept(recording, Layer.AUDIO)
        row = self._connection.execute(select(table).where(table.c.recording_id == recording)).one_or_none()
        if row is None:
            return None
        if row.sealed is None:
            return read(zlib.decompress(row.body))
        return read(self._keys.to_open(recording, Layer.AUDIO).open("peaks", recording, row.sealed))

    def erase(self, recording: str) -> None:
        """Forget a recording's peaks."""
        self._connection.execute(delete(table).where(table.c.recording_id == recording))
