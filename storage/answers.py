"""What a judge answered about a transcript, so that the same question is not put twice."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select

from scoring.ports import Verdict
from storage.codec import Codec
from storage.tables import answers as table

_codec = Codec(Verdict)


class Answers:
    """All answers, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, transcript: str) -> Mapping[str, Verdict]:
        """Load all answers about a transcript, by the digest of the question."""
        wanted = select(table.c.question, table.c.body).where(table.c.transcript_id == transcript)
        return {question: _codec.decode(body) for question, body in self._connection.execute(wanted)}

    def keep(self, transcript: str, learnt: Mapping[str, Verdict], *, now: datetime) -> None:
        """Keep more answers; one that is there already stays."""
        known = self.of(transcript)
        rows = [
            {"transcript_id": transcript, "question": name, "created_at": now, "body": _codec.encode(verdict)}
            for name, verdict in sorted(learnt.items())
            if name not in known
        ]
        if rows:
            self._connection.execute(insert(table), rows)
