"""A worker's sign of life on its host: a folder with a lock that the kernel drops when the process dies.

Process numbers are used again and differ between containers; a lock is held by exactly the living. The folder is
the worker's scratch space, too, so what a killed worker left behind is found and removed with it.
"""

import fcntl
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import IO, Self

_ENTERING = ".entering-"
_LOCK = "lock"
_STRAY_SECONDS = 3600


class Presence:
    """One worker's folder, locked while the process lives.

    Args:
        folder: of all workers of this host.
        owner: the worker's unique name, as leases carry it.
    """

    def __init__(self, folder: Path, owner: str) -> None:
        self.owner = owner
        self._folder = folder / owner
        entering = folder / f"{_ENTERING}{owner}"
        entering.mkdir(parents=True)
        self._lock = (entering / _LOCK).open("wb")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        entering.rename(self._folder)  # seen by others only once it is locked

    def scratch(self) -> TemporaryDirectory[str]:
        """Make a folder for one job, gone with the `with` block."""
        return TemporaryDirectory(dir=self._folder, prefix="job-", ignore_cleanup_errors=True)

    def leave(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()


@contextmanager
def the_dead(folder: Path) -> Iterator[tuple[str, ...]]:
    """Name the workers of this host that died; their folders are removed once the block ends well.

    While the block runs no other process sees the same dead.
    """
    held: list[tuple[Path, IO[bytes]]] = []
    try:
        for place in sorted(folder.glob("*")) if folder.is_dir() else ():
            lock = _abandoned(place)
            if lock is not None:
                held.append((place, lock))
        yield tuple(place.name for place, _ in held)
        for place, _ in held:
            shutil.rmtree(place, ignore_errors=True)
    finally:
        for _, lock in held:
            lock.close()


def _abandoned(place: Path) -> IO[bytes] | None:
    """Take the lock of a folder nobody holds; None where somebody does."""
    try:
        if place.name.startswith(_ENTERING) and time.time() - place.stat().st_mtime < _STRAY_SECONDS:
            return None
        lock = (place / _LOCK).open("rb")
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        return None
    return lock
