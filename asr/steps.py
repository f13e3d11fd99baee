"""Steps: how far the listening is, and what each step cost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Progress = Callable[[str, float], None]
"""Told a step's name and the share of the whole work that is done, 0 to 1; may raise to stop the work."""


@dataclass(slots=True)
class Steps:
    """Follows steps of known weight, one after the other.

    Attributes:
        weights: (name, share of the whole work), in order, summing to 1.
        progress: told.
        clock: CPU-seconds so far.
        timings: (name, CPU-seconds) of the steps taken.
    """

    weights: tuple[tuple[str, float], ...]
    progress: Progress
    clock: Callable[[], float]
    timings: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[Callable[[float], None]]:
        """Take a step; gives what is told the share of the step that is done."""
        names = [n for n, _ in self.weights]
        before = sum(w for _, w in self.weights[: names.index(name)])
        weight = dict(self.weights)[name]
        self.progress(name, before)
        begun = self.clock()
        yield lambda share: self.progress(name, before + weight * share)
        self.timings.append((name, round(self.clock() - begun, 3)))
        self.progress(name, min(before + weight, 1.0))
