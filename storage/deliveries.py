"""The deliveries: what waits to be told outside, and the log of how that went."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, or_, select, tuple_, update

from qa.delivery import Attempt, Delivery, DeliveryState
from storage import cursor
from storage.codec import Codec
from storage.delivery_tables import deliveries as table
from storage.delivery_tables import delivery_attempts as attempts
from storage.delivery_tables import subscriptions
from storage.errors import Conflict, NotFound

FORGOTTEN_AT_ONCE = 1000
SETTLED = (DeliveryState.DELIVERED, DeliveryState.DEAD)

_attempt = Codec(Attempt)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which deliveries; None does not narrow them.

    Attributes:
        subscription: told to it.
        state: standing so.
        since: of what has happened from then on.
    """

    subscription: str | None = None
    state: DeliveryState | None = None
    since: datetime | None = None


EVERY = Chosen()


@dataclass(frozen=True, slots=True)
class DeliveryStretch:
    """A stretch of the list; `next` is the cursor of the following one, None at the end."""

    deliveries: tuple[Delivery, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the outbox stands.

    Attributes:
        counts: deliveries by state.
        oldest: since when the delivery is due that waited longest, of active subscriptions; None where none is.
        active: subscriptions that are told something.
        inactive: those that are not.
    """

    counts: Mapping[DeliveryState, int]
    oldest: datetime | None
    active: int
    inactive: int


class Deliveries:
    """All deliveries, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def receivers_due(self, now: datetime) -> tuple[str, ...]:
        """Name the active subscriptions something is due for: those that take it first, then those that failed lately."""
        wanted = (
            select(table.c.subscription_id)
            .join(subscriptions, subscriptions.c.id == table.c.subscription_id)
            .where(subscriptions.c.active, _is_due(now))
            .group_by(table.c.subscription_id, subscriptions.c.failing)
            .order_by(subscriptions.c.failing, func.min(table.c.next_attempt_at))
        )
        return tuple(self._connection.execute(wanted).scalars())

    def due(self, subscription: str, now: datetime, *, limit: int) -> tuple[str, ...]:
        """Name deliveries to a subscription that are due, those first that are due the longest."""
        wanted = select(table.c.id).where(table.c.subscription_id == subscription, _is_due(now))
        ordered = wanted.order_by(table.c.next_attempt_at, table.c.id).limit(limit)
        return tuple(self._connection.execute(ordered).scalars())

    def get(self, delivery: str) -> Delivery:
        """Load a delivery, for a change: others wait until this transaction ends.

        Raises:
            NotFound: there is none of that id.
        """
        return self._one(delivery, to_change=True)

    def look_up(self, delivery: str) -> Delivery:
        """Load a delivery to look at.

        Raises:
            NotFound: there is none of that id.
        """
        return self._one(delivery, to_change=False)

    def save(self, changed: Delivery, *, loaded: Delivery) -> None:
        """Write down where a delivery stands now; once a worker has taken it, nothing more is counted into it.

        Raises:
            Conflict: somebody changed it since it was loaded.
        """
        same = and_(table.c.id == loaded.id, table.c.state == loaded.state, table.c.attempt == loaded.attempt)
        values: dict[str, Any] = {
            "state": changed.state,
            "attempt": changed.attempt,
            "tries": changed.tries,
            "next_attempt_at": changed.next_attempt_at,
            "lease_until": changed.lease_until,
            "ended_at": changed.ended_at,
        }
        if changed.attempt:
            values["collecting"] = None
        if self._connection.execute(update(table).where(same).values(values)).rowcount != 1:
            raise Conflict(f"Delivery {loaded.id} was changed by somebody else; look at it again.")

    def log(self, attempt: Attempt) -> None:
        """Write down how an attempt went."""
        row = {
            "delivery_id": attempt.delivery,
            "number": attempt.number,
            "body": _attempt.encode(attempt),
        }
        self._connection.execute(insert(attempts).values(row))

    def attempts_at(self, delivery: str) -> tuple[Attempt, ...]:
        """List how the attempts at a delivery went, in order."""
        wanted = select(attempts.c.body).where(attempts.c.delivery_id == delivery).order_by(attempts.c.number)
        return tuple(_attempt.decode(body) for body in self._connection.execute(wanted).scalars())

    def page(self, chosen: Chosen = EVERY, *, limit: int, cursor_at: str | None = None) -> DeliveryStretch:
        """List deliveries, the latest event first.

        Args:
            chosen: which.
            limit: at most this many.
            cursor_at: `next` of the stretch before.

        Raises:
            CursorInvalid: the cursor was altered, or belongs to another list.
        """
        place = (table.c.at, table.c.id)
        wanted = select(table).where(*_conditions(chosen)).order_by(*(column.desc() for column in place))
        if cursor_at is not None:
            wanted = wanted.where(tuple_(*place) < tuple_(*cursor.read(cursor_at, list_key=repr(chosen))))
        rows = self._connection.execute(wanted.limit(limit + 1)).all()
        found = tuple(_delivery(row) for row in rows[:limit])
        if len(rows) <= limit:
            return DeliveryStretch(found, None)
        return DeliveryStretch(found, cursor.write(found[-1].at, found[-1].id, list_key=repr(chosen)))

    def replay(self, chosen: Chosen, *, now: datetime, states: Collection[DeliveryState] = SETTLED) -> int:
        """Send settled deliveries again, all at once (`qa.delivery.replay`); says how many."""
        wanted = (*_conditions(chosen), table.c.state.in_([state for state in states if state in SETTLED]))
        values = {"state": DeliveryState.WAITING, "tries": 0, "next_attempt_at": now, "ended_at": None}
        return self._connection.execute(update(table).where(*wanted).values(values)).rowcount

    def forget(self, before: datetime) -> int:
        """Forget what was settled before a moment, with its log; says how many deliveries, 0 at the end."""
        old = select(table.c.id).where(table.c.state.in_(SETTLED), table.c.ended_at < before)
        names = old.order_by(table.c.ended_at).limit(FORGOTTEN_AT_ONCE)
        return self._connection.execute(delete(table).where(table.c.id.in_(names))).rowcount

    def standing(self, now: datetime) -> Standing:
        """Count how the outbox stands."""
        counted = self._connection.execute(select(table.c.state, func.count()).group_by(table.c.state))
        counts = {DeliveryState(state): count for state, count in counted}
        oldest = (
            select(func.min(table.c.next_attempt_at))
            .join(subscriptions, subscriptions.c.id == table.c.subscription_id)
            .where(subscriptions.c.active, _is_due(now))
        )
        active = self._connection.execute(
            select(subscriptions.c.active, func.count()).group_by(subscriptions.c.active)
        )
        by_active = {bool(each): count for each, count in active}
        return Standing(
            counts,
            self._connection.execute(oldest).scalar_one_or_none(),
            by_active.get(True, 0),
            by_active.get(False, 0),
        )

    def _one(self, delivery: str, *, to_change: bool) -> Delivery:
        wanted = select(table).where(table.c.id == delivery)
        if to_change:
            wanted = wanted.with_for_update()
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            raise NotFound(f"There is no delivery {delivery!r}; GET /v1/deliveries lists those there are.")
        return _delivery(row)


def _is_due(now: datetime) -> ColumnElement[bool]:
    waits = and_(table.c.state == DeliveryState.WAITING, table.c.next_attempt_at <= now)
    return or_(waits, and_(table.c.state == DeliveryState.SENDING, table.c.lease_until <= now))


def _conditions(chosen: Chosen) -> Iterator[ColumnElement[bool]]:
    if chosen.subscription is not None:
        yield table.c.subscription_id == chosen.subscription
    if chosen.state is not None:
        yield table.c.state == chosen.state
    if chosen.since is not None:
        yield table.c.at >= chosen.since


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        subscription=row.subscription_id,
        event=row.event,
        recording=row.recording_id or "",
        at=row.at,
        data=json.loads(row.data),
        next_attempt_at=row.next_attempt_at,
        state=DeliveryState(row.state),
        attempt=row.attempt,
        tries=row.tries,
        lease_until=row.lease_until,
        count=row._mapping["count"],  # noqa: SLF001 a row's public mapping: a row, being a tuple, has a method of that name
        ended_at=row.ended_at,
    )
