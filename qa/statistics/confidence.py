"""What a finding's confidence is worth: the chance that a person confirms it."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qa.statistics.errors import FiguresInvalid, OptionsInvalid
from qa.statistics.figure import Interval
from qa.statistics.interval import Floats, normal_quantile, wilson


@dataclass(frozen=True, slots=True, eq=False)
class Checks:
    """Findings that people checked.

    Attributes:
        confidences: the machine's, 0 to 1; shape (n,).
        confirmed: 1 where a person agreed, else 0; shape (n,).
        weights: 1 / the chance of being drawn; shape (n,).
    """

    confidences: Floats
    confirmed: Floats
    weights: Floats

    def __post_init__(self) -> None:
        """Refuse what no checks can give.

        Raises:
            FiguresInvalid: shapes differ, or a number is out of its range.
        """
        if (
            not self.confidences.shape == self.confirmed.shape == self.weights.shape
            or self.confidences.ndim != 1
        ):
            raise FiguresInvalid(
                "Confidences, confirmations and weights must be of one length; give one each a finding."
            )
        if not ((self.confidences >= 0) & (self.confidences <= 1)).all():
            raise FiguresInvalid("A confidence is not from 0 to 1; leave out findings without one.")
        if ((self.confirmed != 0) & (self.confirmed != 1)).any():
            raise FiguresInvalid("A finding is confirmed (1) or not (0); another value was given.")
        if not (np.isfinite(self.weights) & (self.weights > 0)).all():
            raise FiguresInvalid("A weight is not over 0; give 1 / the chance with which its call was drawn.")


def checks(confidences: ArrayLike, confirmed: ArrayLike, chances: ArrayLike | None = None) -> Checks:
    """Take checked findings; without `chances` of being drawn all weigh the same."""
    values = np.asarray(confidences, dtype=float)
    with np.errstate(divide="ignore"):
        weights = np.ones_like(values) if chances is None else 1 / np.asarray(chances, dtype=float)
    return Checks(values, np.asarray(confirmed, dtype=float), weights)


@dataclass(frozen=True, slots=True)
class Curve:
    """Confidence to chance of being confirmed; rising, between its points a straight line, level outside them.

    Attributes:
        confidences: of its points, rising; empty where nothing was checked.
        chances: at its points, never falling.
        n: findings it was drawn from.
    """

    confidences: tuple[float, ...]
    chances: tuple[float, ...]
    n: int

    def chance(self, confidence: ArrayLike) -> Floats:
        """Read chances off, of the shape of `confidence`; the confidence itself where nothing was checked.

        Raises:
            FiguresInvalid: a confidence is not from 0 to 1.
        """
        asked = np.asarray(confidence, dtype=float)
        if not ((asked >= 0) & (asked <= 1)).all():
            raise FiguresInvalid(
                "A confidence is not from 0 to 1; a finding without one has no chance either."
            )
        return np.interp(asked, self.confidences, self.chances) if self.n else asked


def curve(checked: Checks, *, least: int = 20) -> Curve:
    """Fit the rising curve nearest to what was observed (isotonic regression, pool adjacent violators).

    Barlow, Bartholomew, Bremner & Brunk, Statistical Inference under Order Restrictions (1972); for probabilities,
    Zadrozny & Elkan, KDD 2002. Blocks of fewer than `least` findings are joined with the next: three findings, all
    confirmed, are no chance of 1.

    Raises:
        OptionsInvalid: `least` is under 1.
    """
    from scipy.optimize import isotonic_regression

    if least < 1:
        raise OptionsInvalid(f"Blocks of at least {least} findings were asked for; ask for 1 or more.")
    if not checked.confidences.size:
        return Curve((), (), 0)
    at, place = np.unique(checked.confidences, return_inverse=True)
    weight = np.bincount(place, checked.weights)
    mean = np.bincount(place, checked.weights * checked.confirmed) / weight
    blocks = isotonic_regression(mean, weights=weight).blocks
    edges = _joined(blocks, np.cumsum(np.bincount(place)), least)
    points: list[tuple[float, float]] = []
    for begin, end in pairwise(edges):
        height = float(np.average(mean[begin:end], weights=weight[begin:end]))
        points.extend((float(x), height) for x in dict.fromkeys((at[begin], at[end - 1])))
    return Curve(tuple(x for x, _ in points), tuple(y for _, y in points), checked.confidences.size)


def _joined(edges: NDArray[np.intp], counted: NDArray[np.intp], least: int) -> list[int]:
    """Drop edges between blocks until each holds enough findings; `counted` are findings up to each place."""
    kept = [0]
    for edge in edges[1:]:
        before = counted[kept[-1] - 1] if kept[-1] else 0
        if counted[edge - 1] - before >= least:
            kept.append(int(edge))
    if kept[-1] != edges[-1]:
        kept[max(len(kept) - 1, 1) :] = [int(edges[-1])]
    return kept


@dataclass(frozen=True, slots=True)
class Band:
    """Findings of nearly one confidence.

    Attributes:
        low: confidence, included.
        high: confidence, excluded but for 1.
        n: findings.
        mean: of their confidences.
        confirmed: share of them that people confirmed.
        interval: of that share, Wilson's.
    """

    low: float
    high: float
    n: int
    mean: float
    confirmed: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Reliability:
    """Whether confidences mean what they say.

    Attributes:
        bands: those with findings, rising.
        expected_error: mean distance of confidence and confirmed share, weighted by findings (ECE: Naeini, Cooper &
            Hauskrecht, AAAI 2015); null where nothing was checked. With few findings it is too high: chance alone
            moves a band of 25 by about 0.08.
        n: findings.
    """

    bands: tuple[Band, ...]
    expected_error: float | None
    n: int


def reliability(checked: Checks, *, bands: int = 10, confidence: float = 0.95) -> Reliability:
    """Set confidences beside what people confirmed, in bands of equal length.

    Raises:
        OptionsInvalid: no bands are asked for.
    """
    if bands < 1:
        raise OptionsInvalid(f"{bands} bands were asked for; ask for 1 or more.")
    place = np.minimum((checked.confidences * bands).astype(int), bands - 1)
    z = normal_quantile(confidence)
    rows = []
    gap = 0.0
    for number in np.unique(place):
        there = place == number
        weights = checked.weights[there]
        mean = float(np.average(checked.confidences[there], weights=weights))
        share = float(np.average(checked.confirmed[there], weights=weights))
        low, high = wilson(share, weights.sum() ** 2 / (weights**2).sum(), z)
        interval = Interval(float(low), float(high), confidence)
        rows.append(
            Band(float(number / bands), float((number + 1) / bands), int(there.sum()), mean, share, interval)
        )
        gap += float(weights.sum()) * abs(mean - share)
    n = checked.confidences.size
    return Reliability(tuple(rows), gap / float(checked.weights.sum()) if n else None, n)
