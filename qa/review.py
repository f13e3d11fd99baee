"""A review: a person answers each criterion of a call, beside the machine and without touching what it said.

    waiting ──assign──▶ assigned ──submit──▶ submitted ──release──▶ released ──acknowledge──▶ acknowledged
       ▲                 │    ▲
       └──────skip───────┘    └ take over: another person's, begun anew

A blind review shows the machine's answers only once every criterion has one of the person's own; what was answered
first stays beside what is answered after that, and statistics of agreement use the first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from qa.errors import NotAsked, NotDue, NotTheirs, OwnCall, TransitionRefused, Unanswered
from scoring.finding import Outcome, Scorecard


class ReviewState(StrEnum):
    """Where a review is in its life."""

    WAITING = "waiting"
    ASSIGNED = "assigned"
    SUBMITTED = "submitted"
    RELEASED = "released"
    ACKNOWLEDGED = "acknowledged"


OPEN = (ReviewState.WAITING, ReviewState.ASSIGNED)
"""In these there is work left."""
SOON = timedelta(days=7)
"""How long before its time a review is said to be due soon."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person who judges calls.

    Attributes:
        id: the person's.
        agent: as calls name them, where they take calls themselves.
    """

    id: str
    agent: str | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark at a place in the call; `at` is in seconds."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class ReviewAnswer:
    """A person's answer to one criterion.

    Attributes:
        criterion: its id.
        outcome: how it stands.
        reason: why, where it is not what the machine says.
        comments: remarks, by their time.
        first: what was answered first, before the machine's answer could be seen where the review is blind.
    """

    criterion: str
    outcome: Outcome
    reason: str = ""
    comments: tuple[Comment, ...] = ()
    first: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """Somebody would not review this call, and why."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Review:
    """A call on somebody's list.

    Attributes:
        id: unique.
        evaluation: the machine's, that is reviewed.
        recording: its id.
        rubric: id of the rubric.
        agent: whose call it is; None where that is not known.
        team: likewise.
        queue: likewise.
        language: of the rubric.
        why: what put it on the list, one line each.
        plan: the plan that drew it; None where somebody asked for it.
        chance: with which it was drawn, over 0 to 1; None where it was not drawn.
        blind: whether the machine's answers are hidden until all are given.
        created_at: when.
        due_at: until when it should be done.
        state: where it is in its life.
        reviewer: whose it is; None while it waits.
        skipped: who would not do it.
        answers: so far, in the rubric's order.
        submitted_at: when it was.
        release_at: from when the agent may see it.
        result: id of the evaluation it brought.
        acknowledged_at: when the agent said that it was seen.
    """

    id: str
    evaluation: str
    recording: str
    rubric: str
    agent: str | None
    team: str | None
    queue: str | None
    language: str
    why: tuple[str, ...]
    plan: str | None
    chance: float | None
    blind: bool
    created_at: datetime
    due_at: datetime
    state: ReviewState = ReviewState.WAITING
    reviewer: str | None = None
    skipped: tuple[Skip, ...] = ()
    answers: tuple[ReviewAnswer, ...] = ()
    submitted_at: datetime | None = None
    release_at: datetime | None = None
    result: str | None = None
    acknowledged_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether there is work left."""
        return self.state in OPEN

    def shows_machine(self, card: Scorecard) -> bool:
        """Tell whether the machine's answers may be seen by whoever reviews."""
        given = {each.criterion for each in self.answers}
        return not self.blind or not self.open or all(f.criterion in given for f in card.findings)


def assign(review: Review, to: Reviewer) -> Review:
    """Put a review on somebody's list; also from another's, whose answers so far are dropped.

    Raises:
        TransitionRefused: it is done.
        OwnCall: it is their own call.
        NotTheirs: they skipped it before.
    """
    _must_be(review, *OPEN, doing="assigned")
    _not_own(review, to)
    if any(skip.by == to.id for skip in review.skipped):
        raise NotTheirs(f"{to.id} skipped review {review.id} before; give it to somebody else.")
    kept = review.answers if review.reviewer == to.id else ()
    return replace(review, state=ReviewState.ASSIGNED, reviewer=to.id, answers=kept)


def take_over(review: Review, by: Reviewer) -> Review:
    """Take another's review, or one that waits; it begins anew, since the judgement is one person's.

    Raises:
        TransitionRefused: it is done, or theirs already.
        OwnCall: it is their own call.
        NotTheirs: they skipped it before.
    """
    if review.open and review.reviewer == by.id:
        raise TransitionRefused(f"Review {review.id} is {by.id}'s already; answer it.")
    return assign(review, by)


def skip(review: Review, by: Reviewer, *, reason: str, now: datetime) -> Review:
    """Give a review back, and say why; it goes to somebody else.

    Raises:
        TransitionRefused: it is not being worked on.
        NotTheirs: it is another's.
    """
    _must_be_theirs(review, by, doing="skipped")
    skipped = (*review.skipped, Skip(by.id, reason, now))
    return replace(review, state=ReviewState.WAITING, reviewer=None, skipped=skipped, answers=())


def answer(review: Review, by: Reviewer, card: Scorecard, given: Iterable[ReviewAnswer]) -> Review:
    """Write answers down; they may be changed until the review is submitted.

    Args:
        review: theirs.
        by: who answers.
        card: the machine's.
        given: some criteria's, or all.

    Raises:
        TransitionRefused: it is not being worked on.
        NotTheirs: it is another's.
        OwnCall: it is their own call.
        NotAsked: the card has no such criterion.
    """
    _must_be_theirs(review, by, doing="answered")
    _not_own(review, by)
    order = [finding.criterion for finding in card.findings]
    answers = {each.criterion: each for each in review.answers}
    for each in given:
        if each.criterion not in order:
            raise NotAsked(
                f"Review {review.id} asks {', '.join(order)}, and not {each.criterion!r}; answer one of those."
            )
        former = answers.get(each.criterion)
        first = each.outcome if former is None else former.first
        answers[each.criterion] = replace(each, first=first)
    return replace(review, answers=tuple(answers[name] for name in order if name in answers))


def submit(
    review: Review, by: Reviewer, card: Scorecard, *, now: datetime, release_at: datetime, result: str
) -> Review:
    """End the work on a review; its answers are what the person says of the call.

    Args:
        review: theirs.
        by: who answered.
        card: the machine's.
        now: the time.
        release_at: from when the agent may see it.
        result: id of the evaluation it becomes.

    Raises:
        TransitionRefused: it is not being worked on.
        NotTheirs: it is another's.
        OwnCall: it is their own call.
        Unanswered: a criterion has no answer, or a change has no reason.
    """
    _must_be_theirs(review, by, doing="submitted")
    _not_own(review, by)
    missing = tuple(_missing(review, card))
    if missing:
        raise Unanswered(f"Review {review.id}", missing)
    return replace(
        review, state=ReviewState.SUBMITTED, submitted_at=now, release_at=release_at, result=result
    )


def release(review: Review, *, now: datetime) -> Review:
    """Let the agent see it.

    Raises:
        TransitionRefused: it is not submitted, or released already.
        NotDue: its delay is not over.
    """
    _must_be(review, ReviewState.SUBMITTED, doing="released")
    if review.release_at is not None and now < review.release_at:
        raise NotDue(f"Review {review.id} is to be released on {review.release_at:%Y-%m-%d %H:%M}; wait.")
    return replace(review, state=ReviewState.RELEASED)


def acknowledge(review: Review, by: Reviewer, *, now: datetime) -> Review:
    """Let the agent say that it was seen.

    Raises:
        TransitionRefused: it is not released, or was acknowledged before.
        NotTheirs: it is another agent's call.
    """
    if by.agent is None or by.agent != review.agent:
        raise NotTheirs(f"Review {review.id} is of another agent's call; that agent acknowledges it.")
    _must_be(review, ReviewState.RELEASED, doing="acknowledged")
    return replace(review, state=ReviewState.ACKNOWLEDGED, acknowledged_at=now)


def _missing(review: Review, card: Scorecard) -> Iterable[str]:
    answers = {each.criterion: each for each in review.answers}
    for finding in card.findings:
        given = answers.get(finding.criterion)
        if given is None:
            yield f"{finding.criterion} has no answer"
        elif given.outcome is not finding.said and not given.reason.strip():
            yield f"{finding.criterion} is {given.outcome} where the machine says {finding.said}: say why"


def _must_be(review: Review, *states: ReviewState, doing: str) -> None:
    if review.state not in states:
        raise TransitionRefused(
            f"Review {review.id} is {review.state}; only one that is {' or '.join(states)} can be {doing}."
        )


def _must_be_theirs(review: Review, by: Reviewer, *, doing: str) -> None:
    _must_be(review, ReviewState.ASSIGNED, doing=doing)
    if review.reviewer != by.id:
        raise NotTheirs(f"Review {review.id} is {review.reviewer}'s; take it over first.")


def _not_own(review: Review, who: Reviewer) -> None:
    if who.agent is not None and who.agent == review.agent:
        raise OwnCall(f"Review {review.id} is of {who.id}'s own call; somebody else reviews it.")
