"""Bytes on their way into an object store."""

from collections.abc import Iterator, Sequence
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
