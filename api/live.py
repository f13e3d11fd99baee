"""What changes while somebody looks: server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html.

A stream carries ids and kinds, never a word of a call; the page asks for what it shows of them. Each process reads the
audit trail by itself, so it does not matter which one made the change. What is told may come late or, while a process is
started anew, not at all: it saves people a look, and nothing relies on it.
"""

import asyncio
import json
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from api.access import Permit, allowed
from qa.access import Action, Scope
from storage.errors import StorageError
from storage.news import MOST, News
from storage.uow import Store

router = APIRouter(prefix="/v1/live", tags=["Service"])

_log = logging.getLogger(__name__)

MEDIA_TYPE = "text/event-stream"
EVERY = 2.0
"""Seconds between two looks at the trail."""
LATEST = 10.0
"""Seconds that a transaction may take; the trail is read again from so long ago, as ids are given before commits."""
HEARTBEAT = 15.0
"""Seconds after which something is sent though nothing happened: proxies cut silent connections."""
MOST_LISTENING = 500
"""Streams that one process keeps open; who comes after these asks again later."""
_WAITING = 200
"""News that wait for one slow reader; past these it is told to ask for everything."""

TOLD = ("recording.", "stage.", "evaluation.", "review.", "dispute.", "proposal.", "finding.")
"""Events that pages show something of, by how their names begin."""
NOT_TOLD = frozenset({"recording.read"})
TOLD_TO_AGENTS = frozenset(
    {
        "evaluation.published",
        "review.released",
        "review.acknowledged",
        "dispute.opened",
        "dispute.upheld",
        "dispute.overturned",
        "dispute.appealed",
        "dispute.settled",
    }
)
"""What those are told of whose own call it is, and who reach it by nothing else."""


def told_to(scope: Scope, news: News) -> bool:
    """Tell whether somebody is told of news: of calls within reach, and of drafts only who may see them."""
    if not news.name.startswith(TOLD) or news.name in NOT_TOLD:
        return False
    if Scope(scope.everything, scope.teams).holds(team=news.team, agent=None, published=False):
        return True
    own = scope.holds(team=None, agent=news.agent, published=news.published)
    return own and news.name in TOLD_TO_AGENTS


@dataclass(slots=True)
class Place:
    """Where a reader of the trail stands.

    Attributes:
        at: nothing up to this id comes any more.
        known: ids after it that were read.
        seen: seconds and the greatest id that was read then, oldest first.
    """

    at: int
    known: set[int] = field(default_factory=set)
    seen: deque[tuple[float, int]] = field(default_factory=deque)

    def fresh(self, read: Sequence[News], seconds: float) -> list[News]:
        """Give what was not read before; ids that came late, too, as long as they come within `LATEST`."""
        found = [each for each in read if each.id not in self.known]
        if len(found) >= MOST:  # more than can be looked at again; who is late in so much is not waited for
            self.at, self.known = found[-1].id, set()
            self.seen.clear()
            return found
        self.known.update(each.id for each in found)
        if found:
            self.seen.append((seconds, max(each.id for each in found)))
        while self.seen and self.seen[0][0] <= seconds - LATEST:
            self.at = max(self.at, self.seen.popleft()[1])
            self.known = {each for each in self.known if each > self.at}
        return found


@dataclass(eq=False, slots=True)
class Listener:
    """Somebody who listens.

    Attributes:
        scope: of which calls.
        waiting: what is to be sent; None ends the stream.
    """

    scope: Scope
    waiting: asyncio.Queue[list[dict[str, str]] | None] = field(
        default_factory=lambda: asyncio.Queue(_WAITING)
    )

    def tell(self, news: Iterable[News]) -> None:
        """Have news sent; where too much waits, all of it becomes one word: ask for everything."""
        told = [
            {"kind": each.name, "recording": each.recording} for each in news if told_to(self.scope, each)
        ]
        if told:
            self._put(told)

    def end(self) -> None:
        """Have the stream end."""
        self._put(None)

    def _put(self, told: list[dict[str, str]] | None) -> None:
        if self.waiting.full():
            while not self.waiting.empty():
                self.waiting.get_nowait()
            self.waiting.put_nowait([{"kind": "everything", "recording": ""}])
        self.waiting.put_nowait(told)


class Live:
    """Reads the trail while anybody listens, and tells them.

    Args:
        store: where the trail is.
        lasts: seconds that a stream lasts; then the page comes again, and is let in again or not. 0: streams end at once.
        steady: seconds that only grow.
    """

    def __init__(self, store: Store, lasts: float, steady: Callable[[], float] = monotonic) -> None:
        self._store = store
        self._steady = steady
        self.lasts = lasts
        self._listeners: set[Listener] = set()
        self._reading: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    @property
    def full(self) -> bool:
        """Whether nobody else can listen here now."""
        return self._closed or len(self._listeners) >= MOST_LISTENING

    @asynccontextmanager
    async def listening(self, scope: Scope) -> AsyncIterator[Listener]:
        """Listen while the block runs."""
        listener = Listener(scope)
        self._listeners.add(listener)
        self._loop = asyncio.get_running_loop()
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read())
        try:
            yield listener
        finally:
            self._listeners.discard(listener)
            if not self._listeners and self._reading is not None:
                self._reading.cancel()
                self._reading = None

    def close(self) -> None:
        """End every stream, so that the service can stop; from whatever thread."""
        self._closed = True
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended already, and every stream with it
                self._loop.call_soon_threadsafe(self._end_all)

    def _end_all(self) -> None:
        for each in self._listeners:
            each.end()

    async def _read(self) -> None:
        place: Place | None = None
        while True:
            try:
                if place is None:
                    place = Place(await asyncio.to_thread(self._newest))
                read = await asyncio.to_thread(self._after, place.at)
            except StorageError as error:
                _log.warning("What changes cannot be told for now: %s", error)
                read = ()
            if place is not None:
                fresh = place.fresh(read, self._steady())
                for each in tuple(self._listeners):
                    each.tell(fresh)
            await asyncio.sleep(EVERY)

    def _newest(self) -> int:
        with self._store.read() as unit:
            return unit.news.newest()

    def _after(self, place: int) -> tuple[News, ...]:
        with self._store.read() as unit:
            return unit.news.after(place)


async def written(live: Live, scope: Scope) -> AsyncIterator[str]:
    """Write a stream, until it has lasted long enough, the service stops, or whoever listens goes away."""
    if live.full or live.lasts <= 0:
        yield "retry: 30000\n\n"
        return
    until = asyncio.get_running_loop().time() + live.lasts
    async with live.listening(scope) as listener:
        yield "retry: 3000\n\nevent: open\ndata: []\n\n"
        while (left := until - asyncio.get_running_loop().time()) > 0:
            try:
                told = await asyncio.wait_for(listener.waiting.get(), min(HEARTBEAT, left))
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if told is None:
                return
            yield f"event: changed\ndata: {json.dumps(told)}\n\n"


@router.get(
    "",
    operation_id="followLive",
    summary="Follow what changes",
    response_class=StreamingResponse,
    responses={
        200: {
            "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
            "description": "Server-sent events. `changed` carries a list of `kind`, an event's name as in the audit trail, and"
            " `recording`; of kind `everything`, more than can be told changed. The stream ends after some minutes and is to"
            " be opened again, as browsers do.",
        }
    },
)
async def follow_live(
    request: Request, permit: Annotated[Permit, allowed(Action.READ_RECORDING)]
) -> StreamingResponse:
    """Tell which calls within reach change, and how, as they do: ids and kinds, no words."""
    live: Live = request.app.state.live
    return StreamingResponse(
        written(live, permit.scope),
        media_type=MEDIA_TYPE,
        # A proxy that gathers answers would hold the news back.
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
