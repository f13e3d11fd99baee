"""The flags raised on recordings."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from qa.bare import bare_flag
from qa.content import Layer
from qa.flag import Flag
from storage.codec import Codec
from storage.content_keys import ContentKeys, kept_as
from storage.tables import flags as table

_codec = Codec(Flag)


class Flags:
    """All flags, inside one transaction. Why one was raised may repeat what was said, and is sealed.

    Args:
        connection: the transaction's.
        keys: of the recordings.
        found: told of each recording on which one is raised.
    """

    def __init__(self, connection: Connection, keys: ContentKeys, found: Callable[[str], None]) -> None:
        self._connection = connection
        self._found = found
        self._keys = keys

    def replace(self, recording: str, flags: Sequence[Flag]) -> None:
        """Put these flags in the place of those a recording had."""
        self._connection.execute(delete(table).where(table.c.recording_id == recording))
        if not flags:
            return
        rows = [self._row(recording, place, flag) for place, flag in enumerate(flags)]
        self._connection.execute(insert(table), rows)
        self._found(recording)

    def add(self, recording: str, flag: Flag) -> None:
        """Raise one more flag."""
        self.add_each({recording: flag})

    def add_each(self, raised: Mapping[str, Flag]) -> None:
        """Raise one more flag on each of some recordings."""
        last = select(table.c.recording_id, func.max(table.c.place).label("place")).where(
            table.c.recording_id.in_(raised)
        )
        places = {
            row.recording_id: row.place + 1
            for row in self._connection.execute(last.group_by(table.c.recording_id))
        }
        self._keys.look_up(list(raised), Layer.TRANSCRIPT)
        rows = [self._row(name, places.get(name, 0), flag) for name, flag in raised.items()]
        if rows:
            self._connection.execute(insert(table), rows)
        for name in raised:
            self._found(name)

    def _row(self, recording: str, place: int, flag: Flag) -> dict[str, Any]:
        cipher = self._keys.to_seal(recording, Layer.TRANSCRIPT)
        words = kept_as(cipher, "flag", str(place), _codec.encode(flag), _codec.encode(bare_flag(flag)))
        return {"recording_id": recording, "place": place, "kind": flag.kind} | words

    def of(self, recordings: Sequence[str]) -> Mapping[str, tuple[Flag, ...]]:
        """List the flags of many recordings at once; without their words, where these were erased."""
        wanted = select(table).where(table.c.recording_id.in_(recordings))
        rows = self._connection.execute(wanted.order_by(table.c.recording_id, table.c.place)).all()
        self._keys.look_up([row.recording_id for row in rows if row.sealed is not None], Layer.TRANSCRIPT)
        found: dict[str, tuple[Flag, ...]] = dict.fromkeys(recordings, ())
        for row in rows:
            body = row.body
            if row.sealed is not None:
                cipher = self._keys.to_open(row.recording_id, Layer.TRANSCRIPT)
                body = cipher.open("flag", str(row.place), row.sealed)
            found[row.recording_id] += (_codec.decode(body),)
        return found
