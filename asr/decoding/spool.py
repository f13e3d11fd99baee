"""Decoded sound on its way to disk: one growing file per channel, so that hours cost no memory."""

import errno
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from asr.errors import ScratchFull
from asr.ports import RATE_HZ, Samples

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_BUFFER = 1 << 18
_HUSH = 1 << 16


class Spool:
    """Appends samples to one file per channel.

    Attributes:
        count: samples per channel so far.
    """

    def __init__(self, files: Sequence[BinaryIO]) -> None:
        self._files = tuple(files)
        self.count = 0

    def append(self, samples: NDArray[np.int16]) -> None:
        """Append samples of shape (channels, samples)."""
        for file, row in zip(self._files, samples, strict=True):
            file.write(np.ascontiguousarray(row).data)
        self.count += samples.shape[1]

    def hush(self, count: int) -> None:
        """Append `count` samples of silence to every channel."""
        for done in range(0, count, _HUSH):
            self.append(np.zeros((len(self._files), min(_HUSH, count - done)), np.int16))

    def flush(self) -> None:
        """Hand everything to the disk, so that a full one is noticed now."""
        for file in self._files:
            file.flush()


@contextmanager
def room_needed(folder: Path) -> Iterator[None]:
    """Translate a full disk.

    Raises:
        ScratchFull: no room, quota or file size left in `folder`.
    """
    try:
        yield
    except OSError as cause:
        if cause.errno not in _FULL:
            raise
        raise ScratchFull(
            f"No room for the decoded sound in the scratch folder {folder} ({cause.strerror}): an hour takes "
            f"{RATE_HZ * 2 * 3600 // 10**6} MB per channel. Free some and try again."
        ) from cause


@contextmanager
def spooled(folder: Path, channels: int) -> Iterator[tuple[Spool, tuple[Path, ...]]]:
    """Open a new file per channel in `folder`; on any failure inside, none is left behind.

    Raises:
        ScratchFull: no room left in `folder`.
    """
    with room_needed(folder), ExitStack() as undo:
        files: list[BinaryIO] = []
        paths: list[Path] = []
        for index in range(channels):
            handle, name = tempfile.mkstemp(dir=folder, prefix=f"channel-{index}-", suffix=".s16")
            paths.append(Path(name))
            undo.callback(paths[-1].unlink, missing_ok=True)
            files.append(undo.enter_context(os.fdopen(handle, "wb", buffering=_BUFFER)))
        spool = Spool(files)
        yield spool, tuple(paths)
        for file in files:
            file.close()
        undo.pop_all()


def mapped(path: Path) -> Samples:
    """Map a finished file read-only; shape (samples,)."""
    return np.memmap(path, dtype=np.int16, mode="r")
