"""A review: looked at, taken, answered, submitted, and acknowledged by the agent."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.blind import blind_calls, neutral
from api.deps import HouseDep
from api.sources import Word
from qa import review as reviews
from qa.access import Action, Person
from qa.amended import amended
from qa.answered import amendments, ratings_of
from qa.metadata import Name
from qa.programme_events import (
    ReviewAcknowledged,
    ReviewAssigned,
    ReviewSkipped,
    ReviewSubmitted,
    ReviewTakenOver,
)
from qa.review import Comment, Review, ReviewAnswer, Reviewer
from scoring.finding import Outcome, Scorecard
from storage.publishing import Origin, drafted, release_review
from storage.uow import Unit

router = APIRouter(prefix="/v1/reviews", tags=["Reviews"])


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NewComment(_Body):
    """A remark at a place in the call."""

    at: float = Field(ge=0, allow_inf_nan=False, description="Seconds into the call.")
    text: str = Field(min_length=1, max_length=2000, description="What is remarked.")


class NewAnswer(_Body):
    """A person's answer to one criterion."""

    criterion: str = Field(description="Its id.")
    outcome: Outcome = Field(description="How it stands.")
    reason: str = Field("", max_length=2000, description="Why, where it is not what the machine says.")
    comments: tuple[NewComment, ...] = Field(
        (), max_length=50, description="Remarks; they are shown as evidence."
    )


class NewAnswers(_Body):
    """Answers to some criteria, or all; others stay as they are."""

    answers: tuple[NewAnswer, ...] = Field(max_length=200)


class To(_Body):
    """Whose list a review goes on."""

    person: Name = Field(description="Id of the person.")


@dataclass(frozen=True, slots=True)
class Question:
    """A criterion as the form asks it; `heading` is its section's, `guidance` says how a person would tell."""

    criterion: str
    section: str
    heading: str
    title: str
    guidance: str


@dataclass(frozen=True, slots=True)
class ShownReview:
    """A review with all that is needed to do it.

    Attributes:
        review: with the answers so far.
        questions: in the rubric's order.
        machine: the machine's scorecard; null while it is hidden from whoever reviews.
        result: the scorecard that the answers come to; null until it is submitted.
    """

    review: Review
    questions: tuple[Question, ...]
    machine: Scorecard | None
    result: Scorecard | None


@router.get("/{review_id}", operation_id="getReview", summary="Get a review")
def get_review(
    review_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.READ_EVALUATION)]
) -> ShownReview:
    """Show a review with its form; the agent of the call sees it once it is released."""
    with house.store.read(permit.scope) as unit:
        return _shown(unit, unit.reviews.get(review_id), permit.person)


@router.post("/{review_id}/assign", operation_id="assignReview", summary="Put a review on somebody's list")
def assign_review(
    review_id: str, body: To, house: HouseDep, permit: Annotated[Permit, allowed(Action.ASSIGN)]
) -> Review:
    """Give a review to a person, also from another's list; answers of another are dropped."""
    with house.store.begin(permit.scope) as unit:
        known = {each.person: each.reviewer for each in unit.skills.all()}
        review = unit.reviews.get(review_id, to_change=True)
        given = reviews.assign(review, known.get(body.person, Reviewer(body.person)))
        unit.reviews.save(given)
        event = ReviewAssigned(
            recording=given.recording, at=house.now(), actor=permit.person.id, review=given.id, to=body.person
        )
        unit.record(event)
    return given


@router.post("/{review_id}/take-over", operation_id="takeOverReview", summary="Take a review")
def take_over_review(
    review_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.REVIEW)]
) -> Review:
    """Take a review that waits, or another's; it begins anew."""
    with house.store.begin(permit.scope) as unit:
        former = unit.reviews.get(review_id, to_change=True)
        taken = reviews.take_over(former, _who(permit.person))
        unit.reviews.save(taken)
        event = ReviewTakenOver(
            recording=taken.recording,
            at=house.now(),
            actor=permit.person.id,
            review=taken.id,
            former=former.reviewer or "",
        )
        unit.record(event)
    return taken


@router.post("/{review_id}/skip", operation_id="skipReview", summary="Give a review back")
def skip_review(
    review_id: str, body: Word, house: HouseDep, permit: Annotated[Permit, allowed(Action.REVIEW)]
) -> Review:
    """Give a review back and say why; it goes to somebody else."""
    now = house.now()
    with house.store.begin(permit.scope) as unit:
        review = unit.reviews.get(review_id, to_change=True)
        left = reviews.skip(review, _who(permit.person), reason=body.reason, now=now)
        unit.reviews.save(left)
        event = ReviewSkipped(recording=left.recording, at=now, actor=permit.person.id, review=left.id)
        unit.record(event)
    return left


@router.put("/{review_id}/answers", operation_id="answerReview", summary="Answer criteria")
def answer_review(
    review_id: str, body: NewAnswers, house: HouseDep, permit: Annotated[Permit, allowed(Action.REVIEW)]
) -> ShownReview:
    """Write answers down; where the review is blind, the machine's are shown once all are given."""
    given = [
        ReviewAnswer(
            each.criterion, each.outcome, each.reason, tuple(Comment(c.at, c.text) for c in each.comments)
        )
        for each in body.answers
    ]
    with house.store.begin(permit.scope) as unit:
        review = unit.reviews.get(review_id, to_change=True)
        card = unit.evaluations.get(review.evaluation).scorecard
        answered = reviews.answer(review, _who(permit.person), card, given)
        unit.reviews.save(answered)
        return _shown(unit, answered, permit.person)


@router.post("/{review_id}/submit", operation_id="submitReview", summary="End a review")
def submit_review(
    review_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.REVIEW)]
) -> ShownReview:
    """Have the answers become an evaluation beside the machine's, released at once or after the house's delay."""
    now, by = house.now(), _who(permit.person)
    release_at = now + timedelta(hours=house.settings.review_delay_hours)
    with house.store.begin(permit.scope) as unit:
        review = unit.reviews.get(review_id, to_change=True)
        machine = unit.evaluations.get(review.evaluation)
        origin = Origin(house.new_id(), review.id, by.id, now)
        done = reviews.submit(
            review, by, machine.scorecard, now=now, release_at=release_at, result=origin.evaluation
        )
        rubric = unit.rubrics.get(machine.scorecard.digest).rubric
        heard = unit.transcripts.get(machine.transcript).transcript
        card = amended(rubric, machine.scorecard, amendments(done, heard))
        unit.evaluations.add(drafted(machine, card, origin))
        unit.reviews.save(done)
        given = ratings_of(done, machine.scorecard)
        unit.ratings.add(given)
        event = ReviewSubmitted(
            recording=done.recording,
            at=now,
            actor=by.id,
            review=done.id,
            evaluation=origin.evaluation,
            changed=sum(each.outcome is not each.machine for each in given),
        )
        unit.record(event)
        if release_at <= now:
            done = release_review(unit, done, zone=house.zone, at=now, actor=by.id)
        return _shown(unit, done, permit.person)


@router.post("/{review_id}/acknowledge", operation_id="acknowledgeReview", summary="Say that it was seen")
def acknowledge_review(
    review_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.ACKNOWLEDGE)]
) -> Review:
    """Let the agent say that a released review was seen; that is no consent."""
    now = house.now()
    with house.store.begin(permit.scope) as unit:
        review = unit.reviews.get(review_id, to_change=True)
        seen = reviews.acknowledge(review, _who(permit.person), now=now)
        unit.reviews.save(seen)
        event = ReviewAcknowledged(recording=seen.recording, at=now, actor=permit.person.id, review=seen.id)
        unit.record(event)
    return seen


def _shown(unit: Unit, review: Review, person: Person) -> ShownReview:
    """Show a review; who scores the call blind, be it in another review, sees neither the machine's answers nor people's."""
    card = unit.evaluations.get(review.evaluation).scorecard
    rubric = unit.rubrics.get(card.digest).rubric
    questions = tuple(
        Question(criterion.id, section.id, section.title, criterion.title, criterion.guidance)
        for section in rubric.sections
        for criterion in section.criteria
    )
    if review.recording in blind_calls(unit, [review.recording], person):
        is_own = review.reviewer == person.id
        seen = replace(review, why=neutral(review), answers=review.answers if is_own else ())
        return ShownReview(seen, questions, None, None)
    result = None if review.result is None else unit.evaluations.get(review.result).scorecard
    return ShownReview(review, questions, card if review.shows_machine(card) else None, result)


def _who(person: Person) -> Reviewer:
    return Reviewer(person.id, person.agent_id)
