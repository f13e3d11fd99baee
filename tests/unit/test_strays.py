"""Uploads that no recording refers to."""

import io
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.uow import Unit
from tests.desks import Plan, make_desk, receive_at
from tests.house import WAV, TestHouse
from workers.desk import Desk
from workers.local import Crew, CrewOptions
from workers.presence import Presence
from workers.strays import OWN_NAME, forget_strays

LATER = timedelta(hours=25)
OWN = "uploads/" + "0a" * 16


@pytest.fixture
def desk(house: TestHouse, tmp_path: Path) -> Iterator[Desk]:
    """A worker's desk in the house, a day and an hour from now."""
    with Presence(tmp_path / "workers", "w") as presence:
        plan = Plan(tmp_path)
        yield make_desk(
            plan,
            presence,
            lambda: False,
            store=house.store,
            objects=house.objects,
            now=lambda: datetime.now(UTC) + LATER,
        )


def keep(house: TestHouse, *keys: str) -> None:
    for key in keys:
        house.objects.put(key, io.BytesIO(WAV))


def refer(unit: Unit, key: str) -> None:
    unit.recordings.add(receive_at(key.replace("/", "-"), key))


def test_an_upload_that_never_became_a_recording_is_removed(house: TestHouse, desk: Desk) -> None:
    keep(house, OWN)
    assert forget_strays(desk) == 1
    assert house.kept() == []
    assert forget_strays(desk) == 0


def test_what_the_api_takes_in_has_such_a_name_and_stays(house: TestHouse, desk: Desk) -> None:
    answer = house.client().post("/v1/recordings", files={"audio": ("call.wav", WAV)})
    key = answer.json()["key"]
    keep(house, OWN)
    assert OWN_NAME.fullmatch(key)
    assert forget_strays(desk) == 1
    assert house.kept() == [key]


def test_nothing_else_is_touched(house: TestHouse, desk: Desk) -> None:
    name = OWN.removeprefix("uploads/")
    others = [
        f"calls/{name}",
        f"calls/uploads/{name}",
        f"uploads/2026/{name}",
        f"uploads/{name}.wav",
        "uploads/call 1+2%20.wav",
        f"uploads-{name}",
        f"uploadsx/{name}",
        name,
    ]
    keep(house, *others)
    assert forget_strays(desk, timedelta(0)) == 0
    assert sorted(house.kept()) == sorted(others)


@pytest.mark.parametrize(("older", "removed"), [(timedelta(days=1), 1), (timedelta(hours=26), 0)])
def test_what_is_young_may_still_become_a_recording(
    house: TestHouse, desk: Desk, older: timedelta, removed: int
) -> None:
    keep(house, OWN)
    assert forget_strays(desk, older) == removed


def test_many_are_asked_about_in_batches(house: TestHouse, desk: Desk) -> None:
    keys = [f"uploads/{number:032x}" for number in range(10)]
    keep(house, *keys)
    with house.store.begin() as unit:
        for key in keys[::2]:
            refer(unit, key)
    assert forget_strays(desk, at_once=3) == 5
    assert house.kept() == keys[::2]


def test_a_crew_looks_for_them_by_itself(house: TestHouse, tmp_path: Path) -> None:
    keep(house, OWN)

    def lay(presence: Presence, stopping: Callable[[], bool]) -> Desk:
        later = datetime.now(UTC) + LATER
        return make_desk(
            Plan(tmp_path), presence, stopping, store=house.store, objects=house.objects, now=lambda: later
        )

    with Crew(lay, tmp_path / "workers", CrewOptions(count=0, watch=0.01)):
        end = time.monotonic() + 30
        while house.kept() and time.monotonic() < end:
            time.sleep(0.01)
    assert house.kept() == []
