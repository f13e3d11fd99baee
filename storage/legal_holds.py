"""The legal holds, those that were released among them."""

from sqlalchemy import Connection, func, insert, select, update

from qa.legal_hold import LegalHold
from storage.codec import Codec
from storage.errors import NotFound
from storage.keeping_tables import legal_holds as table
from storage.keyset import Place, Stretch

_LOCK = 0x45564C48
"""Any number that no other program takes an advisory lock on."""

_codec = Codec(LegalHold)


class LegalHolds:
    """All legal holds, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take_turns(self) -> None:
        """Let nobody else erase, put a hold or tell a day before this transaction ends.

        So a hold that was answered for is seen by whoever erases next. SQLite has one writer at a time anyway.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))

    def put(self, hold: LegalHold) -> None:
        """Put a hold; from the end of the transaction on nothing that it covers is erased."""
        self.take_turns()
        self._connection.execute(
            insert(table).values(
                id=hold.id, put_at=hold.put_at, released_at=hold.released_at, body=_codec.encode(hold)
            )
        )

    def save(self, hold: LegalHold) -> None:
        """Write down that a hold was released."""
        mine = table.c.id == hold.id
        self._connection.execute(
            update(table).where(mine).values(released_at=hold.released_at, body=_codec.encode(hold))
        )

    def get(self, hold_id: str) -> LegalHold:
        """Load a hold.

        Raises:
            NotFound: there is none of that id.
        """
        wanted = select(table.c.body).where(table.c.id == hold_id)
        body = self._connection.execute(wanted).scalar_one_or_none()
        if body is None:
            raise NotFound(f"There is no legal hold {hold_id!r}; GET /v1/legal-holds lists those there are.")
        return _codec.decode(body)

    def all(self, *, released: bool = False) -> tuple[LegalHold, ...]:
        """List the holds, oldest first; those that were released only where they are asked for."""
        wanted = select(table.c.body)
        if not released:
            wanted = wanted.where(table.c.released_at.is_(None))
        rows = self._connection.execute(wanted.order_by(table.c.put_at, table.c.id)).scalars()
        return tuple(_codec.decode(body) for body in rows)

    def page(self, *, released: bool, limit: int, cursor_at: str | None = None) -> Stretch[LegalHold]:
        """List the holds page by page, oldest first; those that were released only where they are asked for.

        Raises:
            CursorInvalid: the cursor was altered, or belongs to another list.
        """
        place = Place(repr(("holds", released)), limit, cursor_at)
        wanted = select(table.c.body).where(*place.after(table.c.put_at, table.c.id))
        if not released:
            wanted = wanted.where(table.c.released_at.is_(None))
        rows = self._connection.execute(wanted.order_by(table.c.put_at, table.c.id).limit(limit + 1))
        found = tuple(_codec.decode(body) for body in rows.scalars())
        return place.cut(found, lambda hold: (hold.put_at, hold.id))
