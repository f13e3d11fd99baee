"""The heartbeat of a claim: while the work goes on, another thread renews the lease and writes the progress."""

import logging
import threading
from contextvars import copy_context
from functools import partial
from types import TracebackType
from typing import Self

from qa.claim import renew
from qa.errors import LeaseLost
from qa.recording import Recording
from storage.errors import Conflict, StorageError
from workers.desk import Desk
from workers.errors import Interrupted

_log = logging.getLogger(__name__)

_QUICKEST = 1.0
"""Seconds between two writes of progress at least."""

_WORTH_WRITING = 0.01


class Pulse:
    """Renews one claim while its `with` block runs.

    Args:
        desk: the worker's.
        recording: as claimed.
    """

    def __init__(self, desk: Desk, recording: Recording) -> None:
        self._desk = desk
        self._recording = recording
        self._every = desk.rules.lease_seconds / 3
        self._share = 0.0
        self._written = 0.0
        self._lost = threading.Event()
        self._over = threading.Event()
        # In a copy of the context: its lines are about the same recording.
        beat = partial(copy_context().run, self._beat)
        self._thread = threading.Thread(target=beat, name=f"pulse-{recording.id}", daemon=True)

    def progress(self, step: str, share: float) -> None:
        """Take note of how far a step is.

        Raises:
            LeaseLost: the claim is gone, the work is pointless.
            Interrupted: the house is closing.
        """
        self._share = min(1.0, max(self._share, share))
        if self._lost.is_set():
            raise LeaseLost(
                f"The claim on recording {self._recording.id} was lost during {step}; its work is dropped."
            )
        if self._desk.stopping():
            raise Interrupted(
                f"Recording {self._recording.id} is given back during {step}: the house is closing."
            )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        waited = 0.0
        total = 0.0
        step = min(_QUICKEST, self._every)
        while not self._over.wait(step):
            waited += step
            total += step
            if total > self._desk.rules.limit_seconds:
                _log.error(
                    "Recording %s took longer than any stage may; this worker ends.", self._recording.id
                )
                self._desk.abandon()
                return
            if waited < self._every and self._share - self._written < _WORTH_WRITING:
                continue
            if self._renew():
                waited = 0.0
            if self._lost.is_set():
                return

    def _renew(self) -> bool:
        share, desk = self._share, self._desk
        try:
            with desk.store.begin() as unit:
                loaded = unit.recordings.get(self._recording.id)
                changed = renew(
                    loaded,
                    self._recording.attempt,
                    now=desk.now(),
                    seconds=desk.rules.lease_seconds,
                    progress=share,
                )
                unit.recordings.save(changed, loaded=loaded)
        except (LeaseLost, Conflict):
            self._lost.set()
        except StorageError as error:
            _log.warning("The claim on recording %s could not be renewed: %s", self._recording.id, error)
        else:
            self._written = share
            return True
        return False
