"""Draws of calls: even, repeatable, and with the chances they tell."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.statistics.errors import FiguresInvalid, OptionsInvalid
from qa.statistics.sampling import Candidate, DrawOptions, Why, draw, fill, systematic, uniform

chances = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def house(agents: int = 8, calls: int = 50) -> list[Candidate]:
    return [
        Candidate(f"{agent}/{number:03}", f"agent {agent}", float(number), (agent + number) % 7 / 7)
        for agent in range(agents)
        for number in range(calls)
    ]


def test_everyone_is_drawn_as_often_and_all_over_the_period() -> None:
    drawn = draw(house(), DrawOptions("2026-W10", random=40))
    agents = Counter(choice.call.split("/")[0] for choice in drawn.choices)
    assert set(agents.values()) == {5}
    assert {choice.chance for choice in drawn.choices} == {0.1}
    for agent in agents:
        at = [
            int(choice.call.split("/")[1]) for choice in drawn.choices if choice.call.startswith(f"{agent}/")
        ]
        assert set(np.diff(sorted(at))) == {10}


def test_who_has_few_calls_gives_all_of_them_and_the_others_more() -> None:
    few = [Candidate(f"new/{number}", "new", float(number)) for number in range(2)]
    drawn = draw([*house(agents=2), *few], DrawOptions("s", random=12))
    agents = Counter(choice.call.split("/")[0] for choice in drawn.choices)
    assert agents == {"0": 5, "1": 5, "new": 2}
    assert {choice.chance for choice in drawn.choices if choice.call.startswith("new")} == {1.0}


def test_risk_draws_more_of_the_risky_and_says_so() -> None:
    drawn = draw(house(), DrawOptions("s", random=16, by_risk=40))
    risky = [choice for choice in drawn.choices if choice.why is Why.RISK]
    risks = {candidate.call: candidate.risk for candidate in house()}
    assert 30 <= len(risky) <= 40
    assert all(risks[choice.call] > 0 for choice in risky)
    total = sum(risks.values())
    for choice in drawn.choices:
        assert choice.chance == pytest.approx(1 - (1 - 0.04) * (1 - 40 * risks[choice.call] / total))


def test_a_seed_draws_the_same_calls_again_in_any_order() -> None:
    options = DrawOptions("seed", random=20, by_risk=20)
    drawn = draw(house(), options)
    assert drawn == draw(house()[::-1], options)
    assert drawn.seed == "seed"
    assert drawn.candidates == 400
    assert drawn.choices != draw(house(), DrawOptions("other", random=20, by_risk=20)).choices


def test_random_numbers_are_those_of_every_language() -> None:
    # The first 48 bits of `printf 'seed\nrandom' | sha256sum`, as a fraction.
    assert uniform("seed", "random") == int("7fe5799bf3ed", 16) / 2**48


@pytest.mark.parametrize("by_risk", [0, 60])
def test_calls_are_drawn_as_often_as_their_chance_says(by_risk: float) -> None:
    candidates = house(agents=5, calls=12)
    seen: Counter[str] = Counter()
    told: dict[str, float] = {}
    times = 400
    for seed in range(times):
        for choice in draw(candidates, DrawOptions(str(seed), random=10.5, by_risk=by_risk / 4)).choices:
            seen[choice.call] += 1
            told[choice.call] = choice.chance
    for candidate in candidates:
        chance = told[candidate.call]
        assert seen[candidate.call] / times == pytest.approx(
            chance, abs=4.5 * math.sqrt(chance * (1 - chance) / times)
        )


@given(chances, st.floats(0, 1, exclude_max=True))
def test_a_systematic_draw_has_the_size_of_its_chances(each: list[float], start: float) -> None:
    drawn = systematic(np.array(each), start)
    assert math.floor(sum(each) - 1e-6) <= drawn.sum() <= math.ceil(sum(each) + 1e-6)


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0.1, 10)), min_size=1, max_size=20), st.floats(0, 100))
def test_an_amount_is_shared_out_and_nobody_gets_more_than_their_room(
    each: list[tuple[float, float]], amount: float
) -> None:
    weights, rooms = (np.array(column) for column in zip(*each, strict=True))
    shares = fill(weights, rooms, amount)
    assert (shares >= 0).all()
    assert (shares <= rooms + 1e-9).all()
    assert shares.sum() == pytest.approx(min(amount, rooms[weights > 0].sum()))
    free = (shares < rooms - 1e-9) & (weights > 1e-6)
    if free.sum() > 1:
        assert np.ptp(shares[free] / weights[free]) == pytest.approx(0, abs=1e-6)


def test_a_house_without_calls_has_nothing_to_draw() -> None:
    assert draw([], DrawOptions("s", random=10)).choices == ()


def test_more_than_there_is_is_everything() -> None:
    drawn = draw(house(agents=2, calls=3), DrawOptions("s", random=100, by_risk=100))
    assert len(drawn.choices) == 6
    assert {(choice.chance, choice.why) for choice in drawn.choices} == {(1.0, Why.RANDOM)}


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(FiguresInvalid, match="twice"):
        draw([Candidate("1", "a", 0.0)] * 2, DrawOptions("s", random=1))
    for wrong in (
        Candidate("1", "a", math.inf),
        Candidate("1", "a", 0.0, -1),
        Candidate("1", "a", 0.0, math.nan),
    ):
        with pytest.raises(FiguresInvalid, match="finite"):
            draw([wrong], DrawOptions("s", random=1))
    for random, by_risk in ((0, 0), (math.inf, 0), (1, -1), (math.nan, 0)):
        with pytest.raises(OptionsInvalid, match="asked for"):
            DrawOptions("s", random=random, by_risk=by_risk)
