"""Plans that draw what is reviewed, and who takes on what of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from api.access import Permit, allowed
from api.deps import House, HouseDep
from api.worklist import BLIND, DUE, hand_out
from qa.access import Action
from qa.assignment import Skills
from qa.errors import TransitionRefused
from qa.flag import FlagKind, drawn_flag
from qa.metadata import Name
from qa.programme_events import ReviewsPlanned, SkillsSet
from qa.review import Review
from qa.review_plan import Each, Picked, PlanRule, ReviewPlan, plan
from qa.statistics.sampling import DrawOptions, Why

router = APIRouter(prefix="/v1", tags=["Reviews"])


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NewRule(_Body):
    """Calls that the house wants reviewed; what is left out does not narrow."""

    name: Name = Field(description="As reviewers read it; each rule has its own.")
    flags: frozenset[FlagKind] = Field(frozenset(), description="With one of these flags.")
    teams: frozenset[str] = Field(frozenset(), description="Of these teams.")
    queues: frozenset[str] = Field(frozenset(), description="Of these queues.")
    agents: frozenset[str] = Field(frozenset(), description="Of these agents.")
    score_to: float | None = Field(None, ge=0, le=100, description="With a score of at most this.")
    each: Each = Field(Each.AGENT, description="For whom `number` or `share` is meant.")
    number: float | None = Field(None, gt=0, le=10_000, description="Calls for each.")
    share: float | None = Field(None, gt=0, le=1, description="Share of the calls of each, instead.")

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if (self.number is None) == (self.share is None):
            raise ValueError("number, share: give one of the two")
        return self

    def rule(self) -> PlanRule:
        """Say it as the planner reads it."""
        return PlanRule(**self.model_dump())


class NewReviewPlan(_Body):
    """Which calls are to be reviewed."""

    rubric: Name = Field(description="The rubric whose evaluations are reviewed.")
    since: AwareDatetime = Field(description="Calls from this moment on.")
    before: AwareDatetime = Field(description="Calls before this moment.")
    random: float = Field(gt=0, le=100_000, description="How many are drawn by chance, evenly over agents.")
    by_risk: float = Field(0.0, ge=0, le=100_000, description="How many more by risk, as their flags tell.")
    rules: tuple[NewRule, ...] = Field((), max_length=50, description="What else the house wants reviewed.")
    seed: str = Field("", max_length=200, description="Who has it draws the same again; left out, a new one.")
    due_days: float = DUE
    blind: bool = BLIND

    @model_validator(mode="after")
    def _a_period(self) -> Self:
        if self.before <= self.since:
            raise ValueError("since, before: the first has to be earlier")
        return self


class NewSkills(_Body):
    """What a reviewer takes on; what is left empty does not narrow."""

    agent: str | None = Field(None, description="As calls name them, where they take calls themselves.")
    languages: frozenset[Literal["zh", "en"]] = Field(frozenset(), description="That they judge calls in.")
    queues: frozenset[str] = Field(frozenset(), description="That they know.")
    at_most: int = Field(
        50, ge=0, le=1000, description="Reviews on their list at once; 0 for none at present."
    )


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, how many of its reviews are on a list, and how many wait for somebody who can."""

    plan: ReviewPlan
    assigned: int
    waiting: int


@dataclass(frozen=True, slots=True)
class PlanList:
    """Plans, the latest period first."""

    items: tuple[ReviewPlan, ...]


@dataclass(frozen=True, slots=True)
class ReviewerList:
    """Whom reviews are handed out to, and what they have on their lists: person → open reviews."""

    items: tuple[Skills, ...]
    load: dict[str, int]


@router.post(
    "/review-plans", operation_id="planReviews", summary="Plan reviews", status_code=HTTPStatus.CREATED
)
def plan_reviews(
    body: NewReviewPlan, house: HouseDep, permit: Annotated[Permit, allowed(Action.ASSIGN)]
) -> Planned:
    """Draw calls to be reviewed, by chance, by risk and by rule, and put them on lists.

    Each keeps its chance of being drawn, so that error rates over all calls can be estimated. Plans for one rubric
    cannot overlap, or a call would have two chances.
    """
    now, seed = house.now(), body.seed or house.new_id()
    with house.store.begin(permit.scope) as unit:
        unit.plans.take_turns()
        other = unit.plans.overlapping(body.rubric, body.since, body.before)
        if other is not None:
            raise TransitionRefused(
                f"Plan {other.id} draws from {other.since:%Y-%m-%d %H:%M} until {other.before:%Y-%m-%d %H:%M}; plan a period"
                " that has no moment in common with it, or ask for single reviews."
            )
        calls = unit.plans.candidates(body.rubric, body.since, body.before)
        rules = tuple(rule.rule() for rule in body.rules)
        picked = plan(calls, rules, DrawOptions(seed, body.random, body.by_risk))
        kept = _plan(body, rules, (house.new_id(), seed), (len(calls), len(picked)), (permit.person.id, now))
        unit.plans.add(kept)
        reviews = tuple(_review(house, kept, each, now + timedelta(days=body.due_days)) for each in picked)
        for review, each in zip(reviews, picked, strict=True):
            unit.reviews.add(review)
            if Why.RANDOM in each.why:
                unit.flags.add(review.recording, drawn_flag(len(calls), each.chance))
        event = ReviewsPlanned(
            at=now, actor=permit.person.id, plan=kept.id, seed=seed, candidates=len(calls), count=len(picked)
        )
        unit.record(event)
        given = hand_out(unit, reviews, permit.person.id, now)
    return Planned(kept, len(given), len(reviews) - len(given))


@router.get(
    "/review-plans",
    operation_id="listReviewPlans",
    summary="List plans",
    dependencies=[allowed(Action.READ_QUEUE)],
)
def list_plans(
    house: HouseDep, rubric: Annotated[str | None, Query(description="Of this rubric.")] = None
) -> PlanList:
    """List what was planned, with its seed and its rules."""
    with house.store.read() as unit:
        return PlanList(unit.plans.of(rubric))


@router.get(
    "/reviewers",
    operation_id="listReviewers",
    summary="List who reviews",
    dependencies=[allowed(Action.READ_QUEUE)],
)
def list_reviewers(house: HouseDep) -> ReviewerList:
    """List whom reviews are handed out to, what they take on, and how much they have to do."""
    with house.store.read() as unit:
        return ReviewerList(unit.skills.all(), dict(unit.reviews.load()))


@router.put("/reviewers/{person}", operation_id="setReviewer", summary="Say what a reviewer takes on")
def set_reviewer(
    person: Name, body: NewSkills, house: HouseDep, permit: Annotated[Permit, allowed(Action.ASSIGN)]
) -> Skills:
    """Hand reviews out to a person from now on, or to an extent that is another than before."""
    skills = Skills(person, body.agent, frozenset(body.languages), body.queues, body.at_most)
    with house.store.begin() as unit:
        unit.skills.put(skills)
        unit.record(SkillsSet(at=house.now(), actor=permit.person.id, person=person))
    return skills


def _plan(
    body: NewReviewPlan,
    rules: tuple[PlanRule, ...],
    names: tuple[str, str],
    counts: tuple[int, int],
    made: tuple[str, datetime],
) -> ReviewPlan:
    """Write a plan down; `names` are its id and seed, `counts` calls and drawn ones, `made` by whom and when."""
    period = (body.rubric, body.since, body.before)
    return ReviewPlan(
        names[0], *period, rules, names[1], body.random, body.by_risk, body.blind, *counts, *made
    )


def _review(house: House, kept: ReviewPlan, picked: Picked, due_at: datetime) -> Review:
    call = picked.call
    return Review(
        id=house.new_id(),
        evaluation=call.evaluation,
        recording=call.recording,
        rubric=kept.rubric,
        agent=call.agent,
        team=call.team,
        queue=call.queue,
        language=call.language,
        why=picked.why,
        plan=kept.id,
        chance=picked.chance,
        blind=kept.blind,
        created_at=kept.made_at,
        due_at=due_at,
    )
