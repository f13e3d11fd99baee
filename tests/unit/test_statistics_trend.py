"""Trends, their breaks, and an agent against their own past."""

import numpy as np
import pytest

from qa.statistics.control import ControlOptions, ControlState, Mark, Past, control
from qa.statistics.errors import FiguresInvalid, OptionsInvalid
from qa.statistics.figure import FigureState, Precision
from qa.statistics.moments import Moments, moments, pool, share
from qa.statistics.trend import Measure, Rollup, Rollups, Verdict, Versions, compare, rollups, trend

ANY = Precision(least=2)
FIRST, SECOND = Versions("1", "a", "base"), Versions("2", "a", "base")


def test_one_agents_mean_has_students_interval() -> None:
    from scipy import stats

    values = np.random.default_rng(1).normal(80, 8, 40)
    halves = [Rollup("2026-03", FIRST, "li", moments(part)) for part in (values[:15], values[15:])]
    (point,) = trend(rollups(halves), Measure.MEAN, ANY)
    assert point.figure.value == pytest.approx(values.mean())
    assert point.figure.interval is not None
    told = (point.figure.interval.low, point.figure.interval.high)
    assert told == pytest.approx(stats.t.interval(0.95, 39, values.mean(), stats.sem(values)))
    assert (point.figure.n, point.agents) == (40, 1)


def test_one_agents_share_has_wilsons_interval() -> None:
    from statsmodels.stats.proportion import proportion_confint

    (point,) = trend(rollups([Rollup("2026-03", FIRST, "li", share(33, 40))]), Measure.SHARE, ANY)
    assert point.figure.interval is not None
    told = (point.figure.interval.low, point.figure.interval.high)
    assert told == pytest.approx(proportion_confint(33, 40, method="wilson"))


def test_several_agents_have_the_interval_of_the_jackknife() -> None:
    from scipy import stats

    random = np.random.default_rng(2)
    agents = [random.normal(random.normal(80, 6), 8, random.integers(5, 30)) for _ in range(12)]
    whole = np.concatenate(agents).mean()
    without = [np.concatenate(agents[:left] + agents[left + 1 :]).mean() for left in range(12)]
    error = np.sqrt(11 / 12 * ((np.array(without) - whole) ** 2).sum())
    rows = [Rollup("2026-03", FIRST, str(number), moments(each)) for number, each in enumerate(agents)]
    (point,) = trend(rollups(rows), Measure.MEAN, ANY)
    assert point.figure.interval is not None
    told = (point.figure.interval.low, point.figure.interval.high)
    assert told == pytest.approx(stats.t.interval(0.95, 11, whole, error))
    assert point.agents == 12


def test_with_agents_of_equal_size_it_is_the_clustered_interval_of_statsmodels() -> None:
    from statsmodels.regression.linear_model import OLS

    values = np.random.default_rng(2).normal(np.repeat(np.random.default_rng(3).normal(80, 6, 12), 20), 8)
    fitted = OLS(values, np.ones_like(values)).fit(
        cov_type="cluster", cov_kwds={"groups": np.repeat(np.arange(12), 20)}, use_t=True
    )
    rows = [
        Rollup("m", FIRST, str(agent), moments(each)) for agent, each in enumerate(values.reshape(12, 20))
    ]
    (point,) = trend(rollups(rows), Measure.MEAN, ANY)
    assert point.figure.interval is not None
    assert (point.figure.interval.low, point.figure.interval.high) == pytest.approx(fitted.conf_int()[0])


def test_agents_that_differ_make_a_share_less_sure() -> None:
    alike = [Rollup("m", FIRST, str(number), share(45, 50)) for number in range(10)]
    unlike = [Rollup("m", FIRST, str(number), share(40 + number % 2 * 10, 50)) for number in range(10)]
    one, other = (trend(rollups(rows), Measure.SHARE, ANY)[0].figure for rows in (alike, unlike))
    assert one.value == other.value == pytest.approx(0.9)
    assert one.interval is not None
    assert other.interval is not None
    assert other.interval.half_width > 1.5 * one.interval.half_width


def series(*versions: Versions, mean: float = 80.0) -> Rollups:
    return rollups(
        Rollup(f"2026-{month:02}", each, "li", Moments(50, mean + month, 64.0))
        for month, each in enumerate(versions, 1)
    )


def test_a_break_is_marked_and_not_compared_across() -> None:
    new_ears = Versions("2", "a", "large")
    points = trend(series(FIRST, FIRST, SECOND, new_ears), Measure.MEAN, ANY)
    assert [point.breaks for point in points] == [(), (), ("rubric",), ("asr",)]
    assert compare(points, 0, 1).verdict is Verdict.CANNOT_TELL
    across = compare(points, 1, 3)
    assert (across.verdict, across.difference, across.breaks) == (Verdict.BROKEN, None, ("asr", "rubric"))


def test_a_version_in_between_is_a_break_too() -> None:
    points = trend(series(FIRST, SECOND, FIRST), Measure.MEAN, ANY)
    assert compare(points, 0, 2).verdict is Verdict.BROKEN


def test_a_month_with_two_versions_has_two_points() -> None:
    rows = [Rollup("2026-03", each, "li", Moments(20, 80.0, 9.0)) for each in (FIRST, SECOND)]
    points = trend(rollups(rows), Measure.MEAN, ANY)
    assert [(point.period, point.versions, point.breaks) for point in points] == [
        ("2026-03", FIRST, ()),
        ("2026-03", SECOND, ("rubric",)),
    ]


def test_a_real_difference_is_told() -> None:
    rows = [Rollup(f"2026-0{month}", FIRST, "li", Moments(100, 70.0 + 5 * month, 64.0)) for month in (1, 2)]
    found = compare(trend(rollups(rows), Measure.MEAN, ANY), 0, 1)
    assert found.verdict is Verdict.HIGHER
    assert found.difference is not None
    assert found.difference.interval is not None
    welch = 1.984 * np.sqrt(2 * 64 / 100)  # each with t of 99
    assert found.difference.interval.half_width == pytest.approx(welch, rel=0.001)


def test_too_little_is_told_and_compared_with_nothing() -> None:
    rows = [Rollup(f"2026-0{month}", FIRST, "li", Moments(n, 80.0, 9.0)) for month, n in ((1, 5), (2, 50))]
    points = trend(rollups(rows), Measure.MEAN, Precision(least=30))
    assert points[0].figure.state is FigureState.TOO_LITTLE
    assert points[0].figure.needed == 25
    assert compare(points, 0, 1).verdict is Verdict.TOO_LITTLE


def test_periods_without_a_call_have_no_point() -> None:
    rows = [Rollup("2026-01", FIRST, "li", Moments(0, 0.0, 0.0)), Rollup("2026-02", FIRST, "li", share(1, 2))]
    assert [point.period for point in trend(rollups(rows), Measure.SHARE, ANY)] == ["2026-02"]
    assert trend(rollups([]), Measure.MEAN, ANY) == ()


def test_a_year_of_a_house_is_summed_up_at_once() -> None:
    random = np.random.default_rng(3)
    values = random.normal(80, 8, (12, 40, 125))
    rows = [
        Rollup(f"{month:02}", FIRST, str(agent), moments(values[month, agent]))
        for month in range(12)
        for agent in range(40)
    ]
    points = trend(rollups(rows), Measure.MEAN, ANY)
    assert [point.figure.value for point in points] == pytest.approx(values.mean(axis=(1, 2)))
    whole = pool([row.moments for row in rows])
    assert (whole.n, whole.variance) == (60_000, pytest.approx(values.var(ddof=1)))


def past(*values: float, n: int = 25, versions: Versions = FIRST) -> list[Past]:
    return [Past(str(number), versions, Moments(n, value, 64.0)) for number, value in enumerate(values)]


USUAL = (80.0, 81.0, 79.0, 80.5, 79.5, 80.0, 81.0, 79.0, 80.5, 79.5, 80.0, 80.0)


def states(marks: tuple[Mark, ...]) -> list[ControlState]:
    return [mark.state for mark in marks if mark.state is not ControlState.LEARNING]


def test_a_value_far_off_is_beyond_and_an_ordinary_one_is_usual() -> None:
    marks = control(past(*USUAL, 82.0, 70.0, 90.0), Measure.MEAN, ControlOptions())
    assert states(marks) == [ControlState.USUAL, ControlState.BEYOND, ControlState.BEYOND]
    reach = 3 * 8 / 5 * np.sqrt(13 / 12)
    assert marks[-1].centre == pytest.approx(80.0)
    assert (marks[-1].low, marks[-1].high) == (pytest.approx(80 - reach), pytest.approx(80 + reach))


def test_eight_in_a_row_on_one_side_are_a_run() -> None:
    marks = control(past(*USUAL, *[81.0] * 4, 79.0, *[81.0] * 8), Measure.MEAN, ControlOptions())
    assert states(marks) == [ControlState.USUAL] * 12 + [ControlState.RUN]


def test_an_agent_who_varies_has_wider_limits() -> None:
    restless = past(*(value + (6 if number % 2 else -6) for number, value in enumerate(USUAL)), 70.0)
    assert states(control(restless, Measure.MEAN, ControlOptions())) == [ControlState.USUAL]


def test_learning_begins_anew_with_a_new_rubric() -> None:
    marks = control([*past(*USUAL, 80.0), *past(60.0, 61.0, versions=SECOND)], Measure.MEAN, ControlOptions())
    assert states(marks) == [ControlState.USUAL]
    assert marks[-1].state is ControlState.LEARNING


def test_periods_with_few_calls_neither_teach_nor_warn() -> None:
    marks = control([*past(*USUAL[:-1]), *past(10.0, n=3), *past(80.0, 81.0)], Measure.MEAN, ControlOptions())
    assert [mark.state for mark in marks[-3:]] == [
        ControlState.TOO_LITTLE,
        ControlState.LEARNING,
        ControlState.USUAL,
    ]


def test_limits_of_a_share_are_its_own_tails() -> None:
    taught = [Past(str(number), FIRST, share(18 + number % 2, 20)) for number in range(12)]
    marks = control(
        [*taught, *(Past(f"n{hits}", FIRST, share(hits, 20)) for hits in (20, 14, 10))],
        Measure.SHARE,
        ControlOptions(),
    )
    assert states(marks) == [ControlState.USUAL, ControlState.USUAL, ControlState.BEYOND]
    assert marks[-1].high == 1.0


def test_a_share_that_was_always_one_does_not_warn_of_the_first_miss() -> None:
    taught = [Past(str(number), FIRST, share(20, 20)) for number in range(12)]
    marks = control(
        [*taught, Past("a", FIRST, share(19, 20)), Past("b", FIRST, share(12, 20))],
        Measure.SHARE,
        ControlOptions(),
    )
    assert states(marks) == [ControlState.USUAL, ControlState.BEYOND]


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(FiguresInvalid, match="share is from 0 to 1"):
        trend(series(FIRST), Measure.SHARE, ANY)
    points = trend(series(FIRST, FIRST), Measure.MEAN, ANY)
    for earlier, later in ((1, 0), (0, 2), (-1, 1)):
        with pytest.raises(FiguresInvalid, match="the earlier first"):
            compare(points, earlier, later)
    good = series(FIRST)
    with pytest.raises(FiguresInvalid, match="unequal"):
        Rollups(
            good.periods, good.versions, good.period, good.version, good.agent, good.n, good.mean, np.ones(2)
        )
    with pytest.raises(FiguresInvalid, match="points at"):
        Rollups(
            ("a",), good.versions, good.period + 1, good.version, good.agent, good.n, good.mean, good.variance
        )
    with pytest.raises(FiguresInvalid, match="finite"):
        Rollups(
            ("a",),
            good.versions,
            good.period,
            good.version,
            good.agent,
            good.n,
            good.mean * np.nan,
            good.variance,
        )
    with pytest.raises(OptionsInvalid, match="learn"):
        ControlOptions(learn=1)
