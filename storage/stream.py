"""Bytes on their way into an object store, and out of it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from storage.errors import ObjectMissing

CHUNK_BYTES = 1024 * 1024
"""Bytes moved at once."""


class Readable(Protocol):
    """Where bytes come from, as an open file or an upload."""

    def read(self, size: int, /) -> bytes:
        """Bring at most `size` bytes; none at the end."""
        ...


class Opened(Iterator[bytes]):
    """Bytes of what was opened: closed at their end, or where whoever reads stops before.

    A generator alone would not do: one that nobody has begun to read closes nothing.

    Args:
        chunks: to be read.
        close: lets go of what they are read from; called more than once, it does nothing more.
    """

    def __init__(self, chunks: Iterator[bytes], close: Callable[[], object] = lambda: None) -> None:
        self._chunks = chunks
        self._close = close

    def __next__(self) -> bytes:
        """Bring the next bytes; none are empty."""
        try:
            return next(self._chunks)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Read no further."""
        self._chunks = iter(())
        self._close()


class Chained:
    """Files read one after the other, each opened when its turn comes.

    Args:
        paths: in order.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._chunks = (chunk for path in paths for chunk in _chunks(path))
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        """Bring at most `size` bytes; none at the end.

        Raises:
            ObjectMissing: a file has gone.
        """
        self._rest = self._rest or next(self._chunks, b"")
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise ObjectMissing("The parts were joined or forgotten meanwhile.") from error
    with file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk
