"""An agent against their own past: a control chart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from math import sqrt

import numpy as np

from qa.statistics.errors import OptionsInvalid
from qa.statistics.interval import wilson
from qa.statistics.moments import Moments, pool
from qa.statistics.trend import Measure, Versions

_MOVING = 1.128
"""Mean distance of two neighbours, in standard deviations (d2 of 2: Shewhart)."""


@dataclass(frozen=True, slots=True)
class ControlOptions:
    """How a chart learns and warns.

    Attributes:
        learn: periods from which centre and limits are learned, 5 or more.
        least: calls in a period under which it neither teaches nor warns.
        width: of the limits, in standard deviations (Western Electric rule 1).
        run: periods in a row on one side of the centre that warn (Western Electric rule 4).
    """

    learn: int = 12
    least: int = 10
    width: float = 3.0
    run: int = 8

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            OptionsInvalid: a value is out of its range.
        """
        if self.learn < 5 or self.least < 2 or self.run < 2 or not self.width > 0:  # noqa: PLR2004 - told in the message
            raise OptionsInvalid(
                f"A chart cannot learn from {self.learn} periods of {self.least} calls and warn at {self.width} "
                f"deviations or after {self.run} periods; give 5, 2, more than 0 and 2 at least."
            )


@dataclass(frozen=True, slots=True)
class Past:
    """A period of an agent: its name, what judged, and the calls summed up."""

    period: str
    versions: Versions
    moments: Moments


class ControlState(StrEnum):
    """What a chart says of a period.

    `learning`: it teaches what is usual. `too_little`: too few calls. `usual`: within what chance does.
    `beyond`: outside the limits. `run`: one of many in a row on one side of the centre.
    """

    LEARNING = "learning"
    TOO_LITTLE = "too_little"
    USUAL = "usual"
    BEYOND = "beyond"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Mark:
    """A period on the chart.

    Attributes:
        period: its name.
        state: what the chart says.
        n: calls.
        value: mean or share of the period; null where it has no call.
        centre: what is usual; null until it is learned.
        low: lower limit; null until it is learned.
        high: upper limit; null until it is learned.
    """

    period: str
    state: ControlState
    n: int
    value: float | None
    centre: float | None = None
    low: float | None = None
    high: float | None = None


def control(past: Sequence[Past], measure: Measure, options: ControlOptions) -> tuple[Mark, ...]:
    """Chart an agent's periods, in order of time; learning begins anew wherever rubric, model or ASR changed.

    Limits are Laney's (Quality Engineering 14 (2002) 531): a period's standard error from its own number of calls,
    times how much more periods differ than calls alone explain, from the mean moving range of the standardised
    values; never under 1. They are widened by √(1 + 1/periods), for the centre is itself an estimate. For shares
    they are Wilson's, so that they stay within 0 and 1. A segment without any spread has no limits.
    """
    marks: list[Mark] = []
    for _, segment in groupby(past, key=lambda each: each.versions):
        marks.extend(_segment(tuple(segment), measure, options))
    return tuple(marks)


@dataclass(frozen=True, slots=True)
class _Usual:
    centre: float
    variance: float
    excess: float
    measure: Measure

    def limits(self, n: int, width: float) -> tuple[float, float]:
        if self.measure is Measure.SHARE:
            low, high = wilson(self.centre, n / self.excess**2, width)
            return float(low), float(high)
        reach = width * self.excess * sqrt(self.variance / n)
        return self.centre - reach, self.centre + reach


def _learn(taught: Sequence[Moments], measure: Measure) -> _Usual | None:
    whole = pool(taught)
    if measure is Measure.SHARE:
        variance = whole.mean * (1 - whole.mean)
    else:
        freedom = sum(each.n - 1 for each in taught)
        variance = sum((each.n - 1) * each.variance for each in taught) / freedom
    if variance <= 0:
        return _Usual(whole.mean, 0.0, 1.0, measure) if measure is Measure.SHARE else None
    scores = np.array([(each.mean - whole.mean) / sqrt(variance / each.n) for each in taught])
    excess = max(float(np.abs(np.diff(scores)).mean()) / _MOVING, 1.0)
    return _Usual(whole.mean, variance, excess * sqrt(1 + 1 / len(taught)), measure)


def _segment(past: tuple[Past, ...], measure: Measure, options: ControlOptions) -> Iterator[Mark]:
    taught: list[Moments] = []
    usual: _Usual | None = None
    side, run = 0, 0
    for each in past:
        n, value = each.moments.n, each.moments.mean
        if n < options.least:
            yield Mark(each.period, ControlState.TOO_LITTLE, n, value if n else None)
            continue
        if usual is None:
            taught.append(each.moments)
            if len(taught) >= options.learn:
                usual = _learn(taught, measure)
            yield Mark(each.period, ControlState.LEARNING, n, value)
            continue
        low, high = usual.limits(n, options.width)
        turned = int(np.sign(value - usual.centre))
        run = run + 1 if turned and turned == side else abs(turned)
        side = turned
        state = ControlState.RUN if run >= options.run else ControlState.USUAL
        if not low <= value <= high:
            state = ControlState.BEYOND
        yield Mark(each.period, state, n, value, usual.centre, low, high)
