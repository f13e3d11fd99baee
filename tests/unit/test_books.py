"""The nightly close."""

import logging
import time
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from qa.cdr import SwitchCall
from tests.desks import Plan, make_desk
from tests.house import NOON, TestHouse
from workers.books import close_days
from workers.desk import Desk
from workers.local import Crew, CrewOptions

FIRST, SECOND = date(2026, 3, 1), date(2026, 3, 2)


def listed(house: TestHouse, name: str) -> None:
    with house.store.begin() as unit:
        unit.coverage.put([SwitchCall(source="pbx", call_id=name, started_at=NOON)], now=NOON)


def test_a_day_is_closed_once_with_its_gaps_told(
    house: TestHouse, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    house.scored("a")
    listed(house, "missing")
    with caplog.at_level(logging.WARNING):
        (closing,) = close_days(desk)
    assert (closing.day, closing.number, closing.zone) == (FIRST, 0, "UTC")
    assert (closing.books.whole.numerator, closing.books.whole.denominator) == (1, 2)
    assert "2026-03-01 is closed: 1 of 2 calls inspected; 1 not_received." in caplog.text
    assert close_days(desk) == ()
    (told,) = [event for event in house.told if event.name == "day.closed"]
    assert told.details() == {"day": "2026-03-01", "number": "0", "numerator": "1", "denominator": "2"}
    (gap,) = [event for event in house.told if event.name == "coverage.gap"]
    assert gap.details() == {"day": "2026-03-01", "missing": "1", "denominator": "2"}


def test_what_arrives_later_amends_the_night_after(
    house: TestHouse, desk: Desk, moment: list[datetime]
) -> None:
    listed(house, "one")
    close_days(desk)
    listed(house, "late")
    assert close_days(desk) == ()
    moment.append(moment[-1] + timedelta(days=1))
    amended, closed = close_days(desk)
    assert (amended.day, amended.number, amended.books.whole.denominator) == (FIRST, 1, 2)
    assert (closed.day, closed.number, closed.books.whole.denominator) == (SECOND, 0, 0)
    with house.store.read() as unit:
        assert [each.number for each in unit.closings.of(FIRST)] == [0, 1]


def test_a_day_is_not_closed_before_its_grace_is_over(desk: Desk, moment: list[datetime]) -> None:
    moment.append(NOON + timedelta(hours=14))
    assert [closing.day for closing in close_days(desk)] == [date(2026, 2, 28)]


def test_the_crew_closes_days(tmp_path: Path) -> None:
    plan = Plan(tmp_path)
    store = plan.store()
    store.upgrade()
    with Crew(partial(make_desk, plan), plan.presences, CrewOptions(count=0, watch=0.01, books=0.05)):
        for _ in range(1000):
            with store.read() as unit:
                days = [date.today() - timedelta(days=ago) for ago in (0, 1, 2, 3)]  # noqa: DTZ011 any zone will do
                closed = unit.closings.closed(days)
            if closed:
                break
            time.sleep(0.02)
    store.close()
    assert len(closed) == 1
