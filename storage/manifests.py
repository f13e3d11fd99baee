"""Lines of manifests, kept for the recordings they are about, which may come before or after."""

from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from qa.metadata import CallMetadata
from storage.arrival_tables import manifest_lines as table
from storage.codec import Codec

_metadata = Codec(CallMetadata)


class Manifests:
    """All lines, inside one transaction; of several about one recording the last stays."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, key: str) -> CallMetadata | None:
        """Say what a manifest tells of the recording at a key; None where none does."""
        wanted = select(table.c.metadata).where(table.c.object_key == key)
        found = self._connection.execute(wanted).scalar_one_or_none()
        return None if found is None else _metadata.decode(found)

    def put(self, key: str, metadata: CallMetadata, *, now: datetime) -> None:
        """Keep a line."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        values = {"metadata": _metadata.encode(metadata), "at": now}
        statement = dialect.insert(table).values(object_key=key, **values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=[table.c.object_key], set_=values)
        )

    def forget(self, before: datetime) -> int:
        """Forget the lines that came before a moment; says how many those were."""
        return self._connection.execute(delete(table).where(table.c.at < before)).rowcount
