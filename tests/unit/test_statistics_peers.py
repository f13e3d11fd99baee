"""An agent against the team, and what coaching did."""

import numpy as np
import pytest

from qa.statistics.effect import EffectOptions, EffectVerdict, Progress, effect
from qa.statistics.errors import OptionsInvalid
from qa.statistics.figure import FigureState, Precision
from qa.statistics.moments import Moments, moments, share
from qa.statistics.peers import team

ANY = Precision(least=2)


def agents(seed: int = 1, spread: float = 5.0) -> dict[str, Moments]:
    random = np.random.default_rng(seed)
    return {
        f"agent {number:02}": moments(random.normal(random.normal(80, spread), 8, random.integers(4, 60)))
        for number in range(20)
    }


def test_the_spread_and_the_mean_are_those_of_statsmodels() -> None:
    from statsmodels.stats.meta_analysis import combine_effects

    found = agents()
    within = sum((each.n - 1) * each.variance for each in found.values()) / sum(
        each.n - 1 for each in found.values()
    )
    told = combine_effects(
        np.array([each.mean for each in found.values()]),
        np.array([within / each.n for each in found.values()]),
        method_re="dl",
    )
    compared = team(found, ANY)
    assert compared.spread is not None
    assert compared.spread**2 == pytest.approx(told.tau2)
    assert compared.mean == pytest.approx(told.mean_effect_re)


def test_three_lucky_calls_do_not_lead_the_list() -> None:
    found = {**agents(), "lucky": Moments(3, 97.0, 4.0), "proven": Moments(200, 93.0, 60.0)}
    compared = team(found, ANY)
    assert max(found, key=lambda name: found[name].mean) == "lucky"
    assert compared.peers[0].agent == "proven"
    assert compared.mean is not None
    lucky = next(peer for peer in compared.peers if peer.agent == "lucky")
    assert lucky.level is not None
    assert compared.mean < lucky.level < lucky.own
    levels = [peer.level or 0.0 for peer in compared.peers]
    assert levels == sorted(levels, reverse=True)


def test_agents_who_differ_by_chance_alone_do_not_differ() -> None:
    compared = team({str(number): Moments(25, 80.0 + number % 2 / 10, 64.0) for number in range(10)}, ANY)
    assert compared.spread == 0
    for peer in compared.peers:
        assert peer.difference.interval is not None
        assert peer.difference.interval.low < 0 < peer.difference.interval.high


def test_agents_with_few_calls_are_ranked_but_not_shown_against_the_team() -> None:
    compared = team({**agents(), "new": Moments(3, 60.0, 9.0)}, Precision(least=30))
    new = next(peer for peer in compared.peers if peer.agent == "new")
    assert new.difference.state is FigureState.TOO_LITTLE
    assert new.difference.needed == 27


def test_a_team_of_four_has_no_spread_to_tell() -> None:
    compared = team({str(number): share(8 + number, 20) for number in range(4)}, ANY)
    assert (compared.mean, compared.spread) == (None, None)
    assert [peer.agent for peer in compared.peers] == ["3", "2", "1", "0"]
    assert {peer.difference.state for peer in compared.peers} == {FigureState.TOO_LITTLE}


def test_agents_without_a_call_are_left_out_and_those_without_a_spread_are_not_compared() -> None:
    alike = {str(number): Moments(10, 100.0, 0.0) for number in range(8)}
    compared = team({**alike, "gone": Moments(0, 0.0, 0.0)}, ANY)
    assert len(compared.peers) == 8
    assert compared.mean is None


def group(seed: int = 1, others: int = 30, coached: int = 6) -> list[Progress]:
    random = np.random.default_rng(seed)

    def one(number: int, start: float, gain: float) -> Progress:
        name, is_coached = f"agent {number}", number < coached
        before = Moments(40, start, 100.0)
        return Progress(name, is_coached, before, Moments(40, start + gain + random.normal(0, 2), 100.0))

    return [
        one(number, random.normal(75, 3), 5.0 if number < coached else 1.0)
        for number in range(coached + others)
    ]


def test_the_effect_is_the_covariance_analysis_of_statsmodels() -> None:
    from statsmodels.regression.linear_model import OLS

    progress = group()
    found = effect(progress, EffectOptions(reach=100))
    design = [[1.0, each.before.mean, each.coached] for each in progress]
    fitted = OLS([each.after.mean for each in progress], np.array(design, dtype=float)).fit()
    assert found.figure.interval is not None
    assert found.figure.value == pytest.approx(fitted.params[2])
    assert (found.figure.interval.low, found.figure.interval.high) == pytest.approx(
        tuple(fitted.conf_int()[2])
    )
    assert found.verdict is EffectVerdict.BETTER
    assert (found.coached, found.others, found.figure.n) == (6, 30, 6)


def test_one_coached_agent_is_held_to_a_prediction() -> None:
    from statsmodels.regression.linear_model import OLS

    progress = group(coached=1)
    others = [each for each in progress if not each.coached]
    fitted = OLS(
        [each.after.mean for each in others], np.array([[1.0, each.before.mean] for each in others])
    ).fit()
    told = fitted.get_prediction([[1.0, progress[0].before.mean]]).summary_frame(alpha=0.05)
    found = effect(progress, EffectOptions(reach=100))
    assert found.figure.interval is not None
    assert progress[0].after.mean - told["mean"].iloc[0] == pytest.approx(found.figure.value)
    assert progress[0].after.mean - told["obs_ci_upper"].iloc[0] == pytest.approx(found.figure.interval.low)


def test_only_agents_who_began_alike_are_compared() -> None:
    far = [
        Progress(f"star {number}", False, Moments(40, 98.0, 9.0), Moments(40, 90.0, 9.0))
        for number in range(9)
    ]
    assert effect([*group(), *far], EffectOptions()).others <= 30


def test_too_few_agents_or_calls_tell_nothing() -> None:
    found = effect(group(others=5), EffectOptions(reach=100))
    assert (found.verdict, found.figure.needed) == (EffectVerdict.TOO_LITTLE, 3)
    assert found.change is not None
    assert effect(group(coached=0), EffectOptions()).verdict is EffectVerdict.TOO_LITTLE
    assert effect(group(), EffectOptions(least_calls=41)).coached == 0
    assert effect([], EffectOptions()).figure.needed == 9


def test_no_effect_cannot_be_told_and_a_harm_is() -> None:
    def shifted(by: float) -> EffectVerdict:
        progress = [
            Progress(
                each.agent, each.coached, each.before, Moments(40, each.after.mean + by * each.coached, 100.0)
            )
            for each in group()
        ]
        return effect(progress, EffectOptions(reach=100)).verdict

    assert shifted(-4.0) is EffectVerdict.CANNOT_TELL
    assert shifted(-12.0) is EffectVerdict.WORSE


def test_agents_who_all_began_the_same_are_compared_by_their_change() -> None:
    progress = [
        Progress(
            str(number),
            number < 3,
            Moments(40, 80.0, 9.0),
            Moments(40, 81.0 + number % 3 + 4 * (number < 3), 9.0),
        )
        for number in range(18)
    ]
    assert effect(progress, EffectOptions()).figure.value == pytest.approx(4.0)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(OptionsInvalid, match="cannot rest"):
        EffectOptions(least_others=2)
    with pytest.raises(OptionsInvalid, match="confidence"):
        EffectOptions(confidence=1)
