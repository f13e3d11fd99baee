"""Every reading of a call is written down before anything of it is sent: what, where to, and when."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

from fastapi import Request

from api.access import client_of
from qa.access import Person
from qa.events import RecordingRead
from storage.uow import Store

AGAIN = timedelta(minutes=15)
"""A player asks for a call in many parts: one person at one address counts once in so long."""

_MOST = 10_000


class Reads:
    """Writes readings into the audit trail.

    Args:
        store: where the trail is.
        now: tells the time.
    """

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._known: dict[tuple[str, str, str, str], datetime] = {}
        self._lock = threading.Lock()

    def note(
        self, recording: str, what: Literal["audio", "transcript"], request: Request, person: Person
    ) -> None:
        """Write a reading down, unless the same person did the same at the same address a moment ago.

        Raises:
            StorageError: it cannot be written down; then nothing may be read.
        """
        address = client_of(request)
        key, now = (recording, what, person.id, address), self._now()
        with self._lock:
            known = self._known.get(key)
        if known is not None and now - known < AGAIN:
            return
        with self._store.begin() as unit:
            unit.record(
                RecordingRead(recording=recording, at=now, actor=person.id, what=what, address=address)
            )
        with self._lock:
            self._known[key] = now
            if len(self._known) > _MOST:
                self._known = {each: at for each, at in self._known.items() if now - at < AGAIN}
