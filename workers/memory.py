"""How much memory this process holds, and how seldom it is searched: models and decoders leave much behind."""

import gc
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from qa.recording import Stage

_YOUNG = 20_000
"""Objects made before the young ones are searched for cycles; a call of ten minutes has about as many."""

_MIB = 1024 * 1024
_STATM = Path("/proc/self/statm")


def resident_mb() -> float:
    """Give the memory of this process in MiB; where the system tells no more, the most it ever had."""
    try:
        pages = int(_STATM.read_text().split()[1])
    except (OSError, ValueError, IndexError):
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / _MIB if sys.platform == "darwin" else most / 1024  # bytes there, KiB elsewhere
    return pages * resource.getpagesize() / _MIB


def settle() -> None:
    """Leave what is there by now out of the search for cycles; it would be a fifth of the time of scoring a call."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)


@cache
def settle_after(stage: Stage) -> None:
    """Settle once a stage was done for the first time, which loads all that the stage needs."""
    del stage
    settle()


@contextmanager
def settled() -> Iterator[None]:
    """Settle for a while; after it everything is searched as before."""
    before = gc.get_threshold()
    settle()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
