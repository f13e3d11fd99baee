"""The flags raised on recordings."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from qa.flag import Flag
from storage.codec import Codec
from storage.tables import flags as table

_codec = Codec(Flag)


class Flags:
    """All flags, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, recording: str, flags: Sequence[Flag]) -> None:
        """Put these flags in the place of those a recording had."""
        self._connection.execute(delete(table).where(table.c.recording_id == recording))
        rows = [
            {"recording_id": recording, "place": place, "kind": flag.kind, "body": _codec.encode(flag)}
            for place, flag in enumerate(flags)
        ]
        if rows:
            self._connection.execute(insert(table), rows)

    def of(self, recordings: Sequence[str]) -> Mapping[str, tuple[Flag, ...]]:
        """List the flags of many recordings at once."""
        wanted = select(table.c.recording_id, table.c.body).where(table.c.recording_id.in_(recordings))
        found: dict[str, tuple[Flag, ...]] = dict.fromkeys(recordings, ())
        for recording, body in self._connection.execute(wanted.order_by(table.c.recording_id, table.c.place)):
            found[recording] += (_codec.decode(body),)
        return found
