"""What a transaction must do on every database."""

import pytest

from qa.events import Event, RecordingReceived, StageCompleted
from qa.recording import Stage
from storage.errors import StorageError
from storage.uow import Store
from tests.contracts.steps import add, get
from tests.contracts.values import at, recording


class TransactionsContract:
    """Subclasses bring the fixtures `store` (empty, upgraded) and `told` (events published so far)."""

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
