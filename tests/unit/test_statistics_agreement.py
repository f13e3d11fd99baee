"""Agreement, held to published tables and to scikit-learn and statsmodels."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.statistics.agreement import Agreement, AgreementOptions, _coefficients, _sums, agreement
from qa.statistics.bootstrap import Resampling
from qa.statistics.errors import FiguresInvalid, OptionsInvalid
from qa.statistics.figure import Figure, FigureState, Precision
from qa.statistics.interval import wilson
from qa.statistics.ratings import NONE, OUTCOMES, Answer, Ratings, ratings
from scoring.finding import Outcome

MET, NOT_MET, NOT_APPLICABLE, UNDECIDED = (
    Outcome.MET,
    Outcome.NOT_MET,
    Outcome.NOT_APPLICABLE,
    Outcome.UNDECIDED,
)
HOW = Resampling(seed=1, repetitions=400)
YES_NO = AgreementOptions(HOW, (MET, NOT_MET), Precision(least=2))
THREE = AgreementOptions(HOW, precision=Precision(least=2))


def table(*raters: str | Sequence[int]) -> Ratings:
    """Write raters' codes one under the other, one call an item; a dot is no answer."""
    codes = [[NONE if code == "." else int(code) for code in rater] for rater in raters]
    names = tuple(f"rater {number}" for number in range(len(raters)))
    return Ratings(names, np.array(codes, dtype=np.int8), np.arange(len(codes[0])))


def published(*raters: str) -> list[float]:
    """Compute observed, Cohen, Fleiss, alpha and AC1 of a table with any number of categories."""
    codes = np.array([[NONE if code == "." else int(code) for code in rater] for rater in raters])
    size = int(codes.max()) + 1
    counts = np.stack([(codes == place).sum(0) for place in range(size)], axis=1)
    return [float(value) for value in _coefficients(_sums(codes, counts).sum(0)[None], size)[0]]


def value(figure: Figure | None) -> float:
    assert figure is not None
    assert figure.value is not None
    return figure.value


def test_krippendorffs_two_observers_of_ten_units() -> None:
    # Computing Krippendorff's Alpha-Reliability (2011), A: coincidences 10 of (0, 0), 2 of (1, 1), 4 each of the rest.
    found = agreement(table("0100000000", "1110010010"), YES_NO)
    assert value(found.alpha) == pytest.approx(0.095, abs=0.0005)


def test_krippendorffs_two_observers_of_five_values() -> None:
    alpha = published("001132224330", "101112224333")[3]
    assert alpha == pytest.approx(0.692, abs=0.0005)  # the same paper, B


def test_four_observers_with_missing_answers() -> None:
    # Krippendorff (2011), C; the other coefficients of the same table in Gwet, Handbook of Inter-Rater Reliability.
    found = published("012210301...", "0122113014.2", ".2221231140.", "01221330140.")
    assert found[0] == pytest.approx(0.8182, abs=5e-5)
    assert found[2:] == pytest.approx([0.76117, 0.74342, 0.77544], abs=5e-6)


def test_gwets_paradox_of_two_raters_who_hardly_differ() -> None:
    found = agreement(table("0" * 123 + "1" * 2, "0" * 118 + "1" * 5 + "0" * 2), YES_NO)
    assert value(found.observed) == pytest.approx(0.944)
    assert value(found.cohen) == pytest.approx(
        -0.0234, abs=5e-5
    )  # Gwet, Kappa statistic is not satisfactory (2002)
    assert value(found.ac1) == pytest.approx(0.9408, abs=5e-5)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=4, max_size=40))
def test_cohens_kappa_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    from sklearn.metrics import cohen_kappa_score

    one, other = zip(*pairs, strict=True)
    found = published("".join(map(str, one)), "".join(map(str, other)))[1]
    with np.errstate(invalid="ignore"):
        told = cohen_kappa_score(one, other) if len({*one, *other}) > 1 else np.nan
    assert found == pytest.approx(told, nan_ok=True)


@settings(max_examples=40)
@given(st.lists(st.tuples(*(st.integers(0, 2) for _ in range(4))), min_size=3, max_size=30))
def test_fleiss_kappa_is_that_of_statsmodels(rows: list[tuple[int, ...]]) -> None:
    from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

    counts, _ = aggregate_raters(np.array(rows))
    if counts.shape[1] > 1:
        raters = ["".join(map(str, rater)) for rater in zip(*rows, strict=True)]
        assert published(*raters)[2] == pytest.approx(float(fleiss_kappa(counts)))


def test_one_answer_everywhere_is_agreement_but_none_beyond_chance() -> None:
    found = agreement(table("0" * 50, "0" * 50), YES_NO)
    assert found.cohen is not None
    for figure in (found.cohen, found.fleiss, found.alpha):
        assert figure == Figure(FigureState.NO_VARIATION, 50)
    for figure in (found.observed, found.ac1):
        assert figure.value == 1.0
        assert figure.interval is not None
        assert (figure.interval.low, figure.interval.high) == (
            pytest.approx(wilson(1.0, 50, 1.96)[0], abs=1e-4),
            1,
        )


def test_no_difference_seen_is_not_no_difference() -> None:
    found = agreement(table("0" * 25 + "1" * 25, "0" * 25 + "1" * 25), YES_NO)
    assert value(found.cohen) == 1.0
    assert found.cohen is not None
    assert found.cohen.interval is not None
    assert 0.8 < found.cohen.interval.low < 1.0


def test_what_rests_on_one_rare_answer_is_too_little() -> None:
    found = agreement(table("0" * 60, "0" * 59 + "1"), YES_NO)
    assert found.cohen is not None
    assert found.cohen.state is FigureState.TOO_LITTLE
    assert found.ac1.state is FigureState.TOLD


def test_too_few_calls_are_told_with_what_is_missing() -> None:
    found = agreement(table("0011", "0110"), AgreementOptions(HOW))
    assert found.ac1 == Figure(FigureState.TOO_LITTLE, 4, needed=26)
    assert agreement(table(".0", "0."), AgreementOptions(HOW)).ac1 == Figure(
        FigureState.TOO_LITTLE, 0, needed=30
    )


def test_kappa_of_cohen_is_for_two() -> None:
    assert agreement(table("010", "011", "110"), YES_NO).cohen is None


def test_undecided_is_no_answer_and_is_told() -> None:
    place = str(OUTCOMES.index(UNDECIDED))
    found = agreement(table("0101" + place * 4, "01010000"), THREE)
    assert value(found.observed) == 1.0
    assert found.calls == found.items == 4
    assert found.left_out == 0.25
    asked = AgreementOptions(HOW, (MET, NOT_MET, NOT_APPLICABLE, UNDECIDED), Precision(least=2))
    assert value(agreement(table("0101" + place * 4, "01010000"), asked).observed) == 0.5


def half_width(found: Agreement) -> float:
    assert found.ac1.interval is not None
    return found.ac1.interval.half_width


def test_answers_of_one_call_count_as_one_call() -> None:
    random = np.random.default_rng(5)
    codes = random.integers(0, 2, (2, 60)).astype(np.int8)
    alone = Ratings(("a", "b"), codes, np.arange(60))
    ten_times = Ratings(("a", "b"), np.repeat(codes, 10, axis=1), np.repeat(np.arange(60), 10))
    independent = Ratings(("a", "b"), np.repeat(codes, 10, axis=1), np.arange(600))
    assert half_width(agreement(ten_times, YES_NO)) == pytest.approx(
        half_width(agreement(alone, YES_NO)), rel=0.1
    )
    assert half_width(agreement(independent, YES_NO)) < half_width(agreement(alone, YES_NO)) / 2


def test_one_seed_gives_one_interval() -> None:
    given = table("0110101100" * 5, "0100101110" * 5)
    other = AgreementOptions(Resampling(seed=2, repetitions=400), (MET, NOT_MET), Precision(least=2))
    assert agreement(given, YES_NO) == agreement(given, YES_NO) != agreement(given, other)


def test_answers_are_laid_out_by_rater_and_item() -> None:
    given = ratings(
        [
            Answer("zhou", "call 1", "greeting", MET),
            Answer("machine", "call 1", "greeting", NOT_MET),
            Answer("machine", "call 2", "greeting", UNDECIDED),
            Answer("anna", "call 1", "closing", NOT_APPLICABLE),
        ]
    )
    assert given.raters == ("anna", "machine", "zhou")
    assert given.codes.tolist() == [[NONE, NONE, 2], [1, 3, NONE], [0, NONE, NONE]]
    assert given.calls.tolist() == [0, 1, 0]


def test_the_machine_is_paired_with_every_person_and_left_out_among_people() -> None:
    given = Ratings(
        ("anna", "machine", "zhou"), np.array([[0, 1], [1, 1], [0, NONE]], dtype=np.int8), np.arange(2)
    )
    pairs = given.against("machine")
    assert pairs.codes.tolist() == [[1, 1, 1, 1], [0, 1, 0, NONE]]
    assert pairs.calls.tolist() == [0, 1, 0, 1]
    assert given.without("machine").raters == ("anna", "zhou")
    assert given.without("machine").codes.tolist() == [[0, 1], [0, NONE]]


def test_what_cannot_be_is_refused() -> None:
    answer = Answer("a", "1", "greeting", MET)
    with pytest.raises(FiguresInvalid, match="twice"):
        ratings([answer, answer])
    with pytest.raises(FiguresInvalid, match="no rater 'b'"):
        ratings([answer]).without("b")
    with pytest.raises(FiguresInvalid, match="do not fit"):
        Ratings(("a",), np.zeros((2, 3), dtype=np.int8), np.arange(3))
    with pytest.raises(FiguresInvalid, match="Codes"):
        Ratings(("a",), np.full((1, 1), 4, dtype=np.int8), np.arange(1))
    with pytest.raises(FiguresInvalid, match="negative"):
        Ratings(("a",), np.zeros((1, 1), dtype=np.int8), np.array([-1]))
    with pytest.raises(OptionsInvalid, match="scale"):
        AgreementOptions(HOW, (MET,))
    with pytest.raises(OptionsInvalid, match="draws"):
        Resampling(1, 10)
    with pytest.raises(OptionsInvalid, match="seed"):
        Resampling(-1)
