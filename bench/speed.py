"""How long something takes that is asked time and again."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Speed:
    """How long a kind of question took, milliseconds.

    Attributes:
        name: of the question.
        asked: how many times.
        p50: half of the answers came within this.
        p95: 95 of 100 did.
        worst: all did.
        processor: half of them cost this process no more work; a server's own work is not in it.
    """

    name: str
    asked: int
    p50: float
    p95: float
    worst: float
    processor: float


def timed(name: str, asks: Iterable[Callable[[], object]]) -> Speed:
    """Ask one after the other, and take the time of each answer."""
    took, worked = [], []
    for ask in asks:
        begun, spent = time.perf_counter(), time.process_time()
        ask()
        worked.append(1000 * (time.process_time() - spent))
        took.append(1000 * (time.perf_counter() - begun))
    p95 = quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
    return Speed(name, len(took), median(took), p95, max(took), median(worked))
