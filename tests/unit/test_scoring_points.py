"""Points: sections times criteria, what does not apply drops out, what is undecided may still turn it."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scoring.finding import Finding, Outcome, Scorecard
from scoring.points import points, shares
from scoring.rubric import Rubric, read
from scoring.score import tally
from tests.forms import HEAD

MET, NOT_MET, NA, UNDECIDED = Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE, Outcome.UNDECIDED


def rubric(*sections: tuple[float, list[dict[str, object]]], pass_mark: float = 80) -> Rubric:
    made = [
        {
            "id": f"s{s}",
            "title": "S",
            "weight": weight,
            "criteria": [
                {"id": f"s{s}-c{c}", "title": "C", "check": {"phrase": ["hello"]}, **given}
                for c, given in enumerate(criteria)
            ],
        }
        for s, (weight, criteria) in enumerate(sections)
    ]
    return read(HEAD.format(language="en") + yaml.safe_dump({"pass_mark": pass_mark, "sections": made}))


def marked(form: Rubric, *outcomes: Outcome) -> Scorecard:
    """Add up outcomes, in the order of the form."""
    worth, left, sections = shares(form), list(outcomes), []
    for section in form.sections:
        found = []
        for criterion in section.criteria:
            outcome = left.pop(0)
            earned, possible = points(criterion, worth[criterion.id], outcome)
            found.append(Finding(criterion.id, outcome, 1.0, "", earned=earned, possible=possible))
        sections.append((section.id, tuple(found)))
    return tally(form, tuple(sections))


TWO = rubric((60, [{"weight": 2}, {"weight": 1}]), (40, [{"weight": 1}]))


@pytest.mark.parametrize(
    ("outcomes", "score"),
    [
        ((MET, MET, MET), 100.0),
        ((NOT_MET, NOT_MET, NOT_MET), 0.0),
        ((MET, NOT_MET, NOT_MET), 40.0),
        ((NOT_MET, MET, NOT_MET), 20.0),
        ((NOT_MET, NOT_MET, MET), 40.0),
        ((MET, NA, NOT_MET), 50.0),
        ((MET, UNDECIDED, NOT_MET), 50.0),
        ((NA, NA, MET), 100.0),
        ((NA, NA, NA), None),
        ((UNDECIDED, NA, NA), None),
    ],
)
def test_weighs_sections_times_criteria(outcomes: tuple[Outcome, ...], score: float | None) -> None:
    assert marked(TWO, *outcomes).score == score


def test_an_auto_fail_keeps_what_was_earned() -> None:
    form = rubric((1, [{"weight": 3}, {"weight": 1, "auto_fail": True}]))
    failed = marked(form, MET, NOT_MET)
    assert (failed.score, failed.earned_score, failed.auto_failed, failed.passed) == (
        0.0,
        75.0,
        ("s0-c1",),
        False,
    )
    assert marked(form, MET, MET).auto_failed == ()


def test_an_auto_fail_needs_no_weight() -> None:
    form = rubric((1, [{"weight": 1}, {"weight": 0.0, "auto_fail": True}]))
    assert marked(form, MET, MET).score == 100.0
    assert marked(form, MET, NOT_MET).score == 0.0


@pytest.mark.parametrize(
    ("outcomes", "score"),
    [((MET, MET), 100.0), ((MET, NOT_MET), 99.99), ((NOT_MET, MET), 0.01), ((NOT_MET, NOT_MET), 0.0)],
)
def test_a_score_is_not_rounded_onto_all_or_nothing(outcomes: tuple[Outcome, ...], score: float) -> None:
    assert marked(rubric((1, [{"weight": 1000}, {"weight": 0.03}])), *outcomes).score == score


def test_critical_criteria_have_a_score_of_their_own() -> None:
    form = rubric((1, [{"weight": 1, "critical": True}, {"weight": 3}, {"weight": 1, "critical": True}]))
    assert marked(form, MET, NOT_MET, NOT_MET).critical_score == 50.0
    assert marked(form, NA, MET, NA).critical_score is None


def test_deductions_come_off_the_whole() -> None:
    form = rubric((1, [{"weight": 1}, {"deducts": 15.0}, {"deducts": 90.0}]))
    assert marked(form, MET, NOT_MET, MET).score == 85.0
    assert marked(form, MET, NOT_MET, NOT_MET).score == 0.0
    finding = marked(form, MET, NOT_MET, MET).findings[1]
    assert (finding.earned, finding.possible) == (-15.0, 0.0)


def test_a_form_of_deductions_alone_begins_with_100() -> None:
    form = rubric((1, [{"deducts": 15.0}, {"deducts": 5.0}]))
    assert marked(form, MET, MET).score == 100.0
    assert marked(form, NOT_MET, NOT_MET).score == 80.0
    assert marked(form, NA, NA).score is None


@pytest.mark.parametrize(
    ("outcomes", "passed"),
    [
        ((MET, MET, MET), True),
        ((MET, MET, NOT_MET), False),
        ((MET, MET, UNDECIDED), None),
        ((MET, UNDECIDED, MET), True),
        ((NOT_MET, UNDECIDED, NOT_MET), False),
        ((NA, NA, NA), None),
    ],
)
def test_passes_unless_the_undecided_could_turn_it(
    outcomes: tuple[Outcome, ...], passed: bool | None
) -> None:
    assert marked(TWO, *outcomes).passed is passed


def test_an_open_auto_fail_could_turn_it() -> None:
    form = rubric((1, [{"weight": 9}, {"weight": 0.0, "auto_fail": True}]))
    assert marked(form, MET, UNDECIDED).passed is None
    assert marked(form, NOT_MET, UNDECIDED).passed is False


WEIGHTS = st.floats(0.1, 100, allow_nan=False)
FORMS = st.lists(st.tuples(WEIGHTS, st.lists(WEIGHTS, min_size=1, max_size=4)), min_size=1, max_size=4)
OUTCOMES = st.lists(st.sampled_from(Outcome), min_size=16, max_size=16)


def built(form: list[tuple[float, list[float]]]) -> Rubric:
    return rubric(*[(weight, [{"weight": w} for w in weights]) for weight, weights in form])


@given(FORMS)
def test_a_form_is_worth_100_points(form: list[tuple[float, list[float]]]) -> None:
    assert sum(shares(built(form)).values()) == pytest.approx(100)


@given(FORMS, OUTCOMES)
def test_a_score_is_between_none_and_all(
    form: list[tuple[float, list[float]]], outcomes: list[Outcome]
) -> None:
    made = built(form)
    card = marked(made, *outcomes[: len(made.criteria)])
    decided = [f for f in card.findings if f.outcome in (MET, NOT_MET)]
    assert (card.score is None) is (not decided)
    if card.score is not None:
        assert 0 <= card.score <= 100
        assert (card.score == 100) is all(f.outcome is MET for f in decided)
        assert (card.score == 0) is all(f.outcome is NOT_MET for f in decided)


@given(FORMS, OUTCOMES, st.integers(0, 15))
def test_meeting_more_never_lowers_a_score(
    form: list[tuple[float, list[float]]], outcomes: list[Outcome], place: int
) -> None:
    made = built(form)
    before = outcomes[: len(made.criteria)]
    place %= len(before)
    worse, better = [*before], [*before]
    worse[place], better[place] = NOT_MET, MET
    low, high = marked(made, *worse).score, marked(made, *better).score
    assert low is not None
    assert high is not None
    assert low <= high


@given(FORMS, OUTCOMES)
def test_a_settled_verdict_holds_however_the_undecided_come_out(
    form: list[tuple[float, list[float]]], outcomes: list[Outcome]
) -> None:
    made = built(form)
    given_ = outcomes[: len(made.criteria)]
    verdict = marked(made, *given_).passed
    if verdict is not None:
        for settled in (MET, NOT_MET, NA):
            card = marked(made, *[settled if o is UNDECIDED else o for o in given_])
            assert card.passed in (verdict, None)
