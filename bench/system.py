"""One system on the recordings, in a process of its own so that its memory and its time are its own.

python -m bench.system ours|baseline TARGET.json SCRATCH CASE…
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from bench.cases import HOUR, Case, excerpt, hour, named
from bench.clock import cpu_seconds, peak_bytes
from bench.result import Result, Showing, write
from config import Settings

INTERRUPTED = 130
"""Exit code of a program that Ctrl-C ended."""


class System(Protocol):
    """Something that hears calls."""

    @property
    def engines(self) -> dict[str, str]:
        """What runs, by part."""
        ...

    def hear(self, case: Case) -> Result:
        """Measure one recording."""
        ...


def main() -> None:
    """Load a system once, let it hear every case, write what it showed."""
    parser = argparse.ArgumentParser(description="Measure one system; `bench.run` calls this.")
    parser.add_argument("system", choices=("ours", "baseline"))
    parser.add_argument("target", type=Path)
    parser.add_argument("scratch", type=Path)
    parser.add_argument("cases", nargs="+")
    asked = parser.parse_args()
    cases = [hour(asked.scratch)] if asked.cases == [HOUR] else named(asked.cases, asked.scratch)
    for showing in show(asked.system, cases, asked.scratch):
        write(asked.target, showing)  # after every case, so that a run cut short is not lost


def show(name: str, cases: Sequence[Case], scratch: Path) -> Iterator[Showing]:
    """Hear one case after the other; each showing has one more.

    Before anything counts, some seconds are heard once, since libraries load on their first use.
    """
    began = cpu_seconds()
    system = _load(name)
    system.hear(excerpt(cases[0], scratch))
    loading = cpu_seconds() - began
    results: tuple[Result, ...] = ()
    for case in cases:
        results += (system.hear(case),)
        print(f"{name}: {case.name}, {results[-1].rtf:.3f} CPU-s per second of audio", file=sys.stderr)
        yield Showing(name, system.engines, loading, peak_bytes(), results)


def _load(name: str) -> System:
    if name == "ours":
        from bench.ours import Ours

        return Ours(Settings(device="cpu"))
    from bench.baseline import Baseline

    return Baseline(Settings())


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)  # what was measured is written; `bench.run` says so
