"""Objects that were told of or found and could not be taken in, each with the reason, until they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from storage import cursor
from storage.arrival_tables import refused_objects as table


@dataclass(frozen=True, slots=True)
class Refused:
    """An object that was not taken in.

    Attributes:
        key: of the object.
        source: that covers it; empty where none does.
        code: of the refusal.
        detail: what was wrong, and what to do.
        at: when it was last looked at.
    """

    key: str
    source: str
    code: str
    detail: str
    at: datetime

    @property
    def id(self) -> str:
        """Name it where its key is too long, or cannot be written."""
        return _id(self.key)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which refusals; None does not narrow them.

    Attributes:
        source: that covers the key; empty for keys that none covers.
        code: of the refusal.
    """

    source: str | None = None
    code: str | None = None


EVERY = Choice()


@dataclass(frozen=True, slots=True)
class RefusedStretch:
    """A stretch of the list; `next` is the cursor of the following one, None at the end."""

    refused: tuple[Refused, ...]
    next: str | None


class RefusedObjects:
    """All objects that were not taken in, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, refused: Refused) -> bool:
        """Keep a refusal; says whether it is news: the object was not refused before, or for another reason."""
        row = {"source": refused.source, "code": refused.code, "detail": refused.detail, "at": refused.at}
        name = _id(refused.key)
        former = self._connection.execute(select(table.c.code).where(table.c.id == name)).scalar_one_or_none()
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(table).values(id=name, object_key=refused.key, **row)
        self._connection.execute(statement.on_conflict_do_update(index_elements=[table.c.id], set_=row))
        return former != refused.code

    def forget(self, key: str) -> None:
        """Forget a refusal: the object is a recording now."""
        self._connection.execute(delete(table).where(table.c.id == _id(key)))

    def page(self, chosen: Choice = EVERY, *, limit: int, cursor_at: str | None = None) -> RefusedStretch:
        """List refusals, the latest first.

        Args:
            chosen: which.
            limit: at most this many.
            cursor_at: `next` of the stretch before.

        Raises:
            CursorInvalid: the cursor was altered, or belongs to another list.
        """
        place = (table.c.at, table.c.id)
        wanted = select(table).where(*_conditions(chosen)).order_by(*(column.desc() for column in place))
        if cursor_at is not None:
            wanted = wanted.where(tuple_(*place) < tuple_(*cursor.read(cursor_at, list_key=repr(chosen))))
        rows = self._connection.execute(wanted.limit(limit + 1)).all()
        found = tuple(_refused(row) for row in rows[:limit])
        if len(rows) <= limit:
            return RefusedStretch(found, None)
        return RefusedStretch(found, cursor.write(found[-1].at, found[-1].id, list_key=repr(chosen)))

    def stalest(self, chosen: Choice, limit: int) -> tuple[Refused, ...]:
        """List refusals that were not looked at for the longest time, those first."""
        wanted = select(table).where(*_conditions(chosen)).order_by(table.c.at, table.c.id)
        return tuple(_refused(row) for row in self._connection.execute(wanted.limit(limit)))

    def named(self, ids: Sequence[str]) -> tuple[Refused, ...]:
        """Load refusals by their ids; those that were forgotten meanwhile are left out."""
        wanted = select(table).where(table.c.id.in_(ids)).order_by(table.c.at, table.c.id)
        return tuple(_refused(row) for row in self._connection.execute(wanted))

    def count(self, chosen: Choice = EVERY) -> int:
        """Count the objects that were not taken in."""
        wanted = select(func.count()).select_from(table).where(*_conditions(chosen))
        return self._connection.execute(wanted).scalar_one()


def _conditions(chosen: Choice) -> Iterator[ColumnElement[bool]]:
    if chosen.source is not None:
        yield table.c.source == chosen.source
    if chosen.code is not None:
        yield table.c.code == chosen.code


def _refused(row: Row[Any]) -> Refused:
    return Refused(row.object_key, row.source, row.code, row.detail, row.at)


def _id(key: str) -> str:
    """A key may be longer than an index takes, and may hold what the database cannot write."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
