"""The house's one clock: the database's, which every machine of the house can ask.

Leases, waits and turns are compared between machines, so they have to be written by one clock. A machine's own may be
hours off, and may jump: only the seconds that have passed since the database was last asked are taken from it, and those
by a clock that cannot be set.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from storage.errors import StorageError

_log = logging.getLogger(__name__)

EVERY = 30.0
"""Seconds after which the database is asked again."""


class HouseClock:
    """Tells the time of the house.

    Args:
        ask: asks the database (`Store.now`).
        steady: seconds that only grow, whatever anybody sets.
        every: seconds after which `ask` is asked again.
    """

    def __init__(
        self,
        ask: Callable[[], datetime],
        steady: Callable[[], float] = time.monotonic,
        every: float = EVERY,
    ) -> None:
        self._ask = ask
        self._steady = steady
        self._every = every
        self._asked: tuple[datetime, float] | None = None  # as one: two threads may ask at once

    def __call__(self) -> datetime:
        """Tell the time, with its zone.

        Raises:
            StorageError: the database is away, and was never asked before.
        """
        asked = self._asked
        if asked is None or self._steady() - asked[1] >= self._every:
            asked = self._synchronised(asked)
        told, at = asked
        return told + timedelta(seconds=self._steady() - at)

    def _synchronised(self, former: tuple[datetime, float] | None) -> tuple[datetime, float]:
        begun = self._steady()
        try:
            told = self._ask()
        except StorageError:
            if former is None:
                raise
            # What is asked next needs the database, too, and says so; until then the seconds go on.
            return former
        self._asked = told, (begun + self._steady()) / 2
        if former is not None:
            off = (told - former[0]).total_seconds() - (self._asked[1] - former[1])
            if abs(off) >= 1:
                _log.warning("The database's clock was set by %+.0f s; the house goes by it.", off)
        return self._asked
