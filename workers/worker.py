"""The Celery worker: its tasks are the same functions the embedded workers call."""

import os
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from celery import Celery, signals

from config import trace
from qa.recording import Stage
from workers.app import SWEEP_SECONDS, make_app
from workers.courier import Courier
from workers.desk import Desk
from workers.keep import purge
from workers.local import MakeDesk
from workers.night import close_books
from workers.presence import Presence
from workers.shift import bury, step
from workers.tasks import run
from workers.tidy import tidy
from workers.wakes import BOOKS, DELIVER, PURGE, SWEEP, TIDY, WALK, WALK_SECONDS, task_name
from workers.walk import walk

_MOST_A_SWEEP = 500
"""Messages sent by one sweep; each expires before the next, so a backlog does not fill the queue with doubles."""


def make_worker(
    broker_url: str,
    make_desk: MakeDesk,
    folder: Path,
    *,
    limit_seconds: float,
    sweep_seconds: float = SWEEP_SECONDS,
    walk_seconds: float = WALK_SECONDS,
    memory_mb: float = 0.0,
) -> Celery:
    """Make the Celery application that works on every stage, and on what recurs: sweep, tidy, walk, books.

    Args:
        broker_url: where messages come from.
        make_desk: makes a worker's desk in its own process.
        folder: where the workers of this host show that they live, and have their scratch space.
        limit_seconds: a process that takes longer over one stage is killed.
        sweep_seconds: how often what is due and was not begun is looked for.
        walk_seconds: how often the bucket is walked for what no notification told of.
        memory_mb: a process that holds more when a task ends is replaced; 0 for never.
    """
    app = make_app(broker_url, sweep_seconds, walk_seconds)
    app.conf.task_time_limit = limit_seconds
    app.conf.worker_max_memory_per_child = round(memory_mb * 1024) or None

    signals.worker_process_shutdown.connect(_end)

    desks: dict[int, Desk] = {}

    def desk() -> Desk:
        # Made after Celery forked, one per process: no connection and no lock is shared.
        if os.getpid() not in desks:
            presence = Presence(folder, f"celery-{uuid.uuid4().hex}")
            desks[os.getpid()] = make_desk(presence, lambda: False)
        return desks[os.getpid()]

    def performer(stage: Stage) -> Callable[[str], None]:
        def perform(recording: str) -> None:
            # A message says that there is work, not which: an urgent recording may have come after it was sent.
            # As many messages as recordings were sent, so each gets its turn.
            if not step(desk(), (stage,)):
                run(desk(), recording, stage)

        return perform

    for stage in Stage:
        app.task(name=task_name(stage))(performer(stage))

    def sweep() -> None:
        """Take back what dead workers of this host held, and wake what is due and was not begun."""
        mine = desk()
        bury(mine, folder)
        now = mine.now()
        with mine.store.read() as unit:
            due = unit.turns.due(
                now,
                limit=_MOST_A_SWEEP,
                since=now - timedelta(seconds=sweep_seconds / 3),
                held=unit.holds.held(mine.sources, mine.today),
            )
        for each in due:
            app.send_task(task_name(each.stage), args=(each.recording,), expires=sweep_seconds)

    app.task(name=SWEEP)(sweep)
    app.task(name=WALK)(_chore(walk, desk))

    app.task(name=TIDY)(_chore(tidy, desk))
    app.task(name=BOOKS)(_chore(close_books, desk))
    app.task(name=PURGE)(_chore(purge, desk))
    app.task(name=DELIVER)(_chore(lambda mine: Courier(mine).work(), desk))
    return app


def _end(**_: object) -> None:
    """Send the spans that are left: a process of the pool ends without what `atexit` was told."""
    trace.stop()


def _chore(work: Callable[[Desk], object], desk: Callable[[], Desk]) -> Callable[[], None]:
    """Make a task of what recurs."""

    def do() -> None:
        work(desk())

    return do
