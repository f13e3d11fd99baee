"""How every database must keep coaching plans: in reach only, their clips sealed with the calls and erased with them."""

from dataclasses import replace
from datetime import date

import pytest

from qa.access import Scope
from qa.coaching import Clip, CoachingPlan, CoachingState, Goal, Remark, share
from qa.content import Layer
from storage.errors import NotFound
from storage.uow import Store
from tests.contracts.steps import add
from tests.contracts.values import at, recording

SECRET = "He says: 我的卡号是多少."
FIRST = Clip("c-1", "rec-0001", 1.0, 2.5, SECRET, "greeting")
SECOND = Clip("c-2", "rec-0002", 3.0, 4.0, SECRET)


def planned(name: str = "p-1", **changes: object) -> CoachingPlan:
    made = CoachingPlan(
        id=name,
        agent="alex",
        team="sales",
        rubric="compliance",
        goals=(Goal("greeting", 0.9),),
        due=date(2026, 4, 1),
        by="bob",
        made_at=at(1),
        remarks=(Remark("bob", at(2), "Take your time."),),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


class CoachingContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    @pytest.fixture
    def called(self, store: Store) -> Store:
        """Two calls of Alex's, the later for another team."""
        add(store, recording(1, agent_id="alex", team="sales"), recording(2, agent_id="alex", team="care"))
        return store

    def test_a_plan_comes_back_with_its_clips_in_order(self, called: Store) -> None:
        plan = planned(clips=(FIRST, SECOND))
        with called.begin() as unit:
            unit.coaching.add(plan)
        with called.begin() as unit:
            assert unit.coaching.get("p-1", to_change=True) == plan
            third = replace(FIRST, id="c-0", start=7.0, end=8.0)
            changed = replace(plan, clips=(SECOND, third), state=CoachingState.CANCELLED)
            unit.coaching.save(changed)
        with called.read() as unit:
            assert unit.coaching.get("p-1") == changed
            assert unit.coaching.all([CoachingState.CANCELLED], team="sales") == (changed,)
            assert unit.coaching.all([CoachingState.DONE]) == ()
            assert unit.coaching.team_of("alex") == "care"
            with pytest.raises(NotFound):
                unit.coaching.get("p-2")

    def test_plans_are_seen_by_whom_they_concern(self, called: Store) -> None:
        draft, shown = planned(), share(planned("p-2", due=date(2026, 3, 9)), now=at(5))
        with called.begin() as unit:
            unit.coaching.add(draft)
            unit.coaching.add(shown)
        seen = {
            "agent": Scope(agent="alex"),
            "another": Scope(agent="bo"),
            "team": Scope(teams=frozenset({"sales"})),
            "other team": Scope(teams=frozenset({"care"})),
            "nobody": Scope(),
        }
        found = {}
        for who, scope in seen.items():
            with called.read(scope) as unit:
                found[who] = [each.id for each in unit.coaching.all()]
        assert found == {
            "agent": ["p-2"],
            "another": [],
            "team": ["p-2", "p-1"],
            "other team": [],
            "nobody": [],
        }
        with called.read(Scope(teams=frozenset({"sales"}))) as unit:
            assert unit.coaching.team_of("alex") == "sales"
        with called.read() as unit:
            assert [each.id for each in unit.coaching.coached("compliance", at(5), at(6))] == ["p-2"]
            assert unit.coaching.coached("compliance", at(0), at(5)) == ()

    def test_what_is_written_beside_a_clip_goes_with_the_words_of_its_call(self, called: Store) -> None:
        other = replace(SECOND, id="c-9")
        with called.begin() as unit:
            unit.coaching.add(planned(clips=(FIRST, SECOND), ended_why=SECRET))
            unit.coaching.add(planned("p-2", clips=(other,), ended_why=SECRET))
        with called.begin() as unit:
            unit.erasure.erase("rec-0001", [Layer.TRANSCRIPT], purge="x", now=at(9))
        with called.read() as unit:
            bare, untouched = unit.coaching.get("p-1"), unit.coaching.get("p-2")
            assert [each.note for each in bare.clips] == ["", SECRET]
        assert (bare.remarks, bare.ended_why) == ((Remark("bob", at(2), ""),), "")
        assert bare.goals == untouched.goals
        assert untouched == planned("p-2", clips=(other,), ended_why=SECRET)
        with called.begin() as unit:
            late = replace(FIRST, id="c-3")
            unit.coaching.save(replace(unit.coaching.get("p-1"), clips=(SECOND, late)))
        with called.read() as unit:
            assert [each.note for each in unit.coaching.get("p-1").clips] == [SECRET, ""]
