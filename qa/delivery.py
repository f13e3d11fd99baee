"""The life of a delivery: it waits, a worker sends it, and it arrives, is tried again, or is given up.

    waiting ──claim──▸ sending ──arrive──▸ delivered ─┐
       ▴                  │ fail                      │ replay
       ├──────────────────┤                           │
       │                  └──(no tries left)──▸ dead ─┤
       └──────────────────────────────────────────────┘

`attempt` fences: whoever brings a result names the attempt under which it was sent. A claim that ran out is taken by the
next worker, which sends the same again under the same id: at least once, and perhaps twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from qa.errors import AlreadyClaimed, AlreadySettled, LeaseLost, NotDue, NotSettled


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    WAITING = "waiting"
    SENDING = "sending"
    DELIVERED = "delivered"
    DEAD = "dead"


_MINUTE, _HOUR = 60.0, 3600.0

SCHEDULE = (
    5.0,
    5 * _MINUTE,
    30 * _MINUTE,
    2 * _HOUR,
    5 * _HOUR,
    10 * _HOUR,
    14 * _HOUR,
    20 * _HOUR,
    24 * _HOUR,
)
"""Seconds after each failure until it is sent again, as Standard Webhooks proposes: ten attempts over three days."""


@dataclass(frozen=True, slots=True)
class Insistence:
    """How long and how often something is tried.

    Attributes:
        schedule: seconds after each failure; after the last of them comes one more attempt.
        jitter: each wait is longer by up to this share of itself, so that not all come back at once.
        longest_asked: seconds that a receiver may ask to be left alone for.
        lease_seconds: how long a claim holds.
        disable_after: a subscription that failed for so long without one success is turned off.
    """

    schedule: tuple[float, ...] = SCHEDULE
    jitter: float = 0.2
    longest_asked: float = _HOUR
    lease_seconds: float = 60.0
    disable_after: timedelta = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something that is to be told to one subscription.

    Attributes:
        id: the same each time it is sent; receivers know by it what they had before.
        subscription: whom it is told to.
        event: its public name, as `evaluation.published`.
        recording: that it is about; empty where it is about none.
        at: when it happened.
        data: what is told: ids and figures.
        state: where it stands.
        attempt: how often it was claimed; fences results.
        tries: how often it failed since it was queued or replayed.
        next_attempt_at: when it is due.
        lease_until: until when a worker has it.
        count: how many alike it stands for.
        ended_at: when it was delivered or given up.
    """

    id: str
    subscription: str
    event: str
    recording: str
    at: datetime
    data: Mapping[str, Any] = field(hash=False)
    next_attempt_at: datetime
    state: DeliveryState = DeliveryState.WAITING
    attempt: int = 0
    tries: int = 0
    lease_until: datetime | None = None
    count: int = 1
    ended_at: datetime | None = None

    @property
    def settled(self) -> bool:
        """Whether nothing more is done with it."""
        return self.state in {DeliveryState.DELIVERED, DeliveryState.DEAD}


def claim(delivery: Delivery, *, now: datetime, seconds: float) -> Delivery:
    """Give a delivery to a worker; one whose claim ran out is taken from the other.

    Raises:
        AlreadySettled: there is nothing left to do.
        AlreadyClaimed: another worker has it.
        NotDue: it waits for a later moment.
    """
    if delivery.settled:
        raise AlreadySettled(f"Delivery {delivery.id} is {delivery.state}; replay it to send it again.")
    if delivery.lease_until is not None and now < delivery.lease_until:
        raise AlreadyClaimed(f"Delivery {delivery.id} is being sent by another worker.")
    if delivery.state is DeliveryState.WAITING and now < delivery.next_attempt_at:
        raise NotDue(f"Delivery {delivery.id} is not due before {delivery.next_attempt_at}.")
    return replace(
        delivery,
        state=DeliveryState.SENDING,
        attempt=delivery.attempt + 1,
        lease_until=now + timedelta(seconds=seconds),
    )


def arrive(delivery: Delivery, attempt: int, *, now: datetime) -> Delivery:
    """Say that a delivery arrived.

    Raises:
        LeaseLost: another worker has it, or has settled it.
    """
    _held(delivery, attempt)
    return replace(delivery, state=DeliveryState.DELIVERED, lease_until=None, ended_at=now)


def fail(
    delivery: Delivery,
    attempt: int,
    *,
    now: datetime,
    insistence: Insistence,
    chance: float,
    asked: float = 0.0,
) -> Delivery:
    """Say that a delivery did not arrive: it is sent again later, or given up after its last attempt.

    Args:
        delivery: as claimed.
        attempt: under which it was sent.
        now: the time.
        insistence: how often.
        chance: a number from 0 to 1, which spreads the waits.
        asked: seconds that the receiver asked to be left alone for.

    Raises:
        LeaseLost: another worker has it, or has settled it.
    """
    _held(delivery, attempt)
    tries = delivery.tries + 1
    if tries > len(insistence.schedule):
        return replace(delivery, state=DeliveryState.DEAD, tries=tries, lease_until=None, ended_at=now)
    wait = insistence.schedule[tries - 1] * (1 + insistence.jitter * chance)
    wait = max(wait, min(asked, insistence.longest_asked))
    return replace(
        delivery,
        state=DeliveryState.WAITING,
        tries=tries,
        lease_until=None,
        next_attempt_at=now + timedelta(seconds=wait),
    )


def replay(delivery: Delivery, *, now: datetime) -> Delivery:
    """Send a settled delivery again, with all its tries before it.

    Raises:
        NotSettled: it is still on its way.
    """
    if not delivery.settled:
        raise NotSettled(f"Delivery {delivery.id} is {delivery.state}: it is still on its way.")
    return replace(delivery, state=DeliveryState.WAITING, tries=0, next_attempt_at=now, ended_at=None)


def _held(delivery: Delivery, attempt: int) -> None:
    if delivery.state is not DeliveryState.SENDING or delivery.attempt != attempt:
        raise LeaseLost(
            f"Delivery {delivery.id} is no longer sent under attempt {attempt}; its result does not count."
        )


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one attempt at a delivery went.

    Attributes:
        delivery: its id.
        number: under which attempt it was sent.
        at: when it was begun.
        seconds: that it took.
        arrived: whether the receiver took it.
        status: of the receiver's answer; None where it gave none.
        problem: why it did not arrive; empty where it did.
        response: how the receiver's answer begins.
    """

    delivery: str
    number: int
    at: datetime
    seconds: float
    arrived: bool
    status: int | None = None
    problem: str = ""
    response: str = ""
