"""A dispute: an agent contests one finding, and somebody who did not judge the call decides.

    open ──uphold──▶ upheld ──appeal, once──▶ appealed ──the lead decides──▶ final
      │                └──the window closes──▶ final
      └──overturn──▶ overturned

What is overturned restores what the finding would have earned (`qa.amended`), in an evaluation of its own.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from qa.errors import (
    Contested,
    NotAsked,
    NotDue,
    NotTheirs,
    OwnCall,
    OwnReview,
    TransitionRefused,
    WindowClosed,
)
from qa.evaluation import Evaluation
from qa.review import Reviewer
from scoring.finding import Finding, Outcome


class DisputeState(StrEnum):
    """Where a dispute is in its life."""

    OPEN = "open"
    UPHELD = "upheld"
    OVERTURNED = "overturned"
    APPEALED = "appealed"
    FINAL = "final"


UNDECIDED = (DisputeState.OPEN, DisputeState.APPEALED)
"""In these, somebody has to decide."""

PENDING = (*UNDECIDED, DisputeState.UPHELD)
"""In these, it is not over."""


class Verdict(StrEnum):
    """Of a dispute: the finding stands, or it falls."""

    UPHELD = "upheld"
    OVERTURNED = "overturned"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision.

    Attributes:
        by: id of who decided.
        at: when.
        verdict: whether the finding stands.
        outcome: how the criterion stands instead; None where it is upheld.
        reason: why.
        result: id of the evaluation that an overturned finding brought; None where it is upheld.
    """

    by: str
    at: datetime
    verdict: Verdict
    outcome: Outcome | None
    reason: str
    result: str | None = None


@dataclass(frozen=True, slots=True)
class DisputeOptions:
    """How long there is.

    Attributes:
        window: from when a result may be seen, to contest a finding of it.
        appeal: from a decision, to appeal.
    """

    window: timedelta = timedelta(days=14)
    appeal: timedelta = timedelta(days=7)


DEFAULTS = DisputeOptions()


@dataclass(frozen=True, slots=True)
class Dispute:
    """One finding that an agent contests.

    Attributes:
        id: unique.
        evaluation: that holds the finding.
        recording: its id.
        rubric: id of the rubric.
        criterion: the finding's.
        contested: the outcome that is contested.
        agent: whose call it is.
        team: likewise; None where that is not known.
        by: id of the person who contests it.
        reason: why.
        at: seconds into the call that they point at; None for the whole call.
        opened_at: when.
        state: where it is in its life.
        rulings: one, or two after an appeal.
        appeal_until: until when an upheld one may be appealed.
        appealed_at: when it was; None where it was not.
        appeal_reason: why.
    """

    id: str
    evaluation: str
    recording: str
    rubric: str
    criterion: str
    contested: Outcome
    agent: str
    team: str | None
    by: str
    reason: str
    at: float | None
    opened_at: datetime
    state: DisputeState = DisputeState.OPEN
    rulings: tuple[Ruling, ...] = ()
    appeal_until: datetime | None = None
    appealed_at: datetime | None = None
    appeal_reason: str = ""

    @property
    def verdict(self) -> Verdict | None:
        """The last decision; None before there is one."""
        return self.rulings[-1].verdict if self.rulings else None


@dataclass(frozen=True, slots=True)
class Contest:
    """What an agent contests, and why; `at` is in seconds of the call."""

    dispute: str
    criterion: str
    reason: str
    at: float | None = None


def open_(
    evaluation: Evaluation,
    contest: Contest,
    by: Reviewer,
    *,
    call: tuple[str | None, str | None],
    others: Iterable[Dispute],
    until: datetime,
    now: datetime,
) -> Dispute:
    """Contest a finding.

    Args:
        evaluation: that holds it; it counts.
        contest: what and why, and the dispute's id.
        by: the agent.
        call: agent and team of the call.
        others: disputes there are about the same recording.
        until: when the window closes: `DisputeOptions.window` after the agent could see the evaluation.
        now: the time.

    Raises:
        NotTheirs: it is another agent's call.
        NotAsked: the evaluation has no such finding, or nothing that costs the agent anything.
        Contested: the finding is in dispute, or was.
        WindowClosed: it is too late.
    """
    agent, team = call
    if agent is None or by.agent != agent:
        raise NotTheirs(f"Evaluation {evaluation.id} is of another agent's call; that agent may contest it.")
    finding = _finding(evaluation, contest.criterion)
    rubric = evaluation.scorecard.rubric
    for known in others:
        if (known.rubric, known.criterion) == (rubric, contest.criterion):
            raise Contested(
                f"{contest.criterion} of this call is {known.state} in dispute {known.id}; look at how that went."
            )
    if now > until:
        raise WindowClosed(f"Evaluation {evaluation.id} could be contested until {until:%Y-%m-%d %H:%M}.")
    return Dispute(
        id=contest.dispute,
        evaluation=evaluation.id,
        recording=evaluation.recording,
        rubric=rubric,
        criterion=contest.criterion,
        contested=finding.outcome,
        agent=agent,
        team=team,
        by=by.id,
        reason=contest.reason,
        at=contest.at,
        opened_at=now,
    )


def decide(
    dispute: Dispute,
    ruling: Ruling,
    by: Reviewer,
    *,
    judges: Collection[str],
    options: DisputeOptions = DEFAULTS,
) -> Dispute:
    """Uphold a finding or overturn it.

    Args:
        dispute: open, or appealed.
        ruling: what is decided, by `by`.
        by: who decides; of an appeal, the QA lead, which `qa.access` sees to.
        judges: ids of all who judged the call before: `qa.evaluation.judges_of`.
        options: how long there is to appeal.

    Raises:
        TransitionRefused: it is decided, or the ruling says nothing new.
        OwnCall: it is their own call.
        OwnReview: they judged the call before, or decided this dispute the first time.
    """
    _must_be(dispute, *UNDECIDED, doing="decided")
    if by.id == dispute.by or (by.agent is not None and by.agent == dispute.agent):
        raise OwnCall(f"Dispute {dispute.id} is about {by.id}'s own call; somebody else decides it.")
    if by.id in {*judges, *(each.by for each in dispute.rulings)}:
        raise OwnReview(f"{by.id} judged the call of dispute {dispute.id} before; somebody else decides it.")
    overturns = ruling.verdict is Verdict.OVERTURNED
    if overturns != (ruling.outcome is not None) or ruling.outcome in {dispute.contested, *_NO_RELIEF}:
        raise TransitionRefused(
            f"Dispute {dispute.id} contests that {dispute.criterion} is {dispute.contested}; to overturn it say that it"
            " is met or not_applicable, to uphold it leave the outcome out."
        )
    rulings = (*dispute.rulings, ruling)
    if dispute.state is DisputeState.APPEALED:
        return replace(dispute, state=DisputeState.FINAL, rulings=rulings)
    if overturns:
        return replace(dispute, state=DisputeState.OVERTURNED, rulings=rulings)
    until = ruling.at + options.appeal
    return replace(dispute, state=DisputeState.UPHELD, rulings=rulings, appeal_until=until)


def appeal(dispute: Dispute, by: Reviewer, *, reason: str, now: datetime) -> Dispute:
    """Ask the QA lead, once.

    Raises:
        NotTheirs: another agent contests it.
        TransitionRefused: it was not upheld, or was appealed before.
        WindowClosed: it is too late.
    """
    if by.agent is None or by.agent != dispute.agent:
        raise NotTheirs(f"Dispute {dispute.id} is another agent's.")
    _must_be(dispute, DisputeState.UPHELD, doing="appealed")
    if dispute.appeal_until is None or now > dispute.appeal_until:
        raise WindowClosed(f"Dispute {dispute.id} could be appealed until {dispute.appeal_until}.")
    return replace(dispute, state=DisputeState.APPEALED, appealed_at=now, appeal_reason=reason)


def settle(dispute: Dispute, *, now: datetime) -> Dispute:
    """End a dispute that was upheld and not appealed in time.

    Raises:
        TransitionRefused: it was not upheld.
        NotDue: it may still be appealed.
    """
    _must_be(dispute, DisputeState.UPHELD, doing="settled")
    if dispute.appeal_until is not None and now <= dispute.appeal_until:
        raise NotDue(f"Dispute {dispute.id} may be appealed until {dispute.appeal_until:%Y-%m-%d %H:%M}.")
    return replace(dispute, state=DisputeState.FINAL)


_NO_RELIEF = (Outcome.NOT_MET, Outcome.UNDECIDED)
"""Outcomes that no overturned finding has: who was right to contest it gains by it."""


def _finding(evaluation: Evaluation, criterion: str) -> Finding:
    found = [each for each in evaluation.scorecard.findings if each.criterion == criterion]
    if not found or not evaluation.counts:
        raise NotAsked(f"Evaluation {evaluation.id} says nothing of {criterion!r} that counts.")
    if found[0].outcome is not Outcome.NOT_MET:
        raise NotAsked(
            f"{criterion} is {found[0].outcome} in evaluation {evaluation.id}, which costs nothing; only what is not_met"
            " can be contested."
        )
    return found[0]


def _must_be(dispute: Dispute, *states: DisputeState, doing: str) -> None:
    if dispute.state not in states:
        raise TransitionRefused(
            f"Dispute {dispute.id} is {dispute.state}; only one that is {' or '.join(states)} can be {doing}."
        )
