"""What a plan would draw, and how sure a rate it would give, before it is carried out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.flag import FlagKind
from qa.plan_outlook import ASSUMED, Portion, drawn_by, foreseen, outlook
from qa.review_plan import Each, PlanRule, plan
from qa.statistics.figure import Figure, FigureState
from qa.statistics.interval import normal_quantile, wilson
from qa.statistics.sampling import DrawOptions
from tests.programme import planned

CALLS = [
    planned(
        number,
        agent=("a1", "a2", None)[number % 3],
        team="Loans" if number % 2 else None,
        flags=frozenset({FlagKind.AUTO_FAIL}) if number < 5 else frozenset(),
    )
    for number in range(30)
]
RULES = (
    PlanRule("fatal", frozenset({FlagKind.AUTO_FAIL}), each=Each.HOUSE, number=2),
    PlanRule("nobody's", agents=frozenset({"a9"}), number=1),
)


def test_an_outlook_counts_what_is_drawn_and_what_there_is() -> None:
    picked = plan(CALLS, RULES, DrawOptions("s", 9, 3))
    told = outlook(CALLS, RULES, picked)
    assert (told.candidates, told.count) == (30, len(picked))
    assert (told.drawn["random"], told.drawn["fatal"]) == (9, 2)
    assert "nobody's" not in told.drawn
    assert told.fitting == {"fatal": 5, "nobody's": 0}
    assert [(each.name, each.calls) for each in told.agents] == [("", 10), ("a1", 10), ("a2", 10)]
    assert [(each.name, each.calls) for each in told.teams] == [("", 15), ("Loans", 15)]
    assert sum(each.drawn for each in told.agents) == sum(each.drawn for each in told.teams) == told.count
    assert outlook([], (), ()).agents == ()
    assert outlook(CALLS, (), ()).agents[0] == Portion("", 10, 0)


def test_a_call_that_several_drew_counts_for_each() -> None:
    picked = plan(CALLS[:3], RULES[:1], DrawOptions("s", 3))
    assert drawn_by(picked) == {"fatal": 2, "random": 3}
    assert len(picked) == 3


def test_where_nothing_was_measured_a_rate_is_assumed_and_said_to_be() -> None:
    little = Figure(FigureState.TOO_LITTLE, 7, needed=23)
    for measured in (None, little):
        told = foreseen(measured, 100, 1_000_000)
        assert (told.rate, told.checks, told.reviews) == (ASSUMED, 0, 100)
        assert told.interval is not None
        low, high = wilson(ASSUMED, 100, normal_quantile(0.95))
        assert (told.interval.low, told.interval.high) == pytest.approx((float(low), float(high)), abs=1e-4)


def test_the_house_own_rate_goes_first() -> None:
    told = foreseen(Figure(FigureState.TOLD, 240, 0.12), 50, 1000)
    assert (told.rate, told.checks) == (0.12, 240)
    assert told.interval is not None
    assert told.interval.low < 0.12 < told.interval.high


def test_who_reviews_every_call_knows_the_rate_and_who_draws_none_nothing() -> None:
    whole = foreseen(None, 40, 40).interval
    assert whole is not None
    assert whole.half_width == 0
    assert foreseen(None, 0, 40).interval is None


@given(st.integers(1, 400), st.integers(1, 400))
def test_more_reviews_never_tell_less(reviews: int, more: int) -> None:
    few, many = (foreseen(None, n, 1000).interval for n in (reviews, reviews + more))
    assert few is not None
    assert many is not None
    assert many.half_width < few.half_width
