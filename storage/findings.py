"""What was found of recordings, in order of time: flags, outcomes of criteria, and scores in bands.

Beside each stands when its recording was received, and whose call it is. So a list of what is rare is read off an index,
and no other recording is looked at (`storage.listing`).
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, exists, insert, or_, select, update

from storage.band_tables import band_in_sql, bands
from storage.score_tables import shortfalls
from storage.tables import evaluations, flags, recordings

_r, _e, _b = recordings.c, evaluations.c, bands.c
_PLACE = ("received_at", "agent_id", "team")
"""Columns that are the recording's."""


class Findings:
    """All that lists look for, inside one transaction.

    Args:
        connection: the transaction's.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def place(self, names: Collection[str]) -> None:
        """Put what was found of recordings where it belongs, as they stand in this transaction."""
        ours = sorted(names)
        for table in (flags, shortfalls):
            here = and_(table.c.recording_id == _r.id, _elsewhere(table))
            self._connection.execute(
                update(table)
                .where(table.c.recording_id.in_(ours), here)
                .values({name: _r[name] for name in _PLACE})
            )
        self._connection.execute(delete(bands).where(_b.recording_id.in_(ours)))
        scored = (
            select(_e.id, _r.id, _e.rubric, band_in_sql(_e.score), _e.score, *(_r[name] for name in _PLACE))
            .join(recordings, _r.id == _e.recording_id)
            .where(_r.id.in_(ours), _e.in_force, _e.score.is_not(None))
        )
        columns = ("evaluation_id", "recording_id", "rubric", "band", "score", *_PLACE)
        self._connection.execute(insert(bands).from_select(columns, scored))

    def misplaced(self, since: datetime, before: datetime) -> tuple[str, ...]:
        """Name recordings received in [since, before) of which something was found that stands elsewhere, or nowhere."""
        astray = [
            exists().where(table.c.recording_id == _r.id, _elsewhere(table)) for table in (flags, shortfalls)
        ]
        same = and_(_b.evaluation_id == _e.id, _b.score == _e.score, ~_elsewhere(bands))
        unlisted = exists().where(
            _e.recording_id == _r.id, _e.in_force, _e.score.is_not(None), ~exists().where(same)
        )
        stale = exists().where(
            _b.recording_id == _r.id, _b.evaluation_id == _e.id, or_(~_e.in_force, _e.score.is_(None))
        )
        wanted = select(_r.id).where(
            _r.received_at >= since, _r.received_at < before, or_(*astray, unlisted, stale)
        )
        return tuple(self._connection.execute(wanted).scalars())


def _elsewhere(table: Table) -> ColumnElement[bool]:
    """Tell whether a row says otherwise than its recording."""
    return or_(*(_column(table, name).is_distinct_from(_r[name]) for name in _PLACE))


def _column(table: Table, name: str) -> ColumnElement[Any]:
    return table.c[name].expression
