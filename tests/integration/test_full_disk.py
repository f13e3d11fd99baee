"""A disk that is really full, and then is not any more."""

import io
import resource
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from qa.problem import Fault
from qa.recording import State
from storage.errors import StorageError, StorageFull
from storage.folder import FolderObjects
from storage.uow import open_store
from tests import sounds
from tests.contracts.objects import Endless, content
from tests.contracts.steps import add
from tests.contracts.values import recording
from tests.desks import Plan, deliver, make_desk
from tests.integration.disks import filled, small_disk
from workers.presence import Presence
from workers.shift import step

CALL = sounds.wav(sounds.babble(4.0, 8000), 8000)


@pytest.fixture(name="small_disk")
def a_small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    with small_disk(tmp_path / "small", "2m") as place:
        yield place


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Have the kernel refuse to let any file grow beyond; works for every user."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, former)


def test_an_object_that_does_not_fit_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    objects = FolderObjects(tmp_path)
    objects.put("k", io.BytesIO(b"former"))
    with no_file_larger_than(1_000_000), pytest.raises(StorageFull, match="make room"):
        objects.put("k", Endless(3_000_000))
    assert content(objects.get("k")) == b"former"
    assert list((tmp_path / "arriving").iterdir()) == []
    assert objects.put("k", Endless(3_000_000)).size == 3_000_000


def test_a_full_disk_refuses_an_object_and_takes_it_later(small_disk: Path) -> None:
    objects = FolderObjects(small_disk)
    objects.prepare()
    objects.put("before", io.BytesIO(b"kept"))
    with filled(small_disk), pytest.raises(StorageFull, match="make room"):
        objects.put("k", Endless(100_000))
    with pytest.raises(StorageFull, match="make room"):
        objects.put("k", Endless(5_000_000))
    assert content(objects.get("before")) == b"kept"
    assert list((small_disk / "arriving").iterdir()) == []
    assert objects.put("k", Endless(100_000)).size == 100_000


def test_a_full_disk_refuses_a_row_and_takes_it_later(small_disk: Path, migrated_sqlite: bytes) -> None:
    (small_disk / "everycall.db").write_bytes(migrated_sqlite)
    store = open_store("", small_disk)
    add(store, recording(1))
    with filled(small_disk), pytest.raises(StorageError) as caught:  # noqa: PT012 one of many must fail
        for number in range(2, 2000):
            add(store, recording(number))
    assert caught.value.retryable
    add(store, recording(9000))
    with store.read() as unit:
        assert unit.recordings.get("rec-0001") == recording(1)
    store.close()


def test_a_full_scratch_disk_delays_a_call_and_does_not_fail_it(small_disk: Path, data_dir: Path) -> None:
    plan = Plan(data_dir)
    plan = replace(plan, patience=replace(plan.patience, house_wait=0.0))
    with Presence(small_disk, "w1") as presence:
        desk = make_desk(plan, presence, lambda: False)
        deliver(plan, CALL, "one")
        with filled(small_disk):
            for _ in range(6):
                assert step(desk)
            with desk.store.read() as unit:
                waits = unit.recordings.get("one")
        assert (waits.state, waits.tries) == (State.WAITING, 0)
        assert waits.problem is not None
        assert waits.problem.fault is Fault.HOUSE
        assert "make room" in waits.problem.message
        while step(desk):
            pass
        with desk.store.read() as unit:
            assert unit.recordings.get("one").state is State.DONE
        desk.store.close()
    assert shutil.disk_usage(small_disk).used < 100_000
