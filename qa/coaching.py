"""A coaching plan: what an agent works on, the moments of calls that show it, and whether it was done.

    drafted ──share──▶ shared ──acknowledge, by the agent──▶ acknowledged ──finish──▶ done
       └────────cancel────┴──────────────cancel─────────────────┴──cancel──▶ cancelled

An agent sees a plan once it is shared. To acknowledge is to have seen it. What is written beside a clip repeats the call,
is sealed with its words and erased with them; notes on the plan are not of a call.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from qa.errors import NotAsked, NotTheirs, TransitionRefused
from qa.review import Reviewer


class CoachingState(StrEnum):
    """Where a plan is in its life."""

    DRAFTED = "drafted"
    SHARED = "shared"
    ACKNOWLEDGED = "acknowledged"
    DONE = "done"
    CANCELLED = "cancelled"


OPEN = (CoachingState.DRAFTED, CoachingState.SHARED, CoachingState.ACKNOWLEDGED)
"""In these, something is left to be done."""

MOST_CLIPS = 50
"""Clips of one plan."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What to reach.

    Attributes:
        criterion: id of a criterion of the plan's rubric.
        target: share of the calls in which it is met, over 0, at most 1.
    """

    criterion: str
    target: float


@dataclass(frozen=True, slots=True)
class Clip:
    """A moment of a call.

    Attributes:
        id: unique.
        recording: its id; a call of the plan's agent.
        start: seconds of the call.
        end: seconds of the call, after the start.
        note: what to listen for; empty where the words of the call were erased.
        criterion: that it shows; None for the plan as a whole.
    """

    id: str
    recording: str
    start: float
    end: float
    note: str
    criterion: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said of a plan: who, when, what."""

    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingPlan:
    """What an agent works on.

    Attributes:
        id: unique.
        agent: whose plan it is, as calls name them.
        team: of the agent when it was drafted; None where that is not known.
        rubric: whose criteria the goals are.
        goals: at least one once it is shared.
        due: by when, a day of the house.
        by: id of the coach.
        made_at: when it was drafted.
        state: where it is in its life.
        clips: moments to listen to, in the order they were put, or a draft's coach arranged.
        remarks: of coach and agent, oldest first.
        shared_at: when the agent could see it; the coaching is counted from here.
        acknowledged_at: when the agent said that it was seen.
        ended_at: when it was done or cancelled.
        ended_why: what came of it, in the coach's words.
    """

    id: str
    agent: str
    team: str | None
    rubric: str
    goals: tuple[Goal, ...]
    due: date
    by: str
    made_at: datetime
    state: CoachingState = CoachingState.DRAFTED
    clips: tuple[Clip, ...] = ()
    remarks: tuple[Remark, ...] = ()
    shared_at: datetime | None = None
    acknowledged_at: datetime | None = None
    ended_at: datetime | None = None
    ended_why: str = ""

    @property
    def open(self) -> bool:
        """Whether something is left to be done."""
        return self.state in OPEN

    def overdue(self, today: date) -> bool:
        """Tell whether it should be done by now."""
        return self.open and self.due < today


def draft(plan: CoachingPlan, criteria: Iterable[str]) -> CoachingPlan:
    """Begin a plan.

    Args:
        plan: as it is given.
        criteria: ids of the rubric's criteria.

    Raises:
        NotAsked: a goal is on a criterion that the rubric does not ask, or two are on one.
    """
    _must_fit(plan.rubric, plan.goals, criteria)
    return plan


def revise(plan: CoachingPlan, goals: tuple[Goal, ...], due: date, criteria: Iterable[str]) -> CoachingPlan:
    """Set other goals or another day, before the agent has seen them.

    Raises:
        TransitionRefused: it is shared, or over.
        NotAsked: as for `draft`.
    """
    _must_be(plan, CoachingState.DRAFTED, doing="revised")
    _must_fit(plan.rubric, goals, criteria)
    return replace(plan, goals=goals, due=due)


def share(plan: CoachingPlan, *, now: datetime) -> CoachingPlan:
    """Let the agent see a plan.

    Raises:
        TransitionRefused: it is no draft, or has no goal.
    """
    _must_be(plan, CoachingState.DRAFTED, doing="shared")
    if not plan.goals:
        raise TransitionRefused(f"Coaching plan {plan.id} has no goal; set one, then share it.")
    return replace(plan, state=CoachingState.SHARED, shared_at=now)


def acknowledge(plan: CoachingPlan, by: Reviewer, *, now: datetime) -> CoachingPlan:
    """Say that a plan was seen.

    Raises:
        NotTheirs: it is another agent's.
        TransitionRefused: it is not shared, or was acknowledged before.
    """
    _must_be_the_agent(plan, by)
    _must_be(plan, CoachingState.SHARED, doing="acknowledged")
    return replace(plan, state=CoachingState.ACKNOWLEDGED, acknowledged_at=now)


def finish(plan: CoachingPlan, *, why: str, now: datetime) -> CoachingPlan:
    """Say that a plan is done.

    Raises:
        TransitionRefused: the agent has not acknowledged it, or it is over.
    """
    _must_be(plan, CoachingState.ACKNOWLEDGED, doing="done")
    return replace(plan, state=CoachingState.DONE, ended_at=now, ended_why=why)


def cancel(plan: CoachingPlan, *, why: str, now: datetime) -> CoachingPlan:
    """Give a plan up.

    Raises:
        TransitionRefused: it is over.
    """
    _must_be(plan, *OPEN, doing="cancelled")
    return replace(plan, state=CoachingState.CANCELLED, ended_at=now, ended_why=why)


def clip(plan: CoachingPlan, added: Clip, *, agent: str | None, duration: float | None) -> CoachingPlan:
    """Put a moment of a call beside a plan.

    Args:
        plan: open.
        added: the moment.
        agent: whose call it is.
        duration: of the call, seconds, where it is known.

    Raises:
        TransitionRefused: the plan is over or full, or the moment lies outside of the call.
        NotTheirs: it is another agent's call.
    """
    _must_be(plan, *OPEN, doing="given a clip")
    if agent != plan.agent:
        raise NotTheirs(
            f"Recording {added.recording} is of another agent's call; take clips from calls of agent {plan.agent}."
        )
    if len(plan.clips) >= MOST_CLIPS:
        raise TransitionRefused(f"Coaching plan {plan.id} has {MOST_CLIPS} clips; remove one first.")
    if not 0 <= added.start < added.end or (duration is not None and added.start >= duration):
        raise TransitionRefused(
            f"A clip from {added.start} to {added.end} s does not lie within the call; give a start and a later end."
        )
    return replace(plan, clips=(*plan.clips, added))


def unclip(plan: CoachingPlan, clip_id: str) -> CoachingPlan:
    """Take a clip away.

    Raises:
        TransitionRefused: the plan is over, or has no such clip.
    """
    _must_be(plan, *OPEN, doing="changed")
    left = tuple(each for each in plan.clips if each.id != clip_id)
    if len(left) == len(plan.clips):
        raise TransitionRefused(f"Coaching plan {plan.id} has no clip {clip_id!r}; look at those it has.")
    return replace(plan, clips=left)


def arrange(plan: CoachingPlan, order: Sequence[str]) -> CoachingPlan:
    """Put the clips of a draft into another order.

    Args:
        plan: a draft.
        order: ids of all its clips.

    Raises:
        TransitionRefused: it is no draft, or the order does not name each of its clips once.
    """
    _must_be(plan, CoachingState.DRAFTED, doing="arranged")
    clips = {each.id: each for each in plan.clips}
    if sorted(order) != sorted(clips):
        raise TransitionRefused(
            f"The order does not name each of the {len(clips)} clips of coaching plan {plan.id} once; look at those "
            "it has now."
        )
    return replace(plan, clips=tuple(clips[name] for name in order))


def remark(plan: CoachingPlan, said: Remark) -> CoachingPlan:
    """Say something of a plan, as its coach or another one.

    Raises:
        TransitionRefused: it is over.
    """
    _must_be(plan, *OPEN, doing="remarked upon")
    return replace(plan, remarks=(*plan.remarks, said))


def reply(plan: CoachingPlan, by: Reviewer, said: Remark) -> CoachingPlan:
    """Say something of one's own plan.

    Raises:
        NotTheirs: it is another agent's.
        TransitionRefused: it is over, or the agent cannot see it yet.
    """
    _must_be_the_agent(plan, by)
    _must_be(plan, CoachingState.SHARED, CoachingState.ACKNOWLEDGED, doing="replied to")
    return replace(plan, remarks=(*plan.remarks, said))


def _must_be_the_agent(plan: CoachingPlan, by: Reviewer) -> None:
    if by.agent is None or by.agent != plan.agent:
        raise NotTheirs(f"Coaching plan {plan.id} is another agent's.")


def _must_be(plan: CoachingPlan, *states: CoachingState, doing: str) -> None:
    if plan.state not in states:
        raise TransitionRefused(
            f"Coaching plan {plan.id} is {plan.state}; only one that is {' or '.join(states)} can be {doing}."
        )


def _must_fit(rubric: str, goals: Iterable[Goal], criteria: Iterable[str]) -> None:
    known, seen = set(criteria), set[str]()
    for goal in goals:
        if goal.criterion not in known:
            raise NotAsked(f"Rubric {rubric} asks no {goal.criterion!r}; name one of its criteria.")
        if goal.criterion in seen:
            raise NotAsked(f"Two goals are on {goal.criterion!r}; set one.")
        seen.add(goal.criterion)
