"""What a judge answered about a transcript, so that the same question is not put twice."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select

from qa.content import Layer
from scoring.ports import Verdict
from storage.codec import Codec
from storage.content_keys import ContentKeys, kept_as
from storage.tables import answers as table
from storage.tables import transcripts

_codec = Codec(Verdict)


class Answers:
    """All answers, inside one transaction; they quote the call, so its key seals them.

    Args:
        connection: the transaction's.
        keys: of the recordings.
    """

    def __init__(self, connection: Connection, keys: ContentKeys) -> None:
        self._connection = connection
        self._keys = keys

    def of(self, transcript: str) -> Mapping[str, Verdict]:
        """Load all answers about a transcript, by the digest of the question."""
        wanted = (
            select(table.c.question, table.c.body, table.c.sealed, transcripts.c.recording_id)
            .join(transcripts, transcripts.c.id == table.c.transcript_id)
            .where(table.c.transcript_id == transcript)
        )
        found = {}
        for question, body, sealed, recording in self._connection.execute(wanted):
            if sealed is not None:
                cipher = self._keys.to_open(recording, Layer.TRANSCRIPT)
                body = cipher.open("answer", f"{transcript}/{question}", sealed)  # noqa: PLW2901 the same, opened
            found[question] = _codec.decode(body)
        return found

    def keep(self, transcript: str, learnt: Mapping[str, Verdict], *, now: datetime) -> None:
        """Keep more answers; one that is there already stays."""
        known = self.of(transcript)
        new = {name: verdict for name, verdict in sorted(learnt.items()) if name not in known}
        if not new:
            return
        of = select(transcripts.c.recording_id).where(transcripts.c.id == transcript)
        cipher = self._keys.to_seal(self._connection.execute(of).scalar_one(), Layer.TRANSCRIPT)
        rows = [
            {"transcript_id": transcript, "question": name, "created_at": now}
            | kept_as(cipher, "answer", f"{transcript}/{name}", _codec.encode(verdict))
            for name, verdict in new.items()
        ]
        self._connection.execute(insert(table), rows)
