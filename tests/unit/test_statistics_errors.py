"""How wrong the machine is, from calls drawn with known chances."""

import math

import numpy as np
import pytest

from qa.statistics.drawn import drawn, weigh
from qa.statistics.error_rate import error_rate
from qa.statistics.errors import FiguresInvalid
from qa.statistics.figure import FigureState, Precision
from qa.statistics.moments import moments
from qa.statistics.published import published

ANY = Precision(least=2)


def test_equal_chances_give_plain_wilson() -> None:
    from statsmodels.stats.proportion import proportion_confint

    wrong = [1] * 12 + [0] * 288
    found = error_rate(drawn(wrong, [1e-9] * 300), ANY)
    assert found.value == pytest.approx(0.04)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx(
        proportion_confint(12, 300, method="wilson"), abs=1e-6
    )


def test_strata_count_by_the_calls_they_stand_for() -> None:
    # 100 calls of 10,000 with 2 errors, and all 50 of 50 with 25: (200 + 25) / 10,050.
    found = error_rate(drawn([1] * 2 + [0] * 98 + [1] * 25 + [0] * 25, [0.01] * 100 + [1.0] * 50), ANY)
    assert found.value == pytest.approx(225 / 10_050)


def test_the_variance_of_equal_chances_is_the_textbooks() -> None:
    values = np.array([3.0, 5.0, 4.0, 8.0])
    found = weigh(drawn(values, [0.25] * 4))
    assert found.variance == pytest.approx(values.var(ddof=1) / 4 * (1 - 0.25))  # Cochran (1977), 2.20


def test_no_error_seen_is_not_no_error() -> None:
    found = error_rate(drawn([0] * 100, [0.01] * 100), ANY)
    assert found.value == 0
    assert found.interval is not None
    assert 0.03 < found.interval.high < 0.05


def test_few_errors_in_heavily_weighted_calls_do_not_sharpen() -> None:
    # Twenty random calls and a thousand risky ones: an unseen error among the random ones would weigh a lot.
    found = error_rate(drawn([0] * 20 + [1] + [0] * 999, [0.002] * 20 + [0.9] * 1000), ANY)
    assert found.interval is not None
    assert found.interval.high > 0.1


def test_a_census_has_no_doubt() -> None:
    found = error_rate(drawn([1, 0, 0, 0], [1.0] * 4), ANY)
    assert found.interval is not None
    assert (found.interval.low, found.value, found.interval.high) == (0.25, 0.25, 0.25)


def test_answers_of_one_call_are_one_observation() -> None:
    wrong = ([1] * 10 + [0] * 10) * 5
    alone = error_rate(drawn(wrong, [0.01] * 100), ANY)
    together = error_rate(drawn(wrong, [0.01] * 100, np.repeat(np.arange(10), 10)), ANY)
    assert alone.interval is not None
    assert together.interval is not None
    assert together.n == 10
    assert together.interval.half_width > 2 * alone.interval.half_width


def test_too_little_says_how_many_checks_are_missing() -> None:
    from statsmodels.stats.proportion import proportion_confint

    asked = Precision(least=30, half_width=0.02)
    found = error_rate(drawn([1] * 3 + [0] * 97, [1e-9] * 100), asked)
    assert found.state is FigureState.TOO_LITTLE
    assert found.value is None
    assert found.interval is None
    assert found.needed is not None
    more = 100 + found.needed
    low, high = proportion_confint(0.03 * more, more, method="wilson")
    assert (high - low) / 2 == pytest.approx(0.02, rel=0.02)
    assert error_rate(drawn([], []), asked).needed is not None
    assert error_rate(drawn([1] * 30 + [0] * 970, [1e-9] * 1000), asked).told


def test_a_published_share_is_corrected_by_what_people_found() -> None:
    machine = moments([1.0] * 900 + [0.0] * 100)
    off = drawn([-1.0] * 6 + [0.0] * 194, [0.2] * 200)
    found = published(machine, off, ANY, reach=1)
    assert found.machine == pytest.approx(0.9)
    assert found.corrected.value == pytest.approx(0.87)
    assert found.corrected.interval is not None
    assert found.corrected.interval.low < 0.87 < found.corrected.interval.high < 0.9


def test_checks_that_agree_leave_a_doubt_that_shrinks() -> None:
    def half(n: int) -> float:
        found = published(moments([80.0, 90.0] * 5000), drawn([0.0] * n, [n / 10_000] * n), ANY, reach=100)
        assert found.corrected.interval is not None
        return found.corrected.interval.half_width

    assert half(50) > 2 * half(200) > 0


def test_calls_that_stand_for_more_than_themselves_are_less_sure() -> None:
    machine, off = moments([60.0, 100.0] * 50), drawn([1.0, -1.0] * 20, [0.4] * 40)
    these = published(machine, off, ANY, reach=20).corrected.interval
    more = published(machine, off, ANY, reach=20, as_sample=True).corrected.interval
    assert these is not None
    assert more is not None
    assert more.half_width > these.half_width


def test_one_check_tells_nothing() -> None:
    found = published(moments([80.0, 90.0]), drawn([0.0], [0.5]), ANY, reach=100)
    assert found.corrected.state is FigureState.TOO_LITTLE
    assert found.corrected.needed == 1


def test_too_wide_a_figure_says_how_many_checks_are_missing() -> None:
    asked = Precision(least=30, half_width=0.5)
    off = drawn(np.random.default_rng(1).normal(0, 10, 100), [0.01] * 100)
    found = published(moments([80.0, 90.0] * 5000), off, asked, reach=100).corrected
    assert found.state is FigureState.TOO_LITTLE
    assert found.needed is not None
    assert found.needed > 1000


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(FiguresInvalid, match="do not fit"):
        drawn([1.0], [0.5, 0.5])
    for chance in (0, 1.1, math.nan):
        with pytest.raises(FiguresInvalid, match="chance"):
            drawn([1.0], [chance])
    with pytest.raises(FiguresInvalid, match="finite"):
        drawn([math.nan], [0.5])
    with pytest.raises(FiguresInvalid, match="right"):
        error_rate(drawn([0.5], [0.5]), ANY)
    with pytest.raises(FiguresInvalid, match="reach"):
        published(moments([1.0] * 9), drawn([2.0, 0.0], [0.5, 0.5]), ANY, reach=1)
    with pytest.raises(FiguresInvalid, match="3 calls were checked of 2"):
        published(moments([1.0] * 2), drawn([0.0] * 3, [0.5] * 3), ANY, reach=1)
