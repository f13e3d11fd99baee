"""What a plan did: each goal before and after, against agents who began alike and were not coached on it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from qa.coaching import CoachingPlan, Goal
from qa.heatmap import rate_of
from qa.statistics.effect import Effect, EffectOptions, Progress, effect
from qa.statistics.figure import Figure, Precision
from qa.statistics.moments import Moments, share
from qa.trend_lines import Cell

NOTHING = Moments(0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Windows:
    """The days that are compared: [before, start) and [start, end)."""

    before: date
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class GoalEffect:
    """What became of a goal.

    Attributes:
        goal: what was to be reached.
        before: the agent's rate before the plan was shared.
        after: the rate since.
        reached: whether the rate since is surely at the target or over it (`true`), surely under it (`false`), or
            cannot be told (null).
        effect: against comparable agents; `too_little` where there are too few calls or agents.
    """

    goal: Goal
    before: Figure
    after: Figure
    reached: bool | None
    effect: Effect


def windows(shared: date, today: date, weeks: int) -> Windows:
    """Lay the days out: so many weeks before the plan was shared, and as many from then on as there are.

    Args:
        shared: the day of the house on which it was.
        today: the day it is; it counts.
        weeks: of both windows, at most.
    """
    span, day = timedelta(weeks=weeks), timedelta(days=1)
    return Windows(shared - span, shared, max(min(shared + span, today + day), shared + day))


def effects(
    plan: CoachingPlan,
    before: Iterable[Cell],
    after: Iterable[Cell],
    elsewhere: Mapping[str, Collection[str]],
    precision: Precision,
) -> tuple[GoalEffect, ...]:
    """Tell of each goal what the coaching did.

    Args:
        plan: that was shared.
        before: every agent's criteria in the window before.
        after: likewise since.
        elsewhere: by criterion, agents who were coached on it in these windows under another plan: none to compare with.
        precision: `least` counts calls of the agent.
    """
    former, later = _rates(before), _rates(after)
    return tuple(
        _effect(plan.agent, goal, former[goal.criterion], later[goal.criterion], elsewhere, precision)
        for goal in plan.goals
    )


def _effect(
    agent: str,
    goal: Goal,
    former: Mapping[str, Moments],
    later: Mapping[str, Moments],
    elsewhere: Mapping[str, Collection[str]],
    precision: Precision,
) -> GoalEffect:
    left_out = set(elsewhere.get(goal.criterion, ())) - {agent}
    progress = [
        Progress(each, each == agent, former.get(each, NOTHING), later.get(each, NOTHING))
        for each in sorted(former.keys() | later.keys())
        if each and each not in left_out
    ]
    since = rate_of(later.get(agent, NOTHING), precision)
    return GoalEffect(
        goal,
        rate_of(former.get(agent, NOTHING), precision),
        since,
        _reached(since, goal.target),
        effect(progress, EffectOptions(confidence=precision.confidence)),
    )


def _reached(figure: Figure, target: float) -> bool | None:
    if figure.interval is None:
        return None
    if figure.interval.low >= target:
        return True
    return None if figure.interval.high >= target else False


def _rates(cells: Iterable[Cell]) -> dict[str, dict[str, Moments]]:
    """Sort rates by criterion and agent."""
    hits: dict[str, dict[str, Moments]] = defaultdict(dict)
    for each in cells:
        hits[each.criterion][each.agent] = share(each.met, each.met + each.not_met)
    return hits
