"""Where calls stand in the funnel, and the days they are counted by."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from qa.coverage import (
    Basis,
    Books,
    Count,
    Place,
    Step,
    TeamTotals,
    Trace,
    close,
    ended,
    place,
    span,
    total,
)
from qa.recording import State

traces = st.builds(
    Trace,
    recorded=st.none() | st.booleans(),
    state=st.none() | st.sampled_from(State),
    decoded=st.booleans(),
    transcribed=st.booleans(),
    problem=st.none() | st.just("asr.not_audio"),
    unfit=st.none() | st.just("silence"),
    evaluated=st.booleans(),
    undecided=st.booleans(),
)
counted = st.lists(st.builds(Count, traces.map(place), st.booleans(), st.integers(0, 9)), max_size=12)
NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)


@given(traces)
def test_a_call_is_scored_or_has_a_reason(trace: Trace) -> None:
    found = place(trace)
    assert (found.reached is Step.SCORED) == (found.reason == "")


@given(traces)
def test_nothing_is_received_that_has_no_recording(trace: Trace) -> None:
    received = list(Step).index(place(trace).reached) >= list(Step).index(Step.RECEIVED)
    assert received == (trace.state is not None)


@given(counted)
def test_every_call_is_in_one_place_and_no_more_are_inspected_than_happened(counts: list[Count]) -> None:
    totals = total(counts)
    calls = sum(each.calls for each in counts)
    assert totals.denominator == calls == totals.listed + totals.unlisted
    assert totals.numerator + sum(drop.calls for drop in totals.drops) == calls
    assert 0 <= totals.numerator <= totals.denominator
    narrowing = [step.calls for step in totals.funnel]
    assert narrowing == sorted(narrowing, reverse=True)
    assert (narrowing[0], narrowing[-1]) == (totals.denominator, totals.numerator)
    assert totals.basis is (Basis.CDR if totals.listed else Basis.RECORDINGS)


def test_each_reason() -> None:
    told = {
        "not_recorded": Trace(recorded=False),
        "not_received": Trace(),
        "waiting": Trace(state=State.WORKING, decoded=True),
        "failed:asr.not_audio": Trace(state=State.FAILED, problem="asr.not_audio"),
        "not_scorable:silence": Trace(state=State.NOT_SCORABLE, unfit="silence", problem="qa.not_scorable"),
        "no_rubric": Trace(state=State.DONE, transcribed=True),
        "undecided": Trace(state=State.DONE, transcribed=True, evaluated=True, undecided=True),
    }
    assert {reason: place(trace).reason for reason, trace in told.items()} == {each: each for each in told}


def test_a_recording_that_came_was_recorded_whatever_the_switch_says() -> None:
    assert place(Trace(recorded=False, state=State.WAITING)) == Place(Step.RECEIVED, "waiting")


def test_a_day_with_summer_time_is_shorter() -> None:
    first, last = span(date(2026, 3, 29), ZoneInfo("Europe/Berlin"))
    assert last.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=23)
    assert span(date(2026, 3, 1), ZoneInfo("Asia/Shanghai"))[0] == datetime(2026, 2, 28, 16, tzinfo=UTC)


def test_a_day_has_ended_once_its_grace_is_over() -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    early, late = datetime(2026, 3, 1, 17, tzinfo=UTC), datetime(2026, 3, 1, 19, tzinfo=UTC)
    for now, last in ((early, date(2026, 2, 28)), (late, date(2026, 3, 1))):
        days = list(ended(now, shanghai, grace=timedelta(hours=3), back=3))
        assert (days[-1], len(days)) == (last, 3)


def test_a_closing_is_amended_only_by_what_changed() -> None:
    one = Books(total([Count(place(Trace()), listed=True, calls=1)]), ())
    two = Books(total([Count(place(Trace()), listed=True, calls=2)]), (TeamTotals("a", total(())),))
    first = close(date(2026, 3, 1), one, None, zone="UTC", now=NOW)
    assert first is not None
    assert close(first.day, one, first, zone="UTC", now=NOW) is None
    amended = close(first.day, two, first, zone="UTC", now=NOW)
    assert amended is not None
    assert (first.number, amended.number, amended.books) == (0, 1, two)
    assert two.of(None).denominator == 2
    assert two.of("nobody").denominator == 0
