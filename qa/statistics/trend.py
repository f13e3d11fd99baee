"""Trends: a mean or a share per period with its interval, and where the series breaks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qa.statistics.errors import FiguresInvalid
from qa.statistics.figure import Figure, Precision
from qa.statistics.interval import Floats, difference, normal_quantile, student_quantile, wilson
from qa.statistics.moments import Moments

Numbers = NDArray[np.intp]


class Measure(StrEnum):
    """What is followed: a mean, as of scores, or a share, as of calls that passed."""

    MEAN = "mean"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Versions:
    """What judged the calls; where one of these changes, a series breaks."""

    rubric: str
    model: str = ""
    asr: str = ""
    cues: str = ""

    def changed(self, former: "Versions") -> tuple[str, ...]:
        """Name what is not as it was."""
        return tuple(
            each.name for each in fields(self) if getattr(self, each.name) != getattr(former, each.name)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Rollups:
    """Calls summed up by period, versions and agent: one row each; all columns of shape (rows,).

    Attributes:
        periods: their names, in order of time.
        versions: what judged, in the order in which it came into force.
        period: index into `periods`.
        version: index into `versions`.
        agent: number of the agent.
        n: calls.
        mean: of the values; for a share, the share.
        variance: of the values, with n − 1; not read for a share.
    """

    periods: tuple[str, ...]
    versions: tuple[Versions, ...]
    period: Numbers
    version: Numbers
    agent: Numbers
    n: Floats
    mean: Floats
    variance: Floats

    def __post_init__(self) -> None:
        """Refuse columns that do not fit each other.

        Raises:
            FiguresInvalid: a length, an index or a number is wrong.
        """
        columns = (self.period, self.version, self.agent, self.n, self.mean, self.variance)
        if len({column.shape for column in columns}) != 1 or self.n.ndim != 1:
            raise FiguresInvalid(
                "The columns of the roll-ups are of unequal lengths; give each row one of each."
            )
        if not self.n.size:
            return
        for column, names in ((self.period, self.periods), (self.version, self.versions)):
            if column.min() < 0 or column.max() >= len(names):
                raise FiguresInvalid(f"A roll-up points at number {column.max()} of {len(names)} names.")
        finite = all(np.isfinite(column).all() for column in columns[3:])
        if not finite or self.n.min() < 1 or self.variance.min() < 0:
            raise FiguresInvalid(
                "A roll-up holds a number that is not finite, no call, or a variance under 0."
            )


@dataclass(frozen=True, slots=True)
class Rollup:
    """Calls of one agent in one period under one set of versions, summed up."""

    period: str
    versions: Versions
    agent: str
    moments: Moments


def rollups(rows: Iterable[Rollup]) -> Rollups:
    """Lay roll-ups out by column; periods sort by name, versions by the period in which they first judged.

    Rows without a call are left out.
    """
    kept = sorted((row for row in rows if row.moments.n), key=lambda row: row.period)
    periods = {name: place for place, name in enumerate(dict.fromkeys(row.period for row in kept))}
    versions = {each: place for place, each in enumerate(dict.fromkeys(row.versions for row in kept))}
    agents = {name: place for place, name in enumerate(dict.fromkeys(row.agent for row in kept))}
    return Rollups(
        tuple(periods),
        tuple(versions),
        np.array([periods[row.period] for row in kept], dtype=np.intp),
        np.array([versions[row.versions] for row in kept], dtype=np.intp),
        np.array([agents[row.agent] for row in kept], dtype=np.intp),
        np.array([row.moments.n for row in kept], dtype=float),
        np.array([row.moments.mean for row in kept], dtype=float),
        np.array([row.moments.variance for row in kept], dtype=float),
    )


@dataclass(frozen=True, slots=True)
class Point:
    """A period of a series under one set of versions.

    Attributes:
        period: its name.
        versions: what judged.
        figure: value and interval; `n` counts calls.
        agents: how many are behind it.
        breaks: what changed since the point before: `rubric`, `model`, `asr`, `cues`. Values before and after a break are
            not comparable, and nobody is coached for the difference.
    """

    period: str
    versions: Versions
    figure: Figure
    agents: int
    breaks: tuple[str, ...]


def trend(rollups: Rollups, measure: Measure, precision: Precision) -> tuple[Point, ...]:
    """Follow a value over periods, in order of time, then of versions.

    Calls of one agent are alike, so that 1,000 calls of 5 agents tell less than 1,000 calls of 500. With several
    agents the variance is the jackknife's, which leaves out one agent at a time (Efron & Stein, Ann. Stat. 9 (1981)
    586; the one to trust with few and unequal clusters: MacKinnon, Nielsen & Webb, J. Appl. Econom. 38 (2023) 671),
    never less than if calls were independent, and the quantile is t's with agents − 1. With one agent it is that of
    the calls. A share takes Wilson's interval at the effective number of calls. Periods without a call have no
    point.

    Args:
        rollups: of the series asked for and nothing else: one rubric, one team or agent, or everyone.
        measure: mean or share.
        precision: `least` counts calls; `half_width` is in the value's unit.

    Raises:
        FiguresInvalid: a share is not from 0 to 1.
    """
    if measure is Measure.SHARE and rollups.n.size and not ((rollups.mean >= 0) & (rollups.mean <= 1)).all():
        raise FiguresInvalid("A share is from 0 to 1; follow other values as means.")
    return tuple(_points(rollups, measure, precision))


def _points(rollups: Rollups, measure: Measure, precision: Precision) -> Iterator[Point]:
    keys, place = np.unique(rollups.period * len(rollups.versions) + rollups.version, return_inverse=True)
    calls = np.bincount(place, rollups.n).astype(float)
    value = np.bincount(place, rollups.n * rollups.mean) / calls
    spread, agents = _variance(rollups, place, value, calls, measure)
    low, high = _ends(value, spread, calls, agents, measure, precision)
    former: Versions | None = None
    for row, key in enumerate(keys):
        versions = rollups.versions[key % len(rollups.versions)]
        figure = precision.judge(float(value[row]), float(low[row]), float(high[row]), n=int(calls[row]))
        breaks = versions.changed(former) if former else ()
        yield Point(rollups.periods[key // len(rollups.versions)], versions, figure, int(agents[row]), breaks)
        former = versions


def _variance(
    rollups: Rollups, place: Numbers, value: Floats, calls: Floats, measure: Measure
) -> tuple[Floats, Numbers]:
    """Give the variance of each point's value and its number of agents."""
    away = rollups.mean - value[place]
    if measure is Measure.SHARE:
        alone = value * (1 - value) / calls
    else:
        squares = np.bincount(place, (rollups.n - 1) * rollups.variance + rollups.n * away**2)
        alone = squares / np.maximum(calls - 1, 1) / calls
    people, who = np.unique(rollups.agent, return_inverse=True)
    pairs, pair = np.unique(place * max(people.size, 1) + who, return_inverse=True)
    point = pairs // max(people.size, 1)
    agents = np.bincount(point, minlength=calls.size)
    rest = calls[point] - np.bincount(pair, rollups.n)
    moved = np.bincount(pair, rollups.n * away) / np.where(agents[point] > 1, rest, 1)
    together = np.bincount(point, moved**2, minlength=calls.size) * (agents - 1) / np.maximum(agents, 1)
    return np.where(agents > 1, np.maximum(together, alone), alone), agents


def _ends(
    value: Floats, spread: Floats, calls: Floats, agents: Numbers, measure: Measure, precision: Precision
) -> tuple[Floats, Floats]:
    if measure is Measure.SHARE:
        quantile = np.where(
            agents > 1,
            student_quantile(precision.confidence, np.maximum(agents - 1, 1)),
            normal_quantile(precision.confidence),
        )
        binomial = value * (1 - value)
        worth = np.where(spread > 0, binomial / np.where(spread > 0, spread, 1), calls)
        return wilson(value, worth, quantile)
    freedom = np.where(agents > 1, agents, calls) - 1
    reach = student_quantile(precision.confidence, np.maximum(freedom, 1)) * np.sqrt(spread)
    return value - reach, value + reach


class Verdict(StrEnum):
    """What a comparison says; `broken`: the rubric, model or ASR changed in between, so that it says nothing."""

    HIGHER = "higher"
    LOWER = "lower"
    CANNOT_TELL = "cannot_tell"
    TOO_LITTLE = "too_little"
    BROKEN = "broken"


def verdict(figure: Figure) -> Verdict:
    """Read off a difference whether it is one."""
    if figure.interval is None:
        return Verdict.TOO_LITTLE
    if figure.interval.low > 0:
        return Verdict.HIGHER
    return Verdict.LOWER if figure.interval.high < 0 else Verdict.CANNOT_TELL


@dataclass(frozen=True, slots=True)
class Comparison:
    """A later point against an earlier one.

    Attributes:
        verdict: whether the later is higher.
        difference: later less earlier; null across a break.
        breaks: what changed in between.
    """

    verdict: Verdict
    difference: Figure | None
    breaks: tuple[str, ...]


def compare(series: tuple[Point, ...], earlier: int, later: int) -> Comparison:
    """Compare two points of a series, by index, if nothing broke in between.

    Raises:
        FiguresInvalid: the series has no such points, or not in that order.
    """
    if not 0 <= earlier < later < len(series):
        raise FiguresInvalid(
            f"Points {earlier} and {later} of a series of {len(series)} cannot be compared; give two, the earlier first."
        )
    between = pairwise(series[earlier : later + 1])
    breaks = tuple(
        sorted({name for former, point in between for name in point.versions.changed(former.versions)})
    )
    if breaks:
        return Comparison(Verdict.BROKEN, None, breaks)
    gap = difference(series[later].figure, series[earlier].figure)
    return Comparison(verdict(gap), gap, ())
