"""An evaluation: a scorecard with an author and a life. The machine's and people's stand side by side."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from qa.errors import TransitionRefused
from scoring.finding import Scorecard


class EvaluationState(StrEnum):
    """Where an evaluation is in its life."""

    DRAFT = "draft"
    PUBLISHED = "published"
    DISPUTED = "disputed"
    FINAL = "final"


class AuthorKind(StrEnum):
    """Who made an evaluation."""

    MACHINE = "machine"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Author:
    """Who made an evaluation; `name` is the person's id, or what scored it."""

    kind: AuthorKind
    name: str


MACHINE = Author(AuthorKind.MACHINE, "everycall")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A scorecard for one transcript by one author.

    Attributes:
        id: unique.
        recording: its id.
        transcript: id of the transcript that was scored.
        digest: SHA-256 of all that shaped the scorecard beside the transcript: rubric, call facts, engines.
        scorecard: the result, never changed afterwards.
        author: who.
        state: where it is in its life.
        created_at: when.
    """

    id: str
    recording: str
    transcript: str
    digest: str
    scorecard: Scorecard
    author: Author
    state: EvaluationState
    created_at: datetime

    @property
    def counts(self) -> bool:
        """Whether it stands for the call; a draft does not."""
        return self.state is not EvaluationState.DRAFT


def draft(
    scorecard: Scorecard,
    *,
    evaluation_id: str,
    recording: str,
    transcript: str,
    digest: str,
    author: Author,
    now: datetime,
) -> Evaluation:
    """Begin an evaluation; nobody but its author acts on a draft."""
    return Evaluation(
        evaluation_id, recording, transcript, digest, scorecard, author, EvaluationState.DRAFT, now
    )


def publish(evaluation: Evaluation) -> Evaluation:
    """Make a draft count.

    Raises:
        TransitionRefused: it is no draft.
    """
    if evaluation.state is not EvaluationState.DRAFT:
        raise TransitionRefused(
            f"Evaluation {evaluation.id} is {evaluation.state}; only a draft can be published."
        )
    return replace(evaluation, state=EvaluationState.PUBLISHED)


def contest(evaluation: Evaluation) -> Evaluation:
    """Put an evaluation in dispute; it counts on as it is until that is decided.

    Raises:
        TransitionRefused: it is a draft, or final.
    """
    if evaluation.state not in {EvaluationState.PUBLISHED, EvaluationState.DISPUTED}:
        raise TransitionRefused(
            f"Evaluation {evaluation.id} is {evaluation.state}; only a published one can be disputed."
        )
    return replace(evaluation, state=EvaluationState.DISPUTED)


def settle(evaluation: Evaluation) -> Evaluation:
    """End an evaluation's disputes; nothing of it can be contested any more.

    Raises:
        TransitionRefused: it is a draft.
    """
    if not evaluation.counts:
        raise TransitionRefused(f"Evaluation {evaluation.id} is a draft; publish it first.")
    return replace(evaluation, state=EvaluationState.FINAL)


def machines(evaluation: Evaluation) -> None:
    """Insist on an evaluation that the machine made.

    Raises:
        TransitionRefused: a person made it.
    """
    if evaluation.author.kind is not AuthorKind.MACHINE:
        raise TransitionRefused(
            f"Evaluation {evaluation.id} was made by {evaluation.author.name}; name the machine's evaluation of this call."
        )


def judges_of(evaluations: Iterable[Evaluation]) -> frozenset[str]:
    """Name the people who judged a call."""
    return frozenset(e.author.name for e in evaluations if e.author.kind is AuthorKind.PERSON)
