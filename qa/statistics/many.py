"""Many differences at once: which of them are more than chance, when one in twenty looks so by chance alone."""

from collections.abc import Sequence
from statistics import NormalDist

from qa.statistics.figure import Figure
from qa.statistics.interval import normal_quantile

FALSE_SHARE = 0.05
"""Share of those picked that may be there by chance, as expected."""


def beyond_chance(differences: Sequence[Figure], false_share: float = FALSE_SHARE) -> frozenset[int]:
    """Pick the differences that are more than chance, by index.

    Of 800 differences 40 leave a 95 % interval by chance alone. So the chance of each, read off its interval as that of
    a normal value, is held to Benjamini & Hochberg's step-up bound (J. R. Stat. Soc. B 57 (1995) 289).
    """
    told = sorted(
        (chance, index) for index, each in enumerate(differences) if (chance := chance_of(each)) is not None
    )
    passed = (rank for rank, (chance, _) in enumerate(told, 1) if chance <= false_share * rank / len(told))
    return frozenset(index for _, index in told[: max(passed, default=0)])


def chance_of(difference: Figure) -> float | None:
    """Give the two-sided chance of so large a difference where there is none; None where it is not told."""
    if difference.value is None or difference.interval is None:
        return None
    # A lopsided interval's end towards 0 is the one that tells.
    interval = difference.interval
    reach = difference.value - interval.low if difference.value > 0 else interval.high - difference.value
    if reach <= 0:
        return 0.0 if difference.value else 1.0
    return 2 * NormalDist().cdf(-abs(difference.value) * normal_quantile(interval.confidence) / reach)
