"""What a sample with known chances of being drawn tells of all the calls it was drawn from."""

from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from qa.statistics.errors import FiguresInvalid
from qa.statistics.interval import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Values of drawn calls; a call may have several, as one for each criterion.

    Attributes:
        values: what was found, shape (n,); booleans count as 0 and 1.
        chances: with which each value's call was drawn (`qa.statistics.sampling`), over 0 to 1; shape (n,).
        calls: number of the call that a value belongs to; shape (n,).
    """

    values: Floats
    chances: Floats
    calls: NDArray[np.intp]

    def __post_init__(self) -> None:
        """Refuse what no draw can give.

        Raises:
            FiguresInvalid: shapes differ, a value is not finite, or a chance is not over 0 and up to 1.
        """
        if not self.values.shape == self.chances.shape == self.calls.shape or self.values.ndim != 1:
            raise FiguresInvalid(
                f"Values, chances and calls of shapes {self.values.shape}, {self.chances.shape} and "
                f"{self.calls.shape} do not fit; give one of each for every answer."
            )
        if not np.isfinite(self.values).all():
            raise FiguresInvalid("A value is not a finite number; leave out what was not answered.")
        if not ((self.chances > 0) & (self.chances <= 1)).all():
            raise FiguresInvalid(
                "A chance of being drawn is not over 0 and up to 1; give the one the plan recorded with the call."
            )


def drawn(values: object, chances: object, calls: object | None = None) -> Drawn:
    """Take values of drawn calls from any sequences; without `calls` every value is a call of its own."""
    array = np.asarray(values, dtype=float)
    numbers = np.arange(array.size) if calls is None else np.asarray(calls, dtype=np.intp)
    return Drawn(array, np.asarray(chances, dtype=float), numbers)


@dataclass(frozen=True, slots=True)
class Weighted:
    """A mean over all calls, estimated from drawn ones.

    Attributes:
        mean: the estimate; 0 where nothing was drawn.
        variance: of the estimate; 0 where no two values differ or every call was drawn.
        calls: drawn.
        even: independent draws that would be worth as much by the weights alone (Kish); infinite for a census.
    """

    mean: float
    variance: float
    calls: int
    even: float


def weigh(sample: Drawn) -> Weighted:
    """Estimate a mean, each value weighted by 1 / its chance of being drawn.

    The mean is Hájek's ratio Σ y/π / Σ 1/π. Its variance is by linearisation over calls,
    m/(m−1) Σ (1−π) e² / (Σ 1/π)² with e the sum over a call of (y − mean)/π: Hájek, Ann. Math. Stat. 35 (1964)
    1491; Särndal, Swensson & Wretman, Model Assisted Survey Sampling (1992), 5.7 and 5.10. It needs no pairwise
    chances, and is a little too wide for systematic draws, which spread better than it assumes. Strata need no
    formula of their own: a call's chance n/N in its stratum is all it takes.
    """
    if not sample.values.size:
        return Weighted(0.0, 0.0, 0, 0.0)
    weights = 1 / sample.chances
    total = weights.sum()
    mean = float((weights * sample.values).sum() / total)
    _, first, place = np.unique(sample.calls, return_index=True, return_inverse=True)
    left = 1 - sample.chances[first]
    errors = np.bincount(place, weights * (sample.values - mean))
    heaps = np.bincount(place, weights)
    calls = first.size
    spread = float((left * errors**2).sum()) * (calls / (calls - 1) if calls > 1 else 1.0)
    uneven = float((left * heaps**2).sum())
    return Weighted(mean, spread / total**2, calls, total**2 / uneven if uneven else float("inf"))


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over drawn calls from which the mean over all calls follows, so that nobody has to read the calls.

    Of each call h is the sum of its values' weights, e that of its values by their weights, q one less its chance.

    Attributes:
        calls: drawn.
        total: Σ of the values.
        heaps: Σ h.
        sums: Σ e.
        uneven: Σ q h².
        mixed: Σ q h e.
        squares: Σ q e².
    """

    calls: int = 0
    total: float = 0.0
    heaps: float = 0.0
    sums: float = 0.0
    uneven: float = 0.0
    mixed: float = 0.0
    squares: float = 0.0

    def __add__(self, other: "Tally") -> "Tally":
        """Put two together that have no call in common."""
        return Tally(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


def tally(sample: Drawn) -> Tally:
    """Sum values of drawn calls up."""
    if not sample.values.size:
        return Tally()
    weights = 1 / sample.chances
    _, first, place = np.unique(sample.calls, return_index=True, return_inverse=True)
    left = 1 - sample.chances[first]
    heaps, sums = np.bincount(place, weights), np.bincount(place, weights * sample.values)
    found = (sample.values, heaps, sums, left * heaps**2, left * heaps * sums, left * sums**2)
    return Tally(int(first.size), *(float(each.sum()) for each in found))


def weigh_tally(told: Tally) -> Weighted:
    """Estimate the mean that `weigh` does of the calls themselves: Σ q (e − mean·h)², multiplied out."""
    if not told.calls:
        return Weighted(0.0, 0.0, 0, 0.0)
    mean, calls = told.sums / told.heaps, told.calls
    spread = max(0.0, told.squares - 2 * mean * told.mixed + mean**2 * told.uneven)
    variance = spread * (calls / (calls - 1) if calls > 1 else 1.0) / told.heaps**2
    return Weighted(mean, variance, calls, told.heaps**2 / told.uneven if told.uneven else float("inf"))
