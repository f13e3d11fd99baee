"""`everycall notices`: take in what the bucket's notifications tell through a message broker."""

import secrets
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import typer

from config import Settings, trace
from qa.ingest.sources import load
from storage.address import open_objects
from storage.clock import HouseClock
from storage.doorstep import Doorstep
from storage.house_keys import sealing_of
from storage.uow import open_store
from workers.engines import start_log, start_traces
from workers.notices import Inbox, listen
from workers.queue import connect
from workers.signs import sign_of_notices

_SIGN_SECONDS = 10.0


def take_notices() -> None:
    """Take in notifications until told to stop.

    Raises:
        typer.BadParameter: no queue is named, or no broker.
    """
    settings = Settings()
    url = settings.events_broker_url or settings.broker_url
    if not (settings.events_queue and url):
        raise typer.BadParameter(
            "name the queue in EVERYCALL_EVENTS_QUEUE, and its broker in EVERYCALL_EVENTS_BROKER_URL or"
            " EVERYCALL_BROKER_URL"
        )
    start_log(settings)
    start_traces(settings, "notices")
    told = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: told.set())
    store = open_store(
        settings.database_url, settings.data_dir, connect(settings.broker_url), sealing_of(settings)
    )
    step = Doorstep(
        store,
        open_objects(settings.objects_url, settings.data_dir),
        load(settings.sources),
        HouseClock(store.now),
        lambda: secrets.token_hex(16),
    )
    inbox = Inbox(url, settings.events_queue, urlsplit(settings.objects_url).path.strip("/"))
    typer.echo(f"Taking in what is told in {inbox.queue!r}. Press Ctrl-C to stop; nothing is lost.")
    listen(step, inbox, _telling(sign_of_notices(settings), told.is_set), told.wait)
    store.close()
    trace.stop()


def _telling(file: Path, stopping: Callable[[], bool]) -> Callable[[], bool]:
    """Show that somebody asks, again and again, whether to stop: who hangs does not."""
    shown = float("-inf")

    def asked() -> bool:
        nonlocal shown
        if time.monotonic() - shown >= _SIGN_SECONDS:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
            shown = time.monotonic()
        return stopping()

    return asked
