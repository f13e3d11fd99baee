"""A worker that delivers, for tests: a real database, a clock that is set, receivers on loopback."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from qa.delivery import Delivery
from qa.delivery_events import CoverageGap
from qa.destination import read_networks
from qa.signature import secret_of
from qa.subscription import Channel, Hidden, Secret, Subscription
from storage.deliveries import EVERY, Chosen
from storage.uow import Store
from tests.desks import Plan, make_desk
from tests.house import empty_database
from tests.receivers import LOOPBACK, Receiver
from workers.courier import Courier
from workers.desk import Desk
from workers.post import Post
from workers.presence import Presence
from workers.tell import Teller

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST, SECOND = (secret_of(bytes([number]) * 32) for number in (1, 2))


@dataclass
class Clock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class Bench:
    """A worker and what it delivers from."""

    desk: Desk
    clock: Clock = field(default_factory=Clock)

    @property
    def store(self) -> Store:
        return self.desk.store

    def subscribe(self, receiver: Receiver | str, name: str = "s", **facts: Any) -> None:
        address = receiver if isinstance(receiver, str) else receiver.url
        secrets = facts.pop("secrets", (Secret(FIRST),))
        made = Subscription(
            name,
            Channel.WEBHOOK,
            address,
            frozenset({"coverage.gap", "subscription.disabled"}),
            "",
            "p",
            NOON,
        )
        with self.store.begin() as unit:
            unit.subscriptions.add(replace(made, **facts), Hidden(address, secrets))

    def happen(self, day: str = "2026-02-28") -> None:
        with self.store.begin() as unit:
            unit.record(CoverageGap(at=self.clock(), day=day, missing=2, denominator=9))

    def deliver(self) -> None:
        Courier(self.desk).work(rest=lambda _: time.sleep(0.01))

    def deliveries(self, chosen: Chosen = EVERY) -> tuple[Delivery, ...]:
        with self.store.read() as unit:
            return unit.deliveries.page(chosen, limit=100).deliveries

    def subscription(self, name: str = "s") -> Subscription:
        with self.store.read() as unit:
            return unit.subscriptions.look_up(name)


@contextmanager
def bench(folder: Path, **changes: Any) -> Iterator[Bench]:
    (folder / "everycall.db").write_bytes(empty_database())
    clock = Clock()
    post = Post(read_networks(LOOPBACK), seconds=1.0)
    with Presence(folder / "workers", "w") as presence:
        facts = {"now": clock, "teller": Teller(post, None, "Asia/Shanghai")} | changes
        desk = make_desk(Plan(folder), presence, lambda: False, **facts)
        yield Bench(desk, clock)
        desk.store.close()


def until(is_so: Any, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)
