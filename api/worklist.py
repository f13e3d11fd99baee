"""Work for reviewers: what is on one's list, asked for, and handed out."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.access import Permit, allowed
from api.blind import telling_nothing
from api.deps import HouseDep
from api.sources import Word
from qa.access import Action
from qa.assignment import share_out
from qa.evaluation import machines
from qa.flag import Flag
from qa.programme_events import ReviewAssigned, ReviewRequested
from qa.review import OPEN, Review, ReviewState
from storage.uow import Unit

router = APIRouter(prefix="/v1", tags=["Reviews"])

DUE = Field(7.0, gt=0, le=365, description="Days until the reviews should be done.")
BLIND = Field(True, description="Hide the machine's answers until a person's are all given.")


class NewReview(Word):
    """A call that somebody wants reviewed."""

    evaluation: str = Field(description="Id of the machine's evaluation.")
    due_days: float = DUE
    blind: bool = BLIND


@dataclass(frozen=True, slots=True)
class Task:
    """A review as a list shows it.

    Attributes:
        review: without answers.
        flags: why the call is worth a look, each with its reason; none of the machine's findings where that is hidden.
        started_at: when the call began; null where that is not known.
        duration: of the call, seconds; null before it was listened to.
        answered: criteria that have an answer.
        overdue: whether it should be done by now.
    """

    review: Review
    flags: tuple[Flag, ...]
    started_at: datetime | None
    duration: float | None
    answered: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class Worklist:
    """Reviews, the most urgent first; at most 500."""

    items: tuple[Task, ...]


@router.get("/worklist", operation_id="getWorklist", summary="List the reviews on one's list")
def get_worklist(house: HouseDep, permit: Annotated[Permit, allowed(Action.REVIEW)]) -> Worklist:
    """List what the one who asks has to review, the most urgent first, and why each was put there."""
    now = house.now()
    with house.store.read(permit.scope) as unit:
        return Worklist(_tasks(unit, unit.reviews.open_of(permit.person.id), now))


@router.get("/reviews", operation_id="listReviews", summary="List reviews")
def list_reviews(
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_QUEUE)],
    state: Annotated[
        tuple[ReviewState, ...], Query(description="In these states; open ones if left out.")
    ] = (),
) -> Worklist:
    """List reviews of everybody within reach, the most urgent first."""
    now = house.now()
    with house.store.read(permit.scope) as unit:
        return Worklist(_tasks(unit, unit.reviews.all(state or OPEN), now))


@router.post(
    "/reviews", operation_id="requestReview", summary="Ask for a review", status_code=HTTPStatus.CREATED
)
def request_review(
    body: NewReview, house: HouseDep, permit: Annotated[Permit, allowed(Action.ASSIGN)]
) -> Review:
    """Have a call reviewed that no plan drew; it goes to whoever can and has the least to do."""
    now = house.now()
    with house.store.begin(permit.scope) as unit:
        evaluation = unit.evaluations.get(body.evaluation)
        machines(evaluation)
        facts = unit.recordings.get(evaluation.recording).metadata
        asked = Review(
            id=house.new_id(),
            evaluation=evaluation.id,
            recording=evaluation.recording,
            rubric=evaluation.scorecard.rubric,
            agent=facts.agent_id,
            team=facts.team,
            queue=facts.queue,
            language=evaluation.scorecard.language,
            why=(body.reason,),
            plan=None,
            chance=None,
            blind=body.blind,
            created_at=now,
            due_at=now + timedelta(days=body.due_days),
        )
        unit.reviews.add(asked)
        event = ReviewRequested(recording=asked.recording, at=now, actor=permit.person.id, review=asked.id)
        unit.record(event)
        given = hand_out(unit, (asked,), permit.person.id, now)
    return given[0] if given else asked


@router.post("/worklist/share-out", operation_id="shareOutReviews", summary="Hand out what waits")
def share_out_reviews(house: HouseDep, permit: Annotated[Permit, allowed(Action.ASSIGN)]) -> Worklist:
    """Put reviews that nobody has on the lists of who can do them and has the least to do."""
    now = house.now()
    with house.store.begin(permit.scope) as unit:
        return Worklist(_tasks(unit, hand_out(unit, unit.reviews.waiting(), permit.person.id, now), now))


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


def _tasks(unit: Unit, reviews: tuple[Review, ...], now: datetime) -> tuple[Task, ...]:
    flags = unit.flags.of([each.recording for each in reviews])
    tasks = []
    for review in reviews:
        recording = unit.recordings.get(review.recording)
        raised = flags[review.recording]
        tasks.append(
            Task(
                replace(review, answers=()),
                telling_nothing(raised) if review.blind and review.open else raised,
                recording.metadata.started_at,
                recording.duration,
                len(review.answers),
                review.open and now > review.due_at,
            )
        )
    return tuple(tasks)
