"""How every database must keep what people answered beside the machine, and sum up what it tells of the machine."""

from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.rating import Rating, checked, error_rates, latest
from qa.statistics.drawn import drawn, weigh, weigh_tally
from qa.statistics.error_rate import error_rate
from qa.statistics.figure import Precision
from scoring.finding import Outcome
from storage.uow import Store
from tests.contracts.steps import add, properties
from tests.contracts.values import at, recording

CRITERIA = ("greeting", "closing")
CHANCES = (0.05, 0.3, 1.0, None)
"""Of the calls; the last one was not drawn."""


def rating(**changes: object) -> Rating:
    made = Rating(
        *("v-1", "lin", "ev-1", "rec-0001", "compliance", "1", "zh", "", "greeting", Outcome.MET, False, 0.9),
        *(Outcome.NOT_MET, 0.25, True, at(1)),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


@st.composite
def worlds(draw: st.DrawFn) -> list[Rating]:
    """Draw ratings of four calls, some answered by several, some twice, some under another version of the rubric."""
    given = draw(
        st.lists(
            st.tuples(
                st.integers(1, 4),
                st.sampled_from(["lin", "max"]),
                st.sampled_from(["1", "2"]),
                st.integers(0, 3),
                st.tuples(st.sampled_from(CRITERIA), st.sampled_from(Outcome), st.sampled_from(Outcome)),
                st.booleans(),
            ),
            max_size=14,
        )
    )
    return [
        rating(
            source=f"v-{number}",
            rater=rater,
            evaluation=f"ev-{call}-{version}",
            recording=f"rec-{call:04}",
            version=version,
            queue="loans" if call % 2 else "",
            criterion=criterion,
            machine=machine,
            outcome=outcome,
            withheld=withheld,
            # Who meets a call twice may do so in a session, which draws nothing.
            chance=None if number % 5 == 4 else CHANCES[call - 1],
            at=at(day),
        )
        for number, (call, rater, version, day, (criterion, machine, outcome), withheld) in enumerate(given)
    ]


def kept(given: Sequence[Rating], since: datetime | None, **narrowed: str | None) -> list[Rating]:
    """Narrow ratings as the database is asked to, in its order."""
    return sorted(
        (
            each
            for each in given
            if (since is None or each.at >= since)
            and all(value is None or getattr(each, name) == value for name, value in narrowed.items())
        ),
        key=lambda each: (each.at, each.source, each.rater, each.criterion),
    )


class RatingsContract:
    """Subclasses bring the fixtures `store` (empty, upgraded) and `fresh` (gives such a store)."""

    def test_ratings_are_kept_and_narrowed(self, store: Store) -> None:
        add(store, recording(1))
        other = rating(criterion="closing", queue="loans", at=at(50), chance=None, outcome=Outcome.UNDECIDED)
        with store.begin() as unit:
            unit.ratings.add([other, rating()])
            unit.ratings.add([])
        with store.read() as unit:
            assert unit.ratings.of() == (rating(), other)
            assert unit.ratings.of("compliance", since=at(2)) == (other,)
            assert unit.ratings.of("compliance", queue="", criterion=None) == (rating(),)
            assert unit.ratings.of("empathy") == ()

    @properties
    @given(
        worlds(),
        st.sampled_from([None, at(2)]),
        st.sampled_from([None, "1"]),
        st.sampled_from([None, ""]),
        st.sampled_from([None, *CRITERIA]),
    )
    def test_sums_tell_of_the_machine_what_the_ratings_tell(
        self,
        fresh: Callable[[], Store],
        world: list[Rating],
        since: datetime | None,
        version: str | None,
        queue: str | None,
        criterion: str | None,
    ) -> None:
        store = fresh()
        add(store, *(recording(number) for number in range(1, 5)))
        narrowed = {"version": version, "queue": queue, "criterion": criterion}
        with store.begin() as unit:
            unit.ratings.add(world)
            unit.ratings.add([rating(rubric="empathy", recording="rec-0002", source="other")])
        with store.read() as unit:
            told = unit.ratings.checked("compliance", since, **narrowed)
        known = [
            each
            for each in latest(kept(world, since, **narrowed))
            if each.chance is not None and each.checks_machine
        ]
        assert set(told) == {"", *(each.criterion for each in known)}
        for name, tally in told.items():
            once = {
                (each.evaluation, each.criterion): each for each in known if name in {"", each.criterion}
            }.values()
            calls = [int(each.recording[-4:]) for each in once]
            plain = drawn([not each.confirms for each in once], [each.chance for each in once], calls)
            assert astuple(weigh_tally(tally)) == pytest.approx(astuple(weigh(plain)), abs=1e-12)
            (rate,) = (each.rate for each in error_rates(told, Precision(least=2)) if each.criterion == name)
            assert rate.n == error_rate(plain, Precision(least=2)).n == len(set(calls))

    def test_calls_that_several_answered_are_settled_however_many_they_are(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        add(store, *(recording(number) for number in range(1, 9)))
        given = [
            rating(
                source=f"v-{number}-{rater}",
                rater=rater,
                recording=f"rec-{number:04}",
                evaluation=f"e{number}",
            )
            for number in range(1, 9)
            for rater in ("lin", "max")
            if number % 3 or rater == "lin"
        ]
        later = [
            replace(each, source=f"{each.source}-again", outcome=Outcome.MET, at=each.at + timedelta(days=1))
            for each in given[::2]
        ]
        with store.begin() as unit:
            unit.ratings.add([*given, *later])
        with store.read() as unit:
            few = unit.ratings.checked("compliance")
            monkeypatch.setattr("storage.ratings.FEW", 0)
            many = unit.ratings.checked("compliance")
        for told in (few, many):
            for name, tally in checked([*given, *later]).items():
                assert astuple(told[name]) == pytest.approx(astuple(tally))
