"""Worker processes of this host, without a broker: they ask the database, and are watched and replaced."""

import logging
import multiprocessing
import os
import signal
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from config import trace
from storage.errors import StorageError
from workers.courier import Courier
from workers.desk import Desk
from workers.keep import purge
from workers.night import close_books
from workers.presence import Presence
from workers.shift import bury, work
from workers.tidy import tidy
from workers.wakes import BOOKS_SECONDS, TIDY_SECONDS, WALK_SECONDS
from workers.walk import walk

_log = logging.getLogger(__name__)

MakeDesk = Callable[[Presence, Callable[[], bool]], Desk]
"""Makes a worker's desk inside its process, from its presence and what tells whether the house is closing.

It crosses to another process, so it is a function of a module, or a `functools.partial` of one.
"""


@dataclass(frozen=True, slots=True)
class CrewOptions:
    """How the workers of a host are kept.

    Attributes:
        count: processes.
        watch: seconds between two looks at them.
        grace: seconds a worker has to give its work back before it is killed.
        tidy: seconds between two looks for uploads that belong to no recording.
        books: seconds until the first look for days to close, and between two.
        walk: seconds between two walks through the bucket.
        deliver: seconds between two looks for what receivers outside are to be told.
        quick_death: a worker that dies within so many seconds is replaced only after as many.
    """

    count: int
    watch: float = 0.5
    grace: float = 20.0
    tidy: float = TIDY_SECONDS
    books: float = BOOKS_SECONDS
    walk: float = WALK_SECONDS
    deliver: float = 1.0
    quick_death: float = 5.0


class Crew:
    """The workers of this host, while the `with` block runs.

    On entry, what workers of an earlier life held is taken back at once. A worker that dies is replaced, and what
    it held is taken back. On exit each gives its work back; whoever does not in time is killed.

    Args:
        make_desk: makes a worker's desk in its own process.
        folder: where the workers of this host show that they live, and have their scratch space.
        options: how many, how patiently.
    """

    def __init__(self, make_desk: MakeDesk, folder: Path, options: CrewOptions) -> None:
        self._make_desk = make_desk
        self._folder = folder
        self._options = options
        self._spawn = multiprocessing.get_context("spawn")  # a fork would copy locks that other threads hold
        self._workers: dict[BaseProcess, float] = {}
        self._closing = threading.Event()
        self._watch = threading.Thread(target=self._keep, name="crew", daemon=True)
        # Apart from the watch: a long bucket must not keep dead workers from being replaced.
        self._walker = threading.Thread(target=self._walk, name="crew-walk", daemon=True)
        self._courier = threading.Thread(target=self._deliver, name="crew-courier", daemon=True)
        self._presence = Presence(folder, f"crew-{uuid.uuid4().hex}")
        self._desk = make_desk(self._presence, self._closing.is_set)

    def __enter__(self) -> Self:
        self._bury()
        self._hire()
        self._watch.start()
        self._walker.start()
        self._courier.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._watch.join()
        self._walker.join()
        self._courier.join()
        self._dismiss()
        self._bury()
        self._desk.store.close()
        self._presence.leave()

    def _keep(self) -> None:
        tidy_at = time.monotonic()
        books_at = tidy_at + self._options.books  # what came in while nobody worked has first to be inspected
        while not self._closing.wait(self._options.watch):
            for process in [each for each in self._workers if not each.is_alive()]:
                age = time.monotonic() - self._workers.pop(process)
                went_well = process.exitcode == 0  # it held too much memory, and left between two stages
                level = logging.INFO if went_well else logging.ERROR
                _log.log(
                    level, "Worker %s ended with code %s after %.0f s.", process.pid, process.exitcode, age
                )
                process.close()
                if went_well:
                    continue
                self._bury()
                if age < self._options.quick_death and self._closing.wait(self._options.quick_death):
                    return
            self._hire()
            if time.monotonic() >= tidy_at:
                self._tidy()
                tidy_at = time.monotonic() + self._options.tidy
            if time.monotonic() >= books_at:
                self._close_books()
                books_at = time.monotonic() + self._options.books

    def _hire(self) -> None:
        while len(self._workers) < self._options.count:
            process = self._spawn.Process(
                target=member, args=(self._make_desk, self._folder), name="everycall-worker"
            )
            process.start()
            self._workers[process] = time.monotonic()

    def _dismiss(self) -> None:
        for process in self._workers:
            process.terminate()
        end = time.monotonic() + self._options.grace
        for process in self._workers:
            process.join(max(0.0, end - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()

    def _bury(self) -> None:
        try:
            bury(self._desk, self._folder)
        except StorageError as error:
            _log.warning("What dead workers held could not be taken back yet: %s", error)

    def _tidy(self) -> None:
        try:
            tidy(self._desk)
        except StorageError as error:
            _log.warning("Uploads that belong to no recording were not looked for: %s", error)

    def _walk(self) -> None:
        while not self._closing.is_set():
            try:
                walk(self._desk)
            except StorageError as error:
                _log.warning("The bucket was not walked to its end: %s", error)
            try:
                purge(self._desk)
            except StorageError as error:
                _log.warning("Purges that were approved go on later: %s", error)
            self._closing.wait(self._options.walk)

    def _deliver(self) -> None:
        courier = Courier(self._desk)
        while not self._closing.wait(self._options.deliver):
            try:
                courier.work(rest=self._closing.wait)
            except StorageError as error:
                _log.warning("What is to be told outside waits: %s", error)

    def _close_books(self) -> None:
        try:
            close_books(self._desk)
        except StorageError as error:
            _log.warning("The day was not closed yet: %s", error)


def member(make_desk: MakeDesk, folder: Path) -> None:
    """Be one worker process, until told to end or left alone by the process that started it."""
    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches the whole group; the parent says when to end
    parent = os.getppid()

    def stopping() -> bool:
        return told.is_set() or os.getppid() != parent

    with Presence(folder, f"worker-{uuid.uuid4().hex}") as presence:
        desk = make_desk(presence, stopping)
        work(desk, rest=told.wait)
        desk.store.close()
        trace.stop()


def crew_size(wanted: int) -> int:
    """Say how many workers a host gets: as many as wanted, or with 0 one per core and at most four."""
    return wanted or min(4, os.cpu_count() or 1)
