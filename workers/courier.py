"""Deliver what is due: one thread for each receiver, so that a slow one keeps nobody else waiting.

The row is the truth: a worker claims a delivery, sends it outside of any transaction, and writes down how it went while
the claim holds. A worker that dies in between leaves a claim that runs out, and the same is sent again under the same id.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from random import SystemRandom

from qa.delivery import Attempt, Delivery, arrive, claim, fail
from qa.delivery_events import SubscriptionDisabled
from qa.errors import LeaseLost, TransitionRefused
from qa.subscription import Hidden, Subscription, disabled, failed
from storage.errors import Conflict, NotFound, StorageError
from storage.uow import Unit
from workers.desk import Desk, Tells
from workers.tell import SHOWN, Told

_log = logging.getLogger(__name__)

LANES = 8
"""Receivers that are told something at once."""

TURN = 10.0
"""Seconds after which a receiver that is told much lets others have its thread."""

COOL = 5.0
"""Seconds for which a receiver that did not take something is left alone by this process."""

LOOK = 0.25
"""Seconds between two looks while something is being sent."""

_AT_ONCE = 50
_chance = SystemRandom()


class Courier:
    """Delivers from one process.

    Args:
        desk: a worker's; one without a teller delivers nothing.
        clock: seconds that only grow.
    """

    def __init__(self, desk: Desk, clock: Callable[[], float] = time.monotonic) -> None:
        self._desk = desk
        self._clock = clock
        self._sending: dict[str, Future[bool]] = {}
        self._cool: dict[str, float] = {}

    def work(self, seconds: float = 60.0, rest: Callable[[float], object] = time.sleep) -> None:
        """Deliver until nothing more is due, or for so long; what is being sent then is waited for.

        Raises:
            StorageError: the database is away.
        """
        end = self._clock() + seconds
        with ThreadPoolExecutor(LANES, thread_name_prefix="courier") as pool:
            while self._clock() < end and not self._desk.stopping():
                begun = self._begin(pool)
                if not begun and not self._sending:
                    return
                rest(LOOK)
                self._end()

    def _begin(self, pool: ThreadPoolExecutor) -> int:
        """Begin with receivers something is due for; says with how many."""
        desk, now = self._desk, self._clock()
        with desk.store.read() as unit:
            due = unit.deliveries.receivers_due(desk.now())
        fresh = [each for each in due if each not in self._sending and self._cool.get(each, now) <= now]
        fresh = fresh[: LANES - len(self._sending)]
        for receiver in fresh:
            self._sending[receiver] = pool.submit(self._serve, receiver)
        return len(fresh)

    def _end(self) -> None:
        for receiver, future in list(self._sending.items()):
            if not future.done():
                continue
            del self._sending[receiver]
            if error := future.exception():
                if not isinstance(error, StorageError):
                    raise error
                _log.warning("How a delivery went could not be written down; it is sent again: %s", error)
            if error or not future.result():
                self._cool[receiver] = self._clock() + COOL
            else:
                self._cool.pop(receiver, None)

    def _serve(self, receiver: str) -> bool:
        """Send what is due for a receiver, one after the other; ends at the first that does not arrive."""
        desk, end = self._desk, self._clock() + TURN
        with desk.store.read() as unit:
            due = unit.deliveries.due(receiver, desk.now(), limit=_AT_ONCE)
        for each in due:
            if self._clock() >= end or desk.stopping():
                break
            if deliver(desk, each) is False:
                return False
        return True


def deliver(desk: Desk, delivery: str) -> bool | None:
    """Send one delivery, if it is due and nobody else has it; safe to be called twice, also at once.

    Returns:
        Whether it arrived; None where there was nothing to do.

    Raises:
        StorageError: the database is away; the claim runs out, and it is sent again.
    """
    if desk.teller is None:
        return None
    try:
        taken, subscription, hidden = _claim(desk, delivery)
    except (TransitionRefused, Conflict, NotFound):
        return None
    begun, at = time.monotonic(), desk.now()
    told = _tell(desk.teller, subscription, hidden, taken, at)
    attempt = Attempt(
        *(taken.id, taken.attempt, at, round(time.monotonic() - begun, 3)),
        arrived=told.arrived,
        status=told.status,
        problem=told.problem,
        response=told.response,
    )
    with desk.store.begin() as unit:
        _settle(desk, unit, taken, told, attempt)
    if not told.arrived:
        _log.warning("Delivery %s to subscription %s: %s", taken.id, subscription.id, told.problem)
    return told.arrived


def _tell(teller: Tells, subscription: Subscription, hidden: Hidden, taken: Delivery, at: datetime) -> Told:
    try:
        return teller.tell(subscription, hidden, taken, at)
    except StorageError:
        raise
    except Exception as error:  # noqa: BLE001 what nobody foresaw is a failure like others: on record, and over with the schedule
        _log.exception("Delivery %s met what nobody foresaw.", taken.id)
        return Told(arrived=False, problem=f"{type(error).__name__}: {error}"[:SHOWN])


def _claim(desk: Desk, delivery: str) -> tuple[Delivery, Subscription, Hidden]:
    with desk.store.begin() as unit:
        loaded = unit.deliveries.get(delivery)
        subscription = unit.subscriptions.look_up(loaded.subscription)
        if not subscription.active:
            raise NotFound(f"Subscription {subscription.id} is turned off; nothing is sent to it.")
        taken = claim(loaded, now=desk.now(), seconds=desk.rules.insistence.lease_seconds)
        unit.deliveries.save(taken, loaded=loaded)
        return taken, subscription, unit.subscriptions.hidden(subscription.id)


def _settle(desk: Desk, unit: Unit, taken: Delivery, told: Told, attempt: Attempt) -> None:
    unit.deliveries.log(attempt)
    now, insistence = desk.now(), desk.rules.insistence
    loaded = unit.deliveries.get(taken.id)
    try:
        if told.arrived:
            changed = arrive(loaded, taken.attempt, now=now)
        else:
            changed = fail(
                loaded,
                taken.attempt,
                now=now,
                insistence=insistence,
                chance=_chance.random(),
                asked=told.asked,
            )
    except LeaseLost:
        return  # another worker took it over, and brings its own result
    subscription = unit.subscriptions.look_up(taken.subscription)
    if not changed.settled:
        changed = replace(changed, next_attempt_at=subscription.due(changed.next_attempt_at))
    unit.deliveries.save(changed, loaded=loaded)
    _note(desk, unit, subscription, told)


def _note(desk: Desk, unit: Unit, subscription: Subscription, told: Told) -> None:
    """Take note in the subscription of how it goes, where that is news: the row is everybody's."""
    if told.arrived and subscription.failing_since is None:
        return
    now, loaded = desk.now(), unit.subscriptions.get(subscription.id)
    if told.arrived:
        changed = replace(loaded, failing_since=None)
    else:
        changed = failed(loaded, now=now, disable_after=desk.rules.insistence.disable_after)
    if told.gone and changed.active:
        changed = disabled(changed, "it answered 410: it wants nothing more")
    if changed == loaded:
        return
    unit.subscriptions.save(changed)
    if loaded.active and not changed.active:
        unit.record(SubscriptionDisabled(at=now, subscription=loaded.id, why=changed.disabled_why))
