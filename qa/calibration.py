"""A calibration session: several people score the same call blind, and then see how far apart they are.

The machine is rater zero: its answers stand beside theirs once the session is closed. Nothing of a session counts
for the agent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from qa.amended import Amendment, amended
from qa.errors import NotAsked, NotTheirs, OwnCall, TransitionRefused, Unanswered
from qa.rated import MACHINE
from qa.review import Reviewer
from scoring.finding import Outcome, Scorecard
from scoring.form import Rubric


class CalibrationState(StrEnum):
    """Whether a session still takes answers."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Vote:
    """A participant's answer to one criterion; `reason` is for the talk afterwards."""

    criterion: str
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A session on one call.

    Attributes:
        id: unique.
        title: as people call it.
        evaluation: the machine's, of the call.
        recording: its id.
        rubric: id of the rubric.
        agent: whose call it is; None where that is not known.
        queue: likewise.
        participants: ids of who scores.
        expert: id of the participant whom the others are measured by; None for nobody.
        by: who called it.
        opened_at: when.
        due_at: until when people should score.
        state: whether it still takes answers.
        closed_at: when it was closed.
        votes: participant → answers, complete forms only.
    """

    id: str
    title: str
    evaluation: str
    recording: str
    rubric: str
    agent: str | None
    queue: str | None
    participants: tuple[str, ...]
    expert: str | None
    by: str
    opened_at: datetime
    due_at: datetime
    state: CalibrationState = CalibrationState.OPEN
    closed_at: datetime | None = None
    votes: Mapping[str, tuple[Vote, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a session that cannot measure anything.

        Raises:
            TransitionRefused: fewer than two people take part, or the expert does not.
        """
        if len(set(self.participants)) < _LEAST or len(set(self.participants)) != len(self.participants):
            raise TransitionRefused("A calibration takes two people or more, each once; name them.")
        if self.expert is not None and self.expert not in self.participants:
            raise TransitionRefused(f"{self.expert} does not take part; name an expert who does, or none.")

    def seen_by(self, person: str) -> Mapping[str, tuple[Vote, ...]]:
        """Give the votes that somebody may see: one's own until it is closed, then all."""
        if self.state is CalibrationState.CLOSED:
            return self.votes
        return {name: votes for name, votes in self.votes.items() if name == person}


_LEAST = 2


def vote(session: Calibration, by: Reviewer, card: Scorecard, votes: Iterable[Vote]) -> Calibration:
    """Score the call; a participant may score again until the session is closed.

    Raises:
        TransitionRefused: it is closed.
        NotTheirs: they take no part.
        OwnCall: it is their own call.
        NotAsked: the form has no such criterion.
        Unanswered: a criterion has no answer.
    """
    _must_be_open(session)
    if by.id not in session.participants:
        raise NotTheirs(f"{by.id} takes no part in calibration {session.id}; ask {session.by} for a place.")
    if by.agent is not None and by.agent == session.agent:
        raise OwnCall(f"Calibration {session.id} is on {by.id}'s own call; somebody else scores it.")
    given = {each.criterion: each for each in votes}
    order = [finding.criterion for finding in card.findings]
    strange = sorted(given.keys() - set(order))
    if strange:
        raise NotAsked(f"Calibration {session.id} asks {', '.join(order)}, and not {', '.join(strange)}.")
    missing = tuple(f"{name} has no answer" for name in order if name not in given)
    if missing:
        raise Unanswered(f"The form of {by.id}", missing)
    return replace(session, votes={**session.votes, by.id: tuple(given[name] for name in order)})


def close(session: Calibration, *, now: datetime) -> Calibration:
    """End a session; from now on everybody sees everything.

    Raises:
        TransitionRefused: it is closed, or fewer than two people scored.
    """
    _must_be_open(session)
    if len(session.votes) < _LEAST:
        raise TransitionRefused(
            f"{len(session.votes)} of {len(session.participants)} scored in calibration {session.id}; two are needed"
            " to compare."
        )
    return replace(session, state=CalibrationState.CLOSED, closed_at=now)


@dataclass(frozen=True, slots=True)
class RaterResult:
    """How one rater scored.

    Attributes:
        rater: id of the person, or the machine's.
        score: 0 to 100; None where nothing was decided.
        off: score less the expert's; None without an expert, or of the expert.
        same: share of criteria answered as the expert did, 0 to 1; None likewise.
        answers: criterion → outcome.
    """

    rater: str
    score: float | None
    off: float | None
    same: float | None
    answers: Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """How one criterion was answered; `together` is the share of pairs of people who said the same, 0 to 1."""

    criterion: str
    answers: Mapping[str, Outcome]
    together: float


@dataclass(frozen=True, slots=True)
class SessionResult:
    """What a closed session shows, the machine first among the raters.

    Attributes:
        raters: the machine, then people in the order of the participants.
        criteria: in the rubric's order.
        spread: highest score of a person less the lowest; None where one has no score.
    """

    raters: tuple[RaterResult, ...]
    criteria: tuple[CriterionResult, ...]
    spread: float | None


def result(session: Calibration, rubric: Rubric, card: Scorecard) -> SessionResult:
    """Compare how people scored, with each other, the expert and the machine.

    Raises:
        TransitionRefused: it is not closed: votes are blind until then.
    """
    if session.state is not CalibrationState.CLOSED:
        raise TransitionRefused(f"Calibration {session.id} is open; close it to see how people scored.")
    machine = {finding.criterion: finding.said for finding in card.findings}
    people = {
        name: {v.criterion: v.outcome for v in session.votes[name]}
        for name in session.participants
        if name in session.votes
    }
    answers = {MACHINE: machine, **people}
    scores = {name: _score(rubric, card, given) for name, given in answers.items()}
    expert = session.expert if session.expert in people else None
    raters = tuple(
        RaterResult(
            name,
            scores[name],
            None if expert in {None, name} else _less(scores[name], scores[expert or ""]),
            None if expert in {None, name} else _same(given, answers[expert or ""]),
            given,
        )
        for name, given in answers.items()
    )
    criteria = tuple(
        CriterionResult(
            name,
            {rater: given[name] for rater, given in answers.items()},
            _together([p[name] for p in people.values()]),
        )
        for name in machine
    )
    told = [scores[name] for name in people]
    known = [each for each in told if each is not None]
    spread = max(known) - min(known) if len(known) == len(told) else None
    return SessionResult(raters, criteria, spread)


def _score(rubric: Rubric, card: Scorecard, given: Mapping[str, Outcome]) -> float | None:
    return amended(rubric, card, {name: Amendment(outcome) for name, outcome in given.items()}).score


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else round(one - other, 2)


def _same(one: Mapping[str, Outcome], other: Mapping[str, Outcome]) -> float:
    return sum(one[name] is other[name] for name in other) / len(other)


def _together(outcomes: list[Outcome]) -> float:
    pairs = [(a, b) for place, a in enumerate(outcomes) for b in outcomes[place + 1 :]]
    return sum(a is b for a, b in pairs) / len(pairs)


def _must_be_open(session: Calibration) -> None:
    if session.state is not CalibrationState.OPEN:
        raise TransitionRefused(f"Calibration {session.id} is closed; call a new one.")
