"""The keys of recordings, one for each layer that is sealed; erasing a key erases what was sealed with it."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from qa.content import SEALED, Layer
from storage.errors import ContentAltered, ContentErased, ContentKeyUnusable
from storage.house_keys import Sealing, Wrapped
from storage.keeping_tables import content_keys as table
from storage.sealing import KEY_BYTES, Cipher

ROTATED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class KeyUse:
    """How many keys of recordings one key of the house has sealed.

    Attributes:
        by: id of the house's key.
        keys: how many.
        first: when the first of them was made.
        last: when the last was.
    """

    by: str
    keys: int
    first: datetime
    last: datetime


class ContentKeys:
    """All keys of recordings, inside one transaction; each is unwrapped once in it.

    Args:
        connection: the transaction's.
        sealing: how the house keeps content; None where it was given no key: then nothing is sealed, and nothing
            that is can be opened.
    """

    def __init__(self, connection: Connection, sealing: Sealing | None) -> None:
        self._connection = connection
        self._sealing = sealing
        self._rows: dict[tuple[str, str], Row[Any] | None] = {}
        self._ciphers: dict[tuple[str, str], Cipher] = {}

    def to_seal(self, recording: str, layer: Layer) -> Cipher | None:
        """Give the cipher for what is new of a recording, its key made at first use; None where nothing is sealed.

        Raises:
            ContentErased: the layer was erased: nothing more is kept of it.
            ContentKeyUnusable: the house's key cannot be used.
        """
        if self._row(recording, layer) is None and self._sealing is not None and self._sealing.seals:
            self._make(recording, layer, self._sealing)
        row = self._row(recording, layer)
        if row is not None:
            self._check_kept(row)
        if self._sealing is None or not self._sealing.seals:
            return None
        return self.to_open(recording, layer)

    def to_open(self, recording: str, layer: Layer) -> Cipher:
        """Give the cipher for what is sealed of a recording.

        Raises:
            ContentErased: the layer was erased.
            ContentKeyUnusable: the house's key cannot be used.
            ContentAltered: the recording's key is gone, though nobody erased it.
        """
        place = (recording, layer.value)
        if place in self._ciphers:
            return self._ciphers[place]
        row = self._row(recording, layer)
        if row is None:
            raise ContentAltered(
                f"The {layer} of recording {recording} is sealed, and its key is gone; bring the row of content_keys back"
                " from a backup."
            )
        self._check_kept(row)
        if self._sealing is None:
            raise ContentKeyUnusable(
                f"The {layer} of recording {recording} is sealed, and no content key was given; see EVERYCALL_CONTENT_KEY."
            )
        key = self._sealing.keys.unwrap(recording, layer.value, Wrapped(row.wrapped, row.wrapped_by))
        self._ciphers[place] = cipher = Cipher(key, recording)
        return cipher

    def check_kept(self, recording: str, layer: Layer) -> None:
        """See that a layer was not erased.

        Raises:
            ContentErased: it was.
        """
        row = self._row(recording, layer)
        if row is not None:
            self._check_kept(row)

    @property
    def present(self) -> str:
        """Give the id of the house's present key.

        Raises:
            ContentKeyUnusable: it cannot be used.
        """
        return self._given().keys.present

    def seal_own(self, kind: str, row: str, secret: bytes) -> Wrapped:
        """Seal a secret of the house itself with its key, also where calls are kept in the clear.

        Raises:
            ContentKeyUnusable: the house's key cannot be used.
        """
        sealing = self._given()
        if not sealing.keys.exists:
            self._check_first(sealing)
            sealing.keys.make()
        return sealing.keys.wrap(row, kind, secret)

    def open_own(self, kind: str, row: str, wrapped: Wrapped) -> bytes:
        """Open a secret of the house itself.

        Raises:
            ContentKeyUnusable: the house's key that it was sealed with is not here, or does not open it.
        """
        return self._given().keys.unwrap(row, kind, wrapped)

    def look_up(self, recordings: Sequence[str], layer: Layer) -> None:
        """Load the keys of many recordings in one go."""
        wanted = select(table).where(table.c.recording_id.in_(recordings), table.c.layer == layer.value)
        found = {row.recording_id: row for row in self._connection.execute(wanted)}
        self._rows |= {(name, layer.value): found.get(name) for name in recordings}

    def erase(self, recording: str, layer: Layer, *, purge: str, now: datetime) -> None:
        """Forget a key for ever; where there is none, nothing can be sealed with a new one any more."""
        values = {"wrapped": None, "wrapped_by": None, "erased_at": now, "purge": purge}
        row = {"recording_id": recording, "layer": layer.value, "made_at": now, **values}
        statement = self._insert().values(row)
        statement = statement.on_conflict_do_update(
            index_elements=[table.c.recording_id, table.c.layer],
            set_=values,
            where=table.c.erased_at.is_(None),
        )
        self._connection.execute(statement)
        self._rows.pop((recording, layer.value), None)
        self._ciphers.pop((recording, layer.value), None)

    def uses(self) -> tuple[KeyUse, ...]:
        """Say which keys of the house have sealed how many of the recordings' keys."""
        moments = (func.min(table.c.made_at), func.max(table.c.made_at))
        wanted = select(table.c.wrapped_by, func.count(), *moments).where(table.c.wrapped_by.is_not(None))
        rows = self._connection.execute(wanted.group_by(table.c.wrapped_by).order_by(moments[1]))
        return tuple(KeyUse(*row) for row in rows)

    def erased(self) -> Mapping[Layer, int]:
        """Count recordings of which a layer that has a key was erased."""
        counted = func.count(table.c.erased_at)
        rows = self._connection.execute(select(table.c.layer, counted).group_by(table.c.layer))
        found = {layer: count for layer, count in rows}  # noqa: C416 a row is no pair to mypy
        return {layer: found.get(layer.value, 0) for layer in SEALED}

    def rotate(self, *, limit: int = ROTATED_AT_ONCE) -> int:
        """Seal keys that a former key of the house has sealed with the present one; says how many, 0 at the end.

        Raises:
            ContentKeyUnusable: a key of the house is missing.
        """
        keys = self._given().keys
        wanted = select(table).where(table.c.wrapped_by != keys.present).limit(limit).with_for_update()
        rows = self._connection.execute(wanted).all()
        for row in rows:
            key = keys.unwrap(row.recording_id, row.layer, Wrapped(row.wrapped, row.wrapped_by))
            wrapped = keys.wrap(row.recording_id, row.layer, key)
            same = and_(table.c.recording_id == row.recording_id, table.c.layer == row.layer)
            self._connection.execute(
                update(table).where(same).values(wrapped=wrapped.sealed, wrapped_by=wrapped.by)
            )
        return len(rows)

    def _given(self) -> Sealing:
        if self._sealing is None:
            raise ContentKeyUnusable("No content key was given; see EVERYCALL_CONTENT_KEY.")
        return self._sealing

    def _make(self, recording: str, layer: Layer, sealing: Sealing) -> None:
        if not sealing.keys.exists:
            self._check_first(sealing)
            sealing.keys.make()
        wrapped = sealing.keys.wrap(recording, layer.value, os.urandom(KEY_BYTES))
        row = {
            "recording_id": recording,
            "layer": layer.value,
            "wrapped": wrapped.sealed,
            "wrapped_by": wrapped.by,
            "made_at": datetime.now(UTC),
        }
        self._connection.execute(self._insert().on_conflict_do_nothing(), row)
        self._rows.pop((recording, layer.value), None)  # another worker may have been quicker: read it back

    def _check_first(self, sealing: Sealing) -> None:
        """See that no key of the house was ever used: a missing one must be brought back, not replaced."""
        used = self.uses()
        if used:
            raise ContentKeyUnusable(
                f"The content key {sealing.keys.path} is missing, and {sum(use.keys for use in used)} keys of recordings"
                f" are sealed with {used[-1].by}; bring that file back. No other is made in its place."
            )

    def _row(self, recording: str, layer: Layer) -> Row[Any] | None:
        place = (recording, layer.value)
        if place not in self._rows:
            wanted = select(table).where(table.c.recording_id == recording, table.c.layer == layer.value)
            self._rows[place] = self._connection.execute(wanted).one_or_none()
        return self._rows[place]

    @staticmethod
    def _check_kept(row: Row[Any]) -> None:
        if row.erased_at is not None:
            raise ContentErased(row.recording_id, row.layer, row.erased_at, row.purge)

    def _insert(self) -> Any:
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        return dialect.insert(table)


def kept_as(cipher: Cipher | None, kind: str, row: str, text: str, bare: str = "") -> dict[str, Any]:
    """Say what two columns hold of a text: all of it in `body`, or what is bare of words there, the rest `sealed`."""
    if cipher is None:
        return {"body": text, "sealed": None}
    return {"body": bare, "sealed": cipher.seal(kind, row, text.encode())}
