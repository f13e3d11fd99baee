"""Walks through the bucket: what no notification told of is taken in, once."""

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from qa.backlog import BYTES_A_SECOND
from qa.hold import Pause
from qa.ingest.sources import Sources, read
from storage.doorstep import Outcome
from storage.objects import Stat
from storage.uow import Store
from tests.desks import Plan, make_desk
from tests.house import NOON, WAV, TestHouse
from workers.desk import Desk, Rules
from workers.local import Crew, CrewOptions
from workers.presence import Presence
from workers.walk import walk

SOURCES = read("sources:\n- {name: a, prefix: a/}\n- {name: b, prefix: a/b/, sidecar: '{stem}.json'}\n")


Lay = Callable[..., Desk]


@pytest.fixture
def lay(house: TestHouse, tmp_path: Path) -> Iterator[Lay]:
    with Presence(tmp_path / "workers", "w") as presence:

        def make(**changes: Any) -> Desk:
            parts = {"store": house.store, "objects": house.objects, "sources": SOURCES} | changes
            return make_desk(Plan(tmp_path), presence, lambda: False, **parts)

        yield make


def put(house: TestHouse, *keys: str, content: bytes = WAV) -> None:
    for key in keys:
        house.objects.put(key, io.BytesIO(content))


def known(store: Store) -> list[tuple[str, str]]:
    with store.read() as unit:
        return sorted((each.source, each.key) for each in unit.recordings.page(limit=500).recordings)


def test_what_lies_in_the_bucket_is_taken_in_once_by_its_source(house: TestHouse, lay: Lay) -> None:
    put(house, "a/1.wav", "a/b/2.wav", "a/b/通话 3+.mp3", "a/notes.txt", "other/4.wav", "uploads/" + "0" * 32)
    assert walk(lay()) == {Outcome.TAKEN: 3}
    assert known(house.store) == [("a", "a/1.wav"), ("b", "a/b/2.wav"), ("b", "a/b/通话 3+.mp3")]
    assert walk(lay()) == {}
    put(house, "a/5.wav")
    assert walk(lay()) == {Outcome.TAKEN: 1}
    assert [told.name for told in house.told] == ["recording.received"] * 4


def test_a_house_without_sources_is_not_walked(house: TestHouse, tmp_path: Path) -> None:
    put(house, "a/1.wav")
    with Presence(tmp_path / "workers", "w") as presence:
        desk = make_desk(Plan(tmp_path), presence, lambda: False, store=house.store, objects=house.objects)
        assert walk(desk) == {}
    assert known(house.store) == []


class Dated:
    """A store whose objects have the dates they are given."""

    def __init__(self, objects: Any) -> None:
        self._objects = objects
        self.dates: dict[str, datetime] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._objects, name)

    def list(self, prefix: str = "") -> Iterator[Stat]:
        for stat in self._objects.list(prefix):
            yield Stat(stat.key, stat.size, self.dates.get(stat.key, stat.modified_at))


def test_the_watermark_leaves_old_objects_alone_but_looks_a_day_back(house: TestHouse, lay: Lay) -> None:
    objects, now = Dated(house.objects), datetime.now(UTC)
    desk = lay(objects=objects)
    put(house, "a/now.wav")
    walk(desk)
    put(house, "a/slow.wav", "a/old.wav")
    objects.dates |= {"a/slow.wav": now - timedelta(hours=20), "a/old.wav": now - timedelta(hours=30)}
    assert walk(desk) == {Outcome.TAKEN: 1}
    assert ("a", "a/slow.wav") in known(house.store)
    assert ("a", "a/old.wav") not in known(house.store)


def test_a_date_in_the_future_hides_nothing(house: TestHouse, lay: Lay) -> None:
    objects = Dated(house.objects)
    objects.dates["a/ahead.wav"] = datetime.now(UTC) + timedelta(days=400)
    desk = lay(objects=objects)
    put(house, "a/ahead.wav")
    walk(desk)
    put(house, "a/next.wav")
    assert walk(desk) == {Outcome.TAKEN: 1}


def test_a_walk_that_was_broken_off_begins_again(house: TestHouse, lay: Lay) -> None:
    put(house, "a/1.wav", "a/2.wav")
    stops = iter([False, True, True, True, True])
    assert walk(replace(lay(), stopping=lambda: next(stops))) == {Outcome.TAKEN: 1}
    with house.store.read() as unit:
        assert unit.walks.seen_until("a") is None
    assert walk(lay()) == {Outcome.TAKEN: 1}


def test_a_late_sidecar_is_found_by_the_walk(house: TestHouse, lay: Lay) -> None:
    put(house, "a/b/1.wav")
    walk(lay())
    put(house, "a/b/1.json", content=b'{"queue": "cards"}')
    assert walk(lay())[Outcome.DESCRIBED] == 1
    with house.store.read() as unit:
        (recording,) = unit.recordings.page().recordings
    assert recording.metadata.queue == "cards"


def test_what_is_at_fault_is_kept_and_told_once(house: TestHouse, lay: Lay) -> None:
    put(house, "a/empty.wav", content=b"")
    for _ in range(3):
        assert walk(lay()) == {Outcome.REFUSED: 1}
    with house.store.read() as unit:
        assert [refused.key for refused in unit.refused.page(limit=5).refused] == ["a/empty.wav"]
    assert [told.name for told in house.told] == ["delivery.refused"]
    put(house, "a/empty.wav")
    assert walk(lay()) == {Outcome.TAKEN: 1}
    with house.store.read() as unit:
        assert unit.refused.count() == 0


def desk_with(plan: Plan, sources: Sources, presence: Presence, stopping: Callable[[], bool]) -> Desk:
    return make_desk(plan, presence, stopping, sources=sources)


def test_the_crew_walks(house: TestHouse, tmp_path: Path) -> None:
    put(house, "a/1.wav")
    plan = Plan(tmp_path)
    options = CrewOptions(count=0, watch=0.02, walk=0.05)
    with Crew(partial(desk_with, plan, SOURCES), plan.presences, options):
        for key in ("a/1.wav", "a/2.wav"):
            put(house, key)
            end = time.monotonic() + 60
            while ("a", key) not in known(house.store) and time.monotonic() < end:
                time.sleep(0.02)
    assert known(house.store) == [("a", "a/1.wav"), ("a", "a/2.wav")]


def test_a_walk_takes_in_no_more_while_workers_are_behind_and_the_rest_later(
    house: TestHouse, lay: Lay
) -> None:
    put(house, *(f"a/{number}.wav" for number in range(6)))
    slow = lay(rules=Rules(walk_below_hours=2.5 * len(WAV) / BYTES_A_SECOND / 3600))
    assert walk(slow, at_once=1) == {Outcome.TAKEN: 3}
    assert walk(slow, at_once=1) == {}
    with house.store.begin() as unit:
        unit.holds.pause(Pause("a", NOON, "Lin", "no workers tonight"))
    assert walk(slow, at_once=1) == {Outcome.TAKEN: 3}  # what is paused keeps nothing else out
    assert len(known(house.store)) == 6
