"""Plans that draw what is reviewed, and how far each of them is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Self

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from api.access import Permit, allowed
from api.deps import House, HouseDep
from api.worklist import BLIND, DUE, hand_out
from qa.access import Action
from qa.flag import FlagKind, drawn_flag
from qa.metadata import Name
from qa.plan_errors import NothingToDraw, PlansOverlap
from qa.plan_outlook import Foreseen, Outlook, drawn_by, foreseen, outlook
from qa.programme_events import ReviewsPlanned
from qa.rating import error_rates
from qa.review import Review
from qa.review_plan import Each, Picked, PlannedCall, PlanRule, Progress, ReviewPlan, plan
from qa.statistics.figure import Precision
from qa.statistics.sampling import DrawOptions, Why
from storage.uow import Unit

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


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, how many of its reviews are on a list, and how many wait for somebody who can."""

    plan: ReviewPlan
    assigned: int
    waiting: int


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """What a plan would draw.

    Attributes:
        seed: of the draws; the plan that is made with it draws the same, as long as no call is added.
        outlook: how many, by which draws, of whom.
        foreseen: about how sure an error rate would be that rests on the random ones.
        overlapping: a plan with a moment in common, which stands in the way; null where there is none.
    """

    seed: str
    outlook: Outlook
    foreseen: Foreseen
    overlapping: ReviewPlan | None


@dataclass(frozen=True, slots=True)
class PlanList:
    """Plans, the latest period first, and how far the reviews of each are: id → progress, within reach."""

    items: tuple[ReviewPlan, ...]
    progress: Mapping[str, Progress]


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
            raise PlansOverlap(
                f"Plan {other.id} draws from {other.since:%Y-%m-%d %H:%M} until {other.before:%Y-%m-%d %H:%M}; plan a period"
                " that has no moment in common with it, or ask for single reviews."
            )
        calls, rules, picked = _drawn(unit, body, seed)
        if not calls:
            raise NothingToDraw(
                f"The machine judged no call from {body.since:%Y-%m-%d %H:%M} until {body.before:%Y-%m-%d %H:%M} by rubric"
                f" {body.rubric!r}; choose another period or rubric, or wait until its calls are judged."
            )
        kept = _plan(body, rules, (house.new_id(), seed), (len(calls), picked), (permit.person.id, now))
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


@router.post("/review-plans/preview", operation_id="previewReviewPlan", summary="Tell what a plan would draw")
def preview_plan(
    body: NewReviewPlan, house: HouseDep, permit: Annotated[Permit, allowed(Action.ASSIGN)]
) -> PlanPreview:
    """Draw as a plan would, and write nothing: how many calls by which draws, of whom, and what they would tell.

    The error rate that is reckoned with is what reviews found so far of the rubric, all criteria together; 5 % where they
    found too little. Whoever sends the same with the seed that is answered draws what was shown.
    """
    seed = body.seed or house.new_id()
    with house.store.read(permit.scope) as unit:
        calls, rules, picked = _drawn(unit, body, seed)
        other = unit.plans.overlapping(body.rubric, body.since, body.before)
        rates = error_rates(unit.ratings.checked(body.rubric, None), Precision())
    told = outlook(calls, rules, picked)
    measured = next((each.rate for each in rates if each.criterion == ""), None)
    return PlanPreview(seed, told, foreseen(measured, told.drawn.get(Why.RANDOM, 0), len(calls)), other)


@router.get("/review-plans", operation_id="listReviewPlans", summary="List plans")
def list_plans(
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_QUEUE)],
    rubric: Annotated[str | None, Query(description="Of this rubric.")] = None,
) -> PlanList:
    """List what was planned, with its seed and its rules, and how far it is."""
    with house.store.read(permit.scope) as unit:
        plans = unit.plans.of(rubric)
        return PlanList(plans, unit.reviews.progress([each.id for each in plans]))


def _drawn(
    unit: Unit, body: NewReviewPlan, seed: str
) -> tuple[tuple[PlannedCall, ...], tuple[PlanRule, ...], tuple[Picked, ...]]:
    """Give the calls of the period, the rules, and what is drawn of them."""
    calls = unit.plans.candidates(body.rubric, body.since, body.before)
    rules = tuple(rule.rule() for rule in body.rules)
    return calls, rules, plan(calls, rules, DrawOptions(seed, body.random, body.by_risk))


def _plan(
    body: NewReviewPlan,
    rules: tuple[PlanRule, ...],
    names: tuple[str, str],
    found: tuple[int, Sequence[Picked]],
    made: tuple[str, datetime],
) -> ReviewPlan:
    """Write a plan down; `names` are its id and seed, `found` calls and drawn ones, `made` by whom and when."""
    calls, picked = found
    period, counts = (body.rubric, body.since, body.before), (calls, len(picked))
    wanted = (body.random, body.by_risk, body.blind)
    return ReviewPlan(names[0], *period, rules, names[1], *wanted, *counts, *made, drawn_by(picked))


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
