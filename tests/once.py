"""What takes long to make and is the same for all tests: made once in a run, however many processes run it."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Give a folder that one process of the run fills, while the others wait for it; nobody writes to it again.

    Args:
        factory: of pytest.
        name: of the folder.
        make: fills it; where it fails, the next who asks tries again.
    """
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent  # each process has a folder of its own below the run's
    whole, half = shared / name, shared / f"{name}.half"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir()
            make(half)
            half.rename(whole)
    return whole
