"""Intervals by drawing whole calls, or whole agents, again and again.

What belongs together (all answers of a call) is drawn together: it is not independent (Davison & Hinkley,
Bootstrap Methods, 1997, 3.8). Every statistic here is a function of sums over calls, and calls with equal sums are
exchangeable: drawing calls is drawing how often each distinct row of sums occurs, a multinomial. So a draw costs as
much as there are distinct rows, not calls.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from qa.statistics.errors import OptionsInvalid

Floats = NDArray[np.float64]
Statistic = Callable[[Floats], Floats]
"""Sums, shape (draws, k), to values, shape (draws, values); NaN where a value is not defined."""

_CELLS = 4_000_000
"""Counts drawn at once: 32 MB."""
_LOST = 0.05
"""Share of draws without a value over which an interval would be that of other data."""


@dataclass(frozen=True, slots=True)
class Resampling:
    """How to draw.

    Attributes:
        seed: of the random generator; the same seed gives the same interval.
        repetitions: draws, at least 100.
    """

    seed: int
    repetitions: int = 2000

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            OptionsInvalid: too few draws, or a negative seed.
        """
        if self.repetitions < 100:  # noqa: PLR2004 - fewer tell nothing of a 2.5 % tail
            raise OptionsInvalid(f"{self.repetitions} draws were asked for; ask for 100 or more.")
        if self.seed < 0:
            raise OptionsInvalid(f"A seed of {self.seed} was given; give 0 or more.")


def totals(rows: Floats, groups: NDArray[np.intp]) -> Floats:
    """Sum rows, shape (rows, k), by group, shape (rows,), numbered from 0; groups without a row are left out."""
    there = np.bincount(groups) > 0
    return np.stack([np.bincount(groups, column)[there] for column in rows.T], axis=1)


def bca(rows: Floats, statistic: Statistic, confidence: float, how: Resampling) -> tuple[Floats, Floats]:
    """Give bias-corrected and accelerated bootstrap intervals.

    B. Efron, Better bootstrap confidence intervals, JASA 82 (1987) 171; the acceleration from leaving out each row.

    Args:
        rows: sums of each call, shape (calls, k).
        statistic: what is computed of their total.
        confidence: of the interval.
        how: seed and number of draws.

    Returns:
        Lower and upper ends, shape (values,); NaN where a value is not defined, or not in too many draws.
    """
    distinct, times = _counted(rows)
    whole = times @ distinct
    value = statistic(whole[None, :])[0]
    drawn = _draw(distinct, times, statistic, how)
    bend = _acceleration(statistic(whole[None, :] - distinct), times)
    ends = np.full((2, value.size), np.nan)
    for place in range(value.size):
        seen = drawn[:, place][~np.isnan(drawn[:, place])]
        if not np.isnan(value[place]) and seen.size >= (1 - _LOST) * how.repetitions:
            ends[:, place] = _ends(seen, float(value[place]), float(bend[place]), confidence)
    return ends[0], ends[1]


def _counted(rows: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """Give the distinct rows in order, and how often each occurs.

    There are few of them: they are told apart by their bytes first, so that not all have to be put in order.
    """
    whole = np.ascontiguousarray(rows)
    met = Counter(whole.view(np.dtype((np.void, whole.dtype.itemsize * whole.shape[1])))[:, 0].tolist())
    some = np.frombuffer(b"".join(met), dtype=whole.dtype).reshape(-1, whole.shape[1])
    distinct, place = np.unique(
        some, axis=0, return_inverse=True
    )  # 0 and -0 are one, though their bytes differ
    times = np.zeros(len(distinct), dtype=np.intp)
    np.add.at(times, place, list(met.values()))
    return distinct, times


def _draw(distinct: Floats, times: NDArray[np.intp], statistic: Statistic, how: Resampling) -> Floats:
    random = np.random.default_rng(how.seed)
    chances = times / times.sum()
    at_once = max(1, _CELLS // times.size)
    found = []
    for done in range(0, how.repetitions, at_once):
        size = min(at_once, how.repetitions - done)
        found.append(statistic(random.multinomial(times.sum(), chances, size=size) @ distinct))
    return np.concatenate(found)


def _acceleration(left_out: Floats, times: NDArray[np.intp]) -> Floats:
    weights = np.where(np.isnan(left_out), 0.0, times[:, None])
    filled = np.nan_to_num(left_out)
    with np.errstate(divide="ignore", invalid="ignore"):
        away = (weights * filled).sum(0) / weights.sum(0) - filled
        skew = (weights * away**3).sum(0) / (6 * (weights * away**2).sum(0) ** 1.5)
    return np.where(np.isfinite(skew), skew, 0.0)


def _ends(drawn: Floats, value: float, bend: float, confidence: float) -> Floats:
    normal = NormalDist()
    below = (np.count_nonzero(drawn < value) + np.count_nonzero(drawn == value) / 2) / drawn.size
    shift = normal.inv_cdf(min(max(below, 1 / drawn.size), 1 - 1 / drawn.size))
    places = []
    for tail in ((1 - confidence) / 2, (1 + confidence) / 2):
        moved = shift + normal.inv_cdf(tail)
        places.append(normal.cdf(shift + moved / (1 - bend * moved)))
    return np.asarray(np.quantile(drawn, places), dtype=float)
