"""Work for reviewers: asked for, taken, and handed out."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.deps import HouseDep
from api.pages import MOST
from api.review_lists import Worklist, tasks_of
from api.sources import Word
from qa.access import Action
from qa.assignment import share_out
from qa.errors import NotTheirs, OwnCall, TransitionRefused
from qa.evaluation import Evaluation, machines
from qa.metadata import Name
from qa.programme_events import ReviewAssigned, ReviewRequested
from qa.review import Review, Reviewer, assign, take_over
from storage.uow import Unit

router = APIRouter(prefix="/v1", tags=["Reviews"])

DUE = Field(7.0, gt=0, le=365, description="Days until the reviews should be done.")
OWN_DUE_DAYS = 1.0
"""Days within which a call that a reviewer took is done."""
BLIND = Field(True, description="Hide the machine's answers until a person's are all given.")


class NewReview(Word):
    """A call that somebody wants reviewed."""

    evaluation: str = Field(description="Id of the machine's evaluation.")
    due_days: float = DUE
    blind: bool = BLIND


class OwnReview(BaseModel):
    """A call that somebody takes to review, unasked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    evaluation: str = Field(description="Id of the machine's evaluation.")
    reason: str = Field("", max_length=2000, description="Why this one.")


class Handing(BaseModel):
    """Reviews to put on somebody's list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: Name = Field(description="Id of the person.")
    reviews: tuple[str, ...] = Field(min_length=1, max_length=MOST, description="Their ids.")


@dataclass(frozen=True, slots=True)
class Unmoved:
    """A review that could not be put on somebody's list.

    Attributes:
        review: its id.
        code: of the refusal.
        why: in a sentence.
    """

    review: str
    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of reviews that were handed out.

    Attributes:
        items: those on the person's list now.
        refused: the others.
    """

    items: tuple[Review, ...]
    refused: tuple[Unmoved, ...]


@router.post(
    "/reviews", operation_id="requestReview", summary="Ask for a review", status_code=HTTPStatus.CREATED
)
def request_review(
    body: NewReview, house: HouseDep, permit: Annotated[Permit, allowed(Action.ASSIGN)]
) -> Review:
    """Have a call reviewed that no plan drew; it goes to whoever can and has the least to do."""
    now = house.now()
    with house.store.begin(permit.scope) as unit:
        asked = _asked(
            unit,
            unit.evaluations.get(body.evaluation),
            house.new_id(),
            now,
            body.reason,
            blind=body.blind,
            due=body.due_days,
        )
        unit.reviews.add(asked)
        event = ReviewRequested(recording=asked.recording, at=now, actor=permit.person.id, review=asked.id)
        unit.record(event)
        given = hand_out(unit, (asked,), permit.person.id, now)
    return given[0] if given else asked


@router.post(
    "/worklist", operation_id="takeCall", summary="Take a call to review", status_code=HTTPStatus.CREATED
)
def take_call(body: OwnReview, house: HouseDep, permit: Annotated[Permit, allowed(Action.REVIEW)]) -> Review:
    """Put a call that nobody was asked to review on one's own list; it was seen before, so it is not blind."""
    now, by = house.now(), permit.person
    with house.store.begin(permit.scope) as unit:
        evaluation = unit.evaluations.get(body.evaluation)
        for other in unit.reviews.of(evaluation.recording):
            if other.open and other.evaluation == evaluation.id:
                raise TransitionRefused(
                    f"Review {other.id} of this call is open already; take that one over instead."
                )
        reason = body.reason or "taken by a reviewer"
        asked = _asked(unit, evaluation, house.new_id(), now, reason, blind=False, due=OWN_DUE_DAYS)
        taken = take_over(asked, Reviewer(by.id, by.agent_id))
        unit.reviews.add(taken)
        unit.record(ReviewRequested(recording=taken.recording, at=now, actor=by.id, review=taken.id))
        unit.record(ReviewAssigned(recording=taken.recording, at=now, actor=by.id, review=taken.id, to=by.id))
    return taken


@router.post("/worklist/assign", operation_id="handOutReviews", summary="Put reviews on somebody's list")
def hand_out_reviews(
    body: Handing, house: HouseDep, permit: Annotated[Permit, allowed(Action.ASSIGN)]
) -> Handed:
    """Give several reviews to a person at once; those that may not go to them stay where they are, and say why."""
    now, given, refused = house.now(), [], []
    with house.store.begin(permit.scope) as unit:
        known = {each.person: each.reviewer for each in unit.skills.all()}
        to = known.get(body.person, Reviewer(body.person))
        for name in dict.fromkeys(body.reviews):
            try:
                review = assign(unit.reviews.get(name, to_change=True), to)
            except (OwnCall, NotTheirs, TransitionRefused) as error:
                refused.append(Unmoved(name, error.code, str(error)))
                continue
            unit.reviews.save(review)
            event = ReviewAssigned(
                recording=review.recording, at=now, actor=permit.person.id, review=name, to=body.person
            )
            unit.record(event)
            given.append(replace(review, answers=()))
    return Handed(tuple(given), tuple(refused))


@router.post("/worklist/share-out", operation_id="shareOutReviews", summary="Hand out what waits")
def share_out_reviews(house: HouseDep, permit: Annotated[Permit, allowed(Action.ASSIGN)]) -> Worklist:
    """Put reviews that nobody has on the lists of who can do them and has the least to do."""
    now = house.now()
    with house.store.begin(permit.scope) as unit:
        given = hand_out(unit, unit.reviews.waiting(), permit.person.id, now)
        return Worklist(tasks_of(unit, given, now, permit.person))


def hand_out(unit: Unit, waiting: tuple[Review, ...], actor: str, now: datetime) -> tuple[Review, ...]:
    """Put reviews that wait on the lists of who can do them; gives those that somebody has now."""
    given = share_out(waiting, unit.skills.all(), unit.reviews.load())
    for review in given:
        unit.reviews.save(review)
        event = ReviewAssigned(
            recording=review.recording, at=now, actor=actor, review=review.id, to=review.reviewer or ""
        )
        unit.record(event)
    return given


def _asked(
    unit: Unit, evaluation: Evaluation, name: str, now: datetime, why: str, *, blind: bool, due: float
) -> Review:
    machines(evaluation)
    facts = unit.recordings.get(evaluation.recording).metadata
    return Review(
        id=name,
        evaluation=evaluation.id,
        recording=evaluation.recording,
        rubric=evaluation.scorecard.rubric,
        agent=facts.agent_id,
        team=facts.team,
        queue=facts.queue,
        language=evaluation.scorecard.language,
        why=(why,),
        plan=None,
        chance=None,
        blind=blind,
        created_at=now,
        due_at=now + timedelta(days=due),
    )
