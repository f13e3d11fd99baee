"""How every database must keep the versions of a call's recording."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from qa.metadata import check
from qa.recording import Recording
from qa.version import Same, settle
from storage.admission import admit
from storage.errors import AlreadyKnown
from storage.filters import Filter
from storage.uow import Store
from tests.contracts.steps import add, change, get, ids
from tests.contracts.values import at, recording


def of_call(number: int, sha256: str | None = None) -> Recording:
    return replace(recording(number, source_call_id="c1"), audio_sha256=sha256)


def take(store: Store, *recordings: Recording) -> list[tuple[str, bool]]:
    taken = [admit(store, each, lambda other, each=each: other.key == each.key) for each in recordings]
    return [(found.id, is_new) for found, is_new in taken]


def ingested(store: Store, number: int, sha256: str) -> None:
    """Decide as ingest does."""
    with store.begin() as unit:
        loaded = unit.recordings.get(f"rec-{number:04}")
        known = replace(loaded, audio_sha256=sha256)
        unit.versions.place(known, sound=True, now=at(100))
        unit.recordings.save(known, loaded=loaded)


def links(store: Store, number: int) -> tuple[bool, str | None, str | None]:
    found = get(store, f"rec-{number:04}")
    return found.in_force, found.supersedes, found.superseded_by


class VersionsContract:
    """Subclasses bring the fixture `store` (empty, upgraded)."""

    def test_a_version_takes_its_place_once_it_is_ingested(self, store: Store) -> None:
        assert take(store, of_call(1), of_call(2)) == [("rec-0001", True), ("rec-0002", True)]
        assert ids(store, Filter()) == ["rec-0001"]
        ingested(store, 1, "a")
        assert (links(store, 1), links(store, 2)) == ((True, None, None), (False, "rec-0001", None))
        ingested(store, 2, "b")
        assert (links(store, 1), links(store, 2)) == ((False, None, "rec-0002"), (True, "rec-0001", None))
        assert ids(store, Filter()) == ["rec-0002"]
        assert ids(store, Filter(versions=True)) == ["rec-0001", "rec-0002"]
        assert ids(store, Filter(text="c1")) == ["rec-0002"]
        assert ids(store, Filter(text="c1", versions=True)) == ["rec-0001", "rec-0002"]
        with store.read() as unit:
            found = unit.recordings.find(source="pbx", call_id="c1")
            assert found is not None
            assert found.id == "rec-0002"
            assert [each.id for each in unit.versions.others(found)] == ["rec-0001"]
            assert sum(tally.count for tally in unit.recordings.tally()) == 1
            assert [event.name for event in unit.audit.of("rec-0001")][-1] == "recording.superseded"

    def test_the_same_key_again_is_the_same_version(self, store: Store) -> None:
        take(store, of_call(1), of_call(2))
        again = replace(of_call(2), id="rec-0009")
        assert take(store, again) == [("rec-0002", False)]

    def test_the_same_bytes_are_known_at_the_door_and_at_ingest(self, store: Store) -> None:
        take(store, of_call(1, "a"))
        assert take(store, of_call(2, "a")) == [("rec-0001", False)]
        take(store, of_call(3))
        ingested(store, 3, "a")
        assert links(store, 3) == (False, None, "rec-0001")
        assert ids(store, Filter()) == ["rec-0001"]

    def test_what_is_written_meanwhile_leaves_the_links_alone(self, store: Store) -> None:
        take(store, of_call(1), of_call(2))
        stale = get(store, "rec-0001")
        ingested(store, 2, "b")
        with store.begin() as unit:
            unit.recordings.save(replace(stale, progress=0.5), loaded=stale)
        assert links(store, 1) == (False, None, "rec-0002")
        assert get(store, "rec-0001").progress == 0.5
        assert get(store, "rec-0001").metadata.source_call_id == "c1"

    def test_a_call_id_learnt_late_makes_a_version(self, store: Store) -> None:
        add(store, of_call(1, "a"), recording(2))
        with pytest.raises(AlreadyKnown):  # where nobody settled it
            change(store, "rec-0002", lambda it: replace(it, metadata=check({"source_call_id": "c1"})))
        with store.begin() as unit:
            loaded = unit.recordings.get("rec-0002")
            known = replace(loaded, metadata=check({"source_call_id": "c1"}), audio_sha256="b")
            unit.versions.place(known, sound=True, now=at(100))
            unit.recordings.save(known, loaded=loaded)
        assert (links(store, 1), links(store, 2)) == ((False, None, "rec-0002"), (True, "rec-0001", None))
        assert ids(store, Filter()) == ["rec-0002"]

    def test_versions_that_come_at_once_are_each_kept_and_one_is_in_force(self, store: Store) -> None:
        at_once([lambda n=n: take(store, of_call(n)) for n in range(1, 6)])  # type: ignore[misc] # bound early
        assert len(ids(store, Filter(versions=True))) == 5
        assert len(ids(store, Filter())) == 1

    def test_versions_that_are_ingested_at_once_leave_the_newest_in_force(self, store: Store) -> None:
        take(store, *(of_call(n) for n in range(1, 6)))
        at_once([lambda n=n: ingested(store, n, str(n)) for n in range(1, 6)])  # type: ignore[misc] # bound early
        assert ids(store, Filter()) == ["rec-0005"]

    def test_the_same_bytes_ingested_at_once_are_one_recording(self, store: Store) -> None:
        take(store, *(of_call(n) for n in range(1, 6)))
        at_once([lambda n=n: ingested(store, n, "same") for n in range(1, 6)])  # type: ignore[misc] # bound early
        (kept,) = ids(store, Filter())
        with store.read() as unit:
            verdict = settle(of_call(9, "same"), unit.versions.others(of_call(9)), sound=False)
        assert verdict == Same(kept)


def at_once(deeds: list[Callable[[], object]]) -> None:
    gate = threading.Barrier(len(deeds))
    faults: list[Exception] = []

    def do(deed: Callable[[], object]) -> None:
        gate.wait()
        try:
            deed()
        except Exception as error:  # noqa: BLE001 told below
            faults.append(error)

    threads = [threading.Thread(target=do, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
