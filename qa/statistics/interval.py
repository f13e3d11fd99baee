"""Intervals of shares, means and their differences. Arrays of any one shape in, arrays of that shape out."""

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qa.statistics.errors import OptionsInvalid
from qa.statistics.figure import Figure, FigureState, Interval, must_be_confidence, too_little

Floats = NDArray[np.float64]
_MOST = 100_000_000
"""More observations than anyone could add."""


def normal_quantile(confidence: float) -> float:
    """Give the two-sided standard normal quantile, 1.96 for 0.95."""
    must_be_confidence(confidence)
    return NormalDist().inv_cdf((1 + confidence) / 2)


def student_quantile(confidence: float, freedom: ArrayLike) -> Floats:
    """Give the two-sided quantile of Student's t for degrees of freedom of at least 1."""
    from scipy import special

    must_be_confidence(confidence)
    return np.asarray(special.stdtrit(np.asarray(freedom, dtype=float), (1 + confidence) / 2), dtype=float)


def wilson(share: ArrayLike, n: ArrayLike, quantile: ArrayLike) -> tuple[Floats, Floats]:
    """Give Wilson's score interval of shares.

        (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)

    It keeps within 0 and 1 and has a width even where no error, or nothing but errors, was seen.
    E. B. Wilson, JASA 22 (1927) 209; advised for small n by Brown, Cai & DasGupta, Stat. Sci. 16 (2001) 101.

    Args:
        share: 0 to 1.
        n: observations, or the effective number of a weighted or clustered sample (Korn & Graubard, Survey
            Methodology 24 (1998) 193); infinite for a census. Where it is 0 the interval is 0 to 1.
        quantile: z, or t where the spread itself is estimated from few clusters.
    """
    p, count = np.broadcast_arrays(np.asarray(share, dtype=float), np.asarray(n, dtype=float))
    square = np.asarray(quantile, dtype=float) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        extra = square / count
        centre = (p + extra / 2) / (1 + extra)
        reach = np.sqrt(square * p * (1 - p) / count + extra**2 / 4) / (1 + extra)
    low = np.where(count > 0, np.maximum(0, np.minimum(centre - reach, p)), 0.0)
    high = np.where(count > 0, np.minimum(1, np.maximum(centre + reach, p)), 1.0)
    return low, high


def exact_upper(hits: float, n: float, confidence: float) -> float:
    """Give Clopper and Pearson's one-sided upper bound of a share.

    It is never exceeded by the truth more often than 1 − confidence, for any n (Biometrika 26 (1934) 404). With a
    weighted sample, give effective numbers (Korn & Graubard 1998): then it is an approximation.

    Args:
        hits: 0 to n.
        n: more than 0.
        confidence: one-sided.
    """
    from scipy import special

    must_be_confidence(confidence)
    return 1.0 if hits >= n else float(special.betaincinv(hits + 1, n - hits, confidence))


def n_for_half_width(share: float, half_width: float, quantile: float) -> int:
    """Give the fewest independent observations for which Wilson's interval of a share is narrow enough.

    Args:
        share: as it is expected, 0 to 1; 0.5 asks for the most.
        half_width: over 0.
        quantile: z.

    Raises:
        OptionsInvalid: the half width is not over 0.
    """
    if not half_width > 0:
        raise OptionsInvalid(f"A half width of {half_width} was asked for; ask for more than 0.")
    few, enough = 0, 1
    while enough < _MOST and _half(share, enough, quantile) > half_width:
        few, enough = enough, enough * 2
    while enough - few > 1:
        middle = (few + enough) // 2
        if _half(share, middle, quantile) > half_width:
            few = middle
        else:
            enough = middle
    return enough


def _half(share: float, n: int, quantile: float) -> float:
    low, high = wilson(share, n, quantile)
    return float(high - low) / 2


def difference(one: Figure, other: Figure) -> Figure:
    """Take one figure from another, with the interval of the difference.

    From the ends of both intervals, so that it holds for lopsided ones too (MOVER: Zou & Donner, Stat. Med. 27
    (2008) 1693; for two Wilson intervals it is Newcombe's method 10, Stat. Med. 17 (1998) 873). Figures of
    positively correlated samples, as of the same agents twice, differ by less than it says.

    Args:
        one: what is subtracted from.
        other: what is subtracted, of the same confidence.

    Raises:
        OptionsInvalid: their intervals are of unequal confidence.
    """
    if one.value is None or one.interval is None or other.value is None or other.interval is None:
        both = (one.needed, other.needed)
        return too_little(min(one.n, other.n), None if None in both else max(each or 0 for each in both))
    if one.interval.confidence != other.interval.confidence:
        raise OptionsInvalid(
            f"Intervals of {one.interval.confidence} and {other.interval.confidence} cannot be compared; "
            "compute both figures with one confidence."
        )
    gap = one.value - other.value
    low = gap - float(np.hypot(one.value - one.interval.low, other.interval.high - other.value))
    high = gap + float(np.hypot(one.interval.high - one.value, other.value - other.interval.low))
    interval = Interval(low, high, one.interval.confidence)
    return Figure(FigureState.TOLD, min(one.n, other.n), gap, interval, 0)
