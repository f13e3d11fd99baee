"""How every database must keep recordings, each known once."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given

from qa.metadata import check
from qa.recording import Recording
from storage.errors import AlreadyKnown, NotFound
from storage.filters import Filter
from storage.uow import Store
from tests.contracts import strategies
from tests.contracts.steps import add, change, get, ids, properties
from tests.contracts.values import recording


class RecordingsContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    @properties
    @given(strategies.recordings)
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
