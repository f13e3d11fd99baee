"""Objects that were told of or found and could not be taken in, each with the reason, until they are."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import refused_objects as table


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

    def latest(self, limit: int) -> tuple[Refused, ...]:
        """List refusals, the latest first."""
        rows = self._connection.execute(select(table).order_by(table.c.at.desc(), table.c.id).limit(limit))
        return tuple(Refused(row.object_key, row.source, row.code, row.detail, row.at) for row in rows)

    def count(self) -> int:
        """Count the objects that were not taken in."""
        return self._connection.execute(select(func.count()).select_from(table)).scalar_one()


def _id(key: str) -> str:
    """A key may be longer than an index takes, and may hold what the database cannot write."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
