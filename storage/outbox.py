"""The outbox: what is to be told outside is written down in the transaction in which it happens, or not at all."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from qa.access import below
from qa.delivery import Delivery, DeliveryState
from qa.events import Event
from qa.notice import PING, TELLINGS, Notice, notice_of
from qa.subscription import Subscription
from qa.telling import Telling
from storage.delivery_tables import deliveries as table
from storage.people import People
from storage.subscriptions import Subscriptions
from storage.tables import evaluations, recordings

_UNKNOWN_CALL = {"source": "", "team": None, "agent": None, "queue": None}


class Outbox:
    """Writes deliveries, inside one transaction.

    Args:
        connection: the transaction's.
        subscriptions: who is told what.
        people: know which team stands below which.

    Attributes:
        queued_at: when something was last written down in it; None where nothing was.
    """

    def __init__(self, connection: Connection, subscriptions: Subscriptions, people: People) -> None:
        self._connection = connection
        self._subscriptions = subscriptions
        self._people = people
        self.queued_at: datetime | None = None

    def write(self, events: Sequence[Event]) -> None:
        """Write down what of some events is told to whom.

        Called once, at the end of a transaction: what an evaluation scored is then there to be looked up, and rows that
        other transactions write, too, are held no longer than it takes to commit.
        """
        told = [event for event in events if type(event) in TELLINGS]
        receivers = self._receivers() if told else ()
        due = [
            (receiver, notice)
            for event in told
            for notice in self._notices(event, receivers)
            for receiver in receivers
            if receiver.wants(notice.name, notice.team, about_call=bool(notice.recording))
        ]
        # In one order everywhere: two transactions that count into the same two deliveries must not wait for each other.
        for receiver, notice in sorted(due, key=lambda each: (each[0].id, each[1].topic)):
            self._put(receiver, notice)
            self.queued_at = notice.at

    def ping(self, subscription: Subscription, *, now: datetime) -> Delivery:
        """Write down a delivery that says nothing, to try a subscription; quiet hours do not put it off."""
        notice = Notice(PING, now, "", None, {}, PING)
        row = _row(subscription, notice, now)
        self._connection.execute(insert(table).values(row))
        self.queued_at = now
        return Delivery(row["id"], subscription.id, PING, "", now, {}, now)

    def _receivers(self) -> tuple[Subscription, ...]:
        """List the active subscriptions, each with the teams below its own."""
        found = self._subscriptions.active()
        if not any(each.teams for each in found):
            return found
        tree = self._people.tree()
        return tuple(replace(each, teams=below(each.teams, tree)) for each in found)

    def _notices(self, event: Event, receivers: Sequence[Subscription]) -> tuple[Notice, ...]:
        telling = TELLINGS[type(event)]
        if not any(telling.name in each.events for each in receivers):
            return ()
        notice = notice_of(event, self._looked_up(event, telling))
        return () if notice is None else (notice,)

    def _looked_up(self, event: Event, telling: Telling) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        if "call" in telling.about:
            columns = recordings.c
            wanted = select(columns.source, columns.team, columns.agent_id.label("agent"), columns.queue)
            row = self._connection.execute(wanted.where(columns.id == event.recording)).one_or_none()
            found |= _UNKNOWN_CALL if row is None else row._mapping  # noqa: SLF001 a row's public mapping
        evaluation = getattr(event, "evaluation", None)
        if "score" in telling.about and evaluation is not None:
            of = evaluations.c
            wanted_score = select(of.rubric, of.version, of.score, of.passed, of.auto_failed)
            scored = self._connection.execute(wanted_score.where(of.id == evaluation)).one_or_none()
            found |= {} if scored is None else scored._mapping  # noqa: SLF001 likewise
        return found

    def _put(self, receiver: Subscription, notice: Notice) -> None:
        row = _row(receiver, notice, receiver.due(notice.at))
        if not receiver.window_seconds:
            self._connection.execute(insert(table).values(row))
            return
        last = select(func.max(table.c.due_at)).where(
            table.c.subscription_id == receiver.id, table.c.topic == row["topic"]
        )
        told_at = self._connection.execute(last).scalar_one_or_none()
        if told_at is not None:
            window = timedelta(seconds=receiver.window_seconds)
            due = receiver.due(max(notice.at, told_at + window))
            row |= {"next_attempt_at": due, "due_at": due}
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(table).values(row | {"collecting": row["topic"]})
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=[table.c.subscription_id, table.c.collecting],
                set_={"count": table.c.count + 1},
            )
        )


def _row(receiver: Subscription, notice: Notice, due: datetime) -> dict[str, Any]:
    return {
        "id": f"msg_{uuid.uuid4().hex}",
        "subscription_id": receiver.id,
        "event": notice.name,
        "recording_id": notice.recording or None,
        "at": notice.at,
        "data": json.dumps(notice.data, ensure_ascii=False),
        "state": DeliveryState.WAITING,
        "attempt": 0,
        "tries": 0,
        "next_attempt_at": due,
        "count": 1,
        "due_at": due,
        "topic": sha256(notice.topic.encode()).hexdigest(),
    }
