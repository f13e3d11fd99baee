"""What a process has spent: processor time and memory, its children's included."""

import resource
import sys
import time
from pathlib import Path


def cpu_seconds() -> float:
    """Give the CPU-seconds of this process, of all its threads, and of its children that ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak_bytes() -> int:
    """Give the largest resident memory this process had.

    Linux's `ru_maxrss` begins with what the parent had when it started this process, so the kernel's own
    high-water mark is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text("ascii", "replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
