"""Deliveries from the outbox to receivers: real database, real sockets, a clock that is set."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from qa.delivery import SCHEDULE, DeliveryState
from qa.destination import read_networks
from qa.signature import key_of, signed
from qa.subscription import Secret
from storage.deliveries import Chosen
from storage.errors import StorageUnavailable
from tests.couriers import FIRST, NOON, SECOND, Bench, bench, until
from tests.desks import Plan
from tests.receivers import LOOPBACK, huge, receiving, with_status
from workers.courier import Courier, deliver
from workers.desk import Desk
from workers.local import Crew, CrewOptions
from workers.post import Post
from workers.presence import Presence
from workers.tell import Teller, Told
from workers.tidy import forget_told


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def test_what_happened_arrives_signed_and_once(house: Bench) -> None:
    with receiving() as receiver:
        house.subscribe(receiver, secrets=(Secret(FIRST), Secret(SECOND, NOON + timedelta(hours=1))))
        house.happen()
        house.deliver()
        house.deliver()
    (sent,) = receiver.sent
    (it,) = house.deliveries()
    assert sent.said == {
        "type": "coverage.gap",
        "timestamp": "2026-03-01T12:00:00+00:00",
        "data": {"day": "2026-02-28", "missing": 2, "denominator": 9},
    }
    expected = signed(it.id, sent.body, (FIRST, SECOND), NOON)
    assert {name: sent.fields[name] for name in expected} == dict(expected)
    assert key_of(FIRST) not in sent.body
    assert (it.state, it.attempt, it.ended_at) == (DeliveryState.DELIVERED, 1, NOON)
    with house.store.read() as unit:
        (attempt,) = unit.deliveries.attempts_at(it.id)
    assert (attempt.arrived, attempt.status, attempt.number) == (True, 204, 1)


def test_what_fails_is_tried_by_the_schedule_then_given_up_and_can_be_replayed(house: Bench) -> None:
    with receiving(with_status(500, b"oh no")) as receiver:
        house.subscribe(receiver)
        house.happen()
        for wait in (0.0, *SCHEDULE):
            house.clock.on(wait * 1.2 + 1)
            house.deliver()
        (it,) = house.deliveries()
        assert (it.state, it.tries) == (DeliveryState.DEAD, len(SCHEDULE) + 1)
        with house.store.read() as unit:
            log = unit.deliveries.attempts_at(it.id)
        assert [(each.status, each.response) for each in log] == [(500, "oh no")] * (len(SCHEDULE) + 1)
        assert len({each.fields["webhook-id"] for each in receiver.sent}) == 1
        receiver.answer = None
        with house.store.begin() as unit:
            assert unit.deliveries.replay(Chosen("s"), now=house.clock()) == 1
        house.deliver()
    assert house.deliveries()[0].state is DeliveryState.DELIVERED
    assert receiver.sent[-1].fields["webhook-id"] == it.id
    assert house.subscription().failing_since is None


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (with_status(302, Location="http://127.0.0.1:1/"), "redirects are not followed"),
        (with_status(404), "404"),
    ],
)
def test_an_answer_that_is_no_yes_is_a_failure_with_its_reason(
    house: Bench, answer: Any, problem: str
) -> None:
    with receiving(answer) as receiver:
        house.subscribe(receiver)
        house.happen()
        house.deliver()
    (it,) = house.deliveries()
    with house.store.read() as unit:
        (attempt,) = unit.deliveries.attempts_at(it.id)
    assert it.state is DeliveryState.WAITING
    assert problem in attempt.problem


def test_a_receiver_that_answers_without_end_has_taken_it(house: Bench) -> None:
    with receiving(huge) as receiver:
        house.subscribe(receiver)
        house.happen()
        house.deliver()
    assert house.deliveries()[0].state is DeliveryState.DELIVERED


def test_a_receiver_that_asks_for_time_gets_it(house: Bench) -> None:
    with receiving(with_status(429, Retry_After="900")) as receiver:
        house.subscribe(receiver)
        house.happen()
        house.deliver()
    assert house.deliveries()[0].next_attempt_at == NOON + timedelta(seconds=900)


def test_one_that_says_it_is_gone_is_turned_off_and_others_are_told(house: Bench) -> None:
    with receiving(with_status(410)) as gone, receiving() as other:
        house.subscribe(gone, "gone")
        house.subscribe(other, "other")
        house.happen()
        house.deliver()
        house.deliver()
    assert "410" in house.subscription("gone").disabled_why
    assert [each.said["type"] for each in other.sent] == ["coverage.gap", "subscription.disabled"]
    house.happen()
    assert len(house.deliveries(Chosen("gone"))) == 1


def test_one_that_has_failed_for_days_is_turned_off_and_what_waits_goes_on_later(house: Bench) -> None:
    with receiving(with_status(500)) as receiver:
        house.subscribe(receiver)
        house.happen()
        house.deliver()
        house.clock.on(5 * 86_400)
        house.happen("2026-03-04")
        house.deliver()
        off = house.subscription()
        assert (off.active, off.disabled_why) == (False, "nothing arrived for 5 days")
        count = len(receiver.sent)
        house.clock.on(86_400)
        house.deliver()
        assert len(receiver.sent) == count
        with house.store.begin() as unit:
            unit.subscriptions.save(replace(off, active=True, failing_since=None, disabled_why=""))
        receiver.answer = None
        house.deliver()
    assert {each.state for each in house.deliveries()} == {DeliveryState.DELIVERED}


def test_a_slow_receiver_keeps_nobody_waiting(house: Bench) -> None:
    free, held = threading.Event(), threading.Event()

    def slow(request: Any) -> None:
        held.set()
        free.wait(30)
        with_status(204)(request)

    patient = replace(house.desk, teller=Teller(Post(read_networks(LOOPBACK), seconds=30.0)))
    with receiving(slow) as first, receiving() as second:
        house.subscribe(first, "a-slow")
        house.subscribe(second, "b-quick")
        house.happen()
        courier = threading.Thread(target=Courier(patient).work, kwargs={"rest": lambda _: time.sleep(0.01)})
        courier.start()
        assert held.wait(30)
        house.happen("2026-03-01")  # comes while the slow one is still being told of the other day
        until(lambda: len(second.sent) == 2)
        assert len(first.sent) == 1
        free.set()
        courier.join()
    assert {each.state for each in house.deliveries()} == {DeliveryState.DELIVERED}


def test_two_workers_at_once_deliver_each_once(house: Bench) -> None:
    with receiving() as receiver:
        house.subscribe(receiver)
        for number in range(10):
            house.happen(f"2026-02-{number + 1:02}")
        workers = [threading.Thread(target=house.deliver) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    names = [each.fields["webhook-id"] for each in receiver.sent]
    assert len(names) == len(set(names)) == 10


def test_a_crash_between_sending_and_writing_down_sends_the_same_again(tmp_path: Path) -> None:
    class Crashing:
        """Tells, and then the database is away."""

        def __init__(self, inner: Teller) -> None:
            self.inner = inner
            self.crashes = True

        def tell(self, *what: Any) -> Told:
            told = self.inner.tell(*what)
            if self.crashes:
                raise StorageUnavailable("the worker was killed here")
            return told

    teller = Crashing(Teller(Post(read_networks(LOOPBACK))))
    with bench(tmp_path, teller=teller) as house, receiving() as receiver:
        house.subscribe(receiver)
        house.happen()
        (it,) = house.deliveries()
        with pytest.raises(StorageUnavailable):
            deliver(house.desk, it.id)
        assert house.deliveries()[0].state is DeliveryState.SENDING
        teller.crashes = False
        house.deliver()
        assert len(receiver.sent) == 1  # the claim still holds
        house.clock.on(house.desk.rules.insistence.lease_seconds)
        house.deliver()
        first, second = receiver.sent
        assert first.fields["webhook-id"] == second.fields["webhook-id"] == it.id
        assert first.body == second.body
        assert house.deliveries()[0].state is DeliveryState.DELIVERED


def test_what_nobody_foresaw_is_on_record_and_holds_nobody_up(tmp_path: Path) -> None:
    class Failing:
        def tell(self, *_: Any) -> Told:
            raise ZeroDivisionError("by zero")

    with bench(tmp_path, teller=Failing()) as house:
        house.subscribe("https://hooks.example.com/")
        house.happen()
        house.deliver()
        (it,) = house.deliveries()
        with house.store.read() as unit:
            (attempt,) = unit.deliveries.attempts_at(it.id)
    assert (it.state, attempt.problem) == (DeliveryState.WAITING, "ZeroDivisionError: by zero")


def test_a_house_without_a_broker_delivers_by_itself(house: Bench, tmp_path: Path) -> None:
    def make(presence: Presence, stopping: Callable[[], bool]) -> Desk:
        return replace(house.desk, store=Plan(tmp_path).store(), stopping=stopping)

    with receiving() as receiver, Crew(make, tmp_path / "workers", CrewOptions(0, deliver=0.02)):
        house.subscribe(receiver)
        house.happen()
        until(lambda: len(receiver.sent) == 1)


def test_a_ping_comes_through_at_once(house: Bench) -> None:
    with receiving() as receiver:
        house.subscribe(receiver)
        with house.store.begin() as unit:
            unit.outbox.ping(unit.subscriptions.get("s"), now=NOON)
        house.deliver()
    assert receiver.sent[0].said == {
        "type": "webhook.ping",
        "timestamp": "2026-03-01T12:00:00+00:00",
        "data": {},
    }


def test_what_was_told_long_ago_is_forgotten(house: Bench) -> None:
    with receiving() as receiver:
        house.subscribe(receiver)
        house.happen()
        house.deliver()
    house.clock.on(29 * 86_400)
    assert forget_told(house.desk) == 0
    house.clock.on(2 * 86_400)
    assert forget_told(house.desk) == 1
    assert house.deliveries() == ()
