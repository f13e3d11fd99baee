"""The audit trail: what happened, when, by whom. Rows are added, never changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from qa.events import Event
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
        self._connection.execute(
            insert(table).values(
                at=event.at,
                name=event.name,
                actor=event.actor,
                recording_id=event.recording or None,
                details=json.dumps(event.details(), ensure_ascii=False, sort_keys=True),
            )
        )

    def of(self, recording: str) -> tuple[AuditEvent, ...]:
        """List what happened to a recording, in order."""
        wanted = select(table).where(table.c.recording_id == recording).order_by(table.c.id)
        return tuple(_event(row) for row in self._connection.execute(wanted))
