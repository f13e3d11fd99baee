"""Days of a call's business that retention counts from, as contract ends; they are often told late."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.keeping_tables import business_dates as table
from storage.tables import recordings


class BusinessDates:
    """All business days, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, recording: str, name: str, day: date) -> bool:
        """Take in a day; says whether it was news. A later word about the same day replaces the former."""
        dialect: Any = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(table).values(recording_id=recording, name=name, day=day)
        statement = statement.on_conflict_do_update(
            index_elements=[table.c.recording_id, table.c.name],
            set_={"day": statement.excluded.day},
            where=table.c.day != statement.excluded.day,
        )
        done = self._connection.execute(statement.returning(table.c.recording_id))
        return done.scalar_one_or_none() is not None

    def of(self, wanted: Sequence[str]) -> Mapping[str, Mapping[str, date]]:
        """List the days of many recordings at once, by name."""
        found: dict[str, dict[str, date]] = {recording: {} for recording in wanted}
        rows = self._connection.execute(select(table).where(table.c.recording_id.in_(wanted)))
        for row in rows:
            found[row.recording_id][row.name] = row.day
        return found

    def recordings_of_call(self, source: str | None, call_id: str) -> tuple[str, ...]:
        """Name all versions of a call; of any source where none is named."""
        r = recordings.c
        wanted = select(r.id).where(or_(r.call_id == call_id, r.source_call_id == call_id))
        if source is not None:
            wanted = wanted.where(r.source == source)
        return tuple(self._connection.execute(wanted.order_by(r.id)).scalars())
