"""Rows whose values may repeat the words of a call: sealed with the call's key, bare beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Row, Table, insert, select, update

from qa.content import Layer
from storage.codec import Codec
from storage.content_keys import ContentKeys, kept_as
from storage.errors import ContentErased

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Worded(Generic[T]):
    """How values of one kind are kept.

    Attributes:
        kind: what a seal is bound to.
        table: with columns `id`, `recording_id`, `body` and `sealed`.
        codec: of the values.
        bare: takes the words out of one.
        columns: what is looked up by, besides.
    """

    kind: str
    table: Table
    codec: Codec[T]
    bare: Callable[[T], T]
    columns: Callable[[T], dict[str, Any]]

    def add(self, connection: Connection, keys: ContentKeys, value: T) -> None:
        """Keep a new value."""
        connection.execute(insert(self.table).values(self._row(keys, value)))

    def add_all(self, connection: Connection, keys: ContentKeys, values: Sequence[T]) -> None:
        """Keep many new values in one go."""
        if values:
            names = [self.columns(each)["recording_id"] for each in values]
            keys.look_up(names, Layer.TRANSCRIPT)
            connection.execute(insert(self.table), [self._row(keys, each) for each in values])

    def save(self, connection: Connection, keys: ContentKeys, value: T) -> None:
        """Write down a change of one."""
        row = self._row(keys, value)
        connection.execute(update(self.table).where(self.table.c.id == row["id"]).values(row))

    def read(self, keys: ContentKeys, rows: Sequence[Row[*tuple[Any, ...]]]) -> tuple[T, ...]:
        """Read values back, in order; without their words where these were erased."""
        keys.look_up([row.recording_id for row in rows if row.sealed is not None], Layer.TRANSCRIPT)
        return tuple(self.codec.decode(self._opened(keys, row)) for row in rows)

    def forget(self, connection: Connection, recording: str) -> None:
        """Take the words of a recording out of every value that may repeat them."""
        table = self.table
        rows = connection.execute(
            select(table.c.id, table.c.body).where(table.c.recording_id == recording)
        ).all()
        for name, body in rows:
            bare = self.codec.encode(self.bare(self.codec.decode(body)))
            connection.execute(update(table).where(table.c.id == name).values(body=bare, sealed=None))

    def _row(self, keys: ContentKeys, value: T) -> dict[str, Any]:
        columns = self.columns(value)
        try:
            cipher = keys.to_seal(columns["recording_id"], Layer.TRANSCRIPT)
        except ContentErased:  # what became of it still counts; what was said is not written down again
            return {**columns, "body": self.codec.encode(self.bare(value)), "sealed": None}
        bare = self.codec.encode(self.bare(value)) if cipher is not None else ""
        return {**columns, **kept_as(cipher, self.kind, columns["id"], self.codec.encode(value), bare)}

    def _opened(self, keys: ContentKeys, row: Row[*tuple[Any, ...]]) -> str | bytes:
        if row.sealed is None:
            return str(row.body)
        return keys.to_open(row.recording_id, Layer.TRANSCRIPT).open(self.kind, row.id, row.sealed)
