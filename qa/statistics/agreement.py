"""How far raters agree: raw, and beyond what chance would give.

Every coefficient is 1 − (disagreement seen) / (disagreement by chance); they differ in what chance means:

- observed: any disagreement at all; the plain share of pairs of answers that are the same.
- Cohen's kappa: two raters, each with their own habits (Educ. Psychol. Meas. 20 (1960) 37).
- Fleiss' kappa: many raters with one common habit (Psychol. Bull. 76 (1971) 378).
- Krippendorff's alpha, nominal: any number of raters, missing answers, small samples
  (Content Analysis, 2004, chapter 11).
- Gwet's AC1: chance that does not grow where one answer is rare. Where nearly all calls are met, kappa and alpha
  fall to 0 though raters hardly ever differ; AC1 does not (K. Gwet, Br. J. Math. Stat. Psychol. 61 (2008) 29). For
  a compliance criterion it is the one to decide by.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from qa.statistics.bootstrap import Floats, Resampling, bca, totals
from qa.statistics.errors import OptionsInvalid
from qa.statistics.figure import Figure, FigureState, Precision, too_little
from qa.statistics.interval import normal_quantile, wilson
from qa.statistics.ratings import OUTCOMES, Ratings
from scoring.finding import Outcome

PAIR = 2


@dataclass(frozen=True, slots=True)
class AgreementOptions:
    """What counts as an answer, and how sure a figure must be.

    Attributes:
        how: seed and number of the bootstrap's draws.
        scale: the outcomes that count as answers; any other counts as no answer, and `Agreement.left_out` says how
            many were. `undecided` is not on it: it says that nobody judged, a person looks, and it costs nobody
            anything; counted, a machine that asks often would seem to disagree. `not_applicable` is on it: that a
            criterion does not apply is a judgement, and a wrong one lets a call off. For a criterion that always
            applies give met and not_met only: AC1 spreads chance over the scale, used or not.
        precision: `least` counts calls.
    """

    how: Resampling
    scale: tuple[Outcome, ...] = (Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE)
    precision: Precision = field(default_factory=Precision)

    def __post_init__(self) -> None:
        """Refuse a scale on which nobody could differ.

        Raises:
            OptionsInvalid: it has fewer than two outcomes, or one twice.
        """
        if len(set(self.scale)) != len(self.scale) or len(self.scale) < PAIR:
            raise OptionsInvalid(
                f"A scale of {', '.join(self.scale) or 'nothing'} was given; give two outcomes or more, each once."
            )


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far raters agree; every figure counts calls that at least two of them answered.

    Attributes:
        observed: share of pairs of answers that are the same, 0 to 1.
        cohen: kappa of two raters; null where there are not two.
        fleiss: kappa of any number of raters.
        alpha: Krippendorff's.
        ac1: Gwet's.
        raters: how many.
        calls: that at least two raters answered.
        items: criteria of calls that at least two raters answered.
        left_out: share of the answers given that are not on the scale, 0 to 1.
    """

    observed: Figure
    cohen: Figure | None
    fleiss: Figure
    alpha: Figure
    ac1: Figure
    raters: int
    calls: int
    items: int
    left_out: float


def agreement(given: Ratings, options: AgreementOptions) -> Agreement:
    """Measure how far raters agree, with BCa bootstrap intervals that draw calls, not answers.

    Where no call shows a difference, drawing calls cannot make one: the interval's lower end is then what the
    coefficient would be if as many calls differed as Wilson's interval allows, with chance as it was.
    """
    scale = np.full(len(OUTCOMES) + 1, -1)
    scale[[OUTCOMES.index(outcome) for outcome in options.scale]] = range(len(options.scale))
    codes = scale[given.codes]
    counts = np.stack([(codes == place).sum(0) for place in range(len(options.scale))], axis=1)
    paired = counts.sum(1) >= PAIR
    rows = totals(_sums(codes, counts), given.calls)
    rows = rows[rows[:, 0] > 0]
    nothing = too_little(0, options.precision.least)
    figures = _figures(rows, len(options.scale), options) if len(rows) else (nothing,) * 5
    spoken = int(np.count_nonzero(given.codes >= 0))
    observed, cohen, fleiss, alpha, ac1 = figures
    return Agreement(
        observed=observed,
        cohen=cohen if len(given.raters) == PAIR else None,
        fleiss=fleiss,
        alpha=alpha,
        ac1=ac1,
        raters=len(given.raters),
        calls=len(rows),
        items=int(paired.sum()),
        left_out=1 - int(np.count_nonzero(codes >= 0)) / spoken if spoken else 0.0,
    )


def _sums(codes: NDArray[np.int_], counts: NDArray[np.int_]) -> Floats:
    """Lay out, for each item, the terms of all coefficients; shape (items, 4 + 4 × scale).

    Columns: pairable; differing pairs as a share; rated; alpha's differing pairs; then by outcome: share of the
    item's answers, pairable answers, and whether the first and the second rater gave it.
    """
    answers = counts.sum(1)
    pairable = answers >= PAIR
    others = np.where(pairable, answers - 1, 1)
    differing = np.where(pairable, answers**2 - (counts**2).sum(1), 0) / others
    rated = answers > 0
    each = np.where(rated, answers, 1)
    marginals = [
        (codes[min(rater, len(codes) - 1)][:, None] == np.arange(counts.shape[1])) & pairable[:, None]
        for rater in range(PAIR)
    ]
    return np.concatenate(
        [
            np.stack([pairable, differing / each, rated, differing], axis=1),
            counts / each[:, None],
            np.where(pairable[:, None], counts, 0),
            *marginals,
        ],
        axis=1,
    ).astype(float)


def _disagreements(sums: Floats, scale: int) -> tuple[Floats, Floats]:
    """Give the disagreement seen and by chance, each of shape (draws, 5), in the order of `Agreement`."""
    pairable, differing, rated, alpha = sums[:, :4].T
    shares, values, first, second = np.split(sums[:, 4:], 4, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        seen = differing / pairable
        habit = shares / rated[:, None]
        n = values.sum(1)
        cohen = 1 - (first * second).sum(1) / pairable**2
        fleiss = 1 - (habit**2).sum(1)
        krippendorff = (n**2 - (values**2).sum(1)) / (n * (n - 1))
        gwet = 1 - (habit * (1 - habit)).sum(1) / (scale - 1)
        return (
            np.stack([seen, seen, seen, alpha / n, seen], axis=1),
            np.stack([np.ones_like(seen), cohen, fleiss, krippendorff, gwet], axis=1),
        )


def _coefficients(sums: Floats, scale: int) -> Floats:
    seen, chance = _disagreements(sums, scale)
    return np.where(chance > _NOTHING, 1 - seen / np.where(chance > _NOTHING, chance, 1), np.nan)


_NOTHING = 1e-12
"""Disagreement by chance that is a rounding error."""


def _figures(rows: Floats, scale: int, options: AgreementOptions) -> tuple[Figure, ...]:
    whole = rows.sum(0)[None, :]
    values = _coefficients(whole, scale)[0]
    seen, chance = (part[0] for part in _disagreements(whole, scale))
    confidence = options.precision.confidence
    if seen[0] > 0:
        low, high = bca(rows, lambda sums: _coefficients(sums, scale), confidence, options.how)
    else:
        fewest = float(wilson(1.0, len(rows), normal_quantile(confidence))[0])
        with np.errstate(divide="ignore"):
            low, high = 1 - (1 - fewest) / chance, values
    return tuple(
        _told(float(values[place]), float(low[place]), float(high[place]), len(rows), options.precision)
        for place in range(values.size)
    )


def _told(value: float, low: float, high: float, calls: int, precision: Precision) -> Figure:
    if np.isnan(value):
        return Figure(FigureState.NO_VARIATION, calls)
    if np.isnan(low):
        return too_little(calls, max(precision.least - calls, 0) or None)
    return precision.judge(value, max(low, -1.0), min(high, 1.0), n=calls)
