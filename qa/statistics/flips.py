"""Does an answer change when nothing about the service did: counterfactual pairs through a rubric."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from qa.statistics.errors import OptionsInvalid
from qa.statistics.figure import must_be_confidence
from qa.statistics.interval import normal_quantile, wilson
from scoring.finding import Outcome

_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Pair:
    """One criterion of one call, as it is and with something varied that must not matter.

    Attributes:
        criterion: its id.
        kind: what was varied, as `names`.
        call: its id.
        plain: outcome as it is.
        varied: outcome with the variation.
    """

    criterion: str
    kind: str
    call: str
    plain: Outcome
    varied: Outcome


class FlipVerdict(StrEnum):
    """`passes`: surely under the limit. `over`: surely over it. `too_little`: neither."""

    PASSES = "passes"
    OVER = "over"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True, slots=True)
class Flips:
    """How often a variation changes the answer to a criterion.

    Attributes:
        criterion: its id.
        kind: what was varied.
        verdict: against the limit.
        calls: tried; a call with several variations of one kind counts once.
        flipped: calls of which at least one variation changed the outcome.
        rate: flipped of calls.
        upper: bound that the true rate exceeds no more often than agreed.
        harsher: calls that went from met to not met.
        milder: calls that went from not met to met.
        chance: of so one-sided a split of harsher and milder if neither were favoured (McNemar's exact test).
        needed: calls still missing to pass at this rate; 0 once decided, null where more would not help.
    """

    criterion: str
    kind: str
    verdict: FlipVerdict
    calls: int
    flipped: int
    rate: float
    upper: float
    harsher: int
    milder: int
    chance: float
    needed: int | None


def flips(pairs: Iterable[Pair], *, limit: float, sure: float = 0.95) -> tuple[Flips, ...]:
    """Count flips by criterion and kind of variation, and hold each to a limit by Wilson's one-sided bounds.

    Every cell must pass for a gate to open, so no correction for their number is needed. Direction is McNemar's
    (Psychometrika 12 (1947) 153), exact.

    Args:
        pairs: any order.
        limit: highest flip rate, over 0 and under 1.
        sure: one-sided confidence.

    Raises:
        OptionsInvalid: limit or confidence is out of its range.
    """
    must_be_confidence(sure)
    if not 0 < limit < 1:
        raise OptionsInvalid(f"A limit of {limit} was given; give one over 0 and under 1, as 0.02.")
    cells: dict[tuple[str, str], dict[str, set[str]]] = {}
    for pair in pairs:
        found = cells.setdefault((pair.criterion, pair.kind), {}).setdefault(pair.call, set())
        if pair.plain is not pair.varied:
            found.add(_DIRECTIONS.get((pair.plain, pair.varied), _OTHER))
    quantile = normal_quantile(2 * sure - 1) if sure > 0.5 else 0.0  # noqa: PLR2004 - the median needs no margin
    return tuple(_cell(*cell, list(calls.values()), limit, quantile) for cell, calls in sorted(cells.items()))


_HARSHER, _MILDER, _OTHER = "harsher", "milder", "other"
_DIRECTIONS = {(Outcome.MET, Outcome.NOT_MET): _HARSHER, (Outcome.NOT_MET, Outcome.MET): _MILDER}


def _cell(criterion: str, kind: str, calls: list[set[str]], limit: float, quantile: float) -> Flips:
    n = len(calls)
    flipped = sum(bool(found) for found in calls)
    harsher = sum(_HARSHER in found for found in calls)
    milder = sum(_MILDER in found for found in calls)
    low, high = wilson(flipped / n, n, quantile)
    needed: int | None = 0
    if high <= limit:
        verdict = FlipVerdict.PASSES
    elif low > limit:
        verdict = FlipVerdict.OVER
    else:
        verdict, needed = FlipVerdict.TOO_LITTLE, _needed(flipped / n, n, limit, quantile)
    return Flips(
        criterion,
        kind,
        verdict,
        n,
        flipped,
        flipped / n,
        float(high),
        harsher,
        milder,
        split_chance(harsher, milder),
        needed,
    )


def split_chance(one: int, other: int) -> float:
    """Give the chance of a split at least so one-sided if both ways were equally likely; two-sided, exact."""
    from scipy import special

    return min(1.0, 2 * float(special.bdtr(min(one, other), one + other, 0.5))) if one + other else 1.0


def _needed(rate: float, n: int, limit: float, quantile: float) -> int | None:
    """Give the calls missing until Wilson's upper bound of the same rate is within the limit."""
    if rate >= limit:
        return None
    few, enough = n, 2 * n
    while wilson(rate, enough, quantile)[1] > limit:
        few, enough = enough, 2 * enough
        if enough > _MOST:
            return None
    while enough - few > 1:
        middle = (few + enough) // 2
        if wilson(rate, middle, quantile)[1] > limit:
            few = middle
        else:
            enough = middle
    return enough - n
