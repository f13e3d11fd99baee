"""Intervals, held to statsmodels, scipy and published tables."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.statistics.errors import FiguresInvalid, OptionsInvalid
from qa.statistics.figure import Figure, FigureState, Interval, Precision, too_little
from qa.statistics.interval import (
    difference,
    exact_upper,
    n_for_half_width,
    normal_quantile,
    student_quantile,
    wilson,
)
from qa.statistics.moments import Moments, moments, pool, share

Z = normal_quantile(0.95)
counts = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
values = st.lists(st.floats(-1e3, 1e3), max_size=20)


@given(counts)
def test_wilson_is_that_of_statsmodels(count: tuple[int, int]) -> None:
    from statsmodels.stats.proportion import proportion_confint

    hits, n = count
    low, high = wilson(hits / n, n, Z)
    assert (low, high) == pytest.approx(proportion_confint(hits, n, method="wilson"), abs=1e-9)
    assert 0 <= low <= hits / n <= high <= 1


@given(counts)
def test_the_exact_bound_is_that_of_statsmodels(count: tuple[int, int]) -> None:
    from statsmodels.stats.proportion import proportion_confint

    assert exact_upper(*count, 0.975) == pytest.approx(proportion_confint(*count, method="beta")[1])


def test_wilson_knows_a_census_and_no_data() -> None:
    assert wilson(0.3, np.inf, Z) == (pytest.approx(0.3), pytest.approx(0.3))
    assert wilson(0.0, 0, Z) == (0, 1)


def test_quantiles_are_those_of_the_tables() -> None:
    from scipy import stats

    assert pytest.approx(1.959964, abs=1e-6) == Z
    assert student_quantile(0.95, [1, 10, 30]) == pytest.approx(stats.t.ppf(0.975, [1, 10, 30]))


@given(st.floats(0, 1), st.floats(0.005, 0.3))
def test_the_number_for_a_half_width_is_the_fewest(p: float, half: float) -> None:
    n = n_for_half_width(p, half, Z)
    low, high = wilson(p, n, Z)
    assert (high - low) / 2 <= half
    if n > 1:
        low, high = wilson(p, n - 1, Z)
        assert (high - low) / 2 > half


def rate(hits: int, n: int) -> Figure:
    low, high = wilson(hits / n, n, Z)
    return Precision(least=2).judge(hits / n, float(low), float(high), n=n)


def test_the_difference_of_shares_is_newcombes() -> None:
    found = difference(rate(56, 70), rate(48, 80))
    assert found.interval is not None
    assert found.value == pytest.approx(0.2)
    # Newcombe, Stat. Med. 17 (1998) 873, table II, method 10, case (a).
    assert (found.interval.low, found.interval.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_a_difference_with_too_little_is_too_little() -> None:
    assert difference(rate(5, 9), too_little(1, 29)) == too_little(1, 29)
    assert difference(too_little(1), rate(5, 9)) == too_little(1)


def test_a_figure_is_told_only_when_it_is_sure_enough() -> None:
    strict = Precision(least=30, half_width=0.1)
    assert strict.judge(0.5, 0.45, 0.55, n=29) == too_little(29, 1)
    assert strict.judge(0.5, 0.3, 0.7, n=40, needed=60) == too_little(40, 60)
    assert strict.judge(0.5, 0.45, 0.55, n=90) == Figure(
        FigureState.TOLD, 90, 0.5, Interval(0.45, 0.55, 0.95), 0
    )


@given(st.lists(values, max_size=5))
def test_pooled_moments_are_those_of_all_values(parts: list[list[float]]) -> None:
    found = pool([moments(part) for part in parts])
    whole = moments([each for part in parts for each in part])
    assert found.n == whole.n
    assert found.mean == pytest.approx(whole.mean, abs=1e-6)
    assert found.variance == pytest.approx(whole.variance, rel=1e-6, abs=1e-6)


@given(counts)
def test_moments_of_a_share_are_those_of_ones_and_noughts(count: tuple[int, int]) -> None:
    hits, n = count
    found, whole = share(hits, n), moments([1] * hits + [0] * (n - hits))
    assert (found.n, found.mean) == (whole.n, pytest.approx(whole.mean))
    assert found.variance == pytest.approx(whole.variance)


def test_what_cannot_be_is_refused() -> None:
    for confidence in (0, 1, math.nan):
        with pytest.raises(OptionsInvalid, match="confidence"):
            Precision(confidence=confidence)
    with pytest.raises(OptionsInvalid, match="2 or more"):
        Precision(least=1)
    with pytest.raises(OptionsInvalid, match="half width"):
        Precision(half_width=0)
    with pytest.raises(OptionsInvalid, match="half width"):
        n_for_half_width(0.5, 0, Z)
    with pytest.raises(FiguresInvalid, match="variance"):
        Moments(3, 1.0, -0.1)
    with pytest.raises(FiguresInvalid, match="3 of 2"):
        share(3, 2)
    other = Figure(FigureState.TOLD, 9, 0.5, Interval(0.4, 0.6, 0.9), 0)
    with pytest.raises(OptionsInvalid, match="one confidence"):
        difference(rate(5, 9), other)
