"""What every database must show to whom: calls of one's teams, one's own once published, and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from qa.access import EVERY_CALL, Scope
from qa.coverage import Step
from qa.evaluation import EvaluationState
from qa.trend import Grouping, Question
from storage.coverage import Stretch
from storage.errors import NotFound
from storage.uow import Store
from tests.contracts.scores import SUNDAY, card, publish
from tests.contracts.steps import add, heard
from tests.contracts.values import at, evaluation, recording

SALES, CARE, ALEX = Scope(teams=frozenset({"sales"})), Scope(teams=frozenset({"care"})), Scope(agent="alex")
BOTH = Scope(teams=frozenset({"care"}), agent="alex")
REACHED: Sequence[tuple[Scope, set[int]]] = (
    (EVERY_CALL, {1, 2, 3, 4, 5}),
    (SALES, {1, 2, 4}),
    (CARE, {3}),
    (ALEX, {1}),
    (BOTH, {1, 3}),
    (Scope(), set()),
)


def names(numbers: set[int]) -> set[str]:
    return {f"rec-{number:04}" for number in numbers}


def ask(store: Store, scope: Scope, **chosen: Any) -> list[tuple[str, int]]:
    usual: dict[str, Any] = {"rubric": "compliance", "since": SUNDAY, "before": SUNDAY.replace(day=9)}
    with store.read(scope) as unit:
        return [(point.group, point.n) for point in unit.trends.points(Question(**(usual | chosen)))]


class ScopesContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    @pytest.fixture
    def world(self, store: Store) -> Store:
        """Calls 1 to 3 have evaluations that count; 4 has a draft only, 5 nobody knows anything of."""
        publish(store, 1, evaluation(1, card=card(80)), team="sales", agent_id="alex")
        publish(store, 2, evaluation(2, card=card(60)), team="sales", agent_id="bo")
        publish(store, 3, evaluation(3, card=card(40)), team="care", agent_id="cy")
        add(store, recording(4, team="sales", agent_id="alex"))
        add(store, recording(5))
        draft = replace(evaluation(4), state=EvaluationState.DRAFT, recording="rec-0004", transcript="tr-4")
        with store.begin() as unit:
            unit.transcripts.add(heard(4, of="rec-0004"))
            unit.evaluations.add(replace(draft, id="ev-4"))
        return store

    @pytest.mark.parametrize(("scope", "reached"), REACHED)
    def test_a_call_out_of_reach_is_not_there(self, world: Store, scope: Scope, reached: set[int]) -> None:
        with world.read(scope) as unit:
            assert {each.id for each in unit.recordings.page().recordings} == names(reached)
            assert sum(each.count for each in unit.recordings.tally()) == len(reached)
            for name in names({1, 2, 3, 4, 5} - reached):
                with pytest.raises(NotFound):
                    unit.recordings.get(name)
            for name in names(reached):
                assert unit.recordings.get(name).id == name

    @pytest.mark.parametrize(("scope", "reached"), REACHED)
    def test_nor_is_what_was_made_of_it(self, world: Store, scope: Scope, reached: set[int]) -> None:
        everything = names({1, 2, 3, 4})
        with world.read(scope) as unit:
            shown = {name for name in everything if unit.evaluations.of(name, in_force=False)}
            assert shown == names(reached) & everything
            standings = unit.evaluations.standings(sorted(everything))
            assert {name for name, found in standings.items() if found} == names(reached & {1, 2, 3})
            assert {n for n in (1, 2, 3, 4) if unit.transcripts.of(f"rec-{n:04}")} == reached & {1, 2, 3, 4}
            for number in {1, 2, 3, 4} - reached:
                for load in (unit.evaluations.get, unit.receipts.get):
                    with pytest.raises(NotFound):
                        load(f"ev-{number}")
                with pytest.raises(NotFound):
                    unit.transcripts.get(f"tr-{number}")

    @pytest.mark.parametrize(("scope", "reached"), REACHED)
    def test_calls_are_named_to_whom_they_may_be(self, world: Store, scope: Scope, reached: set[int]) -> None:
        add(world, recording(6, team="sales", agent_id="alex", source_call_id="six"))
        add(world, recording(7, team="care", source_call_id="seven"))
        asked = [*sorted(names({1, 6, 7})), *(f"none-{number}" for number in range(600))]
        # Whoever reaches call 2 reaches all of sales, call 3 all of care; 6 is published to nobody.
        named = {
            **({"rec-0006": "six"} if 2 in reached else {}),
            **({"rec-0007": "seven"} if 3 in reached else {}),
        }
        with world.read() as unit:
            assert unit.recordings.call_ids(asked, scope) == named
        with world.read(scope) as unit:
            assert unit.recordings.call_ids(asked, EVERY_CALL) == named

    def test_an_agent_sees_no_draft_of_a_call_that_is_published(self, world: Store) -> None:
        draft = replace(evaluation(9, card=card(1.0)), digest="other", state=EvaluationState.DRAFT)
        with world.begin() as unit:
            unit.evaluations.add(replace(draft, id="ev-9", recording="rec-0001", transcript="tr-1"))
        for scope, seen in ((ALEX, ["ev-1"]), (SALES, ["ev-1", "ev-9"])):
            with world.read(scope) as unit:
                assert [e.id for e in unit.evaluations.of("rec-0001", in_force=False)] == seen

    def test_a_score_out_of_reach_moves_no_trend(self, world: Store) -> None:
        assert ask(world, EVERY_CALL, by=Grouping.TEAM) == [("care", 1), ("sales", 2)]
        assert ask(world, SALES) == [("", 2)]
        assert ask(world, SALES, by=Grouping.AGENT) == [("alex", 1), ("bo", 1)]
        assert ask(world, SALES, team="care") == []
        assert ask(world, ALEX) == [("", 1)]
        assert ask(world, ALEX, by=Grouping.TEAM) == [("sales", 1)]
        assert ask(world, ALEX, agent="bo") == []
        assert ask(world, BOTH) == [("", 2)]
        assert ask(world, Scope()) == []

    def test_coverage_counts_the_teams_within_reach(self, world: Store) -> None:
        day = Stretch(since=at(0), before=at(60))
        for scope, calls in ((EVERY_CALL, 5), (SALES, 3), (CARE, 1), (ALEX, 0)):
            with world.read(scope) as unit:
                books = unit.coverage.books(day)
                assert books.whole.denominator == calls
                assert {gap.team for gap in unit.coverage.gaps(day).gaps} <= {None, "sales", "care"}
                assert books.whole.funnel[0].step is Step.HAPPENED
        with world.read(SALES) as unit:
            assert {gap.team for gap in unit.coverage.gaps(day).gaps} == {"sales"}
            assert unit.coverage.books(replace(day, team="care")).whole.denominator == 0

    def test_whoever_changes_a_call_sees_whether_it_is_there(self, world: Store) -> None:
        with world.read(Scope()) as unit:
            assert unit.recordings.find(key="calls/1.wav") is not None
