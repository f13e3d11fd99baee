"""What a coaching plan did: before and after, against agents who began alike."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated

from fastapi import APIRouter, Query

from api.coaching import Reader
from api.deps import House, HouseDep
from api.trends import breaks_of
from qa.coaching_effect import GoalEffect, effects, windows
from qa.errors import TransitionRefused
from qa.makers import Break
from qa.statistics.figure import Precision
from qa.trend import Question

router = APIRouter(prefix="/v1/coaching", tags=["Coaching"])


@dataclass(frozen=True, slots=True)
class CoachingEffect:
    """What a plan did.

    Attributes:
        plan: its id.
        before: first day of the window before.
        start: the day the plan was shared: the window before ends, the one after begins.
        end: the day after the window after.
        goals: in the plan's order.
        breaks: what changed beside the rubric meanwhile; it moves comparable agents alike.
    """

    plan: str
    before: date
    start: date
    end: date
    goals: tuple[GoalEffect, ...]
    breaks: tuple[Break, ...]


@router.get("/{plan_id}/effect", operation_id="getCoachingEffect", summary="Tell what a plan did")
def get_effect(
    plan_id: str,
    house: HouseDep,
    permit: Reader,
    weeks: Annotated[int, Query(ge=1, le=26, description="Of the windows before and after, at most.")] = 8,
) -> CoachingEffect:
    """Hold the agent's change on each goal against that of agents who began alike and were not coached on it.

    All agents of the house are compared with; nothing is told of any of them.
    """
    with house.store.read(permit.scope) as unit:
        plan = unit.coaching.get(plan_id)
    if plan.shared_at is None:
        raise TransitionRefused(
            f"Coaching plan {plan.id} is {plan.state}; share it, then it can have an effect."
        )
    days = windows(plan.shared_at.astimezone(house.zone).date(), house.today, weeks)
    with house.store.read() as unit:
        before = unit.trends.cells(Question(rubric=plan.rubric, since=days.before, before=days.start))
        after = unit.trends.cells(Question(rubric=plan.rubric, since=days.start, before=days.end))
        others = unit.coaching.coached(
            plan.rubric,
            _midnight(house, days.before - (days.start - days.before)),
            _midnight(house, days.end),
        )
        found = breaks_of(unit, Question(rubric=plan.rubric, since=days.before, before=days.end))
    elsewhere: dict[str, set[str]] = defaultdict(set)
    for other in others:
        for goal in other.goals:
            elsewhere[goal.criterion].add(other.agent)
    told = effects(plan, before, after, elsewhere, Precision())
    return CoachingEffect(plan.id, days.before, days.start, days.end, told, found)


def _midnight(house: House, day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=house.zone)
