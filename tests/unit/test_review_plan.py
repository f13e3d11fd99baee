"""Which calls are drawn for review, and whose list they go on."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.assignment import Skills, share_out
from qa.flag import FlagKind
from qa.review import Reviewer, ReviewState, assign, skip
from qa.review_plan import Each, Picked, PlannedCall, PlanRule, plan
from qa.statistics.errors import OptionsInvalid
from qa.statistics.sampling import DrawOptions
from tests.programme import NOON, planned, review

calls = st.lists(
    st.tuples(
        st.sampled_from(["a1", "a2", "a3", None]),
        st.sampled_from(["Loans", "Cards", None]),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=60,
).map(
    lambda rows: [
        planned(n, agent=a, team=t, flags=frozenset(list(FlagKind)[:k])) for n, (a, t, k) in enumerate(rows)
    ]
)


def many(agents: int, each: int) -> list[PlannedCall]:
    return [
        planned(a * each + n, agent=f"a{a}", at=NOON + timedelta(hours=n))
        for a in range(agents)
        for n in range(each)
    ]


@given(calls, st.text(max_size=5), st.floats(0.5, 10), st.floats(0, 5), st.sampled_from(Each))
def test_every_drawn_call_keeps_a_chance(
    given: list[PlannedCall], seed: str, random: float, by_risk: float, each: Each
) -> None:
    rules = [
        PlanRule("some", each=each, number=1.5),
        PlanRule("flagged", frozenset({FlagKind.AUTO_FAIL}), share=0.5),
    ]
    picked = plan(given, rules, DrawOptions(seed, random, by_risk))
    assert all(0 < each.chance <= 1 and each.why for each in picked)
    assert len({each.call.evaluation for each in picked}) == len(picked)
    assert picked == plan(list(reversed(given)), rules, DrawOptions(seed, random, by_risk))
    alone = {
        each.call.evaluation: each.chance for each in plan(given, [], DrawOptions(seed, random, by_risk))
    }
    assert all(each.chance >= alone.get(each.call.evaluation, 0) - 1e-12 for each in picked)
    assert alone.keys() <= {each.call.evaluation for each in picked}, "a rule takes nothing from chance"


def test_a_number_for_each_agent_is_the_same_for_all_and_spread_over_the_period() -> None:
    given = many(8, 60)
    picked = [
        p
        for p in plan(given, [PlanRule("four each", number=4)], DrawOptions("s", 1e-6))
        if "four each" in p.why
    ]
    assert set(Counter(each.call.agent for each in picked).values()) == {4}
    for agent in {each.call.agent for each in picked}:
        hours = sorted(
            (each.call.at - NOON).total_seconds() / 3600 for each in picked if each.call.agent == agent
        )
        gaps = [b - a for a, b in pairwise(hours)]
        assert all(14 <= gap <= 16 for gap in gaps), "15 of 60 hours apart, but where it goes round"


def test_a_share_of_a_team_is_even_over_its_agents() -> None:
    given = [replace(each, team="Loans" if each.agent in {"a0", "a1"} else "Cards") for each in many(4, 40)]
    rule = PlanRule("tenth", teams=frozenset({"Loans"}), each=Each.TEAM, share=0.1)
    picked = [p for p in plan(given, [rule], DrawOptions("s", 1e-6)) if "tenth" in p.why]
    assert Counter(each.call.agent for each in picked) == {"a0": 4, "a1": 4}


def test_chances_are_how_often_calls_are_drawn() -> None:
    given = [
        replace(each, flags=frozenset({FlagKind.AUTO_FAIL}) if n % 5 == 0 else frozenset())
        for n, each in enumerate(many(3, 20))
    ]
    rules = [PlanRule("fails", frozenset({FlagKind.AUTO_FAIL}), each=Each.HOUSE, number=3)]
    seen: Counter[str] = Counter()
    told: dict[str, float] = {}
    times = 800
    for seed in range(times):
        for each in plan(given, rules, DrawOptions(str(seed), 6, 3)):
            seen[each.call.evaluation] += 1
            told[each.call.evaluation] = each.chance
    for name, chance in told.items():
        spread = (chance * (1 - chance) / times) ** 0.5
        assert abs(seen[name] / times - chance) < 5 * spread
    assert sum(told.values()) == pytest.approx(sum(seen.values()) / times, rel=0.05)


def test_filters_narrow() -> None:
    given = [
        planned(1, score=50.0),
        planned(2, score=90.0),
        planned(3, score=None),
        planned(4, score=50.0, queue="cards"),
        planned(5, score=50.0, agent="a2"),
    ]
    rule = PlanRule("low", score_to=60, queues=frozenset({"loans"}), agents=frozenset({"a1"}), share=1)
    found: tuple[Picked, ...] = plan(given, [rule], DrawOptions("s", 1e-9))
    assert [(each.call.evaluation, each.why) for each in found] == [("e-0001", ("low",))]
    assert found[0].chance == pytest.approx(1)


def test_rules_that_cannot_be_are_refused() -> None:
    with pytest.raises(OptionsInvalid, match="one of the two"):
        PlanRule("both", number=1, share=0.1)
    with pytest.raises(OptionsInvalid, match="up to 1"):
        PlanRule("much", share=1.5)
    with pytest.raises(OptionsInvalid, match="random"):
        plan([planned(1)], [PlanRule("random", number=1)], DrawOptions("s", 1))


def test_reviews_go_to_who_can_and_has_least_to_do() -> None:
    waiting = [review(f"v-{n}", due_at=NOON + timedelta(days=n)) for n in range(5)]
    lin, max_ = Skills("lin", queues=frozenset({"loans"}), at_most=10), Skills("max", at_most=20)
    zh = Skills("zhao", languages=frozenset({"zh"}))
    given = share_out(waiting, [lin, max_, zh], {"lin": 3})
    assert [(each.id, each.reviewer) for each in given] == [(f"v-{n}", "max") for n in range(5)]
    assert all(each.state is ReviewState.ASSIGNED for each in given)
    assert len(share_out(waiting, [Skills("lin", at_most=2)], {})) == 2
    assert share_out(waiting, [zh, Skills("eva", queues=frozenset({"cards"}))], {}) == ()


@given(st.lists(st.sampled_from(["a1", "a2", "a3"]), min_size=1, max_size=20), st.data())
def test_nobody_is_given_their_own_call_or_one_they_skipped(agents: list[str], data: st.DataObject) -> None:
    waiting = [review(f"v-{n:02}", agent=agent) for n, agent in enumerate(agents)]
    skipped = data.draw(st.sampled_from(["lin", "max"]))
    waiting[0] = skip(assign(waiting[0], Reviewer(skipped)), Reviewer(skipped), reason="no", now=NOON)
    team = [Skills("lin", "a1", at_most=5), Skills("max", "a2", at_most=5)]
    own = {"lin": "a1", "max": "a2"}
    given = share_out(waiting, team, {})
    assert all(own[each.reviewer or ""] != each.agent for each in given)
    assert all(each.reviewer != skipped for each in given if each.id == "v-00")
    assert max(Counter(each.reviewer for each in given).values(), default=0) <= 5
