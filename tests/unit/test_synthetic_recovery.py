"""The made-up year's planted truths lie in the intervals that the house tells, as often as it says: 95 of 100 times.

Not one lucky draw: samples are drawn again and again, and the share of intervals that hold the truth is looked at. Of 600
intervals of 95 % the share is 95 give or take 1; those of one sample hang together, so that 92 is asked for. Seeds are
fixed.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice

import numpy as np
import pytest

from qa.flag import FlagKind
from qa.published import Check, figures
from qa.rating import Rating, agreements, checked, confidence, error_rates
from qa.review_plan import PlannedCall, plan
from qa.statistics.agreement import AgreementOptions, agreement
from qa.statistics.bootstrap import Resampling
from qa.statistics.figure import Figure, Precision
from qa.statistics.moments import moments
from qa.statistics.ratings import Ratings
from qa.statistics.sampling import DrawOptions
from qa.statistics.trend import Measure, Rollup, Versions, rollups, trend
from qa.trend import Outcomes, Point
from synthetic.calls import agent_name
from synthetic.form import LINES, RUBRIC, forms, house
from synthetic.truth import Scores, errors
from synthetic.year import OUTCOMES, UNDECIDED, Batch, Year

ANY = Precision(least=2)
NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)
NAMES = tuple(line.asked.id for line in LINES)
LEAST = 0.92


@cache
def period() -> Batch:
    """Four weeks' worth of calls."""
    (batch,) = Year(4_600, house(), date(2025, 1, 1)).batches()
    return batch


@cache
def scored() -> tuple[Batch, np.ndarray, np.ndarray]:
    """A whole year with its scores, and those expected of each call."""
    (batch,) = Year(50_000, house(), date(2025, 1, 1)).batches()
    scores = Scores(forms())
    return batch, scores.of(batch.machine), scores.expected(batch.year.house, batch.agent, batch.share)


def holds(figure: Figure, truth: float) -> bool:
    assert figure.interval is not None
    return figure.interval.low <= truth <= figure.interval.high


def by_call(given: tuple[Rating, ...]) -> Iterator[tuple[Rating, ...]]:
    rest = iter(given)
    while rows := tuple(islice(rest, len(NAMES))):
        yield rows


def rating(batch: Batch, row: int, place: int, **more: object) -> Rating:
    fields: dict[str, object] = {
        "source": str(row),
        "rater": "ann",
        "evaluation": str(row),
        "recording": str(row),
        "rubric": RUBRIC,
        "version": "1.0",
        "language": "en",
        "queue": "",
        "criterion": NAMES[place],
        "machine": OUTCOMES[batch.machine[row, place]],
        "withheld": False,
        "confidence": float(batch.confidence[row, place]),
        "outcome": OUTCOMES[batch.person[row, place]],
        "chance": None,
        "blind": True,
        "at": NOON,
    }
    return Rating(**(fields | more))  # type: ignore[arg-type] # fields by name


@cache
def planned() -> tuple[PlannedCall, ...]:
    """The calls that a plan draws from: flags tell where the machine is not sure, as they do in the house."""
    batch = period()
    unsure = np.where(batch.applies, batch.confidence, 1.0).min(axis=1) < 0.55
    left = (batch.machine == UNDECIDED).any(axis=1)
    return tuple(
        PlannedCall(
            evaluation=str(row),
            recording=str(row),
            at=NOON + timedelta(minutes=row),
            agent=agent_name(int(batch.agent[row])),
            team=None,
            queue=None,
            language="en",
            score=None,
            flags=frozenset(
                kind
                for kind, there in (
                    (FlagKind.LOW_CONFIDENCE, unsure[row]),
                    (FlagKind.UNDECIDED, left[row]),
                )
                if there
            ),
        )
        for row in range(batch.numbers.size)
    )


def reviewed(seed: int) -> tuple[Rating, ...]:
    """Review what a plan draws, by chance and by risk."""
    return tuple(
        rating(period(), int(picked.call.evaluation), place, chance=picked.chance)
        for picked in plan(planned(), (), DrawOptions(str(seed), random=200, by_risk=100))
        for place in range(len(NAMES))
    )


@cache
def samples() -> tuple[tuple[Rating, ...], ...]:
    return tuple(reviewed(seed) for seed in range(90))


def test_error_rates_are_recovered_by_criterion_and_together() -> None:
    truth = errors([period()])
    held: dict[str, list[bool]] = {name: [] for name in truth}
    off: dict[str, list[float]] = {name: [] for name in truth}
    for given in samples():
        for each in error_rates(checked(given), ANY):
            held[each.criterion].append(holds(each.rate, truth[each.criterion].share))
            off[each.criterion].append((each.rate.value or 0.0) - truth[each.criterion].share)
    assert np.mean([list(row) for row in held.values()]) >= LEAST
    assert {name for name, row in held.items() if np.mean(row) < 0.88} == set()
    # A plan draws more of what is likely wrong; the estimate is not bent by that.
    assert {name for name, row in off.items() if abs(np.mean(row)) > 0.1 * truth[name].share} == set()


def test_the_plain_share_of_wrong_answers_would_be_bent_by_checks_by_risk() -> None:
    truth = errors([period()])[""].share
    plain = [np.mean([not each.confirms for each in given if each.checks_machine]) for given in samples()]
    told = [error_rates(checked(given), ANY)[0].rate.value or 0.0 for given in samples()]
    assert abs(np.mean(plain) - truth) > 2 * abs(np.mean(told) - truth)


def test_published_figures_hold_what_people_would_have_published() -> None:
    batch, scores = period(), Scores(forms())
    machine, person = scores.of(batch.machine), scores.of(batch.person)
    point = Point(
        *(date(2025, 1, 1), "", machine.size, int(np.sum(~np.isnan(machine)))),
        *(float(np.nanmean(machine)), float(np.nanvar(machine, ddof=1)), 0, 0, 0, Outcomes()),
    )
    truth, held, off = float(np.nanmean(person)), [], []
    for given in samples():
        checks = []
        for rows in by_call(given):
            row, chance = int(rows[0].recording), rows[0].chance or 0.0
            pair = (float(machine[row]), float(person[row]))
            checks.append(Check(str(row), "", chance, *pair, None, None, tuple(rows)))
        found = figures([point], [], checks, ANY)[0]
        held.append(holds(found.corrected, truth))
        off.append((found.corrected.value or 0.0) - truth)
        assert found.plus_minus is not None
        assert found.plus_minus < 5
    assert np.mean(held) >= LEAST
    assert abs(np.mean(off)) < 0.2
    assert abs((point.mean or 0.0) - truth) > 0.5  # what the machine says by itself is bent


def test_what_a_confidence_is_worth_is_recovered() -> None:
    batch, held, ends = period(), [], []
    judged = batch.machine != UNDECIDED
    sure, right = batch.confidence[judged], (batch.machine == batch.person)[judged]
    for given in samples()[:60]:
        found = confidence(given, target=0.05)
        for band in found.reliability.bands:
            there = (sure >= band.low) & (sure < band.high)
            held.append(band.interval.low <= right[there].mean() <= band.interval.high)
        ends.append(found.curve.chance([0.7, 0.9, 0.98]))
    assert np.mean(held) >= LEAST
    # What does not apply is told so by machine and people alike, whatever the confidence.
    away = 1 - np.array([each.applies for each in batch.year.house.criteria]).mean()
    planted = (1 - away) * batch.year.house.confirmed(np.array([0.7, 0.9, 0.98])) + away
    assert np.mean(ends, axis=0) == pytest.approx(planted, abs=0.04)


def sessions(seed: int, count: int = 80, people: int = 3) -> Iterator[Rating]:
    """Have several people score calls that were drawn by chance."""
    chance, batch = np.random.default_rng(seed), period()
    said = [batch.said(chance) for _ in range(people)]
    for row in chance.choice(batch.numbers.size, count, replace=False).tolist():
        for number, codes in enumerate(said):
            for place in range(len(NAMES)):
                outcome = OUTCOMES[codes[row, place]]
                yield rating(batch, row, place, rater=f"rater-{number}", outcome=outcome)


def population(place: int, first: np.ndarray, second: np.ndarray) -> float:
    """Measure two raters' agreement on all calls there could be."""
    codes = np.stack([first[:, place], second[:, place]])
    calls = np.arange(codes.shape[1])
    found = agreement(Ratings(("a", "b"), codes, calls), AgreementOptions(Resampling(1, 100), precision=ANY))
    assert found.ac1.value is not None
    return found.ac1.value


def test_agreement_of_people_and_of_the_machine_is_recovered() -> None:
    batch, chance = scored()[0], np.random.default_rng(5)
    one, other = batch.said(chance), batch.said(chance)
    people = {name: population(place, one, other) for place, name in enumerate(NAMES)}
    machine = {name: population(place, batch.machine, one) for place, name in enumerate(NAMES)}
    options = AgreementOptions(Resampling(1, 200), precision=ANY)
    held, off = [], []
    for seed in range(16):
        for each in agreements(sessions(seed), options):
            held += [holds(each.people.ac1, people[each.criterion])]
            held += [holds(each.machine.ac1, machine[each.criterion])]
            off.append((each.machine.ac1.value or 0.0) - machine[each.criterion])
    assert np.mean(held) >= LEAST
    assert abs(np.mean(off)) < 0.01


@cache
def cells() -> dict[tuple[int, int, bool], tuple[Rollup, float]]:
    """Sum the year up by agent, month and version, as trends are read, with the expected mean of each."""
    batch, scores, expected = scored()
    told = ~np.isnan(scores)
    key = (batch.agent * 12 + batch.day * 12 // 365) * 2 + batch.second
    found = {}
    for each in np.unique(key).tolist():
        there = told & (key == each)
        agent, month, second = each // 24, each // 2 % 12, bool(each % 2)
        made = Rollup(
            f"{month:02}", Versions("2.0" if second else "1.0"), agent_name(agent), moments(scores[there])
        )
        found[agent, month, second] = made, float(expected[there].mean())
    return found


def test_trends_of_agents_hold_their_planted_levels() -> None:
    held = []
    for agent in range(house().agents):
        own = {key[1:]: cell for key, cell in cells().items() if key[0] == agent}
        for point in trend(rollups(row for row, _ in own.values()), Measure.MEAN, Precision()):
            if point.figure.told:
                planted = own[int(point.period), point.versions.rubric == "2.0"][1]
                held.append(holds(point.figure, planted))
    assert len(held) > 400
    assert 0.93 <= np.mean(held) <= 0.98


def test_the_trend_of_the_house_breaks_where_the_form_does_and_nowhere_else() -> None:
    batch, _, expected = scored()
    points = trend(rollups(row for row, _ in cells().values()), Measure.MEAN, Precision())
    broken = [(point.period, point.versions.rubric, point.breaks) for point in points if point.breaks]
    assert broken == [("06", "2.0", ("rubric",))]
    for point in points:  # agents are taken for a sample of all there could be: these are wider than need be
        there = (batch.day * 12 // 365 == int(point.period)) & (
            batch.second == (point.versions.rubric == "2.0")
        )
        assert holds(point.figure, float(expected[there].mean()))


def test_how_agents_were_planted_to_change_is_recovered() -> None:
    batch, scores, expected = scored()
    later, held, rises = batch.second & ~np.isnan(scores), [], []
    for agent in range(batch.year.house.agents):
        mine = later & (batch.agent == agent)
        (rise, _), spread = np.polyfit(batch.share[mine], scores[mine], 1, cov=True)
        planted = float(np.polyfit(batch.share[mine], expected[mine], 1)[0])
        held.append(abs(rise - planted) <= 1.96 * np.sqrt(spread[0, 0]))
        rises.append(rise)
    assert np.mean(held) >= 0.9
    slope = batch.year.house.slope
    assert np.mean(np.array(rises)[slope > 0]) > 5 > -5 > np.mean(np.array(rises)[slope < 0])
