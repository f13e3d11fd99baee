"""A request's body, read by a worker thread while it arrives."""

from collections.abc import AsyncGenerator, Iterator

import anyio
import anyio.from_thread
from starlette.requests import ClientDisconnect

from api.refusals import UploadBrokenOff


def pulled(stream: AsyncGenerator[bytes, None], stall_seconds: float) -> Iterator[bytes]:
    """Read a body from a worker thread, chunk by chunk, as fast as the thread takes it.

    Raises:
        UploadBrokenOff: the client went away, or sent nothing for `stall_seconds`.
    """

    async def following() -> bytes:
        with anyio.fail_after(stall_seconds):
            return await anext(stream, b"")

    try:
        while chunk := anyio.from_thread.run(following):
            yield chunk
    except ClientDisconnect as error:
        raise UploadBrokenOff("The client went away during the upload; nothing was kept.") from error
    except TimeoutError as error:
        raise UploadBrokenOff(
            f"Nothing came for {stall_seconds:g} seconds during the upload; nothing was kept. Send it again."
        ) from error


class Stream:
    """Chunks as a stream that is read once.

    Args:
        chunks: as they come.
    """

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def read(self, size: int, /) -> bytes:
        """Bring at most `size` bytes; none at the end."""
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        taken, self._rest = self._rest[:size], self._rest[size:]
        return bytes(taken)
