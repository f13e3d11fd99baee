"""What the store must do on every database; each test class names the one it runs against."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asr.cues.cue import Cues
from asr.transcript import Engine, Transcript
from qa import claim as claims
from qa import run as runs
from qa.errors import AlreadyClaimed
from qa.evaluation import Author, AuthorKind
from qa.events import Event, RecordingReceived, StageCompleted
from qa.flag import Flag, FlagKind
from qa.metadata import check
from qa.problem import Fault, Patience, Problem
from qa.recording import Recording, Stage, State
from qa.rubric_version import happened
from qa.run import RunOutcome, StageRun
from scoring.finding import Scorecard
from scoring.form import Status
from scoring.ports import Verdict
from storage.codec import Codec
from storage.errors import AlreadyKnown, Conflict, CursorInvalid, NotFound, StorageError
from storage.filters import Filter, Order
from storage.refused import Refused
from storage.transcripts import StoredTranscript
from storage.uow import Store
from tests.contracts import values
from tests.contracts.values import at, evaluation, recording, rubric_version, scorecard, transcript

properties = settings(
    max_examples=12,
    deadline=None,
    database=None,  # an example that fails on one database need not fail on the next
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.differing_executors,
        HealthCheck.too_slow,
    ],
)
"""For properties that every database has: the same test runs against each."""


def add(store: Store, *recordings: Recording) -> None:
    with store.begin() as unit:
        for each in recordings:
            unit.recordings.add(each)


def change(store: Store, recording_id: str, how: Callable[[Recording], Recording]) -> Recording:
    with store.begin() as unit:
        loaded = unit.recordings.get(recording_id)
        changed = how(loaded)
        unit.recordings.save(changed, loaded=loaded)
    return changed


def get(store: Store, recording_id: str = "rec-0001") -> Recording:
    with store.read() as unit:
        return unit.recordings.get(recording_id)


def ids(store: Store, chosen: Filter) -> list[str]:
    with store.read() as unit:
        return sorted(each.id for each in unit.recordings.page(chosen, limit=500).recordings)


def heard(number: int = 1, *, of: str = "rec-0001", digest: str = "aa") -> StoredTranscript:
    return StoredTranscript(f"tr-{number}", of, digest * 32, transcript(), Cues(()), at(number))


class StoreContract:
    """Subclasses bring the fixtures `store` (empty, upgraded) and `told` (events published so far)."""

    # Transactions

    def test_a_block_that_fails_leaves_no_trace_and_tells_nobody(
        self, store: Store, told: list[Event]
    ) -> None:
        with pytest.raises(ZeroDivisionError), store.begin() as unit:  # noqa: PT012 the block is what is tested
            unit.recordings.add(recording())
            unit.record(RecordingReceived(recording="rec-0001", at=at(0)))
            _ = 1 / 0
        with store.read() as unit:
            assert unit.recordings.page().recordings == ()
            assert unit.audit.of("rec-0001") == ()
        assert told == []

    def test_events_are_recorded_with_the_change_and_told_after_it(
        self, store: Store, told: list[Event]
    ) -> None:
        event = RecordingReceived(recording="rec-0001", at=at(1), actor="pbx")
        with store.begin() as unit:
            unit.recordings.add(recording())
            unit.record(event)
            assert told == []
        assert told == [event]
        second = StageCompleted(recording="rec-0001", at=at(2), stage=Stage.INGEST, attempt=1)
        with store.begin() as unit:
            unit.record(second)
        with store.read() as unit:
            first_line, second_line = unit.audit.of("rec-0001")
        assert (first_line.name, first_line.actor, first_line.at) == ("recording.received", "pbx", at(1))
        assert (second_line.name, dict(second_line.details)) == (
            "stage.completed",
            {"stage": "ingest", "attempt": "1"},
        )
        assert first_line.id < second_line.id

    def test_a_view_changes_nothing(self, store: Store) -> None:
        with pytest.raises(StorageError), store.read() as unit:
            unit.recordings.add(recording())
        with store.read() as unit:
            assert unit.recordings.page().recordings == ()

    def test_a_view_sees_one_moment(self, store: Store) -> None:
        add(store, recording(1))
        with store.read() as unit:
            assert len(unit.recordings.page().recordings) == 1
            add(store, recording(2))
            assert len(unit.recordings.page().recordings) == 1
        with store.read() as unit:
            assert len(unit.recordings.page().recordings) == 2

    def test_upgrading_again_changes_nothing(self, store: Store) -> None:
        add(store, recording())
        store.upgrade()
        assert get(store) == recording()

    # Recordings

    @properties
    @given(values.recordings)
    def test_a_recording_comes_back_as_it_was(self, store: Store, value: Recording) -> None:
        change_id = "rec-0001"
        with store.begin() as unit:
            if unit.recordings.find(key=value.key) is None:
                unit.recordings.add(recording())
            loaded = unit.recordings.get(change_id)
            unit.recordings.save(value, loaded=loaded)
        assert get(store) == value

    def test_moments_of_every_time_zone_are_the_same_moment(self, store: Store) -> None:
        east = datetime(2026, 3, 1, 20, 0, 0, 123456, timezone(timedelta(hours=8)))
        add(store, replace(recording(), received_at=east))
        assert get(store).received_at == east
        assert ids(store, Filter(received_from=east, received_before=east + timedelta(microseconds=1))) == [
            "rec-0001"
        ]
        assert ids(store, Filter(received_before=east)) == []

    def test_the_same_audio_or_call_is_known(self, store: Store) -> None:
        add(store, recording(1, source_call_id="c1"), recording(2))
        for again in (
            replace(recording(3), key=recording(1).key),
            recording(4, source_call_id="c1"),
            replace(recording(2), id="other"),
        ):
            with pytest.raises(AlreadyKnown) as caught:
                add(store, again)
            assert caught.value.existing == ("rec-0002" if again.id == "other" else "rec-0001")
        add(store, recording(5, source="other pbx", source_call_id="c1"))

    def test_a_call_id_learnt_later_may_not_be_anothers(self, store: Store) -> None:
        add(store, recording(1, source_call_id="c1"), recording(2))
        with pytest.raises(AlreadyKnown) as caught:
            change(store, "rec-0002", lambda it: replace(it, metadata=check({"source_call_id": "c1"})))
        assert caught.value.existing == "rec-0001"
        change(store, "rec-0002", lambda it: replace(it, metadata=check({"source_call_id": "c2"})))
        assert get(store, "rec-0002").metadata.source_call_id == "c2"

    def test_finds_by_key_and_by_call(self, store: Store) -> None:
        add(store, recording(1, source_call_id="c1"))
        with store.read() as unit:
            assert unit.recordings.find(key="calls/1.wav") == recording(1, source_call_id="c1")
            assert unit.recordings.find(source="pbx", call_id="c1") is not None
            assert unit.recordings.find(key="calls/2.wav") is None
            assert unit.recordings.find(source="other", call_id="c1") is None
            assert unit.recordings.find(source="pbx") is None

    def test_nothing_is_found_of_an_unknown_id(self, store: Store) -> None:
        with store.read() as unit:
            for look in (
                unit.recordings.get,
                unit.transcripts.get,
                unit.evaluations.get,
                lambda i: unit.runs.get(i, 1),
            ):
                with pytest.raises(NotFound, match="nobody"):
                    look("nobody")

    def test_a_change_is_refused_where_somebody_was_first(self, store: Store) -> None:
        add(store, recording())
        stale = get(store)
        change(store, stale.id, lambda it: claims.claim(it, it.stage, owner="w1", now=at(9), seconds=9))
        with pytest.raises(Conflict), store.begin() as unit:
            unit.recordings.save(replace(stale, progress=0.5), loaded=stale)
        assert get(store).progress == 0

    def test_of_many_workers_at_once_one_gets_the_claim(self, store: Store) -> None:
        add(store, recording())
        won: list[str] = []
        barrier = threading.Barrier(6)

        def work(owner: str) -> None:
            barrier.wait()
            try:
                change(
                    store,
                    "rec-0001",
                    lambda it: claims.claim(it, it.stage, owner=owner, now=at(9), seconds=9),
                )
            except (AlreadyClaimed, Conflict):
                return
            won.append(owner)

        threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(won) == 1
        found = get(store)
        assert (found.attempt, found.lease and found.lease.owner) == (1, won[0])

    def test_the_same_upload_twice_at_once_is_one_recording(self, store: Store) -> None:
        outcomes: list[str] = []
        barrier = threading.Barrier(5)

        def upload(number: int) -> None:
            barrier.wait()
            try:
                add(store, replace(recording(1, source_call_id="c1"), id=f"try-{number}", key=f"k{number}"))
            except AlreadyKnown as known:
                outcomes.append(known.existing)
            else:
                outcomes.append(f"try-{number}")

        threads = [threading.Thread(target=upload, args=(n,)) for n in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(outcomes) == 5
        assert set(outcomes) == set(ids(store, Filter()))
        assert len(set(outcomes)) == 1

    # Lists

    @properties
    @given(
        moments=st.lists(st.integers(0, 5), max_size=12),
        limit=st.integers(1, 5),
        order=st.sampled_from(Order),
    )
    def test_pages_show_everything_once_and_in_order(
        self, fresh: Callable[[], Store], moments: list[int], limit: int, order: Order
    ) -> None:
        store = fresh()
        made = [replace(recording(n), received_at=at(moment)) for n, moment in enumerate(moments)]
        add(store, *made)
        found: list[Recording] = []
        cursor = None
        with store.read() as unit:
            while True:
                page = unit.recordings.page(order=order, limit=limit, cursor_at=cursor)
                assert len(page.recordings) <= limit
                found += page.recordings
                cursor = page.next
                if cursor is None:
                    break
        made.sort(key=lambda it: (it.received_at, it.id), reverse=order is Order.NEWEST)
        assert [it.id for it in found] == [it.id for it in made]

    def test_a_cursor_goes_on_though_new_calls_came(self, store: Store) -> None:
        add(store, *(recording(n) for n in range(4)))
        with store.read() as unit:
            page = unit.recordings.page(limit=2)
        add(store, recording(9))
        with store.read() as unit:
            rest = unit.recordings.page(limit=9, cursor_at=page.next)
        assert [it.id for it in rest.recordings] == ["rec-0001", "rec-0000"]

    def test_a_cursor_that_was_altered_or_is_of_another_list_is_refused(self, store: Store) -> None:
        add(store, *(recording(n) for n in range(3)))
        with store.read() as unit:
            cursor = unit.recordings.page(limit=1).next
            assert cursor is not None
            flipped = cursor[:20] + ("A" if cursor[20] != "A" else "B") + cursor[21:]
            for bad in (
                "",
                "x",
                "é",
                cursor[:-1],
                cursor + "A",
                cursor + "=",
                " " + cursor,
                flipped,
                cursor[::-1],
            ):
                with pytest.raises(CursorInvalid):
                    unit.recordings.page(limit=1, cursor_at=bad)
            with pytest.raises(CursorInvalid):
                unit.recordings.page(Filter(source="pbx"), limit=1, cursor_at=cursor)
            with pytest.raises(CursorInvalid):
                unit.recordings.page(order=Order.OLDEST, limit=1, cursor_at=cursor)

    @pytest.mark.parametrize(
        ("chosen", "expected"),
        [
            (Filter(), [1, 2, 3]),
            (Filter(source="pbx"), [1, 2]),
            (Filter(states=(State.FAILED, State.DONE)), [2, 3]),
            (Filter(stage=Stage.SCORE), [3]),
            (Filter(language="zh"), [1]),
            (Filter(agent="a1"), [1]),
            (Filter(queue="billing"), [2]),
            (Filter(team="east"), [3]),
            (Filter(flag=FlagKind.AUTO_FAIL), [1]),
            (Filter(flag=FlagKind.HEALTH), []),
            (Filter(received_from=at(2)), [2, 3]),
            (Filter(received_before=at(2)), [1]),
            (Filter(started_from=at(-50)), [2]),
            (Filter(started_before=at(-50)), [1]),
            (Filter(rubric="compliance"), [1, 2]),
            (Filter(rubric="empathy"), []),
            (Filter(score_from=50), [1]),
            (Filter(score_to=50), [2]),
            (Filter(rubric="compliance", score_from=30, score_to=40), [2]),
            (Filter(text="C%1"), [1]),
            (Filter(text="c_1"), []),
            (Filter(text="REC-0003"), [3]),
            (Filter(audio_sha256="ab" * 32), [2]),
            (Filter(source="pbx", agent="a1", flag=FlagKind.AUTO_FAIL, score_from=50), [1]),
            (Filter(source="pbx'; DROP TABLE recordings; --"), []),
        ],
    )
    def test_filters(self, store: Store, chosen: Filter, expected: list[int]) -> None:
        add(
            store,
            replace(
                recording(1, source_call_id="xc%1", agent_id="a1", started_at=at(-60).isoformat()),
                language="zh",
            ),
            replace(
                recording(2, queue="billing", started_at=at(-40).isoformat()),
                state=State.FAILED,
                audio_sha256="ab" * 32,
            ),
            replace(recording(3, source="crm", team="east"), state=State.DONE, stage=Stage.SCORE),
        )
        with store.begin() as unit:
            unit.transcripts.add(heard())
            unit.transcripts.add(heard(2, of="rec-0002"))
            unit.flags.replace("rec-0001", (Flag(FlagKind.AUTO_FAIL, "why"), Flag(FlagKind.UNDECIDED, "why")))
            unit.evaluations.add(evaluation(1, card=scorecard(score=80.0)))
            unit.evaluations.add(
                evaluation(2, card=scorecard(score=40.0), recording="rec-0002", transcript="tr-2")
            )
        assert ids(store, chosen) == [f"rec-{n:04}" for n in expected]

    def test_tallies_by_stage_and_state(self, store: Store) -> None:
        add(
            store,
            recording(1),
            recording(2),
            replace(recording(3), state=State.DONE, stage=Stage.SCORE, progress=1.0),
        )
        with store.read() as unit:
            tallies = unit.recordings.tally()
            assert unit.recordings.tally(Filter(source="nobody")) == ()
        assert [(t.stage, t.state, t.count, t.progress) for t in tallies] == [
            (Stage.INGEST, State.WAITING, 2, 0.0),
            (Stage.SCORE, State.DONE, 1, 1.0),
        ]

    def test_finds_what_is_due_oldest_first(self, store: Store) -> None:
        def held(it: Recording) -> Recording:
            return claims.claim(it, it.stage, owner="w1", now=at(10), seconds=30)

        def waits(it: Recording) -> Recording:
            taken = held(it)
            return claims.fail(
                taken, 1, Problem("x", "y", Fault.CHANCE), now=at(10), patience=Patience(first_wait=100)
            )

        add(store, *(recording(n) for n in range(1, 5)), replace(recording(5), state=State.DONE))
        change(store, "rec-0001", held)
        change(store, "rec-0002", waits)
        with store.read() as unit:
            due = [each.recording for each in unit.recordings.due(at(20), limit=9)]
            later = [each.recording for each in unit.recordings.due(at(40), limit=9)]
            much_later = [each.recording for each in unit.recordings.due(at(200), limit=2)]
            overdue = [each.recording for each in unit.recordings.due(at(40), limit=9, since=at(3.5))]
            assert {each.id for each in unit.recordings.held_by(["w1", "w2"])} == {"rec-0001"}
            assert unit.recordings.held_by([]) == ()
            assert unit.recordings.known_keys(["calls/1.wav", "calls/x.wav"]) == {"calls/1.wav"}
            assert unit.recordings.known_keys([]) == frozenset()
        assert due == ["rec-0003", "rec-0004"]
        assert later == ["rec-0001", "rec-0003", "rec-0004"]
        assert much_later == ["rec-0001", "rec-0002"]
        assert overdue == ["rec-0003"]

    # Results

    @properties
    @given(values.transcripts, values.cue_sets)
    def test_a_transcript_comes_back_byte_for_byte(
        self, fresh: Callable[[], Store], words: Transcript, cues: Cues
    ) -> None:
        store = fresh()
        add(store, recording())
        stored = StoredTranscript("tr-1", "rec-0001", "aa" * 32, words, cues, at(1))
        with store.begin() as unit:
            assert unit.transcripts.add(stored) == stored
        with store.read() as unit:
            found = unit.transcripts.get("tr-1")
        assert found == stored
        codec = Codec(Transcript)
        assert codec.encode(found.transcript) == codec.encode(words)

    def test_the_same_engines_make_one_transcript(self, store: Store) -> None:
        add(store, recording())
        with store.begin() as unit:
            unit.transcripts.add(heard(1))
            assert unit.transcripts.add(heard(2)).id == "tr-1"
            unit.transcripts.add(heard(3, digest="bb"))
        with store.read() as unit:
            assert [each.id for each in unit.transcripts.of("rec-0001")] == ["tr-1", "tr-3"]
            assert unit.transcripts.made_by("rec-0001", "cc" * 32) is None

    def test_vectors_come_back_as_they_were_and_grow(self, store: Store) -> None:
        add(store, recording())
        one, other = (Engine("fake", "1", name, "ab" * 32) for name in ("small", "large"))
        rows = {
            bytes([n]) * 16: np.array([n, 0.1, -65504.0, 6e-8], np.float16) for n in range(3)
        }  # the largest and the smallest there is
        more = {b"m" * 16: np.zeros(4, np.float16)}
        with store.begin() as unit:
            unit.transcripts.add(heard())
            unit.vectors.of_transcript("tr-1", one, rows)
            unit.vectors.of_rubric("cd" * 32, one, more)
            unit.vectors.of_rubric("ef" * 32, one, {})
        with store.begin() as unit:
            unit.vectors.of_transcript("tr-1", one, more)
        with store.read() as unit:
            found = unit.vectors.of(["tr-1"], one)
            assert {name: row.tobytes() for name, row in found.items()} == {
                name: row.tobytes() for name, row in (rows | more).items()
            }
            assert set(unit.vectors.of(["cd" * 32, "ef" * 32], one)) == set(more)
            assert unit.vectors.of(["tr-1"], other) == {}
            assert unit.vectors.of(["nobody"], one) == {}

    def test_answers_come_back_and_the_first_stays(self, store: Store) -> None:
        add(store, recording())
        yes = Verdict(True, ("您好",), "坐席问候了。")
        unsure = Verdict(None, (), "听不清。")
        with store.begin() as unit:
            unit.transcripts.add(heard())
            unit.answers.keep("tr-1", {"q1": yes}, now=at(1))
            unit.answers.keep("tr-1", {"q1": unsure, "q2": unsure}, now=at(2))
            unit.answers.keep("tr-1", {}, now=at(3))
        with store.read() as unit:
            assert unit.answers.of("tr-1") == {"q1": yes, "q2": unsure}
            assert unit.answers.of("tr-2") == {}

    @properties
    @given(values.scorecards)
    def test_an_evaluation_comes_back_byte_for_byte(
        self, fresh: Callable[[], Store], card: Scorecard
    ) -> None:
        store = fresh()
        add(store, recording())
        made = evaluation(card=card)
        with store.begin() as unit:
            unit.transcripts.add(heard())
            unit.evaluations.add(made)
        with store.read() as unit:
            found = unit.evaluations.get(made.id)
        assert found == made
        codec = Codec(Scorecard)
        assert codec.encode(found.scorecard) == codec.encode(card)

    def test_the_newest_evaluation_of_each_rubric_and_author_is_in_force(self, store: Store) -> None:
        add(store, recording())
        person = Author(AuthorKind.PERSON, "p1")
        with store.begin() as unit:
            unit.transcripts.add(heard())
            unit.evaluations.add(evaluation(1))
            unit.evaluations.add(evaluation(2, card=scorecard("empathy", score=None)))
            unit.evaluations.add(evaluation(3, card=scorecard(score=60.0, auto_failed=("greeting",))))
            unit.evaluations.add(evaluation(4, author=person))
        with store.read() as unit:
            assert [each.id for each in unit.evaluations.of("rec-0001")] == ["ev-3", "ev-4", "ev-2"]
            assert [each.id for each in unit.evaluations.of("rec-0001", in_force=False)] == [
                "ev-1",
                "ev-3",
                "ev-4",
                "ev-2",
            ]
            standings = unit.evaluations.standings(["rec-0001", "rec-0002"])
        first = standings["rec-0001"][0]
        assert (first.rubric, first.score, first.passed, first.auto_failed, first.undecided) == (
            "compliance",
            60.0,
            False,
            True,
            1,
        )
        assert standings["rec-0002"] == ()

    def test_the_very_same_evaluation_is_kept_once(self, store: Store) -> None:
        add(store, recording())
        with store.begin() as unit:
            unit.transcripts.add(heard())
            unit.evaluations.add(evaluation(1))
            unit.evaluations.add(evaluation(2))
            again = unit.evaluations.add(replace(evaluation(3), digest=evaluation(1).digest))
        assert again.id == "ev-1"
        with store.read() as unit:
            assert [each.id for each in unit.evaluations.of("rec-0001")] == ["ev-1"]
            assert len(unit.evaluations.of("rec-0001", in_force=False)) == 2

    def test_a_rubrics_version_comes_back_and_only_its_life_changes(self, store: Store) -> None:
        first, second = rubric_version(), rubric_version("good day", "2", revision=2)
        with store.begin() as unit:
            unit.rubrics.put(first)
            unit.rubrics.put(second)
            unit.rubrics.put(rubric_version("hello there", language="zh"))
        moved = replace(second, status=Status.ACTIVE, changed_by="Mia", forced=("lint: x",))
        with store.begin() as unit:
            unit.rubrics.put(replace(moved, reason="another", source=first.source))
        with store.read() as unit:
            assert unit.rubrics.get(first.digest) == first
            assert unit.rubrics.get(second.digest) == replace(
                moved, rubric=second.rubric.model_copy(update={"status": Status.ACTIVE})
            )
            assert [v.revision for v in unit.rubrics.of("form", "en")] == [1, 2]
            assert len(unit.rubrics.of()) == 3
            used = unit.rubrics.in_use()
            assert [(r.digest, r.status) for r in used] == [(second.digest, Status.ACTIVE)]
            with pytest.raises(NotFound, match="no version"):
                unit.rubrics.get("nothing")

    def test_two_versions_cannot_be_the_same_revision(self, store: Store) -> None:
        with store.begin() as unit:
            unit.rubrics.put(rubric_version())
        with pytest.raises(Conflict, match="at the same moment"), store.begin() as unit:
            unit.rubrics.put(rubric_version("good day", "2"))

    def test_an_event_of_a_rubric_is_kept_with_no_recording(self, store: Store, told: list[Event]) -> None:
        with store.begin() as unit:
            unit.record(happened(rubric_version()))
        assert [event.name for event in told] == ["rubric.added"]
        with store.read() as unit:
            assert unit.audit.of("") == ()

    def test_rubrics_no_longer_in_use_are_retired(self, store: Store) -> None:
        add(store, recording())
        with store.begin() as unit:
            unit.transcripts.add(heard())
            unit.evaluations.add(evaluation(1))
            unit.evaluations.add(evaluation(2, card=scorecard("empathy")))
            unit.evaluations.retire_other("rec-0001", ["empathy"])
        with store.read() as unit:
            assert [each.id for each in unit.evaluations.of("rec-0001")] == ["ev-2"]

    @properties
    @given(values.runs)
    def test_a_run_comes_back_as_it_was(self, fresh: Callable[[], Store], value: StageRun) -> None:
        store = fresh()
        add(store, recording())
        with store.begin() as unit:
            unit.runs.add(runs.begin(replace(recording(), attempt=1), now=at(1)))
            unit.runs.save(value)
        with store.read() as unit:
            assert unit.runs.of("rec-0001") == (value,)
            assert unit.runs.get("rec-0001", 1) == value

    def test_every_attempt_is_kept_in_order(self, store: Store) -> None:
        add(store, recording())
        with store.begin() as unit:
            for attempt in (2, 1, 3):
                unit.runs.add(runs.begin(replace(recording(), attempt=attempt), now=at(attempt)))
        with store.read() as unit:
            found = unit.runs.of("rec-0001")
        assert [each.attempt for each in found] == [1, 2, 3]
        assert {each.outcome for each in found} == {RunOutcome.RUNNING}

    @properties
    @given(values.flag_lists)
    def test_flags_are_replaced_as_a_whole(self, fresh: Callable[[], Store], flags: Sequence[Flag]) -> None:
        store = fresh()
        add(store, recording())
        with store.begin() as unit:
            unit.flags.replace("rec-0001", (Flag(FlagKind.HEALTH, "former"),))
            unit.flags.replace("rec-0001", flags)
        with store.read() as unit:
            assert unit.flags.of(["rec-0001", "x"]) == {"rec-0001": tuple(flags), "x": ()}

    def test_a_refused_object_is_news_once_and_forgotten_with_its_recording(self, store: Store) -> None:
        refused = Refused("a" * 1024, "pbx", "qa.name_unmatched", "It does not read.", at(1))
        with store.begin() as unit:
            assert unit.refused.put(refused)
            assert not unit.refused.put(replace(refused, at=at(2)))
            assert unit.refused.put(replace(refused, at=at(3), code="asr.empty_audio"))
            assert unit.refused.put(replace(refused, key="通话.wav"))
        with store.read() as unit:
            found = unit.refused.latest(10)
        assert [(each.key, each.code, each.at) for each in found] == [
            ("a" * 1024, "asr.empty_audio", at(3)),
            ("通话.wav", "qa.name_unmatched", at(1)),
        ]
        with store.begin() as unit:
            unit.refused.forget("a" * 1024)
            unit.refused.forget("never refused")
            assert unit.refused.count() == 1

    def test_a_watermark_is_replaced_source_by_source(self, store: Store) -> None:
        with store.begin() as unit:
            assert unit.walks.seen_until("a") is None
            unit.walks.put("a", at(1), now=at(5))
            unit.walks.put("b", at(2), now=at(5))
            unit.walks.put("a", at(3), now=at(6))
        with store.read() as unit:
            assert (unit.walks.seen_until("a"), unit.walks.seen_until("b")) == (at(3), at(2))
