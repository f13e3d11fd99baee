"""What people said of who speaks where; every word of it is kept, and the newest of a recording holds."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, exists, func, select

from qa.parties import ToldParties
from storage.codec import Codec
from storage.content_keys import ContentKeys
from storage.programme_tables import told_parties as table
from storage.tables import recordings
from storage.worded import Worded


def _bare(told: ToldParties) -> ToldParties:
    return replace(told, reason="")


def _columns(told: ToldParties) -> dict[str, Any]:
    return {"id": told.id, "recording_id": told.recording, "told_at": told.at, "sides": told.sides}


kept = Worded("parties", table, Codec(ToldParties), _bare, _columns)


class PartiesTold:
    """All of it, inside one transaction.

    Args:
        connection: the transaction's.
        keys: of the recordings.
    """

    def __init__(self, connection: Connection, keys: ContentKeys) -> None:
        self._connection = connection
        self._keys = keys

    def add(self, told: ToldParties) -> None:
        """Keep what somebody said."""
        kept.add(self._connection, self._keys, told)

    def save(self, told: ToldParties) -> None:
        """Write down what became of it."""
        kept.save(self._connection, self._keys, told)

    def of(self, recording: str) -> ToldParties | None:
        """Look up what holds of a recording; None where nobody ever said anything."""
        wanted = select(table.c.id, table.c.recording_id, table.c.body, table.c.sealed)
        wanted = wanted.where(table.c.recording_id == recording)
        rows = self._connection.execute(wanted.order_by(table.c.told_at.desc(), table.c.id.desc()).limit(1))
        return next(iter(kept.read(self._keys, rows.all())), None)

    def alike(self, source: str, sides: str) -> int:
        """Count the calls of a recording system of which the same holds."""
        newer = table.alias()
        replaced = exists().where(
            newer.c.recording_id == table.c.recording_id, newer.c.told_at > table.c.told_at
        )
        wanted = (
            select(func.count(table.c.recording_id.distinct()))
            .join(recordings, recordings.c.id == table.c.recording_id)
            .where(recordings.c.source == source, table.c.sides == sides, ~replaced)
        )
        return self._connection.execute(wanted).scalar_one()
