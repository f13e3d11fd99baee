"""The chain of audit events and receipts, day by day under a seal. Rows are added, never changed."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, exists, insert, select

from qa.chain import digest
from qa.evaluation import AuthorKind
from qa.seal import EVENT, RECEIPT, Entry, Sealed
from storage.audit import plain_of
from storage.codec import Codec
from storage.errors import NotFound
from storage.tables import audit_events, chain_entries, evaluations, receipts, seals

BATCH = 1000
"""Entries read or written in one go."""

_codec = Codec(Sealed)
_c = chain_entries.c


class Chain:
    """The whole chain, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self) -> Sealed | None:
        """Load the latest seal; None before the first."""
        body = self._connection.execute(select(seals.c.body).order_by(seals.c.day.desc()).limit(1)).scalar()
        return None if body is None else _codec.decode(body)

    def get(self, day: str) -> Sealed:
        """Load a day's seal.

        Raises:
            NotFound: the day is not sealed.
        """
        body = self._connection.execute(select(seals.c.body).where(seals.c.day == day)).scalar_one_or_none()
        if body is None:
            raise NotFound(f"The day {day} is not sealed; a day is sealed some hours after it ended.")
        return _codec.decode(body)

    def unlinked(self, *, before: datetime, since: datetime | None = None) -> Iterator[tuple[str, str, str]]:
        """Give (kind, id, digest) of what is not in the chain yet: audit events, then receipts.

        What it gave may be added to the chain while it goes on.

        Args:
            before: of what happened before this moment.
            since: and not before this one; None for all.
        """
        yield from self._events(before, since)
        yield from self._receipts(before, since)

    def append(self, entries: Sequence[Entry]) -> None:
        """Add entries at the end."""
        if entries:
            self._connection.execute(insert(chain_entries), [asdict(entry) for entry in entries])

    def seal(self, sealed: Sealed) -> None:
        """Keep a day's seal."""
        self._connection.execute(insert(seals).values(day=sealed.seal.day, body=_codec.encode(sealed)))

    def lines(self, sealed: Sealed, after: int) -> tuple[str, ...]:
        """Write the next entries of a sealed day as JSON, at most `BATCH`; an audit event with what it says.

        Args:
            sealed: the day.
            after: number of the last entry written before; 0 for none.
        """
        first = max(after + 1, sealed.seal.first)
        last = sealed.seal.first + sealed.seal.count
        wanted = select(chain_entries).where(_c.number >= first, _c.number < last).order_by(_c.number)
        entries = [Entry(*row) for row in self._connection.execute(wanted.limit(BATCH))]
        ids = [int(entry.ref) for entry in entries if entry.kind == EVENT]
        rows = self._connection.execute(select(audit_events).where(audit_events.c.id.in_(ids)))
        bodies = {str(row.id): plain_of(row) for row in rows}
        return tuple(
            json.dumps(
                asdict(e) | {"body": bodies.get(e.ref) if e.kind == EVENT else None}, ensure_ascii=False
            )
            for e in entries
        )

    def digests(self, evaluation: str) -> tuple[Sealed, tuple[str, ...], int] | None:
        """Find a receipt in the chain: its day, the digests of that day, and its place; None before it is sealed."""
        wanted = select(_c.number).where(_c.kind == RECEIPT, _c.ref == evaluation)
        number = self._connection.execute(wanted).scalar_one_or_none()
        if number is None:
            return None
        for body in self._connection.execute(select(seals.c.body).order_by(seals.c.day.desc())).scalars():
            sealed = _codec.decode(body)
            place = number - sealed.seal.first
            if 0 <= place < sealed.seal.count:
                within = (_c.number >= sealed.seal.first, _c.number < sealed.seal.first + sealed.seal.count)
                found = self._connection.execute(select(_c.digest).where(*within).order_by(_c.number))
                return sealed, tuple(found.scalars()), place
        return None

    def judged(self, sealed: Sealed) -> tuple[str, ...]:
        """Name the machine's evaluations whose receipts are in a sealed day."""
        first, count = sealed.seal.first, sealed.seal.count
        wanted = (
            select(_c.ref)
            .join(evaluations, evaluations.c.id == _c.ref)
            .where(_c.number >= first, _c.number < first + count, _c.kind == RECEIPT)
            .where(evaluations.c.author_kind == AuthorKind.MACHINE)
        )
        return tuple(self._connection.execute(wanted.order_by(_c.number)).scalars())

    def _events(self, before: datetime, since: datetime | None) -> Iterator[tuple[str, str, str]]:
        table, last = audit_events.c, 0
        linked = exists().where(_c.kind == EVENT, _c.ref == table.id.cast(_c.ref.type))
        while True:
            wanted = select(audit_events).where(table.id > last, *_within(table.at, before, since), ~linked)
            rows = self._connection.execute(wanted.order_by(table.id).limit(BATCH)).all()
            for row in rows:
                yield EVENT, str(row.id), digest(plain_of(row))
            if len(rows) < BATCH:
                return
            last = rows[-1].id

    def _receipts(self, before: datetime, since: datetime | None) -> Iterator[tuple[str, str, str]]:
        table, last = receipts.c, ""
        linked = exists().where(_c.kind == RECEIPT, _c.ref == table.evaluation_id)
        while True:
            wanted = select(table.evaluation_id, table.digest)
            wanted = wanted.where(table.evaluation_id > last, *_within(table.at, before, since), ~linked)
            rows = self._connection.execute(wanted.order_by(table.evaluation_id).limit(BATCH)).all()
            for row in rows:
                yield RECEIPT, row.evaluation_id, row.digest
            if len(rows) < BATCH:
                return
            last = rows[-1].evaluation_id


def _within(
    at: ColumnElement[datetime], before: datetime, since: datetime | None
) -> Iterator[ColumnElement[bool]]:
    yield at < before
    if since is not None:
        yield at >= since
