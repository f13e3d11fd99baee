"""What every unit test may ask for; what takes long to import is imported by the fixture that needs it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qa.events import Event
from storage.house_keys import HouseKeys, Sealing
from storage.uow import Store, open_store

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from tests.desks import Plan
    from tests.house import TestHouse
    from workers.desk import Desk


@pytest.fixture
def told() -> list[Event]:
    """What the store has published so far."""
    return []


@pytest.fixture
def fresh(migrated_sqlite: bytes, tmp_path: Path, told: list[Event]) -> Iterator[Callable[[], Store]]:
    """Makes stores on SQLite, each empty and upgraded."""
    stores: list[Store] = []

    def make() -> Store:
        folder = tmp_path / f"store-{len(stores)}"
        folder.mkdir()
        (folder / "everycall.db").write_bytes(migrated_sqlite)
        stores.append(open_store("", folder, told.append, Sealing(HouseKeys(folder / "content.key"))))
        return stores[-1]

    yield make
    for store in stores:
        store.close()


@pytest.fixture
def store(fresh: Callable[[], Store]) -> Store:
    return fresh()


@pytest.fixture
def plan(data_dir: Path) -> "Plan":
    from tests.desks import Plan

    return Plan(data_dir)


@pytest.fixture
def lay(plan: "Plan") -> "Iterator[Callable[..., Desk]]":
    """Lays desks, each with a presence of its own."""
    from tests.shifts import laying

    with laying(plan) as make:
        yield make


@pytest.fixture
def house(tmp_path: Path) -> "Iterator[TestHouse]":
    from tests.house import open_house

    with open_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def client(house: "TestHouse") -> "TestClient":
    """The house's API."""
    return house.client()


@pytest.fixture
def moment() -> list[datetime]:
    """What the clock says last: at first, four hours into the second of March."""
    from tests.house import NOON

    return [NOON + timedelta(hours=16)]


@pytest.fixture
def desk(house: "TestHouse", tmp_path: Path, moment: list[datetime]) -> "Iterator[Desk]":
    """A worker's desk in the house, at the moment."""
    from tests.desks import Plan, make_desk
    from workers.presence import Presence

    with Presence(tmp_path / "workers", "w") as presence:
        yield make_desk(
            Plan(tmp_path),
            presence,
            lambda: False,
            store=house.store,
            objects=house.objects,
            now=lambda: moment[-1],
        )
