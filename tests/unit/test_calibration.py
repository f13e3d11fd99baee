"""Calibration sessions, and what ratings tell of the machine."""

from dataclasses import replace

import pytest

from qa.calibration import Calibration, CalibrationState, Vote, close, result, vote
from qa.errors import NotAsked, NotTheirs, OwnCall, TransitionRefused, Unanswered
from qa.mode import AUTO, Place, PlacedMode, assisted, by_place, look
from qa.rated import MACHINE
from qa.rating import agreements, checked, confidence, error_rates
from qa.review import Reviewer
from qa.statistics.agreement import AgreementOptions
from qa.statistics.bootstrap import Resampling
from qa.statistics.figure import Precision
from qa.statistics.switch import Mode, Reason, SwitchOptions
from qa.statistics.threshold import ThresholdState
from scoring.finding import Outcome
from tests.programme import CRITERIA, NOON, WEEK, card, rating, rubric

MET, NOT = Outcome.MET, Outcome.NOT_MET
HOW = AgreementOptions(Resampling(1, 200))


def session(**changes: object) -> Calibration:
    people = ("lin", "max", "eva")
    made = Calibration(
        "c", "March", "e", "r", "manners", "a1", "loans", people, "lin", "bob", NOON, NOON + WEEK
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


def votes(*outcomes: Outcome) -> list[Vote]:
    return [Vote(name, outcome) for name, outcome in zip(CRITERIA, outcomes, strict=True)]


def test_nobody_sees_another_before_it_is_closed() -> None:
    held = vote(session(), Reviewer("lin"), card(), votes(MET, NOT, NOT))
    held = vote(held, Reviewer("max"), card(), votes(MET, MET, NOT))
    assert set(held.seen_by("max")) == {"max"}
    assert held.seen_by("eva") == {}
    with pytest.raises(TransitionRefused, match="close it"):
        result(held, rubric(), card())
    closed = close(held, now=NOON)
    assert set(closed.seen_by("eva")) == {"lin", "max"}
    with pytest.raises(TransitionRefused, match="closed"):
        vote(closed, Reviewer("eva"), card(), votes(MET, MET, MET))


def test_deviation_from_the_expert_and_between_raters() -> None:
    held = session()
    for name, given in {
        "lin": votes(MET, NOT, MET),
        "max": votes(MET, MET, MET),
        "eva": votes(NOT, NOT, MET),
    }.items():
        held = vote(held, Reviewer(name), card(), given)
    found = result(close(held, now=NOON), rubric(), card())
    assert [(r.rater, r.score, r.off, r.same) for r in found.raters] == [
        (MACHINE, 0.0, -87.5, pytest.approx(2 / 3)),
        ("lin", 87.5, None, None),
        ("max", 100.0, 12.5, pytest.approx(2 / 3)),
        ("eva", 50.0, -37.5, pytest.approx(2 / 3)),
    ]
    assert [c.together for c in found.criteria] == [pytest.approx(1 / 3), pytest.approx(1 / 3), 1.0]
    assert found.criteria[2].answers[MACHINE] is NOT
    assert found.spread == 50.0


def test_refusals() -> None:
    with pytest.raises(NotTheirs, match="no part"):
        vote(session(), Reviewer("bob"), card(), votes(MET, MET, MET))
    with pytest.raises(OwnCall):
        vote(session(), Reviewer("lin", "a1"), card(), votes(MET, MET, MET))
    with pytest.raises(Unanswered, match="discloses has no answer"):
        vote(session(), Reviewer("lin"), card(), votes(MET, MET, MET)[:2])
    with pytest.raises(NotAsked, match="sings"):
        vote(session(), Reviewer("lin"), card(), [Vote("sings", MET)])
    with pytest.raises(TransitionRefused, match="two are needed"):
        close(session(), now=NOON)
    with pytest.raises(TransitionRefused, match="two people or more"):
        session(participants=("lin",))
    with pytest.raises(TransitionRefused, match="does not take part"):
        session(expert="bob")
    assert session().state is CalibrationState.OPEN


def test_error_rates_weigh_calls_by_their_chance() -> None:
    # 40 calls drawn at 0.1 with 2 errors stand for 400; 40 at 0.5 with 20 errors for 80.
    seldom = [rating(n, said=NOT if n < 2 else MET, chance=0.1) for n in range(40)]
    often = [rating(100 + n, said=NOT if n < 20 else MET, chance=0.5) for n in range(40)]
    whole, greets = error_rates(checked([*seldom, *often]), Precision())
    assert (whole.criterion, greets.criterion) == ("", "greets")
    assert whole.rate.value == pytest.approx((20 + 40) / 480)
    assert whole.rate.n == 80
    assert whole.rate.interval is not None


def test_only_what_was_drawn_and_judged_by_both_tells_of_errors() -> None:
    given = [
        rating(1, chance=None),
        rating(2, said=Outcome.UNDECIDED),
        rating(3, machine=Outcome.UNDECIDED),
        rating(4, withheld=True),
        rating(5, said=NOT),
        rating(5, said=MET, at=NOON + WEEK),
    ]
    (whole, _) = error_rates(checked(given), Precision(least=2))
    assert whole.rate.n == 1
    assert error_rates(checked([]), Precision())[0].rate.n == 0


def test_agreement_of_people_stands_beside_that_with_the_machine() -> None:
    given = [
        rating(n, who, NOT if n % 3 == 0 or (who == "max" and n == 1) else MET, NOT if n % 2 else MET)
        for n in range(60)
        for who in ("lin", "max")
    ]
    (found,) = agreements([*given, rating(99, blind=False)], HOW)
    assert found.people.calls == 60
    assert found.people.observed.value == pytest.approx(59 / 60)
    assert found.people.cohen is not None
    assert found.machine.raters == 2
    assert found.machine.observed.value is not None
    assert found.machine.observed.value < 0.6


def test_confidence_is_held_against_what_was_confirmed() -> None:
    given = [rating(n, said=MET if n % 50 else NOT, confidence=0.95) for n in range(400)]
    given += [rating(1000 + n, said=MET if n % 2 else NOT, confidence=0.4) for n in range(200)]
    found = confidence(given, target=0.05)
    assert found.threshold.state is ThresholdState.CHOSEN
    assert found.threshold.confidence is not None
    assert 0.4 < found.threshold.confidence <= 0.95
    assert [band.n for band in found.reliability.bands] == [200, 400]
    assert confidence([], target=0.05).threshold.state is ThresholdState.TOO_LITTLE


def test_a_criterion_drops_to_assist_and_comes_back() -> None:
    place = Place("manners", "1", "en", "loans", "greets")
    people = ("lin", "max")
    bad = [rating(n, who, MET if n % 2 else NOT, MET if n % 3 else NOT) for n in range(80) for who in people]
    dropped = look(place, AUTO, by_place(bad)[place], period="2026-W10", how=HOW, options=SwitchOptions())
    assert dropped.change is not None
    assert (dropped.change.after, dropped.change.reason) == (Mode.ASSIST, Reason.SURELY_UNDER)
    modes = [PlacedMode(place, dropped.standing, dropped.change)]
    assert assisted(modes, rubric(), "loans") == {"greets"}
    assert assisted(modes, rubric(), "cards") == frozenset()
    said = [MET if n % 2 else NOT for n in range(300)]
    good = [
        rating(n, who, said[n] if n % 20 or who == "lin" else MET, said[n])
        for n in range(300)
        for who in people
    ]
    back = look(
        place, dropped.standing, by_place(good)[place], period="2026-W11", how=HOW, options=SwitchOptions()
    )
    assert back.change is not None
    assert back.change.reason is Reason.RECOVERED
