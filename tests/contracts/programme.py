"""How every database must keep the quality programme: its words sealed, its lists in order, everything in reach only."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from qa.access import EVERY_CALL, Scope
from qa.assignment import Skills
from qa.calibration import Calibration, CalibrationState, Vote
from qa.content import Layer
from qa.dispute import Dispute, DisputeState, Ruling, Verdict
from qa.flag import Flag, FlagKind
from qa.mode import AUTO, Place, PlacedMode
from qa.pattern import Pattern
from qa.proposal import Proposal, ProposalKind, ProposalState
from qa.review import Comment, Review, ReviewAnswer, ReviewState, Skip
from qa.review_plan import Each, PlanRule, ReviewPlan
from qa.statistics.switch import Mode, Standing
from scoring.finding import Outcome
from storage.errors import Conflict, CursorInvalid, NotFound
from storage.review_lists import ReviewFilter
from storage.uow import Store, Unit
from tests.contracts.steps import add, heard
from tests.contracts.values import at, evaluation, recording, scorecard
from tests.programme import review

SECRET = "He says: 我的卡号是多少."


def reviewed(**changes: object) -> Review:
    given = ReviewAnswer("greeting", Outcome.MET, SECRET, (Comment(1.5, SECRET),), Outcome.NOT_MET)
    made = review(
        recording="rec-0001", evaluation="ev-1", answers=(given,), skipped=(Skip("lin", SECRET, at(1)),)
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


def _walked(unit: Unit, chosen: ReviewFilter, limit: int = 100) -> list[str]:
    """List the ids of reviews, page by page."""
    page = unit.reviews.page(chosen, limit=limit)
    found = [each.id for each in page.reviews]
    while page.next is not None:
        page = unit.reviews.page(chosen, limit=limit, cursor_at=page.next)
        found += [each.id for each in page.reviews]
    return found


def disputed(**changes: object) -> Dispute:
    ruling = Ruling("eva", at(5), Verdict.UPHELD, None, SECRET)
    made = Dispute(
        *(
            "d-1",
            "ev-1",
            "rec-0001",
            "compliance",
            "greeting",
            Outcome.NOT_MET,
            "alex",
            "sales",
            "p-1",
            SECRET,
            1.5,
        ),
        *(at(1), DisputeState.UPHELD, (ruling,), at(9), at(7), SECRET),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


def proposed(**changes: object) -> Proposal:
    pattern = Pattern("cd" * 32, "greeting", Outcome.MET, frozenset({"greeting"}), "您 好")
    made = Proposal(
        *("x-1", ProposalKind.RESCORE, "d-1", "rec-0001", "compliance", "zh", "greeting", Outcome.MET, at(1)),
        *(ProposalState.OPEN, "zh/compliance.test.yaml", SECRET, pattern),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


def held(**changes: object) -> Calibration:
    votes = {"lin": (Vote("greeting", Outcome.MET, SECRET),)}
    made = Calibration(
        *(
            "c-1",
            "March",
            "ev-1",
            "rec-0001",
            "compliance",
            "alex",
            None,
            ("lin", "max"),
            "lin",
            "bob",
            at(1),
            at(99),
        ),
        *(CalibrationState.OPEN, None, votes),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


class ProgrammeContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    @pytest.fixture
    def judged(self, store: Store) -> Store:
        """One call of Alex's, of the team that sells, judged by the machine."""
        add(store, recording(1, agent_id="alex", team="sales", queue="loans"))
        with store.begin() as unit:
            unit.transcripts.add(heard())
            unit.evaluations.add(evaluation(1))
        return store

    def test_what_people_say_comes_back_and_goes_with_the_words_of_the_call(self, judged: Store) -> None:
        with judged.begin() as unit:
            unit.reviews.add(reviewed())
            unit.reviews.add(reviewed(id="v-2", plan=None, why=(SECRET,)))
            unit.disputes.add(disputed())
            unit.proposals.add(proposed())
            unit.calibrations.add(held())
        with judged.read() as unit:
            assert unit.reviews.get("v-1") == reviewed()
            assert unit.disputes.get("d-1") == disputed()
            assert unit.proposals.get("x-1") == proposed()
            assert unit.calibrations.get("c-1") == held()
        with judged.begin() as unit:
            unit.erasure.erase("rec-0001", [Layer.TRANSCRIPT], purge="p", now=at(50))
        with judged.begin() as unit:
            unit.reviews.save(reviewed(state=ReviewState.SUBMITTED))  # what becomes of it still counts
        with judged.read() as unit:
            bare = unit.reviews.get("v-1")
            assert (bare.state, bare.answers[0].first) == (ReviewState.SUBMITTED, Outcome.NOT_MET)
            assert bare.why == ("random",)
            left = (
                unit.reviews.of("rec-0001"),
                unit.disputes.get("d-1"),
                unit.proposals.get("x-1"),
                unit.calibrations.get("c-1"),
            )
            assert SECRET not in repr(left)
            assert "您" not in repr(left)

    def test_lists_of_reviews_are_in_order_of_urgency(self, judged: Store) -> None:
        due = [reviewed(id=f"v-{n}", due_at=at(100 - n), reviewer="lin" if n % 2 else None) for n in range(4)]
        with judged.begin() as unit:
            for each in due:
                state = ReviewState.ASSIGNED if each.reviewer else ReviewState.WAITING
                unit.reviews.add(replace(each, state=state))
            unit.reviews.add(reviewed(id="v-9", state=ReviewState.SUBMITTED, release_at=at(7), result="ev-9"))
        with judged.read() as unit:
            mine = ReviewFilter(states=(ReviewState.ASSIGNED,), reviewer="lin")
            assert _walked(unit, mine, limit=1) == ["v-3", "v-1"]
            assert [each.id for each in unit.reviews.waiting()] == ["v-2", "v-0"]
            assert _walked(unit, ReviewFilter(), limit=3) == ["v-3", "v-2", "v-1", "v-0"]
            assert _walked(unit, ReviewFilter(reviewer="lin"), limit=1) == ["v-3", "v-1"]
            assert _walked(unit, ReviewFilter(due_before=at(99))) == ["v-3", "v-2"]
            assert len(_walked(unit, ReviewFilter(states=(), recording="rec-0001", agent="alex"))) == 5
            assert _walked(unit, ReviewFilter(flag=FlagKind.HEALTH)) == []
            place = unit.reviews.page(ReviewFilter(), limit=1).next
            with pytest.raises(CursorInvalid):
                unit.reviews.page(ReviewFilter(reviewer="lin"), limit=1, cursor_at=place)
            assert unit.reviews.load() == {"lin": 2}
            assert [each.id for each in unit.reviews.due_for_release(at(7))] == ["v-9"]
            assert unit.reviews.due_for_release(at(6)) == ()
            found = unit.reviews.resulting("ev-9")
            assert found is not None
            assert found.id == "v-9"
            assert unit.reviews.resulting("ev-1") is None

    def test_an_agent_sees_a_review_once_it_is_released_and_nobody_sees_anothers(self, judged: Store) -> None:
        alex, sales, care = (
            Scope(agent="alex"),
            Scope(teams=frozenset({"sales"})),
            Scope(teams=frozenset({"care"})),
        )
        with judged.begin() as unit:
            unit.reviews.add(reviewed(state=ReviewState.SUBMITTED))
            unit.disputes.add(disputed())

        def seen(scope: Scope) -> list[bool]:
            with judged.read(scope) as unit:
                return [bool(unit.reviews.of("rec-0001")), bool(unit.disputes.all())]

        assert [seen(each) for each in (EVERY_CALL, sales, alex, care, Scope())] == [
            [True, True],
            [True, True],
            [False, True],
            [False, False],
            [False, False],
        ]
        with judged.begin() as unit:
            unit.reviews.save(reviewed(state=ReviewState.RELEASED))
        assert seen(alex) == [True, True]
        with judged.read(care) as unit, pytest.raises(NotFound):
            unit.reviews.get("v-1")

    def test_a_finding_is_contested_once(self, judged: Store) -> None:
        with judged.begin() as unit:
            unit.disputes.add(disputed())
        with pytest.raises(Conflict, match="greeting"), judged.begin() as unit:
            unit.disputes.add(disputed(id="d-2"))
        with judged.read() as unit:
            assert [each.id for each in unit.disputes.lapsed(at(10))] == ["d-1"]
            assert unit.disputes.lapsed(at(9)) == ()
            assert unit.disputes.all([DisputeState.OPEN]) == ()

    def test_calls_that_came_out_alike_are_found(self, judged: Store) -> None:
        for number in (2, 3):
            add(judged, recording(number))
            with judged.begin() as unit:
                unit.transcripts.add(heard(number, of=f"rec-{number:04}"))
                card = scorecard(auto_failed=("greeting",)) if number == 3 else scorecard()
                if number == 3:
                    (section,) = card.sections
                    missed = replace(section.findings[0], outcome=Outcome.NOT_MET)
                    card = replace(card, sections=(replace(section, findings=(missed,)),))
                unit.evaluations.add(
                    evaluation(number, card=card, recording=f"rec-{number:04}", transcript=f"tr-{number}")
                )
                unit.scores.count(f"rec-{number:04}", UTC)
        missed_ = proposed(pattern=replace(proposed().pattern, outcome=Outcome.NOT_MET))  # type: ignore[type-var]
        with judged.read() as unit:
            assert [each.id for each in unit.proposals.alike(proposed(), "", 9)] == ["ev-2", "ev-3"]
            assert [each.id for each in unit.proposals.alike(proposed(), "ev-2", 9)] == ["ev-3"]
            assert [each.id for each in unit.proposals.alike(missed_, "", 9)] == ["ev-3"]
            assert [each.id for each in unit.proposals.all([ProposalState.OPEN])] == []

    def test_plans_know_their_calls_and_do_not_overlap(self, judged: Store) -> None:
        rules = (PlanRule("fails", frozenset({FlagKind.AUTO_FAIL}), each=Each.TEAM, share=0.5),)
        plan = ReviewPlan("p-1", "compliance", at(0), at(60), rules, "s", 5, 2, True, 9, 3, "bob", at(99))
        with judged.begin() as unit:
            unit.flags.replace("rec-0001", [Flag(FlagKind.AUTO_FAIL, "."), Flag(FlagKind.AUTO_FAIL, "again")])
            unit.plans.add(plan)
        with judged.read() as unit:
            (call,) = unit.plans.candidates("compliance", at(0), at(60))
            assert (call.evaluation, call.agent, call.team, call.queue) == ("ev-1", "alex", "sales", "loans")
            assert (call.flags, call.score) == ({FlagKind.AUTO_FAIL}, 80.0)
            assert unit.plans.candidates("compliance", at(2), at(60)) == ()
            assert unit.plans.candidates("empathy", at(0), at(60)) == ()
            assert unit.plans.of() == unit.plans.of("compliance") == (plan,)
            assert unit.plans.overlapping("compliance", at(59), at(99)) == plan
            assert unit.plans.overlapping("compliance", at(60), at(99)) is None
            assert unit.plans.overlapping("empathy", at(0), at(99)) is None

    def test_modes_and_skills_are_the_last_that_were_written(self, store: Store) -> None:
        place = Place("compliance", "1", "zh", "", "greeting")
        dropped = PlacedMode(place, Standing(Mode.ASSIST, 0, "2026-W10"))
        lin = Skills("lin", "a7", frozenset({"zh"}), frozenset({"loans"}), 5)
        with store.begin() as unit:
            unit.modes.put(PlacedMode(place, AUTO))
            unit.modes.put(dropped)
            unit.skills.put(Skills("lin"))
            unit.skills.put(lin)
        with store.read() as unit:
            assert unit.modes.all() == unit.modes.all(mode=Mode.ASSIST, rubric="compliance") == (dropped,)
            assert unit.modes.all(mode=Mode.AUTO) == ()
            assert unit.skills.all() == (lin,)

    def test_an_evaluation_that_was_retired_stands_for_nothing(self, judged: Store) -> None:
        with judged.begin() as unit:
            unit.evaluations.retire(unit.evaluations.get("ev-1"))
        with judged.read() as unit:
            assert unit.evaluations.of("rec-0001") == ()
            assert unit.evaluations.get("ev-1") == evaluation(1)
            assert unit.plans.candidates("compliance", at(0), at(0) + timedelta(days=1)) == ()
