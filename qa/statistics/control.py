"""An agent against their own past: a control chart."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import groupby
from math import sqrt
from statistics import NormalDist

import numpy as np

from qa.statistics.errors import OptionsInvalid
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
    they are the binomial's own tails at that many effective calls, since three deviations leave a lopsided share's
    long side too often; one imagined call each way keeps a share of 0 or 1 from being a law. Means without any
    spread have no limits: such a segment goes on learning.
    """
    marks: list[Mark] = []
    for _, segment in groupby(past, key=lambda each: each.versions):
        marks.extend(_segment(tuple(segment), measure, options))
    return tuple(marks)


Limits = Callable[[int, float], tuple[float, float]]
"""Calls of a period and a width, in standard deviations, to the lower and the upper limit."""


def _learn(taught: Sequence[Moments], measure: Measure) -> tuple[float, Limits] | None:
    """Learn the centre and the limits; None where nothing varies."""
    whole = pool(taught)
    if measure is Measure.SHARE:
        variance = whole.mean * (1 - whole.mean)
    else:
        freedom = sum(each.n - 1 for each in taught)
        variance = sum((each.n - 1) * each.variance for each in taught) / freedom
    excess = sqrt(1 + 1 / len(taught))
    if variance > 0:
        scores = np.array([(each.mean - whole.mean) / sqrt(variance / each.n) for each in taught])
        excess *= max(float(np.abs(np.diff(scores)).mean()) / _MOVING, 1.0)
    if measure is Measure.SHARE:
        return whole.mean, partial(_tails, (whole.n * whole.mean + 1) / (whole.n + 2), excess)
    return (whole.mean, partial(_reach, whole.mean, excess * sqrt(variance))) if variance > 0 else None


def _reach(centre: float, deviation: float, n: int, width: float) -> tuple[float, float]:
    reach = width * deviation / sqrt(n)
    return centre - reach, centre + reach


def _tails(share: float, excess: float, n: int, width: float) -> tuple[float, float]:
    """Give the shares of n that are passed no more often than a normal value passes `width`, each way."""
    from scipy import special

    worth = n / excess**2
    tail = NormalDist().cdf(-width)
    low, high = special.bdtrik([tail, 1 - tail], worth, share)
    return max(float(low) / worth, 0.0), min((float(high) + 1) / worth, 1.0)


def _segment(past: tuple[Past, ...], measure: Measure, options: ControlOptions) -> Iterator[Mark]:
    taught: list[Moments] = []
    usual: tuple[float, Limits] | None = None
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
        centre, limits = usual
        low, high = limits(n, options.width)
        turned = int(np.sign(value - centre))
        run = run + 1 if turned and turned == side else abs(turned)
        side = turned
        state = ControlState.RUN if run >= options.run else ControlState.USUAL
        if not low <= value <= high:
            state = ControlState.BEYOND
        yield Mark(each.period, state, n, value, centre, low, high)
