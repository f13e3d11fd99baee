"""What the coverage ledger must do on every database; each test class names the one it runs against."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.cues.cue import Cues
from asr.health.ailment import Health, HealthFinding, HealthKind, Severity
from qa.cdr import SwitchCall
from qa.coverage import Basis, Count, Trace, close, place, total
from qa.evaluation import Author, AuthorKind
from qa.problem import Fault, Problem
from qa.recording import State
from storage.coverage import BATCH, Gap, Imported, Stretch
from storage.errors import CursorInvalid
from storage.transcripts import StoredTranscript
from storage.uow import Store, Unit
from tests.contracts.steps import properties
from tests.contracts.values import NOON, at, evaluation, recording, scorecard, transcript

DAY = Stretch(since=NOON - timedelta(hours=12), before=NOON + timedelta(hours=12))
SILENT = Health((HealthFinding(HealthKind.SILENCE, Severity.BLOCKING, "Nothing is heard."),))


def call(number: int = 1, **facts: Any) -> SwitchCall:
    """A call of the switch that began `number` seconds after noon."""
    known: dict[str, Any] = {"source": "pbx", "call_id": f"c-{number}", "started_at": at(number)}
    return SwitchCall(**(known | facts))


worlds = st.lists(
    st.tuples(
        st.builds(
            Trace,
            recorded=st.none() | st.booleans(),
            state=st.none() | st.sampled_from(State),
            decoded=st.booleans(),
            transcribed=st.booleans(),
            problem=st.none() | st.just("asr.not_audio"),
            unfit=st.none() | st.just(HealthKind.SILENCE.value),
            evaluated=st.booleans(),
            undecided=st.booleans(),
        ),
        st.booleans(),
        st.sampled_from([None, "a", "b"]),
    ),
    max_size=7,
)


def arrange(unit: Unit, number: int, trace: Trace, *, listed: bool, team: str | None) -> None:
    """Put a call into the ledger that stands as `trace` says; of one that is not listed a recording came."""
    if listed:
        unit.coverage.put([call(number, recorded=trace.recorded, team=team)], now=NOON)
    if trace.state is None:
        return
    fresh = recording(number, source_call_id=f"c-{number}", team=team, started_at=at(number))
    unit.recordings.add(fresh)
    unit.transcripts.add(
        StoredTranscript(f"tr-{number}", fresh.id, "aa" * 32, transcript(), Cues(()), at(number))
    )
    changed = replace(
        fresh,
        state=trace.state,
        duration=9.0 if trace.decoded else None,
        transcript=f"tr-{number}" if trace.transcribed else None,
        problem=Problem(trace.problem, "It is so.", Fault.RECORDING) if trace.problem else None,
        health=SILENT if trace.unfit else None,
    )
    unit.recordings.save(changed, loaded=fresh)
    if trace.evaluated:
        card = scorecard()
        if not trace.undecided:
            card = replace(card, sections=(replace(card.sections[0], findings=card.findings[:1]),))
        unit.evaluations.add(evaluation(number, card=card, recording=fresh.id, transcript=f"tr-{number}"))


def every_gap(unit: Unit, limit: int = 2) -> list[Gap]:
    found: list[Gap] = []
    page = unit.coverage.gaps(DAY, limit=limit)
    while True:
        found += page.gaps
        if page.next is None:
            return found
        page = unit.coverage.gaps(DAY, limit=limit, cursor_at=page.next)


class CoverageContract:
    """Subclasses bring the fixtures `store` (empty, upgraded) and `fresh` (makes such ones)."""

    @properties
    @given(worlds)
    def test_the_database_places_every_call_as_the_core_does(
        self, fresh: Callable[[], Store], world: Sequence[tuple[Trace, bool, str | None]]
    ) -> None:
        store = fresh()
        calls = [
            (trace if listed else replace(trace, recorded=None), listed, team)
            for trace, listed, team in world
            if listed or trace.state is not None
        ]
        with store.begin() as unit:
            for number, (trace, listed, team) in enumerate(calls):
                arrange(unit, number, trace, listed=listed, team=team)
        with store.read() as unit:
            books = unit.coverage.books(DAY)
            alone = unit.coverage.books(replace(DAY, team="a"))
            gaps = every_gap(unit)
        assert books.whole == total(Count(place(trace), listed, 1) for trace, listed, _ in calls)
        assert books.of("a") == alone.whole
        assert books.of("a") == total(
            Count(place(trace), listed, 1) for trace, listed, team in calls if team == "a"
        )
        wanted = Counter((place(t).reached, place(t).reason) for t, _, _ in calls if place(t).reason)
        assert Counter((gap.reached, gap.reason) for gap in gaps) == wanted
        assert len({(gap.source, gap.call_id) for gap in gaps}) == len(gaps)

    def test_the_same_calls_again_change_nothing(self, store: Store) -> None:
        calls = [call(number) for number in range(BATCH + 3)]
        with store.begin() as unit:
            assert unit.coverage.put(calls, now=at(0)) == Imported(new=BATCH + 3)
        with store.begin() as unit:
            assert unit.coverage.put(calls, now=at(1)) == Imported(same=BATCH + 3)
            assert unit.coverage.books(DAY).whole.denominator == BATCH + 3

    def test_a_call_takes_the_facts_it_came_with_last(self, store: Store) -> None:
        with store.begin() as unit:
            unit.coverage.put([call(agent="a1", duration=3)], now=at(0))
            done = unit.coverage.put([call(agent="a2", duration=3.5), call(2)], now=at(1))
            assert done == Imported(new=1, changed=1)
            first, _ = unit.coverage.gaps(DAY).gaps
        assert (first.agent, first.duration) == ("a2", 3.5)

    def test_comparing_tells_what_putting_finds_and_writes_nothing(self, store: Store) -> None:
        with store.begin() as unit:
            unit.coverage.put([call(1), call(2)], now=at(0))
        coming = [call(1), call(2, agent="a2"), *(call(number) for number in range(3, BATCH + 5))]
        with store.begin() as unit:
            found = unit.coverage.compare(coming)
            assert unit.coverage.books(DAY).whole.denominator == 2
        with store.begin() as unit:
            assert unit.coverage.put(coming, now=at(1)) == found == Imported(BATCH + 2, 1, 1)

    def test_without_the_switch_the_recordings_are_the_basis(self, store: Store) -> None:
        with store.begin() as unit:
            unit.recordings.add(recording(1))
            assert unit.coverage.books(DAY).whole.basis is Basis.RECORDINGS
            unit.coverage.put([call(2)], now=at(0))
            whole = unit.coverage.books(DAY).whole
        assert (whole.basis, whole.listed, whole.unlisted) == (Basis.CDR, 1, 1)

    def test_a_recording_counts_on_the_day_its_call_began_as_the_switch_says(self, store: Store) -> None:
        with store.begin() as unit:
            unit.coverage.put([call(1, started_at=at(-24 * 3600))], now=at(0))
            unit.recordings.add(recording(1, source_call_id="c-1"))
            assert unit.coverage.books(DAY).whole.denominator == 0
            before = Stretch(since=DAY.since - timedelta(days=1), before=DAY.since)
            assert unit.coverage.books(before).whole.denominator == 1

    def test_a_person_answers_what_the_machine_could_not(self, store: Store) -> None:
        machine = evaluation(1, recording="rec-0001")
        whole = replace(
            machine.scorecard,
            sections=(replace(machine.scorecard.sections[0], findings=machine.scorecard.findings[:1]),),
        )
        person = evaluation(2, card=whole, author=Author(AuthorKind.PERSON, "lin"))
        undecided = Trace(state=State.DONE, decoded=True, transcribed=True, evaluated=True, undecided=True)
        with store.begin() as unit:
            arrange(unit, 1, undecided, listed=True, team=None)
            assert unit.coverage.books(DAY).whole.numerator == 0
            unit.evaluations.add(person)
            assert unit.coverage.books(DAY).whole.numerator == 1

    def test_a_gap_tells_what_is_known_of_the_call(self, store: Store) -> None:
        with store.begin() as unit:
            unit.coverage.put([call(1, team="Loans")], now=at(0))
            unit.recordings.add(recording(1, source_call_id="c-1", agent_id="a7", direction="inbound"))
            (gap,) = unit.coverage.gaps(DAY).gaps
        assert (gap.source, gap.call_id, gap.started_at) == ("pbx", "c-1", at(1))
        assert (gap.agent, gap.team, gap.direction, gap.listed) == ("a7", "Loans", "inbound", True)
        assert (gap.recording, gap.reached, gap.reason) == ("rec-0001", "received", "waiting")

    def test_a_cursor_fits_no_other_day(self, store: Store) -> None:
        with store.begin() as unit:
            unit.coverage.put([call(1), call(2)], now=at(0))
            place_after_first = unit.coverage.gaps(DAY, limit=1).next
            other = replace(DAY, before=DAY.before + timedelta(days=1))
            with pytest.raises(CursorInvalid):
                unit.coverage.gaps(other, cursor_at=place_after_first)

    def test_closings_are_added_once_and_stay(self, store: Store) -> None:
        day, now = date(2026, 3, 1), datetime(2026, 3, 2, 3, tzinfo=UTC)
        with store.begin() as unit:
            unit.coverage.put([call(1, team="Loans")], now=at(0))
            first = close(day, unit.coverage.books(DAY), None, zone="UTC", now=now)
            assert first is not None
            assert unit.closings.add(first)
            assert not unit.closings.add(first)
            unit.coverage.put([call(2)], now=at(0))
            second = close(day, unit.coverage.books(DAY), first, zone="UTC", now=now)
            assert second is not None
            assert unit.closings.add(second)
        with store.read() as unit:
            assert unit.closings.of(day) == (first, second)
            assert unit.closings.of(day + timedelta(days=1)) == ()
            assert unit.closings.closed([day, day + timedelta(days=1)]) == {day}
