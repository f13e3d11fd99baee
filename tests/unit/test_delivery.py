"""The life of a delivery, as a state machine; and who is told what, when."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qa.delivery import SCHEDULE, Delivery, DeliveryState, Insistence, arrive, claim, fail, replay
from qa.errors import AlreadyClaimed, AlreadySettled, LeaseLost, NotDue, NotSettled
from qa.subscription import (
    Channel,
    Hidden,
    Quiet,
    Secret,
    Subscription,
    failed,
    rotated,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
INSISTENCE = Insistence()


def delivery() -> Delivery:
    return Delivery("m", "s", "flag.raised", "r", NOON, {}, NOON)


class Life(RuleBasedStateMachine):
    """Workers claim, die, bring results late; people replay: a delivery is settled once for each time it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.it = delivery()
        self.attempts: set[int] = set()
        self.arrivals = 0
        self.asked = 1
        self.failures = 0

    @rule(seconds=st.floats(0, 200_000))
    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def claim(self) -> None:
        it = self.it
        try:
            self.it = claim(it, now=self.now, seconds=60)
        except AlreadySettled:
            assert it.settled
        except AlreadyClaimed:
            assert it.lease_until is not None
            assert self.now < it.lease_until
        except NotDue:
            assert it.state is DeliveryState.WAITING
            assert self.now < it.next_attempt_at
        else:
            assert self.it.attempt not in self.attempts
            self.attempts.add(self.it.attempt)

    @precondition(lambda self: self.attempts)
    @rule(data=st.data())
    def bring_arrival(self, data: st.DataObject) -> None:
        attempt = data.draw(st.sampled_from(sorted(self.attempts)))
        current = self.it.state is DeliveryState.SENDING and self.it.attempt == attempt
        try:
            self.it = arrive(self.it, attempt, now=self.now)
        except LeaseLost:
            assert not current
        else:
            assert current
            self.arrivals += 1

    @precondition(lambda self: self.attempts)
    @rule(data=st.data(), chance=st.floats(0, 1), asked=st.floats(0, 1e6))
    def bring_failure(self, data: st.DataObject, chance: float, asked: float) -> None:
        attempt = data.draw(st.sampled_from(sorted(self.attempts)))
        current = self.it.state is DeliveryState.SENDING and self.it.attempt == attempt
        try:
            self.it = fail(self.it, attempt, now=self.now, insistence=INSISTENCE, chance=chance, asked=asked)
        except LeaseLost:
            assert not current
            return
        assert current
        self.failures += 1
        if self.it.state is DeliveryState.WAITING:
            wait = (self.it.next_attempt_at - self.now).total_seconds()
            least = SCHEDULE[self.it.tries - 1]
            assert least <= wait <= max(least * 1.2, INSISTENCE.longest_asked) + 1e-3

    @rule()
    def replay(self) -> None:
        if not self.it.settled:
            with pytest.raises(NotSettled):
                replay(self.it, now=self.now)
            return
        self.it = replay(self.it, now=self.now)
        self.asked += 1
        self.failures = 0

    @invariant()
    def holds_together(self) -> None:
        it = self.it
        assert (it.lease_until is not None) is (it.state is DeliveryState.SENDING)
        assert (it.ended_at is not None) is it.settled
        assert it.tries == self.failures
        assert (it.state is DeliveryState.DEAD) is (it.tries > len(SCHEDULE))
        assert self.arrivals <= self.asked
        assert it.id == "m"


TestLife = Life.TestCase


def subscription(**facts: object) -> Subscription:
    made = {
        "id": "s",
        "channel": Channel.EMAIL,
        "address": "a@example.com",
        "events": frozenset({"flag.raised"}),
        "description": "",
        "made_by": "p",
        "made_at": NOON,
    }
    return Subscription(**(made | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("teams", "team", "about_call", "wanted"),
    [
        (set(), None, False, True),
        (set(), "care", True, True),
        ({"sales"}, "sales", True, True),
        ({"sales"}, "care", True, False),
        ({"sales"}, None, True, False),
        ({"sales"}, None, False, False),
    ],
)
def test_a_subscription_of_teams_hears_of_their_calls_only(
    teams: set[str], team: str | None, about_call: bool, wanted: bool
) -> None:
    made = subscription(teams=frozenset(teams))
    assert made.wants("flag.raised", team, about_call=about_call) is wanted
    assert not made.wants("dispute.opened", team, about_call=about_call)
    assert not subscription(active=False).wants("flag.raised", team, about_call=about_call)


@given(
    after=st.timedeltas(timedelta(0), timedelta(days=366)),
    start=st.times(),
    end=st.times(),
    zone=st.sampled_from(["UTC", "Asia/Shanghai", "America/New_York"]),
)
def test_quiet_hours_put_off_to_their_end_and_no_further(
    after: timedelta, start: time, end: time, zone: str
) -> None:
    moment = NOON + after
    over = Quiet(start, end, zone).over(moment)
    assert over == moment or timedelta(0) < over - moment <= timedelta(hours=25)


def test_a_night_that_goes_over_midnight_is_quiet_on_both_sides() -> None:
    night = Quiet(time(22), time(7), "Asia/Shanghai")
    evening, morning = datetime(2026, 3, 1, 15, tzinfo=UTC), datetime(2026, 3, 1, 22, tzinfo=UTC)
    assert night.over(evening) == night.over(morning) == datetime(2026, 3, 1, 23, tzinfo=UTC)
    assert night.over(NOON) == NOON


def test_two_secrets_are_good_while_one_takes_over() -> None:
    first = Hidden("https://example.com", (Secret("a"),))
    second = rotated(first, "b", now=NOON, overlap=timedelta(hours=1))
    assert second.in_force(NOON) == ("b", "a")
    assert second.in_force(NOON + timedelta(hours=1)) == ("b",)
    third = rotated(second, "c", now=NOON, overlap=timedelta(hours=1))
    assert third.in_force(NOON) == ("c", "b")
    assert rotated(third, "d", now=NOON, overlap=timedelta(0)).in_force(NOON) == ("d",)


def test_what_fails_for_long_enough_is_turned_off() -> None:
    week = timedelta(days=5)
    first = failed(subscription(), now=NOON, disable_after=week)
    assert (first.active, first.failing_since) == (True, NOON)
    later = failed(first, now=NOON + week - timedelta(seconds=1), disable_after=week)
    assert later.active
    off = failed(later, now=NOON + week, disable_after=week)
    assert (off.active, off.disabled_why) == (False, "nothing arrived for 5 days")
