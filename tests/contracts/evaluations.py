"""How every database must keep evaluations, and which of them count."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given

from qa.evaluation import Author, AuthorKind
from scoring.finding import Scorecard
from storage.codec import Codec
from storage.uow import Store
from tests.contracts import strategies
from tests.contracts.steps import add, heard, properties
from tests.contracts.values import evaluation, recording, scorecard


class EvaluationsContract:
    """Subclasses bring the fixtures `store` (empty, upgraded) and `fresh` (gives such a store)."""

    @properties
    @given(strategies.scorecards)
    def test_an_evaluation_comes_back_byte_for_byte(
        self, fresh: Callable[[], Store], card: Scorecard
    ) -> None:
        store = fresh()
        add(store, recording())
        made = evaluation(card=card)
        with store.begin() as unit:
            unit.transcripts.add(heard())
            unit.evaluations.add(made)
        with store.read() as unit:
            found = unit.evaluations.get(made.id)
        assert found == made
        codec = Codec(Scorecard)
        assert codec.encode(found.scorecard) == codec.encode(card)

    def test_the_newest_evaluation_of_each_rubric_and_author_is_in_force(self, store: Store) -> None:
        add(store, recording())
        person = Author(AuthorKind.PERSON, "p1")
        with store.begin() as unit:
            unit.transcripts.add(heard())
            unit.evaluations.add(evaluation(1))
            unit.evaluations.add(evaluation(2, card=scorecard("empathy", score=None)))
            unit.evaluations.add(evaluation(3, card=scorecard(score=60.0, auto_failed=("greeting",))))
            unit.evaluations.add(evaluation(4, author=person))
        with store.read() as unit:
            assert [each.id for each in unit.evaluations.of("rec-0001")] == ["ev-3", "ev-4", "ev-2"]
            assert [each.id for each in unit.evaluations.of("rec-0001", in_force=False)] == [
                "ev-1",
                "ev-3",
                "ev-4",
                "ev-2",
            ]
            standings = unit.evaluations.standings(["rec-0001", "rec-0002"])
        first = standings["rec-0001"][0]
        assert (first.rubric, first.score, first.passed, first.auto_failed, first.undecided) == (
            "compliance",
            60.0,
            False,
            True,
            1,
        )
        assert standings["rec-0002"] == ()

    def test_the_very_same_evaluation_is_kept_once(self, store: Store) -> None:
        add(store, recording())
        with store.begin() as unit:
            unit.transcripts.add(heard())
            unit.evaluations.add(evaluation(1))
            unit.evaluations.add(evaluation(2))
            again = unit.evaluations.add(replace(evaluation(3), digest=evaluation(1).digest))
        assert again.id == "ev-1"
        with store.read() as unit:
            assert [each.id for each in unit.evaluations.of("rec-0001")] == ["ev-1"]
            assert len(unit.evaluations.of("rec-0001", in_force=False)) == 2

    def test_rubrics_no_longer_in_use_are_retired(self, store: Store) -> None:
        add(store, recording())
        with store.begin() as unit:
            unit.transcripts.add(heard())
            unit.evaluations.add(evaluation(1))
            unit.evaluations.add(evaluation(2, card=scorecard("empathy")))
            unit.evaluations.retire_other("rec-0001", ["empathy"])
        with store.read() as unit:
            assert [each.id for each in unit.evaluations.of("rec-0001")] == ["ev-2"]
