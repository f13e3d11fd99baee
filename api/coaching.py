"""Coaching plans: drafted, shared, acknowledged by the agent, done; and what they did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.called import CallIds, call_ids
from api.deps import House, HouseDep
from api.sources import Word
from qa import coaching
from qa.access import Action, Person
from qa.coaching import CoachingPlan, CoachingState, Goal
from qa.coaching_events import (
    CoachingAcknowledged,
    CoachingCancelled,
    CoachingDone,
    CoachingDrafted,
    CoachingEvent,
    CoachingRevised,
    CoachingShared,
)
from qa.review import Reviewer
from scoring.errors import RubricUnknown
from storage.uow import Unit

router = APIRouter(prefix="/v1/coaching", tags=["Coaching"])


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NewGoal(_Body):
    """What to reach."""

    criterion: str = Field(description="Id of a criterion of the plan's rubric.")
    target: float = Field(gt=0, le=1, description="Share of the calls in which it is to be met.")


class Revision(_Body):
    """The goals of a draft, and by when."""

    goals: tuple[NewGoal, ...] = Field((), max_length=20, description="At least one, before it is shared.")
    due: date = Field(ge=date(1970, 1, 1), le=date(9999, 12, 30), description="By when, a day of the house.")


class NewPlan(Revision):
    """What an agent is to work on."""

    agent: str = Field(min_length=1, description="The agent's id, as calls name them.")
    rubric: str = Field(description="Whose criteria the goals are.")


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan as it is shown.

    Attributes:
        plan: what it says.
        overdue: whether it should be done by now.
        call_ids: what recording systems call the calls of its clips, by the recording's id; of those that may be read.
    """

    plan: CoachingPlan
    overdue: bool
    call_ids: CallIds


@dataclass(frozen=True, slots=True)
class CoachingList:
    """Plans, those due first; at most 500."""

    items: tuple[ShownPlan, ...]


Coach = Annotated[Permit, allowed(Action.COACH)]
Reader = Annotated[Permit, allowed(Action.READ_COACHING)]
Agent = Annotated[Permit, allowed(Action.ACKNOWLEDGE)]


@router.post(
    "", operation_id="draftCoaching", summary="Draft a coaching plan", status_code=HTTPStatus.CREATED
)
def draft_coaching(body: NewPlan, house: HouseDep, permit: Coach) -> ShownPlan:
    """Begin a plan for an agent of one's teams; the agent sees it once it is shared."""
    now = house.now()
    with house.store.begin(permit.scope) as unit:
        plan = coaching.draft(
            CoachingPlan(
                id=house.new_id(),
                agent=body.agent,
                team=unit.coaching.team_of(body.agent),
                rubric=body.rubric,
                goals=_goals(body),
                due=body.due,
                by=permit.person.id,
                made_at=now,
            ),
            _criteria(unit, body.rubric),
        )
        unit.coaching.add(plan)
        unit.record(CoachingDrafted(plan=plan.id, agent=plan.agent, at=now, actor=permit.person.id))
        return shown(plan, unit, house, permit.person)


@router.get("", operation_id="listCoaching", summary="List coaching plans")
def list_coaching(
    house: HouseDep,
    permit: Reader,
    state: Annotated[tuple[CoachingState, ...], Query(description="In these states; all if left out.")] = (),
    agent: Annotated[str | None, Query(description="Of this agent.")] = None,
    team: Annotated[str | None, Query(description="Of agents of this team.")] = None,
) -> CoachingList:
    """List plans within reach, those due first; an agent's own, once they are shared."""
    with house.store.read(permit.scope) as unit:
        found = unit.coaching.all(state, agent, team)
        return CoachingList(all_shown(found, unit, house, permit.person))


@router.get("/{plan_id}", operation_id="getCoaching", summary="Get a coaching plan")
def get_coaching(plan_id: str, house: HouseDep, permit: Reader) -> ShownPlan:
    """Show a plan with its clips and what was said of it."""
    with house.store.read(permit.scope) as unit:
        return shown(unit.coaching.get(plan_id), unit, house, permit.person)


@router.put("/{plan_id}", operation_id="reviseCoaching", summary="Revise a draft")
def revise_coaching(plan_id: str, body: Revision, house: HouseDep, permit: Coach) -> ShownPlan:
    """Set the goals of a draft, and by when."""
    with house.store.begin(permit.scope) as unit:
        loaded = unit.coaching.get(plan_id, to_change=True)
        changed = coaching.revise(loaded, _goals(body), body.due, _criteria(unit, loaded.rubric))
        return saved(unit, house, permit, changed, CoachingRevised)


@router.post("/{plan_id}/share", operation_id="shareCoaching", summary="Let the agent see a plan")
def share_coaching(plan_id: str, house: HouseDep, permit: Coach) -> ShownPlan:
    """Share a plan; its effect is counted from this day."""
    with house.store.begin(permit.scope) as unit:
        shared = coaching.share(unit.coaching.get(plan_id, to_change=True), now=house.now())
        return saved(unit, house, permit, shared, CoachingShared)


@router.post("/{plan_id}/acknowledge", operation_id="acknowledgeCoaching", summary="Say that it was seen")
def acknowledge_coaching(plan_id: str, house: HouseDep, permit: Agent) -> ShownPlan:
    """Let the agent say that a plan was seen."""
    with house.store.begin(permit.scope) as unit:
        loaded = unit.coaching.get(plan_id, to_change=True)
        seen = coaching.acknowledge(loaded, who(permit.person), now=house.now())
        return saved(unit, house, permit, seen, CoachingAcknowledged)


@router.post("/{plan_id}/done", operation_id="finishCoaching", summary="Say that a plan is done")
def finish_coaching(plan_id: str, body: Word, house: HouseDep, permit: Coach) -> ShownPlan:
    """End a plan that the agent acknowledged; the reason says what came of it."""
    with house.store.begin(permit.scope) as unit:
        loaded = unit.coaching.get(plan_id, to_change=True)
        done = coaching.finish(loaded, why=body.reason, now=house.now())
        return saved(unit, house, permit, done, CoachingDone)


@router.post("/{plan_id}/cancel", operation_id="cancelCoaching", summary="Give a plan up")
def cancel_coaching(plan_id: str, body: Word, house: HouseDep, permit: Coach) -> ShownPlan:
    """End a plan that is not to be followed any more."""
    with house.store.begin(permit.scope) as unit:
        loaded = unit.coaching.get(plan_id, to_change=True)
        ended = coaching.cancel(loaded, why=body.reason, now=house.now())
        return saved(unit, house, permit, ended, CoachingCancelled)


def saved(
    unit: Unit, house: House, permit: Permit, plan: CoachingPlan, event: type[CoachingEvent]
) -> ShownPlan:
    """Save a change of a plan, and record it."""
    unit.coaching.save(plan)
    unit.record(event(plan=plan.id, agent=plan.agent, at=house.now(), actor=permit.person.id))
    return shown(plan, unit, house, permit.person)


def shown(plan: CoachingPlan, unit: Unit, house: House, person: Person) -> ShownPlan:
    """Show a plan as it stands today."""
    return all_shown([plan], unit, house, person)[0]


def all_shown(
    plans: Sequence[CoachingPlan], unit: Unit, house: House, person: Person
) -> tuple[ShownPlan, ...]:
    """Show plans as they stand today, in their order, to a person."""
    named = call_ids(unit, (clip.recording for plan in plans for clip in plan.clips), person)
    return tuple(
        ShownPlan(
            plan,
            plan.overdue(house.today),
            {clip.recording: named[clip.recording] for clip in plan.clips if clip.recording in named},
        )
        for plan in plans
    )


def _goals(body: Revision) -> tuple[Goal, ...]:
    return tuple(Goal(each.criterion, each.target) for each in body.goals)


def _criteria(unit: Unit, rubric: str) -> set[str]:
    versions = unit.rubrics.of(rubric)
    if not versions:
        raise RubricUnknown(f"There is no version of any rubric {rubric!r}.")
    used = [each for each in versions if each.in_use] or list(versions)
    return {criterion.id for each in used for criterion in each.rubric.criteria}


def who(person: Person) -> Reviewer:
    """Name a person as the programme does."""
    return Reviewer(person.id, person.agent_id)
