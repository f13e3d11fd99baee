"""What a roll-up keeps of many values: their number, mean and variance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from qa.statistics.errors import FiguresInvalid


@dataclass(frozen=True, slots=True)
class Moments:
    """Sufficient statistics of values.

    Attributes:
        n: how many.
        mean: of them; 0 where there are none.
        variance: of the sample, with n − 1 in the denominator; 0 where there are fewer than two.
    """

    n: int
    mean: float
    variance: float

    def __post_init__(self) -> None:
        """Refuse what no values can have.

        Raises:
            FiguresInvalid: a number is negative or not finite.
        """
        if (
            self.n < 0
            or not math.isfinite(self.mean)
            or not math.isfinite(self.variance)
            or self.variance < 0
        ):
            raise FiguresInvalid(
                f"No values have n={self.n}, mean={self.mean} and variance={self.variance}; "
                "give finite numbers, n and the variance not under 0."
            )


def moments(values: ArrayLike) -> Moments:
    """Sum up values, shape (n,)."""
    array = np.asarray(values, dtype=float)
    if not array.size:
        return Moments(0, 0.0, 0.0)
    return Moments(array.size, float(array.mean()), float(array.var(ddof=1)) if array.size > 1 else 0.0)


def share(hits: int, n: int) -> Moments:
    """Sum up `hits` of `n` that are so.

    Raises:
        FiguresInvalid: more hits than there are.
    """
    if not 0 <= hits <= n:
        raise FiguresInvalid(f"{hits} of {n} cannot be; give a number of hits from 0 to n.")
    p = hits / n if n else 0.0
    return Moments(n, p, p * (1 - p) * n / (n - 1) if n > 1 else 0.0)


def pool(parts: Sequence[Moments]) -> Moments:
    """Put parts together as if their values had been summed up at once (Chan, Golub & LeVeque, Am. Stat. 1983)."""
    n = sum(part.n for part in parts)
    if not n:
        return Moments(0, 0.0, 0.0)
    mean = math.fsum(part.n * part.mean for part in parts) / n
    squares = math.fsum(
        max(part.n - 1, 0) * part.variance + part.n * (part.mean - mean) ** 2 for part in parts
    )
    return Moments(n, mean, squares / (n - 1) if n > 1 else 0.0)
