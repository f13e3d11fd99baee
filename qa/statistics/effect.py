"""What coaching did: before and after, against comparable agents who were not coached."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from qa.statistics.errors import OptionsInvalid
from qa.statistics.figure import Figure, FigureState, Interval, must_be_confidence, too_little
from qa.statistics.interval import Floats, student_quantile
from qa.statistics.moments import Moments


@dataclass(frozen=True, slots=True)
class EffectOptions:
    """Who counts, and how sure it must be.

    Attributes:
        confidence: of the interval.
        least_calls: an agent must have before and after.
        least_others: comparable agents there must be.
        reach: how far a comparable agent's start may lie outside the coached agents', in standard deviations of the
            agents' starts.
    """

    confidence: float = 0.95
    least_calls: int = 20
    least_others: int = 8
    reach: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            OptionsInvalid: a value is out of its range.
        """
        must_be_confidence(self.confidence)
        if self.least_calls < 1 or self.least_others < 3 or self.reach < 0:  # noqa: PLR2004 - told in the message
            raise OptionsInvalid(
                f"An effect cannot rest on {self.least_calls} calls and {self.least_others} agents within "
                f"{self.reach} deviations; give 1, 3 and 0 at least."
            )


@dataclass(frozen=True, slots=True)
class Progress:
    """An agent before and after the coaching; for those not coached, in the same two periods."""

    agent: str
    coached: bool
    before: Moments
    after: Moments


class EffectVerdict(StrEnum):
    """What can be said of coaching; `cannot_tell`: the interval holds 0, so it may have done nothing."""

    BETTER = "better"
    WORSE = "worse"
    CANNOT_TELL = "cannot_tell"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True, slots=True)
class Effect:
    """What coaching did.

    Attributes:
        verdict: in a word.
        figure: by how much coached agents are above what was to be expected of them; `n` counts coached agents and
            `needed` the agents, coached or comparable, still missing.
        change: of the coached agents, after less before; null where there is none with enough calls.
        others_change: of the comparable agents; null where there is none.
        coached: agents with enough calls.
        others: comparable agents with enough calls.
    """

    verdict: EffectVerdict
    figure: Figure
    change: float | None
    others_change: float | None
    coached: int
    others: int


def effect(progress: Sequence[Progress], options: EffectOptions) -> Effect:
    """Estimate what coaching did, beyond what would have happened anyway.

    Coached agents are picked because they scored low, and who scored low by bad luck scores higher next time. A
    plain before/after, and a difference in differences too, count that as an effect. So the expected score after is
    learned from the score before, with comparable agents in the same two periods: a linear model after ~ before +
    coached (analysis of covariance; Vickers & Altman, BMJ 323 (2001) 1123; with the slope learned it is CUPED, Deng,
    Xu, Kohavi & Walker, WSDM 2013). A new rubric or model moves both groups alike and drops out. The unit is the
    agent; the interval is t's. A bootstrap over agents gives no interval for one coached agent; this does: it is
    then that of a prediction.
    """
    known = [each for each in progress if min(each.before.n, each.after.n) >= options.least_calls]
    coached = [each for each in known if each.coached]
    others = _comparable(coached, [each for each in known if not each.coached], options.reach)
    missing = max(options.least_others - len(others), 0) + (not coached)
    changes = _change(coached), _change(others)
    if missing:
        nothing = too_little(len(coached), missing)
        return Effect(EffectVerdict.TOO_LITTLE, nothing, *changes, len(coached), len(others))
    value, reach = _fit(coached, others, options.confidence)
    figure = Figure(
        FigureState.TOLD, len(coached), value, Interval(value - reach, value + reach, options.confidence), 0
    )
    verdict = EffectVerdict.CANNOT_TELL
    if abs(value) > reach:
        verdict = EffectVerdict.BETTER if value > 0 else EffectVerdict.WORSE
    return Effect(verdict, figure, *changes, len(coached), len(others))


def _comparable(coached: list[Progress], others: list[Progress], reach: float) -> list[Progress]:
    if not coached or not others:
        return []
    starts = [each.before.mean for each in coached]
    room = reach * float(np.std([each.before.mean for each in (*coached, *others)], ddof=1))
    return [each for each in others if min(starts) - room <= each.before.mean <= max(starts) + room]


def _change(agents: list[Progress]) -> float | None:
    return float(np.mean([each.after.mean - each.before.mean for each in agents])) if agents else None


def _fit(coached: list[Progress], others: list[Progress], confidence: float) -> tuple[float, float]:
    """Give the coefficient of `coached` and the half width of its interval."""
    everyone = [*others, *coached]
    start: Floats = np.array([each.before.mean for each in everyone])
    after: Floats = np.array([each.after.mean for each in everyone])
    flag: Floats = np.repeat([0.0, 1.0], [len(others), len(coached)])
    design = np.stack([np.ones_like(start), start - start.mean(), flag], axis=1)
    coefficients, _, rank, _ = np.linalg.lstsq(design, after)
    freedom = start.size - int(rank)
    residual = after - design @ coefficients
    variance = float(residual @ residual) / freedom * np.linalg.pinv(design.T @ design)[2, 2]
    return float(coefficients[2]), float(student_quantile(confidence, freedom) * np.sqrt(variance))
