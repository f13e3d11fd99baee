"""A folder posing as an object store, for the embedded default and for tests.

An object is one file: its bytes, then a trailer (content type and metadata as JSON, the JSON's length in four
bytes, eight bytes of mark). One rename publishes both, so an object is never seen half written, and the bytes
stand at the front, so that any player opens the file.

A key becomes a path in a way that can be read back and that holds any two keys apart, also where the file
system ignores case: everything but lower-case letters, digits and `-_.` is written `%xx`; a folder's name ends
in `+`; a part too long for a file name goes on in the next folder, marked `~`.
"""

import errno
import json
import os
import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from urllib.parse import unquote

from storage.errors import ObjectMissing, ObjectsRefused, StorageError, StorageFull, StorageUnavailable
from storage.objects import CHUNK_BYTES, Meter, Put, Readable, Stat, check_key, clip, shown

_MARK = b"\nEvCall1"
_LENGTH_BYTES = 4
_NAME_BYTES = 200
"""File systems take 255; room is left for marks and temporary names."""

_STRAY_SECONDS = 24 * 3600
"""An upload that has not grown for a day will not end."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_BARRED = {errno.EACCES, errno.EPERM, errno.EROFS}


class FolderObjects:
    """Keeps objects as files under `root`; see `storage.objects.Objects` for the contract."""

    def __init__(self, root: Path) -> None:
        self._data = root / "data"
        self._arriving = root / "arriving"

    def prepare(self) -> None:
        """Make the folders."""
        with _translated("The object folder"):
            self._data.mkdir(parents=True, exist_ok=True)
            self._arriving.mkdir(parents=True, exist_ok=True)
            self._forget_strays()

    def put(
        self,
        key: str,
        data: Readable,
        *,
        size: int | None = None,
        limit: int | None = None,
        content_type: str = "application/octet-stream",
        metadata: Mapping[str, str] | None = None,
    ) -> Put:
        """Keep a stream under a key, whole or not at all."""
        path = self._path(key)
        meter = Meter(data, key=key, size=size, limit=limit)
        with _translated(f"Object {shown(key)}"), self._newcomer() as (file, name):
            while chunk := meter.read(CHUNK_BYTES):
                file.write(chunk)
            file.write(_trailer(content_type, metadata or {}))
            file.flush()
            os.fsync(file.fileno())
            path.parent.mkdir(parents=True, exist_ok=True)
            Path(name).replace(path)
            _sync_folders(path.parent, self._data)
        return Put(key, meter.count, meter.sha256)

    def get(self, key: str, *, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Open an object to be read in chunks."""
        with _translated(f"Object {shown(key)}", missing=key):
            file = self._path(key).open("rb")
            try:
                left = clip(key, _body(file)[0], start, length)
                file.seek(start)
            except BaseException:
                file.close()
                raise
        return _chunks(file, left, key)

    def stat(self, key: str) -> Stat:
        """Look at an object without reading it."""
        with _translated(f"Object {shown(key)}", missing=key), self._path(key).open("rb") as file:
            return _stat(key, file)

    def list(self, prefix: str = "") -> Iterator[Stat]:
        """List the objects whose keys begin with `prefix`."""
        with _translated("The object folder"):
            keys = sorted((key for key in self._keys() if key.startswith(prefix)), key=str.encode)
        for key in keys:
            with suppress(ObjectMissing):  # removed since
                found = self.stat(key)
                yield Stat(key, found.size, found.modified_at)

    def remove(self, key: str) -> None:
        """Forget an object."""
        with _translated(f"Object {shown(key)}"):
            path = self._path(key)
            path.unlink(missing_ok=True)
            # Folders stay: removing an empty one could race with a `put` into it.

    def _path(self, key: str) -> Path:
        return self._data.joinpath(*encode(check_key(key)))

    def _keys(self) -> Iterator[str]:
        for folder, _, names in os.walk(self._data):
            parts = Path(folder).relative_to(self._data).parts
            yield from (decode((*parts, name)) for name in names)

    def _forget_strays(self) -> None:
        """Remove what killed processes left half arrived."""
        for stray in self._arriving.iterdir():
            with suppress(FileNotFoundError):
                if time.time() - stray.stat().st_mtime > _STRAY_SECONDS:
                    stray.unlink()

    @contextmanager
    def _newcomer(self) -> Iterator[tuple[IO[bytes], str]]:
        """Open a file that is gone at the end of the block unless it was renamed."""
        self._arriving.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=self._arriving)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file, name
        finally:
            Path(name).unlink(missing_ok=True)


def encode(key: str) -> tuple[str, ...]:
    """Turn a key into folder names and a file name."""
    *folders, last = key.split("/")
    path: list[str] = []
    for folder in folders:
        *chunks, end = _pieces(folder)
        path += [f"{chunk}~" for chunk in chunks] + [f"{end}+"]
    *chunks, end = _pieces(last)
    return (*path, *(f"{chunk}~" for chunk in chunks), end)


def decode(path: tuple[str, ...]) -> str:
    """Read a key back from its path."""
    text = ""
    for name in path[:-1]:
        text += name[:-1] + ("/" if name.endswith("+") else "")
    return unquote(text + path[-1])


def _pieces(part: str) -> list[str]:
    """Write a part of a key with safe letters, cut where a file name would be too long."""
    safe = re.sub(rb"^\.|[^a-z0-9._-]", lambda byte: b"%%%02x" % byte[0][0], part.encode()).decode()
    pieces = [""]
    for letter in re.findall(r"%..|.", safe):
        if len(pieces[-1]) + len(letter) > _NAME_BYTES:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _trailer(content_type: str, metadata: Mapping[str, str]) -> bytes:
    facts = json.dumps({"content_type": content_type, "metadata": dict(metadata)}).encode()
    return facts + len(facts).to_bytes(_LENGTH_BYTES, "big") + _MARK


def _body(file: IO[bytes]) -> tuple[int, dict[str, object]]:
    """Say how long an object is and what its trailer holds; a file put here by hand has none."""
    whole = os.fstat(file.fileno()).st_size
    end = len(_MARK) + _LENGTH_BYTES
    if whole >= end:
        file.seek(whole - end)
        tail = file.read(end)
        length = int.from_bytes(tail[:_LENGTH_BYTES], "big")
        if tail[_LENGTH_BYTES:] == _MARK and length + end <= whole:
            file.seek(whole - end - length)
            return whole - end - length, json.loads(file.read(length))
    return whole, {"content_type": "application/octet-stream", "metadata": {}}


def _stat(key: str, file: IO[bytes]) -> Stat:
    size, facts = _body(file)
    modified_at = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
    return Stat(key, size, modified_at, **facts)  # type: ignore[arg-type] # written by `_trailer`


def _chunks(file: IO[bytes], left: int, key: str) -> Iterator[bytes]:
    with file, _translated(f"Object {shown(key)}"):
        while left and (chunk := file.read(min(left, CHUNK_BYTES))):
            left -= len(chunk)
            yield chunk


def _sync_folders(folder: Path, root: Path) -> None:
    """Make a rename last: a new file's name, and a new folder's, are the folder's own content."""
    while True:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if folder == root:
            return
        folder = folder.parent


@contextmanager
def _translated(what: str, *, missing: str | None = None) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        if missing is not None:
            raise ObjectMissing(f"There is no object at key {shown(missing)}.") from error
        raise _ours(what, error) from error
    except OSError as error:
        raise _ours(what, error) from error


def _ours(what: str, error: OSError) -> StorageError:
    if error.errno in _FULL:
        return StorageFull(
            f"{what} does not fit: the disk is full ({error.strerror}); make room, then send it again."
        )
    if error.errno in _BARRED:
        return ObjectsRefused(
            f"{what} may not be touched ({error.strerror}); check the data folder's owner and rights."
        )
    return StorageUnavailable(f"{what} cannot be reached ({error.strerror}); check the data folder's disk.")
