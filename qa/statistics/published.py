"""A published figure, mean score or pass rate, with what the machine's own errors do to it."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from qa.statistics.drawn import Drawn, weigh
from qa.statistics.errors import FiguresInvalid
from qa.statistics.figure import Figure, Precision
from qa.statistics.interval import student_quantile
from qa.statistics.moments import Moments


@dataclass(frozen=True, slots=True)
class Published:
    """A figure as the machine gives it, and as people would.

    Attributes:
        machine: mean over all calls by the machine alone.
        corrected: the machine's mean plus what people found it off by; its interval includes the machine's errors.
            `n` counts checked calls.
    """

    machine: float
    corrected: Figure


def published(
    by_machine: Moments, off: Drawn, precision: Precision, *, reach: float, as_sample: bool = False
) -> Published:
    """Correct a mean over all calls by the checked ones, and say how sure the result is.

    The difference estimator, mean of the machine + weighted mean of (person − machine): Särndal, Swensson & Wretman
    (1992), 6.3; as prediction-powered inference, Angelopoulos et al., Science 382 (2023) 669. The interval is t's
    with the number of calls checked less one.

    Most checked calls differ by nothing, so that a small sample may show no spread where there is some. The
    variance is therefore that of the checks with two imagined ones added, one off by `reach` each way (as Bonett &
    Price, Stat. Methods Med. Res. 21 (2012) 479, for paired shares).

    Args:
        by_machine: of the figure over all calls.
        off: person's value less the machine's, of the calls checked.
        precision: `least` counts checked calls; `half_width` is in the figure's unit.
        reach: the most that one call can be off by: 1 for a share, 100 for a score; the weight of the heaviest
            criterion where no answer is an auto-fail.
        as_sample: whether the calls stand for more than themselves (how an agent works), so that their own spread
            counts; False where the figure is of these calls alone.

    Raises:
        FiguresInvalid: `reach` is not over 0, a difference exceeds it, or there are fewer calls than were checked.
    """
    if not reach > 0 or (off.values.size and float(np.abs(off.values).max()) > reach):
        raise FiguresInvalid(
            f"A reach of {reach} was given; give more than 0, and no less than any difference."
        )
    found = weigh(off)
    if found.calls > by_machine.n:
        raise FiguresInvalid(
            f"{found.calls} calls were checked of {by_machine.n}; give the figure over all calls."
        )
    if found.calls < 2:  # noqa: PLR2004 - a spread needs two
        return Published(by_machine.mean, precision.judge(by_machine.mean, -np.inf, np.inf, n=found.calls))
    variance = _spread(found.calls, found.variance, found.even, reach)
    if as_sample:
        variance += by_machine.variance / by_machine.n
    quantile = float(student_quantile(precision.confidence, found.calls - 1))
    reached = quantile * sqrt(variance)
    value = by_machine.mean + found.mean
    needed = 0
    if precision.half_width is not None:
        needed = int(max((reached / precision.half_width) ** 2 - 1, 0) * found.calls) + 1
    return Published(
        by_machine.mean,
        precision.judge(value, value - reached, value + reached, n=found.calls, needed=needed),
    )


def _spread(calls: int, variance: float, even: float, reach: float) -> float:
    """Add two imagined checks, of mean weight, to a variance; nothing where every call was checked."""
    if not np.isfinite(even):
        return variance
    return variance * (calls / (calls + 2)) ** 2 + 2 * reach**2 / (even + 2) ** 2
