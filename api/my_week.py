"""An agent's own week: strengths first, then what to work on, and what waits for them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter

from api.access import Permit, allowed
from api.coaching import ShownPlan, all_shown
from api.comparisons import map_of
from api.deps import House, HouseDep
from api.digest import IsoWeek, changes_of, chosen, told_by
from qa.access import Action
from qa.coaching import OPEN, CoachingState
from qa.digest import BEFORE, Change, Week
from qa.dispute import PENDING, Dispute
from qa.heatmap import HeatCell, Need, needs, strengths
from qa.review import Review, ReviewState
from qa.trend import Question
from storage.errors import NotFound
from storage.review_lists import ReviewFilter
from storage.reviews import MOST
from storage.uow import Unit

router = APIRouter(prefix="/v1/me", tags=["Coaching"])

_QUARTER = timedelta(weeks=13)


@dataclass(frozen=True, slots=True)
class MyRubric:
    """One's own standing by a rubric; nothing is told of anybody else.

    Attributes:
        rubric: its id.
        strengths: what one meets surely more often than colleagues of the team, the farthest first; 13 weeks.
        work_on: what one misses surely more often, each with the calls behind it; 13 weeks.
        criteria: one's own rate of every criterion; 13 weeks.
        changes: the week against the four before.
    """

    rubric: str
    strengths: tuple[HeatCell, ...]
    work_on: tuple[Need, ...]
    criteria: tuple[HeatCell, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class MyWeek:
    """An agent's own week.

    Attributes:
        week: its name, as ISO 8601 writes it.
        start: Monday.
        before: the Monday after.
        agent: one's id, as calls name it.
        team: whose agents one is compared with; null where it is not known.
        rubrics: one entry for each rubric in use, or by which calls of these five weeks were judged.
        coaching: one's open plans, with their clips.
        to_acknowledge: plans that one has not acknowledged yet.
        reviews: reviews of one's calls that one has not acknowledged yet.
        disputes: one's own that are not over.
    """

    week: str
    start: date
    before: date
    agent: str
    team: str | None
    rubrics: tuple[MyRubric, ...]
    coaching: tuple[ShownPlan, ...]
    to_acknowledge: tuple[str, ...]
    reviews: tuple[Review, ...]
    disputes: tuple[Dispute, ...]


@router.get("/week", operation_id="getMyWeek", summary="Get one's own week")
def get_my_week(
    house: HouseDep, permit: Annotated[Permit, allowed(Action.ACKNOWLEDGE)], week: IsoWeek = None
) -> MyWeek:
    """Tell an agent what goes well, what to work on, which moments to listen to, and what waits for them."""
    agent = permit.person.agent_id
    if agent is None:
        raise NotFound(
            "You take no calls here: your account names no agent. Have an administrator name yours."
        )
    asked = chosen(week, house)
    with house.store.read(permit.scope) as unit:
        team = _team(unit, agent)
        plans = all_shown(unit.coaching.all(OPEN, agent), unit, house, permit.person)
        released = ReviewFilter(states=(ReviewState.RELEASED,), agent=agent)
        reviews = unit.reviews.page(released, limit=MOST).reviews
        disputes = [each for each in unit.disputes.all(PENDING) if each.agent == agent]
    return MyWeek(
        week=asked.name,
        start=asked.start,
        before=asked.before,
        agent=agent,
        team=team,
        rubrics=_rubrics(house, agent, team, asked),
        coaching=plans,
        to_acknowledge=tuple(each.plan.id for each in plans if each.plan.state is CoachingState.SHARED),
        reviews=reviews,
        disputes=tuple(disputes),
    )


def _rubrics(house: House, agent: str, team: str | None, week: Week) -> tuple[MyRubric, ...]:
    """Compare an agent with the whole team, and keep what is of the agent."""
    found = []
    with house.store.read() as unit:
        for rubric in told_by(unit, week):
            quarter = Question(rubric=rubric, since=week.before - _QUARTER, before=week.before, team=team)
            made = map_of(unit, quarter)
            own = replace(made, cells=tuple(cell for cell in made.cells if cell.agent == agent))
            mine = Question(rubric=rubric, since=week.start - BEFORE, before=week.before, agent=agent)
            found.append(MyRubric(rubric, strengths(own), needs(own), own.cells, changes_of(unit, mine)))
    return tuple(found)


def _team(unit: Unit, agent: str) -> str | None:
    try:
        return unit.coaching.team_of(agent)
    except NotFound:  # no call of theirs was published yet
        return None
