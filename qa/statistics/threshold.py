"""From which confidence on findings may be published without a person."""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil, log

import numpy as np

from qa.statistics.confidence import Checks
from qa.statistics.errors import OptionsInvalid
from qa.statistics.figure import must_be_confidence
from qa.statistics.interval import Floats, exact_upper

_SPARE = 2
"""Errors that the first step must be able to bear, so that one odd finding does not end the search."""


class ThresholdState(StrEnum):
    """`chosen`; `too_little`: too few findings to bear two errors; `too_wrong`: there were too many errors."""

    CHOSEN = "chosen"
    TOO_LITTLE = "too_little"
    TOO_WRONG = "too_wrong"


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which confidence on the machine errs no more than it may.

    Attributes:
        state: whether there is one.
        confidence: the lowest that may be published; null where there is none.
        error: share of the checked findings from it on that were wrong; null where there is none.
        upper: bound that the true share exceeds no more often than agreed; null where there is none.
        n: checked findings from it on; all of them where there is none.
        passing: share of all findings from it on, weighted, 0 to 1.
        needed: checked findings still missing before any threshold could be chosen.
    """

    state: ThresholdState
    n: int
    confidence: float | None = None
    error: float | None = None
    upper: float | None = None
    passing: float = 0.0
    needed: int = 0


def threshold(checked: Checks, *, target: float, sure: float = 0.95, step: float = 0.01) -> Threshold:
    """Choose the lowest confidence from which on the error is under a target, surely and not just in the sample.

    Looking at many thresholds and taking the best would find one by chance. So the steps are fixed beforehand, are
    walked from the strictest down, and the walk ends at the first that fails: then the chance of choosing one that
    errs more than the target is no more than 1 − `sure` over the whole walk (fixed-sequence testing; Angelopoulos,
    Bates, Candès, Jordan & Lei, Learn then Test, 2021). It begins where enough findings lie above to bear two
    errors, which is seen from the confidences alone. The bound is Clopper and Pearson's; with findings of unequal
    weight at their effective number, which is an approximation.

    Args:
        checked: findings drawn at random or with known chances.
        target: share of errors, over 0 and under 1.
        sure: one-sided confidence.
        step: between thresholds, over 0 and up to 0.5.

    Raises:
        OptionsInvalid: target, confidence or step is out of its range.
    """
    must_be_confidence(sure)
    if not 0 < target < 1:
        raise OptionsInvalid(f"An error of {target} was aimed at; aim at one over 0 and under 1, as 0.03.")
    if not 0 < step <= 0.5:  # noqa: PLR2004 - two steps at least
        raise OptionsInvalid(f"A step of {step} was asked for; ask for one over 0 and up to 0.5.")
    steps = np.round(np.arange(ceil(1 / step), -1, -1) * step, 10)
    return _walk(checked, np.minimum(steps, 1.0), target, sure)


def _walk(checked: Checks, steps: Floats, target: float, sure: float) -> Threshold:
    n = checked.confidences.size
    order = np.argsort(-checked.confidences, kind="stable")
    heavy = np.cumsum(checked.weights[order])
    worth = heavy**2 / np.cumsum(checked.weights[order] ** 2)
    errors = np.cumsum((checked.weights * (1 - checked.confirmed))[order]) / heavy
    least = _least(target, sure)
    found: Threshold | None = None
    reached = np.searchsorted(-checked.confidences[order], -steps, side="right")
    for at, above in zip(steps.tolist(), reached.tolist(), strict=True):
        # Of a step below which nothing was checked nothing is known, either.
        known = above > found.n if found else above and worth[above - 1] >= least
        if not known:
            continue
        error, count = float(errors[above - 1]), float(worth[above - 1])
        upper = exact_upper(error * count, count, sure)
        if upper > target:
            return found or Threshold(ThresholdState.TOO_WRONG, n)
        passing = float(heavy[above - 1] / heavy[-1])
        found = Threshold(ThresholdState.CHOSEN, above, at, error, upper, passing)
    missing = ceil(least * n / float(worth[-1])) - n if n else least
    return found or Threshold(ThresholdState.TOO_LITTLE, n, needed=max(missing, 1))


def _least(target: float, sure: float) -> int:
    """Give the fewest findings among which two errors would pass."""
    n = ceil(log(1 - sure) / log(1 - target))
    while exact_upper(_SPARE, max(n, _SPARE + 1), sure) > target:
        n = ceil(n * 1.02) + 1
    return n
