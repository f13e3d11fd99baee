"""A folder posing as an object store, for the embedded default and for tests.

An object is one file: its bytes, then a trailer (content type and metadata as JSON, the JSON's length in four
bytes, eight bytes of mark). One rename publishes both, so an object is never seen half written, and the bytes
stand at the front, so that any player opens the file.

An object in parts is a folder under `parts` with a file for each, named by its number, and one that holds the key;
joining copies them into one file, so that a process killed meanwhile loses nothing.
"""

import errno
import json
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from storage.errors import ObjectMissing, ObjectsRefused, StorageError, StorageFull, StorageUnavailable
from storage.objects import Meter, Put, Stat, check_key, clip, shown
from storage.parts import Unfinished, check_parts
from storage.paths import decode, encode
from storage.stream import CHUNK_BYTES, Chained, Opened, Readable

_MARK = b"\nEvCall1"
_LENGTH_BYTES = 4
_STRAY_SECONDS = 24 * 3600
"""An upload that has not grown for a day will not end."""

_HANDLE = re.compile("[0-9a-f]{32}")
_KEY = "key"
_OVER = ".over"
"""What a folder of parts is called once they were joined or forgotten, until it is gone."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_BARRED = {errno.EACCES, errno.EPERM, errno.EROFS}


class FolderObjects:
    """Keeps objects as files under `root`; see `storage.objects.Objects` for the contract."""

    def __init__(self, root: Path) -> None:
        self._data = root / "data"
        self._arriving = root / "arriving"
        self._parts = root / "parts"

    def prepare(self) -> None:
        """Make the folders."""
        with _translated("The object folder"):
            self._data.mkdir(parents=True, exist_ok=True)
            self._arriving.mkdir(parents=True, exist_ok=True)
            self._parts.mkdir(parents=True, exist_ok=True)
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

    def get(self, key: str, *, start: int = 0, length: int | None = None) -> Opened:
        """Open an object to be read in chunks."""
        with _translated(f"Object {shown(key)}", missing=key):
            file = self._path(key).open("rb")
            try:
                left = clip(key, _body(file)[0], start, length)
                file.seek(start)
            except BaseException:
                file.close()
                raise
        return Opened(_chunks(file, left, key), file.close)

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

    def begin(self, key: str) -> str:
        """Begin an object in parts."""
        check_key(key)
        handle = secrets.token_hex(16)
        with _translated(f"Object {shown(key)}"):
            # Made elsewhere and renamed: without its key a folder of parts is never seen.
            self._arriving.mkdir(parents=True, exist_ok=True)
            self._parts.mkdir(parents=True, exist_ok=True)
            made = Path(tempfile.mkdtemp(dir=self._arriving))
            (made / _KEY).write_text(key, "utf-8")
            made.replace(self._parts / handle)
        return handle

    def address(self, key: str, handle: str, number: int, *, lasting: timedelta) -> None:  # noqa: ARG002 the port's
        """Give no address: nobody but this process reaches the folder."""
        return

    def put_part(self, key: str, handle: str, number: int, data: Readable, *, size: int) -> None:
        """Keep a part, whole or not at all."""
        folder = self._folder(key, handle)
        meter = Meter(data, key=key, size=size, limit=None)
        with _translated(f"Object {shown(key)}", missing=key), self._newcomer() as (file, name):
            while chunk := meter.read(CHUNK_BYTES):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
            Path(name).replace(folder / str(number))  # fails where it was joined meanwhile

    def parts(self, key: str, handle: str, sizes: Sequence[int]) -> Mapping[int, int]:  # noqa: ARG002 one of each is kept
        """Tell the size of each part that came."""
        with _translated(f"Object {shown(key)}", missing=key):
            files = [path for path in self._folder(key, handle).iterdir() if path.name != _KEY]
            return {int(path.name): path.stat().st_size for path in files}

    def join(self, key: str, handle: str, sizes: Sequence[int]) -> None:
        """Make the object of its parts."""
        check_parts(sizes, self.parts(key, handle, sizes))
        folder = self._folder(key, handle)
        with _translated(f"Object {shown(key)}", missing=key):
            chained = Chained([folder / str(number) for number in range(1, len(sizes) + 1)])
            self.put(key, chained, size=sum(sizes))
        self.forget_parts(key, handle)

    def forget_parts(self, key: str, handle: str) -> None:
        """Forget all parts."""
        with suppress(ObjectMissing), _translated(f"Object {shown(key)}", missing=key):
            over = self._parts / f"{handle}{_OVER}"
            self._folder(key, handle).replace(over)  # at once: no part can be put any more
            shutil.rmtree(over, ignore_errors=True)

    def unfinished(self, prefix: str) -> Iterator[Unfinished]:
        """List what was begun, and was neither joined nor forgotten."""
        with _translated("The object folder"):
            folders = [path for path in self._parts.glob("*") if _HANDLE.fullmatch(path.name)]
        for folder in folders:
            with suppress(FileNotFoundError):  # joined or forgotten since
                key = (folder / _KEY).read_text("utf-8")
                begun_at = datetime.fromtimestamp((folder / _KEY).stat().st_mtime, UTC)
                if key.startswith(prefix):
                    yield Unfinished(key, folder.name, begun_at)

    def _folder(self, key: str, handle: str) -> Path:
        folder = self._parts / handle
        with _translated(f"Object {shown(key)}", missing=key):
            if not _HANDLE.fullmatch(handle) or (folder / _KEY).read_text("utf-8") != check_key(key):
                raise FileNotFoundError(errno.ENOENT, "no such upload")
        return folder

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
                    shutil.rmtree(stray) if stray.is_dir() else stray.unlink()
        for over in self._parts.glob(f"*{_OVER}"):
            shutil.rmtree(over, ignore_errors=True)

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
    with _translated(f"Object {shown(key)}"):
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
