"""How much memory this process holds: what models and decoders leave behind grows with the days."""

import resource
import sys
from pathlib import Path

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
