"""The processes of an installation with a broker, put together: its workers and its beat.

A composition root, as `workers/engines.py` is.
"""

from functools import partial

from config.settings import Settings
from workers.app import make_app
from workers.engines import lanes, make_desk, presences, start_log
from workers.local import crew_size
from workers.signs import schedule
from workers.wakes import queues_of


def celery_worker(settings: Settings, *arguments: str, beat: bool = True) -> None:
    """Work on what the broker brings until told to end.

    Args:
        settings: of the installation; `broker_url` is set.
        arguments: of `celery worker`, besides concurrency, beat and log level.
        beat: whether to wake what was forgotten from inside, too; off where `celery_beat` does.
    """
    from workers.worker import make_worker

    start_log(settings)  # before Celery finds no handler and brings its own
    app = make_worker(
        settings.broker_url,
        partial(make_desk, settings),
        presences(settings),
        limit_seconds=settings.stage_seconds,
        walk_seconds=settings.walk_seconds,
        memory_mb=settings.worker_memory_mb,
    )
    queues = ",".join(queues_of(lanes(settings)))
    options = ["-c", str(crew_size(settings.workers)), "-l", settings.log_level, "-Q", queues]
    if beat:
        options += ["-B", "-s", str(schedule(settings))]
    app.worker_main(["worker", *options, *arguments])


def celery_beat(settings: Settings) -> None:
    """Ask the workers for what recurs, sweep, tidy, walk and books, until told to end.

    Args:
        settings: of the installation; `broker_url` is set.
    """
    start_log(settings)
    file = schedule(settings)
    file.parent.mkdir(parents=True, exist_ok=True)
    app = make_app(settings.broker_url, walk_seconds=settings.walk_seconds)
    app.Beat(schedule=str(file), loglevel=settings.log_level, quiet=True).run()
