"""The filters that people gave a name; each sees and changes only their own."""

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from qa.saved_filter import SavedFilter
from storage.codec import Codec
from storage.errors import NotFound
from storage.people_tables import saved_filters as table

_codec = Codec(SavedFilter)


class SavedFilters:
    """All of them, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, person: str) -> tuple[SavedFilter, ...]:
        """List a person's, by name."""
        rows = self._connection.execute(select(table.c.body).where(table.c.person_id == person))
        found = (_codec.decode(body) for body in rows.scalars())
        return tuple(sorted(found, key=lambda each: (each.list, each.name, each.id)))

    def get(self, person: str, filter_id: str) -> SavedFilter:
        """Load one of a person's.

        Raises:
            NotFound: that person has none of that id.
        """
        mine = (table.c.person_id == person, table.c.id == filter_id)
        body = self._connection.execute(select(table.c.body).where(*mine)).scalar_one_or_none()
        if body is None:
            raise NotFound(
                f"You have no saved filter {filter_id!r}; GET /v1/session/own/filters lists those there are."
            )
        return _codec.decode(body)

    def put(self, person: str, saved: SavedFilter) -> None:
        """Keep one of a person's, new or changed."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        row = {"id": saved.id, "person_id": person, "body": _codec.encode(saved)}
        statement = dialect.insert(table).values(row)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_={"body": statement.excluded.body})
        )

    def remove(self, person: str, filter_id: str) -> None:
        """Forget one of a person's; where there is none, nothing is to be done."""
        self._connection.execute(delete(table).where(table.c.person_id == person, table.c.id == filter_id))
