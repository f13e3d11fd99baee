"""Outlast a storage that is away: the use case is tried again as a whole, outside any transaction."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from storage.errors import Conflict, StorageFull, StorageUnavailable

T = TypeVar("T")

_log = logging.getLogger(__name__)

FIRST_WAIT = 0.2
LONGEST_WAIT = 5.0


def outlast(
    use_case: Callable[[], T],
    *,
    seconds: float,
    sleep: Callable[[float], object] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> T:
    """Run a use case, and run it again for up to `seconds` while its storage is away, full or contended.

    Args:
        use_case: opens its own transaction, so that a failed run leaves no trace.
        seconds: patience.
        sleep: waits between runs; may raise to give up early.
        clock: seconds that only grow.

    Raises:
        StorageUnavailable: the storage was away all that time.
        StorageFull: it was full all that time.
        Conflict: others were first all that time.
    """
    end = clock() + seconds
    wait = FIRST_WAIT
    while True:
        try:
            return use_case()
        except (StorageUnavailable, StorageFull, Conflict) as error:
            if clock() + wait > end:
                raise
            _log.warning("%s Trying again in %.1f s.", error, wait)
        sleep(wait)
        wait = min(LONGEST_WAIT, wait * 2)
