"""What a plan would draw, told before it is carried out: how many by which draw, of whom, and how sure a rate it gives."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from qa.review_plan import Picked, PlannedCall, PlanRule
from qa.statistics.figure import Figure, Interval
from qa.statistics.interval import normal_quantile, wilson

ASSUMED = 0.05
"""Error rate that is reckoned with where the house has measured none."""


@dataclass(frozen=True, slots=True)
class Portion:
    """What falls to an agent or a team.

    Attributes:
        name: as calls name them; empty for calls that name none.
        calls: there are.
        drawn: of these.
    """

    name: str
    calls: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Foreseen:
    """How sure an error rate would be that rests on the random reviews of a plan, once all are done.

    Attributes:
        rate: that is reckoned with, 0 to 1.
        checks: calls that it was measured on; 0 where it is assumed.
        reviews: drawn by chance.
        interval: about where the rate would then be known to lie; null where no call is drawn by chance.
    """

    rate: float
    checks: int
    reviews: int
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a plan would draw.

    Attributes:
        candidates: calls there are.
        count: how many would be drawn.
        drawn: how many by each draw: `random`, `risk`, each rule by its name; a call that several draw counts for each.
        fitting: calls that each rule is about, by its name.
        agents: what falls to each, by name.
        teams: likewise.
    """

    candidates: int
    count: int
    drawn: Mapping[str, int]
    fitting: Mapping[str, int]
    agents: tuple[Portion, ...]
    teams: tuple[Portion, ...]


def drawn_by(picked: Sequence[Picked]) -> Mapping[str, int]:
    """Count what each draw brought."""
    return dict(sorted(Counter(why for each in picked for why in each.why).items()))


def outlook(calls: Sequence[PlannedCall], rules: Sequence[PlanRule], picked: Sequence[Picked]) -> Outlook:
    """Sum up what was drawn from calls.

    Args:
        calls: all there are.
        rules: of the plan.
        picked: `qa.review_plan.plan` of both.
    """
    drawn = [each.call for each in picked]
    return Outlook(
        candidates=len(calls),
        count=len(picked),
        drawn=drawn_by(picked),
        fitting={rule.name: sum(map(rule.wants, calls)) for rule in rules},
        agents=_parts(calls, drawn, lambda call: call.agent),
        teams=_parts(calls, drawn, lambda call: call.team),
    )


def foreseen(measured: Figure | None, reviews: int, calls: int, *, confidence: float = 0.95) -> Foreseen:
    """Say about how sure an error rate would be.

    Wilson's interval at the number of reviews, each worth 1 / (1 − share drawn) where calls are drawn without putting
    back: who reviews every call knows the rate (W. G. Cochran, Sampling Techniques, 3rd ed., 1977, section 2.6). It is of
    one answer a call; criteria that are asked of few calls are known less well.

    Args:
        measured: the house's own error rate; where there is none, or too little for one, `ASSUMED` is taken.
        reviews: drawn by chance, up to `calls`.
        calls: there are.
        confidence: of the interval.
    """
    known = measured is not None and measured.value is not None
    rate = measured.value if measured is not None and measured.value is not None else ASSUMED
    checks = measured.n if measured is not None and known else 0
    if reviews == 0:
        return Foreseen(rate, checks, 0, None)
    worth = inf if reviews >= calls else reviews / (1 - reviews / calls)
    low, high = wilson(rate, worth, normal_quantile(confidence))
    return Foreseen(rate, checks, reviews, Interval(float(low), float(high), confidence))


def _parts(
    calls: Sequence[PlannedCall], drawn: Sequence[PlannedCall], of: Callable[[PlannedCall], str | None]
) -> tuple[Portion, ...]:
    there, taken = Counter(of(each) or "" for each in calls), Counter(of(each) or "" for each in drawn)
    return tuple(Portion(name, there[name], taken[name]) for name in sorted(there))
