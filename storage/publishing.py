"""What a person judged is put in force: the same way from a review, a dispute, and an accepted proposal."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, tzinfo

from qa.amended import Amendment, amended
from qa.evaluation import Author, AuthorKind, Evaluation, draft, publish
from qa.events import EvaluationPublished
from qa.programme_events import ReviewReleased
from qa.review import Review, release
from scoring.finding import Scorecard
from storage.issuing import issue
from storage.uow import Unit


def standing(unit: Unit, evaluation: Evaluation) -> Evaluation:
    """Find what stands for a call by the same rubric: a person's word, else the evaluation itself."""
    rubric = evaluation.scorecard.rubric
    found = [
        each
        for each in unit.evaluations.of(evaluation.recording)
        if each.scorecard.rubric == rubric and each.author.kind is AuthorKind.PERSON
    ]
    return found[-1] if found else evaluation


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a person's evaluation comes from.

    Attributes:
        evaluation: the id it gets.
        source: id of the review, dispute or proposal; it is made once of each.
        by: id of the person.
        at: when.
    """

    evaluation: str
    source: str
    by: str
    at: datetime


def drafted(basis: Evaluation, card: Scorecard, origin: Origin) -> Evaluation:
    """Make a draft of what a person says of a call, beside or instead of `basis`."""
    return draft(
        card,
        evaluation_id=origin.evaluation,
        recording=basis.recording,
        transcript=basis.transcript,
        digest=hashlib.sha256(f"{origin.source}\n{basis.id}".encode()).hexdigest(),
        author=Author(AuthorKind.PERSON, origin.by),
        now=origin.at,
    )


def corrected(unit: Unit, basis: Evaluation, criterion: str, given: Amendment, origin: Origin) -> Evaluation:
    """Make a draft in which one finding is another; all else is as it stood.

    Raises:
        NotFound: the rubric's version is not stored.
    """
    rubric = unit.rubrics.get(basis.scorecard.digest).rubric
    return drafted(basis, amended(rubric, basis.scorecard, {criterion: given}), origin)


def put_in_force(unit: Unit, made: Evaluation, *, zone: tzinfo, at: datetime, actor: str) -> Evaluation:
    """Publish a person's draft: it stands for the call from now on, with a receipt, and is counted.

    What another person said before is kept, and stands for nothing. The machine's stays beside it.
    """
    published = publish(made)
    for former in unit.evaluations.of(made.recording):
        same = former.scorecard.rubric == made.scorecard.rubric
        if same and former.author.kind is AuthorKind.PERSON and former.id != made.id:
            unit.evaluations.retire(former)
    unit.evaluations.save(published)
    unit.evaluations.add(published)
    unit.record(EvaluationPublished(recording=made.recording, at=at, actor=actor, evaluation=made.id))
    issue(unit, published, at=at)
    unit.scores.count(made.recording, zone)
    return published


def release_review(unit: Unit, review: Review, *, zone: tzinfo, at: datetime, actor: str) -> Review:
    """Let the agent see a review, and its evaluation count.

    Raises:
        TransitionRefused: it is not submitted, or released already.
        NotDue: its delay is not over.
    """
    released = release(review, now=at)
    unit.reviews.save(released)
    made = unit.evaluations.get(released.result or "")
    event = ReviewReleased(
        recording=review.recording, at=at, actor=actor, review=review.id, evaluation=made.id
    )
    unit.record(event)
    put_in_force(unit, made, zone=zone, at=at, actor=actor)
    return released
