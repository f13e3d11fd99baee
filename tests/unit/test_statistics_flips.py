"""Counterfactual pairs against a limit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.statistics.errors import OptionsInvalid
from qa.statistics.flips import FlipVerdict, Pair, flips, split_chance
from scoring.finding import Outcome

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET


def pairs(same: int, harsher: int = 0, milder: int = 0, kind: str = "names") -> list[Pair]:
    ways = [(MET, MET)] * same + [(MET, NOT_MET)] * harsher + [(NOT_MET, MET)] * milder
    return [Pair("greeting", kind, f"call {number}", *way) for number, way in enumerate(ways)]


def test_a_rate_and_its_bound_are_told() -> None:
    from statsmodels.stats.proportion import proportion_confint

    (found,) = flips(pairs(195, harsher=4, milder=1), limit=0.02)
    assert (found.calls, found.flipped, found.harsher, found.milder) == (200, 5, 4, 1)
    assert found.rate == 0.025
    assert found.upper == pytest.approx(proportion_confint(5, 200, alpha=0.1, method="wilson")[1])


@pytest.mark.parametrize(
    ("tried", "verdict"),
    [
        (pairs(500, harsher=1), FlipVerdict.PASSES),
        (pairs(80, harsher=20), FlipVerdict.OVER),
        (pairs(50), FlipVerdict.TOO_LITTLE),
        (pairs(97, harsher=3), FlipVerdict.TOO_LITTLE),
    ],
)
def test_a_gate_opens_only_on_proof(tried: list[Pair], verdict: FlipVerdict) -> None:
    (found,) = flips(tried, limit=0.02)
    assert found.verdict is verdict


def test_the_calls_missing_are_told() -> None:
    (found,) = flips(pairs(50), limit=0.02)
    assert found.needed is not None
    assert flips(pairs(50 + found.needed), limit=0.02)[0].verdict is FlipVerdict.PASSES
    assert flips(pairs(50 + found.needed - 1), limit=0.02)[0].verdict is FlipVerdict.TOO_LITTLE
    assert flips(pairs(97, harsher=3), limit=0.02)[0].needed is None
    assert flips(pairs(500), limit=0.02)[0].needed == 0


def test_a_call_with_several_variations_counts_once() -> None:
    tried = [Pair("greeting", "names", "call 1", MET, outcome) for outcome in (MET, NOT_MET, NOT_MET)]
    (found,) = flips(tried, limit=0.5)
    assert (found.calls, found.flipped, found.harsher) == (1, 1, 1)


def test_an_answer_that_becomes_undecided_is_a_flip_without_a_direction() -> None:
    (found,) = flips([Pair("greeting", "names", "1", MET, Outcome.UNDECIDED)], limit=0.5)
    assert (found.flipped, found.harsher, found.milder, found.chance) == (1, 0, 0, 1.0)


def test_criteria_and_kinds_stand_apart() -> None:
    found = flips([*pairs(5), *pairs(6, kind="dialect")], limit=0.5)
    assert [(each.kind, each.calls) for each in found] == [("dialect", 6), ("names", 5)]
    assert flips([], limit=0.5) == ()


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_direction_is_mcnemars(harsher: int, milder: int) -> None:
    from statsmodels.stats.contingency_tables import mcnemar

    told = mcnemar([[0, harsher], [milder, 0]], exact=True).pvalue if harsher + milder else 1.0
    assert split_chance(harsher, milder) == pytest.approx(told)


@pytest.mark.parametrize(
    "options", [{"limit": 0}, {"limit": 1}, {"limit": 0.1, "sure": 1}, {"limit": 0.1, "sure": 0}]
)
def test_what_cannot_be_is_refused(options: dict[str, float]) -> None:
    with pytest.raises(OptionsInvalid):
        flips(pairs(5), **options)
