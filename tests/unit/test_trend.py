"""What is asked of trends, and what sums tell."""

from datetime import date, timedelta
from statistics import mean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import TrendUnbounded
from qa.trend import LONGEST_DAYS, Outcomes, Point, Question, moments

DAY = date(2026, 3, 1)


@given(st.lists(st.floats(0, 100), min_size=2, max_size=50))
def test_sums_give_mean_and_variance(scores: list[float]) -> None:
    found = moments(len(scores), sum(scores), sum(score * score for score in scores))
    assert found == (pytest.approx(mean(scores), abs=1e-9), pytest.approx(variance(scores), abs=1e-6))


def test_too_few_scores_have_no_spread() -> None:
    assert moments(0, 0.0, 0.0) == (None, None)
    assert moments(1, 80.0, 6400.0) == (80.0, None)
    assert moments(3, 240.0, 19199.999999999996) == (80.0, 0.0)


def test_a_point_tells_its_deviation() -> None:
    point = Point(DAY, "", 3, 3, 80.0, 16.0, 3, 0, 0, Outcomes())
    assert point.deviation == 4.0


@pytest.mark.parametrize("days", [0, -1, LONGEST_DAYS + 1])
def test_no_days_and_too_many_are_refused(days: int) -> None:
    with pytest.raises(TrendUnbounded, match=f"spans {days} days; ask for 1 to {LONGEST_DAYS}"):
        Question(rubric="r", since=DAY, before=DAY + timedelta(days=days))
