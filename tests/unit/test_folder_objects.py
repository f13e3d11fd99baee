"""The folder that poses as an object store."""

import errno
import io
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given

from storage.address import open_objects
from storage.errors import AddressInvalid, ObjectMissing, ObjectsRefused, StorageFull
from storage.folder import FolderObjects
from storage.objects import Objects
from storage.paths import decode, encode
from storage.stream import CHUNK_BYTES
from tests.contracts.objects import Endless, ObjectsContract, content, keys
from tests.contracts.parts import PartsContract
from tests.contracts.vault import VaultContract


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    made = FolderObjects(tmp_path)
    made.prepare()
    return made


class TestFolder(ObjectsContract, PartsContract, VaultContract):
    """The whole contract."""


@given(keys)
def test_a_path_reads_back_as_its_key(key: str) -> None:
    path = encode(key)
    assert decode(path) == key
    assert all(len(name.encode()) <= 255 and name not in {"", ".", ".."} and "/" not in name for name in path)
    assert path == tuple(name.lower() for name in path)  # so that it holds where case is ignored


@given(keys, keys)
def test_no_path_is_another_ones_folder(one: str, other: str) -> None:
    if one != other:
        first, second = encode(one), encode(other)
        assert first != second
        assert second[: len(first)] != first


@pytest.mark.parametrize("read", [0, 1, 2])
def test_no_file_stays_open_however_much_of_it_was_read(objects: Objects, read: int) -> None:
    objects.put("k", Endless(CHUNK_BYTES + 1))
    before = open_files()
    opened = objects.get("k")
    assert open_files() > before
    for _ in range(read):
        next(opened)
    opened.close()
    assert open_files() <= before


def open_files() -> set[str]:
    return {each.name for each in Path("/dev/fd").iterdir()}


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    class Full(Endless):
        """Fails as a write to a full disk does."""

        def read(self, size: int, /) -> bytes:
            if self.left < 5_000_000:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return super().read(size)

    objects = FolderObjects(tmp_path)
    objects.put("k", io.BytesIO(b"former"))
    with pytest.raises(StorageFull, match="make room"):
        objects.put("k", Full(9_000_000))
    assert content(objects.get("k")) == b"former"
    assert list((tmp_path / "arriving").iterdir()) == []


def test_a_file_put_there_by_hand_is_an_object(tmp_path: Path) -> None:
    objects = FolderObjects(tmp_path)
    objects.prepare()
    (tmp_path / "data" / "call.wav").write_bytes(b"RIFF....")
    assert content(objects.get("call.wav")) == b"RIFF...."
    assert objects.stat("call.wav").size == 8
    assert [stat.key for stat in objects.list()] == ["call.wav"]


def test_bytes_that_look_like_a_trailer_stay_bytes(objects: Objects, tmp_path: Path) -> None:
    objects.put("one", io.BytesIO(b"x"), metadata={"a": "b"})
    whole = (tmp_path / "data" / "one").read_bytes()
    objects.put("two", io.BytesIO(whole))
    assert content(objects.get("two")) == whole


def test_a_reader_keeps_what_it_opened(objects: Objects) -> None:
    objects.put("k", Endless(3_000_000))
    reading = objects.get("k")
    first = next(reading)
    objects.put("k", io.BytesIO(b"new"))
    objects.remove("k")
    assert len(first + content(reading)) == 3_000_000


def test_many_writers_of_one_key_leave_one_whole_object(objects: Objects) -> None:
    bodies = [bytes([n]) * 2_000_000 for n in range(6)]
    threads = [threading.Thread(target=objects.put, args=("k", io.BytesIO(body))) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert content(objects.get("k")) in bodies


def test_half_arrived_files_of_killed_processes_are_removed_after_a_day(
    objects: Objects, tmp_path: Path
) -> None:
    old, new = tmp_path / "arriving" / "old", tmp_path / "arriving" / "new"
    old.write_bytes(b"x")
    new.write_bytes(b"x")
    os.utime(old, (1, 1))
    objects.prepare()
    assert (old.exists(), new.exists()) == (False, True)


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    objects = FolderObjects(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "arriving").write_bytes(b"a file where a folder should be")
    with pytest.raises(Exception, match="data folder"):
        objects.prepare()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_rights_are_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ObjectsRefused, match="owner and rights"):
        FolderObjects(tmp_path).prepare()


def test_a_missing_root_is_an_empty_store(tmp_path: Path) -> None:
    objects = open_objects("", tmp_path / "nowhere")
    assert list(objects.list()) == []
    with pytest.raises(ObjectMissing):
        objects.get("k")


@pytest.mark.parametrize(
    "address",
    [
        "s3://host/bucket",
        "s3://k:s@host",
        "s3://k:s@host/a/b",
        "http://k:s@host/b",
        "s3://k:s@host:99999/b",
        "s3:",
        "x",
    ],
)
def test_an_address_that_cannot_be_read_is_refused_without_its_secret(address: str, tmp_path: Path) -> None:
    with pytest.raises(AddressInvalid) as caught:
        open_objects(address.replace(":s@", ":hush@"), tmp_path)
    assert "hush" not in str(caught.value)
