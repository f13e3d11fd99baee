"""How often the machine is wrong, estimated over all its answers from the calls that people checked."""

from qa.statistics.drawn import Drawn, Weighted, weigh
from qa.statistics.errors import FiguresInvalid
from qa.statistics.figure import Figure, Precision
from qa.statistics.interval import n_for_half_width, normal_quantile, wilson

_PRIOR = 20
"""Errors at which their own spread counts as much as that of the weights."""


def error_rate(checked: Drawn, precision: Precision) -> Figure:
    """Estimate the share of automatic answers that are wrong.

    The rate is Hájek's weighted one, so risk-weighted extra calls sharpen it and do not bend it. Its interval is
    Wilson's at the effective number of checks, share × (1 − share) / variance (Korn & Graubard, Survey Methodology
    24 (1998) 193): with equal chances that is plain Wilson. A bootstrap is not used: errors are rare, and where the
    sample holds none it would claim there are none. For the same reason few errors' own spread is not believed by
    itself: it is averaged with what the weights alone are worth, which counts as much as 20 errors.

    `needed` is the number of checks missing, at this rate and with this way of drawing.

    Args:
        checked: 1 where a person found the machine wrong, 0 where right; answers left to a person do not count.
        precision: `least` counts calls; `half_width` is a share.

    Raises:
        FiguresInvalid: a value is neither 0 nor 1.
    """
    if ((checked.values != 0) & (checked.values != 1)).any():
        raise FiguresInvalid("An answer is right (0) or wrong (1); another value was given.")
    return rate_of(weigh(checked), int(checked.values.sum()), precision)


def rate_of(found: Weighted, errors: int, precision: Precision) -> Figure:
    """Estimate the share of automatic answers that are wrong, as `error_rate` does, from what checks were weighed to.

    Args:
        found: the share among the checks.
        errors: how many of them found the machine wrong.
        precision: as there.
    """
    worth = effective(found, errors)
    z = normal_quantile(precision.confidence)
    low, high = wilson(found.mean, worth, z)
    needed = 0
    if precision.half_width is not None:
        # With nothing, or nothing but errors, seen, the far end of the interval is what may still come.
        expected = found.mean if 0 < found.mean < 1 else float(high if found.mean <= 0 else low)
        wanted = n_for_half_width(expected, precision.half_width, z)
        needed = int(max(wanted / worth - 1, 0) * found.calls) + 1 if worth else wanted
    return precision.judge(found.mean, float(low), float(high), n=found.calls, needed=needed)


def effective(found: Weighted, hits: int) -> float:
    """Give the number of independent checks that a weighted share is worth."""
    binomial = found.mean * (1 - found.mean)
    if found.variance <= 0 or binomial <= 0:
        return found.even
    own = binomial / found.variance * (found.calls / (found.calls - 1) if found.calls > 1 else 1.0)
    believed = hits / (hits + _PRIOR)
    return 1 / (believed / own + (1 - believed) / found.even)
