"""A stretch of a day of 50,000 recordings, on a clock that runs faster: what the queue and the database take."""

import io
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid
import wave
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median, quantiles

import psycopg

from bench.scale.workers import Plan
from qa.ingest.sources import PLAIN, WHOLE_BUCKET
from qa.metadata import CallMetadata
from qa.recording import Recording, Stage, State
from storage.address import open_objects
from storage.admission import take_in
from storage.doorstep import Doorstep
from storage.uow import Store, open_store
from workers.queue import connect

A_DAY = 50_000
FACTOR = 4.0
"""How much faster the clock runs: a second here is four of the day."""
WORKERS = 8
AUDIO = 60.0
"""Seconds of audio of a call; with this `CPU_SECONDS` keep eight workers busy at 82 %."""
CPU_SECONDS = 0.19
"""That listening takes for a second of audio: the figure docs/deploy.md plans with."""
PATIENCE = 600.0


@dataclass(frozen=True, slots=True)
class Day:
    """What was measured of a stretch of the day; milliseconds are of the real clock, not compressed.

    Attributes:
        rows: recordings in the tables before.
        recordings: that came and went all the way.
        door_rate: recordings a second that one process lets in, back to back.
        pace: recordings a second that came and were finished.
        waits: median and 95th percentile, by stage: from when it could begin until a worker began.
        statements: of the workers, for a recording.
        database_ms: that the server was busy for a recording, commits and waits for locks included.
        transactions: for a recording.
        load: processes that wanted to run, on average over the last minute of it; others' too.
    """

    rows: int
    recordings: int
    door_rate: float
    pace: float
    waits: dict[str, tuple[float, float]]
    statements: float
    database_ms: float
    transactions: float
    load: float


def simulate(url: str, broker_url: str, objects_url: str, recordings: int) -> Day:
    """Let so many recordings come at the day's pace, and follow them."""
    with tempfile.TemporaryDirectory(prefix="everycall-day-") as folder:
        plan = Plan(folder, url, broker_url, objects_url, AUDIO * CPU_SECONDS / FACTOR, AUDIO)
        store = open_store(url, plan.place, connect(broker_url), plan.sealing)
        quiet = open_store(url, plan.place, sealing=plan.sealing)
        rows = _count(quiet)
        door_rate = _door_rate(plan, quiet)
        with _working(plan):
            _follow(
                plan, store, _arrivals(plan, store, 4 * WORKERS, pace=1000.0)
            )  # everything is loaded once
            spent, statements = _spent(url), plan.counted()
            begun = time.monotonic()
            names = _arrivals(plan, store, recordings, pace=A_DAY / 86_400 * FACTOR)
            _follow(plan, store, names)
            took, load = time.monotonic() - begun, os.getloadavg()[0]
        after = _spent(url)
        waits = _waits(store, names)
        busy, committed = ((now - then) / recordings for now, then in zip(after, spent, strict=True))
        for each in (store, quiet):
            each.close()
        return Day(
            rows,
            recordings,
            door_rate,
            recordings / took,
            waits,
            (plan.counted() - statements) / recordings,
            busy,
            committed,
            load,
        )


@contextmanager
def _working(plan: Plan) -> Iterator[None]:
    command = [sys.executable, "-m", "bench.scale.workers", str(plan.write()), str(WORKERS)]
    with (plan.place / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _step(plan: Plan, store: Store) -> Doorstep:
    return Doorstep(
        store,
        open_objects(plan.objects_url, plan.place),
        WHOLE_BUCKET,
        lambda: datetime.now(UTC),
        lambda: uuid.uuid4().hex,
    )


def _door_rate(plan: Plan, store: Store, count: int = 200) -> float:
    """Take in recordings back to back; they are removed again, unheard."""
    step = _step(plan, store)
    names = [_put(step, number) for number in range(count)]
    begun = time.monotonic()
    taken = [take_in(step, name, PLAIN, metadata=CallMetadata())[0] for name in names]
    rate = count / (time.monotonic() - begun)
    with psycopg.connect(plan.database_url) as connection:
        connection.execute("DELETE FROM recordings WHERE id = ANY(%s)", ([each.id for each in taken],))
        connection.execute("DELETE FROM ledger WHERE at IS NULL")
    return rate


def _arrivals(plan: Plan, store: Store, count: int, *, pace: float) -> list[str]:
    """Let recordings come at random moments, so many a second on average; gives their ids."""
    chance, step = random.Random(count), _step(plan, store)
    at, ids = time.monotonic(), []
    for number in range(count):
        at += chance.expovariate(pace)
        time.sleep(max(0.0, at - time.monotonic()))
        metadata = CallMetadata(
            agent_id=f"agent-{chance.randrange(400):03}",
            team=f"team-{chance.randrange(60):02}",
            queue=f"queue-{chance.randrange(20):02}",
            language="en",
        )
        ids.append(take_in(step, _put(step, number), PLAIN, metadata=metadata)[0].id)
    return ids


def _put(step: Doorstep, number: int) -> str:
    """Put a call into the bucket; gives its key."""
    key = f"calls/{uuid.uuid4().hex}.wav"
    step.objects.put(key, io.BytesIO(_call(number)))
    return key


def _call(number: int) -> bytes:
    """Make a third of a second of noise, no two alike; how long it is said to last is up to the ears."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(random.Random(number).randbytes(4800))
    return file.getvalue()


def _follow(plan: Plan, store: Store, names: Sequence[str]) -> None:
    """Wait until all of some recordings are done.

    Raises:
        RuntimeError: one is not within `PATIENCE`, or failed.
    """
    end = time.monotonic() + PATIENCE
    left = list(names)
    while left:
        with store.read() as unit:
            found: list[Recording] = [unit.recordings.get(name) for name in left[-200:]]
        failed = [each for each in found if each.settled and each.state is not State.DONE]
        if failed or time.monotonic() > end:
            log = (plan.place / "log").read_text()[-3000:]
            raise RuntimeError(f"{len(left)} recordings are not done, {failed[:1]}: {log}")
        done = {each.id for each in found if each.settled}
        left = [name for name in left if name not in done]
        if not done:
            time.sleep(0.2)


def _waits(store: Store, names: Sequence[str]) -> dict[str, tuple[float, float]]:
    waits: dict[str, list[float]] = {stage.value: [] for stage in Stage}
    for name in names:
        with store.read() as unit:
            due = unit.recordings.get(name).received_at
            for run in unit.runs.of(name):
                waits[run.stage].append(1000 * (run.started_at - due).total_seconds())
                due = run.finished_at or due
    return {stage: (median(each), quantiles(each, n=20)[-1]) for stage, each in waits.items()}


def _spent(url: str) -> tuple[float, float]:
    """Give the milliseconds that the server was busy, and its transactions, so far."""
    time.sleep(2.0)  # a session tells of itself once a second
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT active_time, xact_commit FROM pg_stat_database WHERE datname = current_database()"
        ).fetchone()
    assert row is not None  # noqa: S101 the database that is asked is there
    return float(row[0]), float(row[1])


def _count(store: Store) -> int:
    with store.read() as unit:
        return sum(tally.count for tally in unit.recordings.tally())
