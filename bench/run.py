"""Measure EveryCall and a plain baseline on the same calls: accuracy, speed, memory; one table, and JSON.

    python -m bench.run [--only ours|baseline] [--case NAME…] [--hour] [--baseline RESULTS.json]

Each system runs in a process of its own, one after the other, on one CPU thread, its models loaded once. Speeds are
CPU-seconds, which other work on the machine disturbs less than the clock; the ratio of the two is what counts.
"""

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from bench.agreement import Verdict, verdicts
from bench.cases import HOUR, HOUSE, Case, all_cases, named
from bench.normalise import NORMALISER
from bench.report import Row, Total, row, totals
from bench.result import Showing, read
from bench.show import show, show_hour
from bench.system import INTERRUPTED

RESULTS = HOUSE / "bench" / "results"
SYSTEMS = ("ours", "baseline")
_ENVIRONMENT = {"OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1", "PYANNOTE_METRICS_ENABLED": "0"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the systems showed.

    Attributes:
        showings: one per system that heard at least one case.
        interrupted: whether Ctrl-C cut the run short.
    """

    showings: tuple[Showing, ...]
    interrupted: bool = False


def started(command: Sequence[str]) -> int:
    """Run one system in a process of its own; gives its exit code."""
    return subprocess.run(command, check=False, cwd=HOUSE, env=os.environ | _ENVIRONMENT).returncode


def main(
    arguments: Sequence[str] | None = None,
    *,
    results: Path = RESULTS,
    start: Callable[[Sequence[str]], int] = started,
) -> int:
    """Run what was asked for, print the table and keep the figures.

    Args:
        arguments: of the command line; None for this process's own.
        results: where figures are kept.
        start: runs one system.

    Returns:
        The exit code.
    """
    asked = _arguments(arguments)
    folder = results / datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    folder.mkdir(parents=True)
    try:
        with tempfile.TemporaryDirectory(prefix="everycall-bench-") as name:
            return _run(asked, folder, Path(name), start)
    except KeyboardInterrupt:
        print("\nInterrupted before there was anything to show.", file=sys.stderr)
        return INTERRUPTED


def _run(
    asked: argparse.Namespace, folder: Path, scratch: Path, start: Callable[[Sequence[str]], int]
) -> int:
    cases = [] if asked.hour else named(asked.case, scratch) if asked.case else all_cases(scratch)
    shown = _shown(asked, [HOUR] if asked.hour else [c.name for c in cases], folder, scratch, start)
    if not shown.showings:
        raise KeyboardInterrupt
    if asked.hour:
        show_hour(Console(), shown.showings[0])
        print(f"Kept in {_place(folder / 'hour.json')}")
        return 0
    rows = _rows(cases, shown.showings)
    found = totals(rows)
    judged = [v for s in shown.showings if s.system == "ours" for r in s.results for v in verdicts(r)]
    kept = folder.with_suffix(".json")
    _keep(kept, rows, found, judged, shown)
    show(Console(width=None if sys.stdout.isatty() else 200), rows, found, shown.showings, judged)
    if shown.interrupted:
        told = ", ".join(f"{s.system} heard {len(s.results)} of {len(cases)} cases" for s in shown.showings)
        print(f"\nInterrupted: {told}.")
    print(f"\nKept in {_place(kept)}")
    return INTERRUPTED if shown.interrupted else 0


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=SYSTEMS, help="one system alone")
    parser.add_argument("--case", nargs="+", metavar="NAME", help="these cases alone")
    parser.add_argument(
        "--hour", action="store_true", help="ours on an hour-long call, for its memory, and nothing else"
    )
    parser.add_argument(
        "--baseline",
        type=Path,
        metavar="FILE",
        help="what the baseline showed in an earlier run (its folder's baseline.json), instead of running it",
    )
    return parser.parse_args(given)


def _shown(
    asked: argparse.Namespace,
    cases: Sequence[str],
    folder: Path,
    scratch: Path,
    start: Callable[[Sequence[str]], int],
) -> Shown:
    """Let one system after the other hear the cases, until Ctrl-C."""
    showings: list[Showing] = []
    for system in ("ours",) if asked.hour else SYSTEMS:
        if system == "baseline" and asked.baseline:
            showings.append(read(asked.baseline))
            continue
        if asked.only not in (None, system) and not asked.hour:
            continue
        target = folder / ("hour.json" if asked.hour else f"{system}.json")
        command = [sys.executable, "-m", "bench.system", system, str(target), str(scratch), "--", *cases]
        try:
            ended = start(command)
        except KeyboardInterrupt:
            ended = INTERRUPTED
        if target.exists():
            showings.append(read(target))
        if ended in (INTERRUPTED, -signal.SIGINT):
            return Shown(tuple(showings), interrupted=True)
        if ended:
            kept = (
                f"What it measured before is in {_place(target)}."
                if target.exists()
                else "It measured nothing."
            )
            raise SystemExit(
                f"The measuring of {system} broke off with exit code {ended}, for the reason above. {kept}"
            )
    return Shown(tuple(showings))


def _place(path: Path) -> Path:
    """Name a file as seen from the house, where it lies inside."""
    return path.relative_to(HOUSE) if path.is_relative_to(HOUSE) else path


def _rows(cases: Sequence[Case], showings: Sequence[Showing]) -> tuple[Row, ...]:
    by_name = {s.system: s for s in showings}
    found = []
    for case in cases:
        ours, baseline = (by_name[s].of(case.name) if s in by_name else None for s in SYSTEMS)
        if ours or baseline:
            found.append(row(case, ours, baseline))
    return tuple(found)


def _keep(
    path: Path,
    rows: Sequence[Row],
    found: Sequence[Total],
    judged: Sequence[Verdict],
    shown: Shown,
) -> None:
    """Write everything the table says, with what it was measured on; the words stay in the run's folder."""
    told: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "interrupted": shown.interrupted,
        "machine": {"processor": platform.processor() or platform.machine(), "cores": os.cpu_count()},
        "python": platform.python_version(),
        "normaliser": NORMALISER,
        "systems": {
            s.system: {"engines": s.engines, "loading_cpu_s": s.loading, "peak_memory_bytes": s.peak_bytes}
            for s in shown.showings
        },
        "cases": [asdict(r) | {"speed": r.speed} for r in rows],
        "totals": [asdict(t) | {"fast_enough": t.fast_enough, "no_worse_error": t.no_worse} for t in found],
        "scorecards": [asdict(v) | {"agrees": v.agrees} for v in judged],
    }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
