"""The audit trail: what happened, when, by whom. Rows are added, never changed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, literal, select, tuple_

from qa.events import Event
from storage import cursor
from storage.columns import Instant
from storage.tables import audit_events as table


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One line of the trail.

    Attributes:
        id: grows with time.
        at: when.
        name: of the event, as `stage.completed`.
        actor: who.
        recording: which, where it concerns one.
        details: the event's own fields.
    """

    id: int
    at: datetime
    name: str
    actor: str
    recording: str | None
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which lines of the trail; None does not narrow it.

    Attributes:
        name: of the event, as `purge.approved`; one that ends in `.` stands for all that begin so.
        actor: who did it.
        recording: what it concerns.
        since: from this moment on.
        before: before this moment.
    """

    name: str | None = None
    actor: str | None = None
    recording: str | None = None
    since: datetime | None = None
    before: datetime | None = None

    @property
    def key(self) -> str:
        """Describe the list, so that a cursor fits no other one."""
        return repr(("audit", self.name, self.actor, self.recording, str(self.since), str(self.before)))


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A stretch of the trail; `next` is the cursor of the following one, None at the end."""

    events: tuple[AuditEvent, ...]
    next: str | None


def plain(event: AuditEvent) -> dict[str, Any]:
    """Write a line of the trail as plain JSON values; its digest in the chain is taken over these."""
    return {
        "id": event.id,
        "at": event.at.isoformat(),
        "name": event.name,
        "actor": event.actor,
        "recording": event.recording,
        "details": dict(event.details),
    }


def plain_of(row: Row[Any]) -> dict[str, Any]:
    """Write a row of the trail likewise."""
    return plain(_event(row))


def _event(row: Row[Any]) -> AuditEvent:
    return AuditEvent(row.id, row.at, row.name, row.actor, row.recording_id, json.loads(row.details))


class Audit:
    """The whole trail, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, event: Event) -> None:
        """Write an event down."""
        row = {
            "at": event.at,
            "name": event.name,
            "actor": event.actor,
            "recording_id": event.recording or None,
            "details": json.dumps(event.details(), ensure_ascii=False, sort_keys=True),
        }
        self._connection.execute(insert(table), row)

    def of(self, recording: str) -> tuple[AuditEvent, ...]:
        """List what happened to a recording, in order."""
        wanted = select(table).where(table.c.recording_id == recording).order_by(table.c.id)
        return tuple(_event(row) for row in self._connection.execute(wanted))

    def page(self, sought: Sought, *, limit: int = 50, cursor_at: str | None = None) -> AuditPage:
        """List lines of the trail, the latest first.

        Args:
            sought: which.
            limit: at most so many.
            cursor_at: `AuditPage.next` of the page before.

        Raises:
            CursorInvalid: the cursor was altered, or belongs to another list.
        """
        place = (table.c.at, table.c.id)
        wanted = select(table).where(*_conditions(sought))
        if cursor_at is not None:
            at, last = cursor.read(cursor_at, list_key=sought.key)
            wanted = wanted.where(tuple_(*place) < tuple_(literal(at, Instant), int(last)))
        wanted = wanted.order_by(*(each.desc() for each in place)).limit(limit + 1)
        found = tuple(_event(row) for row in self._connection.execute(wanted))
        if len(found) <= limit:
            return AuditPage(found, None)
        end = found[limit - 1]
        return AuditPage(found[:limit], cursor.write(end.at, str(end.id), list_key=sought.key))

    def first(self) -> datetime | None:
        """Tell when the trail begins; None while nothing is in it."""
        return self._connection.execute(select(table.c.at).order_by(table.c.id).limit(1)).scalar_one_or_none()


def _conditions(sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.name is not None:
        begins = sought.name.endswith(".")
        yield table.c.name.startswith(sought.name, autoescape=True) if begins else table.c.name == sought.name
    if sought.actor is not None:
        yield table.c.actor == sought.actor
    if sought.recording is not None:
        yield table.c.recording_id == sought.recording
    if sought.since is not None:
        yield table.c.at >= sought.since
    if sought.before is not None:
        yield table.c.at < sought.before
