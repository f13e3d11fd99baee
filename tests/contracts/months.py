"""How every database must keep sums of whole months, which agree with what the evaluations tell."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete

from qa.statistics.moments import moments
from qa.trend import Question
from qa.trend_lines import Cell
from scoring.finding import Outcome
from storage.score_tables import Grain, scores_by_day
from storage.uow import Store
from tests.contracts.scores import SUNDAY, card, publish
from tests.contracts.steps import properties
from tests.contracts.values import at, evaluation

AGENTS = ("a1", "a2", None)
Call = tuple[int, str | None, float, Outcome]
"""Days after `SUNDAY`, whose, its score, and the outcome of its criterion."""

worlds = st.lists(
    st.tuples(st.integers(-70, 70), st.sampled_from(AGENTS), st.floats(0, 100), st.sampled_from(Outcome)),
    max_size=8,
)


class MonthsContract:
    """Subclasses bring the fixtures `store` (empty, upgraded) and `fresh` (gives such a store)."""

    @properties
    @given(worlds, st.integers(-80, 70), st.integers(1, 150))
    def test_agents_and_cells_tell_what_the_evaluations_tell(
        self, fresh: Callable[[], Store], world: Sequence[Call], since: int, days: int
    ) -> None:
        store = fresh()
        for number, call in enumerate(world, 1):
            take_in(store, number, call)
        asked = question(since, days)
        among = [call for call in world if since <= call[0] < since + days]
        scores: dict[str, list[float]] = defaultdict(list)
        outcomes: Counter[tuple[str, Outcome]] = Counter()
        for _, agent, score, outcome in among:
            scores[agent or ""].append(score)
            outcomes[agent or "", outcome] += 1
        with store.read() as unit:
            cells, agents = unit.trends.cells(asked), unit.trends.agents(asked)
            rates = unit.trends.agents(question(since, days, criterion="greeting"))
        assert cells == tuple(
            Cell(
                agent,
                "greeting",
                *(outcomes[agent, each] for each in (Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED)),
            )
            for agent in sorted(scores)
        )
        assert set(agents) == set(scores) - {""}
        for agent, told in agents.items():
            expected = moments(scores[agent])
            assert (told.n, told.mean) == (expected.n, pytest.approx(expected.mean, abs=1e-9))
            assert told.variance == pytest.approx(expected.variance, abs=1e-6)
        for agent, rate in rates.items():
            met, missed = outcomes[agent, Outcome.MET], outcomes[agent, Outcome.NOT_MET]
            assert (rate.n, rate.mean) == (met + missed, met / (met + missed) if met + missed else 0.0)

    def test_what_is_taken_out_is_gone_from_its_month(self, store: Store) -> None:
        for number in (1, 2):
            take_in(store, number, (20 * number, "a1", 50.0, Outcome.NOT_MET))
        with store.begin() as unit:
            unit.scores.drop("rec-0002")
            assert unit.trends.cells(question(-80, 200)) == (Cell("a1", "greeting", 0, 1, 0),)
            assert unit.scores.mend_months() == 0

    def test_months_of_which_only_days_were_written_are_summed_up(self, store: Store) -> None:
        for number, day in enumerate((-40, 0, 3, 60), 1):
            take_in(store, number, (day, "a1", 40.0, Outcome.MET))
        asked = question(-70, 200)
        with store.begin() as unit:
            whole = unit.trends.cells(asked)
            march = SUNDAY.toordinal()
            unit.scores._connection.execute(
                delete(scores_by_day).where(
                    scores_by_day.c.grain == int(Grain.MONTH), scores_by_day.c.day == march
                )
            )
            assert unit.trends.cells(asked) != whole
            assert unit.scores.mend_months() == 1
            assert unit.trends.cells(asked) == whole
            assert unit.scores.mend_months() == 0


def take_in(store: Store, number: int, call: Call) -> None:
    days, agent, score, outcome = call
    facts: dict[str, Any] = {"agent_id": agent} if agent else {}
    begun = (at(0) + timedelta(days=days)).isoformat()
    publish(
        store, number, evaluation(number, card=card(score, outcome)), team="t1", started_at=begun, **facts
    )


def question(since: int, days: int, **chosen: Any) -> Question:
    first: date = SUNDAY + timedelta(days=since)
    return Question(rubric="compliance", since=first, before=first + timedelta(days=days), **chosen)
