"""A table on its way out: its bytes, and that it came to its end, or broke off, written into the trail."""

from collections.abc import Callable, Generator, Iterator
from datetime import datetime
from typing import Any, Protocol

from anyio import CancelScope, to_thread
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from qa.house_events import ResultsExported, ResultsSent
from storage.uow import Store


class Counted(Protocol):
    """Rows that are being read, and how many were given so far."""

    rows: int


class Outgoing:
    """The bytes of an export, given once; that it began is written down before any is made.

    Args:
        store: of the trail.
        event: that it begins.
        pages: the rows.
        chunks: the bytes, made of them.
        now: tells the time.
    """

    def __init__(
        self,
        store: Store,
        event: ResultsExported,
        pages: Counted,
        chunks: Generator[bytes],
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._event = event
        self._pages = pages
        self._chunks = chunks
        self._now = now
        self._first = b""
        self._whole = False

    def begin(self) -> None:
        """Make the first bytes: what cannot be read at all is refused before anything is sent.

        Raises:
            StorageError: it cannot be read, or that it begins cannot be written down.
        """
        with self._store.begin() as unit:
            unit.record(self._event)
        try:
            self._first = next(self._chunks, b"")
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Iterator[bytes]:
        """Give the bytes.

        Raises:
            StorageError: the database went away; what was given is not the whole.
        """
        yield self._first
        yield from self._chunks
        self._whole = True

    def close(self) -> None:
        """Write down how it ended, and remove what was written on the way.

        Raises:
            StorageError: it cannot be written down.
        """
        self._chunks.close()
        with self._store.begin() as unit:
            unit.record(
                ResultsSent(
                    at=self._now(),
                    actor=self._event.actor,
                    export=self._event.export,
                    count=self._pages.rows,
                    whole=self._whole,
                )
            )


class Export(StreamingResponse):
    """An answer that is a table."""

    media_type = "application/octet-stream"

    def __init__(self, outgoing: Outgoing, **answer: Any) -> None:
        super().__init__(iter(outgoing), **answer)
        self._outgoing = outgoing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; whether the client went away or the database did, its end is written down."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            with CancelScope(shield=True):
                await to_thread.run_sync(self._outgoing.close)
