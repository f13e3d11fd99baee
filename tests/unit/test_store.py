"""The store on SQLite, and what is the same everywhere."""

import math
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory

from asr.cues.cue import Cue, CueKind, Cues
from asr.transcript import Party
from qa.events import Event, RecordingReceived
from storage import database, migration
from storage.codec import Codec
from storage.errors import (
    AddressInvalid,
    Conflict,
    SchemaBehind,
    StorageError,
    StorageFull,
    StorageUnavailable,
    Unstorable,
)
from storage.patience import outlast
from storage.uow import Store, open_store
from tests.contracts.steps import add, get
from tests.contracts.store import StoreContract
from tests.contracts.values import at, recording


class TestSqlite(StoreContract):
    """The whole contract."""


def test_models_and_migrations_agree(tmp_path: Path) -> None:
    engine = database.open_engine("", tmp_path)
    migration.upgrade(engine)
    migration.check(engine)
    config = migration.configuration()
    with database.writing(engine) as connection:
        config.attributes["connection"] = connection
        command.check(config)  # raises where autogenerate would write anything


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(migration.configuration()).get_heads()) == 1


def test_the_way_back_leads_to_nothing(tmp_path: Path) -> None:
    engine = database.open_engine("", tmp_path)
    migration.upgrade(engine)
    config = migration.configuration()
    with database.writing(engine) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    with sqlite3.connect(tmp_path / "everycall.db") as raw:
        assert raw.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite%'").fetchall() == [
            ("alembic_version",)
        ]


def test_tables_of_another_version_are_told(tmp_path: Path) -> None:
    store = open_store("", tmp_path)
    with pytest.raises(SchemaBehind, match="up to date"):
        add(store, recording())
    with pytest.raises(SchemaBehind, match="up to date"):
        store.ping()
    with pytest.raises(SchemaBehind, match="revision None"):
        migration.check(database.open_engine("", tmp_path))


def test_a_database_that_is_locked_is_unavailable(store: Store, tmp_path: Path) -> None:
    quick = database.open_engine(f"sqlite:///{tmp_path}/store-0/everycall.db?timeout=0.05", tmp_path)
    other = sqlite3.connect(tmp_path / "store-0" / "everycall.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable, match="locked"):
        add(Store(quick), recording())
    with Store(quick).read() as unit:  # readers go on
        assert unit.recordings.page().recordings == ()
    other.execute("ROLLBACK")
    add(Store(quick), recording())


def test_a_full_database_is_told_and_recovers(store: Store, tmp_path: Path) -> None:
    engine = database.open_engine(f"sqlite:///{tmp_path}/store-0/everycall.db", tmp_path)
    tight = Store(engine)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageFull, match="make room"), tight.begin() as unit:  # noqa: PT012 one of many must fail
        for number in range(2000):
            unit.recordings.add(recording(number))
    with store.read() as unit:
        assert unit.recordings.page().recordings == ()
    add(store, recording())


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "everycall.db").write_bytes(b"no database at all, but long enough to look at" * 20)
    with pytest.raises(StorageError, match="not a database"):
        open_store("", tmp_path).ping()


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageUnavailable, match="cannot be made"):
        open_store("", tmp_path / "file" / "deeper")


@pytest.mark.parametrize(
    "address",
    ["mysql://u:hush@h/d", "nonsense hush", "sqlite://", "sqlite:///:memory:", "oracle+x://u:hush@h"],
)
def test_an_address_that_cannot_be_used_is_refused_without_its_secret(address: str, tmp_path: Path) -> None:
    with pytest.raises(AddressInvalid) as caught:
        open_store(address, tmp_path)
    assert "hush" not in str(caught.value)


def test_a_listener_that_fails_does_not_undo_the_change(fresh: Callable[[], Store], tmp_path: Path) -> None:
    def broken(event: Event) -> None:
        raise ConnectionRefusedError("no broker")

    fresh()
    store = open_store("", tmp_path / "store-0", broken)
    with store.begin() as unit:
        unit.recordings.add(recording())
        unit.record(RecordingReceived(recording="rec-0001", at=at(0)))
    assert get(store) == recording()


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_not_stored_as_something_else(value: float) -> None:
    with pytest.raises(Unstorable, match="Cues"):
        Codec(Cues).encode(Cues((Cue(CueKind.PITCH, value, 0.0, 1.0, Party.AGENT),)))


def test_half_a_character_is_not_stored(store: Store) -> None:
    with pytest.raises(Unstorable):
        Codec(Cues).encode(Cues((), notes=("\ud800",)))


def test_outlasts_what_passes() -> None:
    answers = iter([StorageUnavailable("away"), Conflict("first"), StorageFull("full"), "done"])
    waits: list[float] = []

    def use_case() -> object:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert outlast(use_case, seconds=60, sleep=waits.append, clock=lambda: sum(waits)) == "done"
    assert waits == [0.2, 0.4, 0.8]


def test_does_not_outlast_for_ever() -> None:
    waits: list[float] = []

    def use_case() -> None:
        raise StorageUnavailable("away")

    with pytest.raises(StorageUnavailable):
        outlast(use_case, seconds=60, sleep=waits.append, clock=lambda: sum(waits))
    assert 50 < sum(waits) <= 60
    assert max(waits) == 5


def test_other_errors_are_not_tried_again() -> None:
    calls: list[int] = []

    def use_case() -> None:
        calls.append(1)
        raise KeyError

    with pytest.raises(KeyError):
        outlast(use_case, seconds=60)
    assert calls == [1]
