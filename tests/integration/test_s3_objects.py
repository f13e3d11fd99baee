"""Objects in a real S3."""

import io
import time
import uuid
from pathlib import Path

import pytest

from qa.recording import State
from storage.address import open_objects
from storage.errors import ObjectsRefused, StorageUnavailable
from storage.objects import Objects
from tests import sounds
from tests.contracts.objects import Endless, ObjectsContract, content
from tests.contracts.parts import PartsContract
from tests.contracts.vault import VaultContract
from tests.desks import Plan, deliver, make_desk
from tests.integration.conftest import Weed, free_port
from workers.desk import Desk
from workers.presence import Presence
from workers.shift import step

pytestmark = pytest.mark.integration


@pytest.fixture
def objects(s3_url: str, tmp_path: Path) -> Objects:
    made = open_objects(s3_url, tmp_path)
    made.prepare()
    return made


class TestS3(ObjectsContract, PartsContract, VaultContract):
    """The whole contract."""


def test_a_wrong_secret_is_refused(weed: Weed, tmp_path: Path) -> None:
    objects = open_objects(f"s3://{weed.key}:wrong@127.0.0.1:{weed.port}/ready", tmp_path)
    for ask in (objects.prepare, lambda: objects.stat("k"), lambda: objects.put("k", io.BytesIO(b"x"))):
        with pytest.raises(ObjectsRefused, match="Signature"):
            ask()


def test_a_bucket_that_is_not_there_is_told(weed: Weed, tmp_path: Path) -> None:
    objects = open_objects(weed.url(f"none{uuid.uuid4().hex}"), tmp_path)
    for ask in (
        lambda: objects.stat("k"),
        lambda: objects.get("k"),
        lambda: objects.put("k", io.BytesIO(b"x")),
        lambda: list(objects.list()),
    ):
        with pytest.raises(ObjectsRefused, match="NoSuchBucket"):
            ask()


def test_a_store_that_is_away_is_told(tmp_path: Path) -> None:
    objects = open_objects(f"s3://k:s@127.0.0.1:{free_port()}/calls", tmp_path)
    for ask in (
        objects.prepare,
        lambda: objects.stat("k"),
        lambda: objects.put("k", io.BytesIO(b"x")),
        lambda: objects.remove("k"),
        lambda: list(objects.list()),
    ):
        with pytest.raises(StorageUnavailable, match="does not answer"):
            ask()


def test_a_store_that_is_killed_while_read_is_told_and_keeps_what_it_took(
    weed: Weed, objects: Objects
) -> None:
    objects.put("before", io.BytesIO(b"kept"))
    objects.put("long", Endless(30_000_000))
    reading = objects.get("long")
    next(reading)
    weed.kill()
    try:
        with pytest.raises(StorageUnavailable):
            content(reading)
        with pytest.raises(StorageUnavailable):
            objects.stat("before")
    finally:
        weed.start()
    assert content(objects.get("before")) == b"kept"
    assert sum(map(len, objects.get("long"))) == 30_000_000


def test_a_store_that_goes_away_delays_a_call_and_does_not_fail_it(
    weed: Weed, s3_url: str, data_dir: Path
) -> None:
    plan = Plan(data_dir, objects_url=s3_url)
    with Presence(plan.presences, "w1") as presence:
        desk = make_desk(plan, presence, lambda: False)
        deliver(plan, sounds.wav(sounds.babble(1.0, 8000), 8000), "通话 one+%")
        weed.kill()
        try:
            assert step(desk)
            with desk.store.read() as unit:
                waits = unit.recordings.get("通话 one+%")
            assert (waits.state, waits.tries) == (State.WAITING, 0)
            assert waits.problem is not None
            assert waits.problem.code == "storage.unavailable"
        finally:
            weed.start()
        assert wait_until_done(desk, "通话 one+%")
        desk.store.close()


def wait_until_done(desk: Desk, recording: str) -> bool:
    for _ in range(200):
        if not step(desk):
            time.sleep(0.1)
        with desk.store.read() as unit:
            if unit.recordings.get(recording).state is State.DONE:
                return True
    return False
