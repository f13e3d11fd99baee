"""The closed days: what a day's coverage was when its books were closed, and every amendment since."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from qa.coverage import Closing
from storage.codec import Codec
from storage.ledger_tables import day_closings as table

_codec = Codec(Closing)


class Closings:
    """All closings, inside one transaction. Rows are added, never changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, closing: Closing) -> bool:
        """Write a closing or an amendment down; says whether it was new: another worker may have been quicker."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        row = {
            "day": closing.day.isoformat(),
            "number": closing.number,
            "at": closing.at,
            "body": _codec.encode(closing),
        }
        statement = dialect.insert(table).values(row).on_conflict_do_nothing().returning(table.c.number)
        return self._connection.execute(statement).scalar_one_or_none() is not None

    def of(self, day: date) -> tuple[Closing, ...]:
        """List a day's closing and its amendments, in order; none while the day is open."""
        wanted = select(table.c.body).where(table.c.day == day.isoformat()).order_by(table.c.number)
        return tuple(_codec.decode(body) for body in self._connection.execute(wanted).scalars())

    def between(self, since: date, before: date) -> tuple[Closing, ...]:
        """List the closings and amendments of the days in [since, before), by day and number."""
        wanted = (
            select(table.c.body)
            .where(table.c.day >= since.isoformat(), table.c.day < before.isoformat())
            .order_by(table.c.day, table.c.number)
        )
        return tuple(_codec.decode(body) for body in self._connection.execute(wanted).scalars())

    def closed(self, days: Iterable[date]) -> frozenset[date]:
        """Tell which of some days are closed."""
        names = [day.isoformat() for day in days]
        wanted = select(table.c.day).where(table.c.day.in_(names), table.c.number == 0)
        return frozenset(date.fromisoformat(name) for name in self._connection.execute(wanted).scalars())
