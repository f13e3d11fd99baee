"""What is measured of the house, for Prometheus: its requests here, its recordings in the database.

The database is the truth for every worker at once, wherever it runs, so nothing has to be collected from them. Each
process of the API tells the same of it: take the maximum over processes, never the sum.
"""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Generic, TypeVar

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import delivery_gauges, keeping_gauges
from api.gauges import Opened, told
from config.log import about
from qa.backlog import Pace, pace
from qa.ingest.sources import WHOLE_BUCKET, Sources
from qa.recording import Stage
from qa.run import RunOutcome
from storage.backlog import Settled
from storage.errors import StorageError
from storage.uow import Store, Unit

T = TypeVar("T")

OPEN_SECONDS = 5.0
"""How long what waits and is being worked on is not counted anew."""

SETTLED_SECONDS = 60.0
"""Likewise for what has ended, of which there is far more and which tells less of this moment."""

LATE = timedelta(minutes=2)
"""How long after an attempt's end its row may still come to light: its transaction ends later than its clock says."""

_RECORDING = re.compile("/v1/recordings/([0-9a-f]{32})(?:/|$)")
"""Addresses of a recording: what is logged on the way is about it."""

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_STAGE_BUCKETS = (0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200)
_LISTENED = frozenset({RunOutcome.DONE, RunOutcome.NOT_SCORABLE})


class Kept(Generic[T]):
    """A value that is read anew only after a while.

    Args:
        read: reads it.
        seconds: for which it is good.
        clock: seconds that only grow.
    """

    def __init__(self, read: Callable[[Unit], T], seconds: float, clock: Callable[[], float]) -> None:
        self._read = read
        self._seconds = seconds
        self._clock = clock
        self._value: tuple[float, T] | None = None

    def of(self, store: Store) -> T:
        """Give the value; raises what reading raises."""
        now = self._clock()
        if self._value is None or now - self._value[0] >= self._seconds:
            with store.read() as unit:
                self._value = (now, self._read(unit))
        return self._value[1]


class Measures(Collector):
    """All that is measured.

    Args:
        store: the database.
        now: tells the time.
        sources: of the house; what their quotas hold back does not count as waiting.
        zone: whose days quotas are for.
        clock: seconds that only grow.
    """

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        *,
        sources: Sources = WHOLE_BUCKET,
        zone: tzinfo = UTC,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._now = now
        self._turn = threading.Lock()
        self._sources = sources
        self._zone = zone
        self._open = Kept(self._read_open, OPEN_SECONDS, clock)
        self._ended = Kept(_ended, SETTLED_SECONDS, clock)
        self._keeping = Kept(keeping_gauges.read, SETTLED_SECONDS, clock)
        self._outbox = Kept(lambda unit: unit.deliveries.standing(now()), OPEN_SECONDS, clock)
        self._begun: datetime | None = None
        self._read_until: datetime | None = None
        self._seen: dict[tuple[str, int], datetime] = {}
        self.registry = CollectorRegistry()
        self.registry.register(self)
        self.requests = Histogram(
            "everycall_http_request_seconds",
            "Seconds until a request was answered whole, by the route's template.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._stages = Histogram(
            "everycall_stage_seconds",
            "Seconds that attempts at a stage took, by how they ended: all workers', since this process was first asked.",
            ("stage", "outcome"),
            buckets=_STAGE_BUCKETS,
            registry=None,
        )
        self._audio = Counter(
            "everycall_audio_seconds_listened",
            "Seconds of audio that all workers listened to, since this process was first asked.",
            registry=None,
        )

    def describe(self) -> Iterator[Metric]:
        """Name nothing beforehand: to do so the database would have to be asked."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Read the database, or say that it is away."""
        is_up = GaugeMetricFamily(
            "everycall_database_up", "Whether the database could be read for these figures."
        )
        with self._turn:
            try:
                opened, (settled, known) = self._open.of(self._store), self._ended.of(self._store)
                keeping, outbox = self._keeping.of(self._store), self._outbox.of(self._store)
                self._count_runs(now := self._now())
            except StorageError:
                is_up.add_metric((), 0)
                yield is_up
            else:
                is_up.add_metric((), 1)
                yield is_up
                yield from told(opened, settled, known, now)
                yield from keeping_gauges.told(keeping)
                yield from delivery_gauges.told(outbox, now)
            yield from self._stages.collect()
            yield from self._audio.collect()

    def _read_open(self, unit: Unit) -> Opened:
        now = self._now()
        held = unit.holds.held(self._sources, now.astimezone(self._zone).date())
        paused = frozenset(pause.source for pause in unit.holds.pauses())
        return Opened(unit.backlog.piles(now), held, paused)

    def _count_runs(self, now: datetime) -> None:
        begun, read_until = self._begun or now, self._read_until or now
        since = max(begun, read_until - LATE)
        with self._store.read() as unit:
            finished = unit.runs.finished(since)
        for run in finished:
            if (run.recording, run.attempt) in self._seen:
                continue
            self._seen[run.recording, run.attempt] = run.at
            self._stages.labels(run.stage.value, run.outcome.value).observe(run.seconds)
            if run.stage is Stage.TRANSCRIBE and run.outcome in _LISTENED:
                self._audio.inc(run.audio or 0.0)
        self._begun, self._read_until = begun, now
        self._seen = {run: at for run, at in self._seen.items() if at >= now - LATE}


def _ended(unit: Unit) -> tuple[tuple[Settled, ...], Pace]:
    return unit.backlog.settled(), pace(unit.backlog.listened())


class Meter:
    """ASGI middleware that times every request, and has the log say which recording it is about.

    Attributes:
        app: what stands behind.
        measures: told of each.
    """

    def __init__(self, app: ASGIApp, *, measures: Measures) -> None:
        self.app = app
        self.measures = measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and take note of how it was answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = "none"  # the client went away first

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        named = _RECORDING.match(scope["path"])
        try:
            with about(recording=named[1]) if named else nullcontext():
                await self.app(scope, receive, noting)
        finally:
            route = getattr(scope.get("route"), "path", "unmatched")
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self.measures.requests.labels(method, route, status).observe(time.perf_counter() - begun)
