"""How far the bucket has been walked, source by source."""

from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.arrival_tables import bucket_walks as table


class Walks:
    """The watermarks, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def seen_until(self, source: str) -> datetime | None:
        """Say up to which moment of change a source's objects were all seen; None before the first walk."""
        wanted = select(table.c.seen_until).where(table.c.source == source)
        return self._connection.execute(wanted).scalar_one_or_none()

    def put(self, source: str, seen_until: datetime, *, now: datetime) -> None:
        """Keep how far a walk came."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        values = {"seen_until": seen_until, "walked_at": now}
        statement = dialect.insert(table).values(source=source, **values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=[table.c.source], set_=values)
        )
