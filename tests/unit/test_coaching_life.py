"""A coaching plan, in any order that people may think of."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from qa import coaching
from qa.coaching import OPEN, Clip, CoachingPlan, CoachingState, Goal, Remark
from qa.errors import NotAsked, NotTheirs, QaError, TransitionRefused
from qa.review import Reviewer
from tests.programme import CRITERIA, NOON

ANN, AMY, LEAD = Reviewer("ann", "a1"), Reviewer("amy", "a2"), Reviewer("bob")
people = st.sampled_from([ANN, AMY, LEAD])


def plan(**changes: object) -> CoachingPlan:
    made = CoachingPlan(
        id="p-1",
        agent="a1",
        team="Loans",
        rubric="manners",
        goals=(Goal("thanks", 0.8),),
        due=date(2026, 4, 1),
        by="bob",
        made_at=NOON,
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


class Coached(RuleBasedStateMachine):
    """A coach, the agent and another agent do anything at any time; what is refused changes nothing."""

    @initialize(goals=st.booleans())
    def begin(self, goals: bool) -> None:
        self.plan = coaching.draft(plan(goals=(Goal("thanks", 0.8),) if goals else ()), CRITERIA)
        self.now: datetime = NOON
        self.states = [self.plan.state]

    def attempt(self, changed: "object") -> bool:
        before = self.plan
        try:
            self.plan = changed()  # type: ignore[operator] # a lambda of this class
        except QaError:
            return False
        if self.plan.state is not before.state:
            self.states.append(self.plan.state)
        return True

    @rule(share=st.floats(0.1, 1), criterion=st.sampled_from([*CRITERIA, "weather"]))
    def revise(self, share: float, criterion: str) -> None:
        goals = (Goal(criterion, share),)
        was = self.plan.state
        if self.attempt(lambda: coaching.revise(self.plan, goals, self.plan.due, CRITERIA)):
            assert was is CoachingState.DRAFTED, "what the agent has seen does not change under them"
            assert criterion != "weather"

    @rule()
    def share(self) -> None:
        goals = self.plan.goals
        if self.attempt(lambda: coaching.share(self.plan, now=self.now)):
            assert goals

    @rule(by=people)
    def acknowledge(self, by: Reviewer) -> None:
        if self.attempt(lambda: coaching.acknowledge(self.plan, by, now=self.now)):
            assert by == ANN

    @rule()
    def finish(self) -> None:
        if self.attempt(lambda: coaching.finish(self.plan, why="She thanks.", now=self.now)):
            assert self.plan.acknowledged_at is not None

    @rule()
    def cancel(self) -> None:
        self.attempt(lambda: coaching.cancel(self.plan, why="She left.", now=self.now))

    @rule(agent=st.sampled_from(["a1", "a2", None]), start=st.floats(-1, 20), length=st.floats(-1, 5))
    def clip(self, agent: str | None, start: float, length: float) -> None:
        added = Clip(f"c-{len(self.plan.clips)}", "r", start, start + length, "Listen.")
        if self.attempt(lambda: coaching.clip(self.plan, added, agent=agent, duration=10.0)):
            assert agent == "a1"
            assert 0 <= added.start < min(added.end, 10.0)

    @rule(name=st.sampled_from(["c-0", "c-1"]))
    def unclip(self, name: str) -> None:
        self.attempt(lambda: coaching.unclip(self.plan, name))

    @rule(by=people)
    def reply(self, by: Reviewer) -> None:
        said = Remark(by.id, self.now, "I will.")
        if self.attempt(lambda: coaching.reply(self.plan, by, said)):
            assert by == ANN
            assert self.plan.shared_at is not None

    @rule()
    def remark(self) -> None:
        self.attempt(lambda: coaching.remark(self.plan, Remark("bob", self.now, "Look.")))

    @rule()
    def wait(self) -> None:
        self.now += timedelta(days=1)

    @invariant()
    def it_never_goes_back(self) -> None:
        if not hasattr(self, "states"):
            return
        order = list(CoachingState)
        assert self.states == sorted(self.states, key=order.index)
        assert len(self.states) == len(set(self.states))
        assert (self.plan.ended_at is None) is (self.plan.state in OPEN)
        assert (self.plan.shared_at is None) or self.plan.goals
        if self.plan.acknowledged_at is not None:
            assert self.plan.shared_at is not None
            assert self.plan.acknowledged_at >= self.plan.shared_at


TestCoached = Coached.TestCase
TestCoached.settings = settings(max_examples=100, stateful_step_count=20, deadline=None)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(NotAsked, match="Two goals"):
        coaching.draft(plan(goals=(Goal("thanks", 0.5), Goal("thanks", 0.6))), CRITERIA)
    with pytest.raises(TransitionRefused, match="no goal"):
        coaching.share(plan(goals=()), now=NOON)
    with pytest.raises(NotTheirs):
        coaching.acknowledge(coaching.share(plan(), now=NOON), AMY, now=NOON)
    full = plan(clips=tuple(Clip(f"c-{n}", "r", 0, 1, "x") for n in range(50)))
    with pytest.raises(TransitionRefused, match="50 clips"):
        coaching.clip(full, Clip("c", "r", 0, 1, "x"), agent="a1", duration=None)


def test_what_is_due_is_told_by_the_day() -> None:
    assert not plan().overdue(date(2026, 4, 1))
    assert plan().overdue(date(2026, 4, 2))
    assert not plan(state=CoachingState.DONE).overdue(date(2026, 4, 2))
