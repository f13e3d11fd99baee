"""Measure EveryCall and a plain baseline on the same calls: accuracy, speed, memory; one table, and JSON.

    python -m bench.run [--only ours|baseline] [--case NAME…] [--hour] [--baseline RESULTS.json]

Each system runs in a process of its own, one after the other, on one CPU thread, its models loaded once. Speeds are
CPU-seconds, which other work on the machine disturbs less than the clock; the ratio of the two is what counts.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
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

RESULTS = HOUSE / "bench" / "results"
SYSTEMS = ("ours", "baseline")
_ENVIRONMENT = {"OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1", "PYANNOTE_METRICS_ENABLED": "0"}


def main() -> None:
    """Run what was asked for, print the table and keep the figures."""
    asked = _arguments()
    folder = RESULTS / datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="everycall-bench-") as name:
        scratch = Path(name)
        if asked.hour:
            hour = _measure("ours", [HOUR], folder / "hour.json", scratch)
            show_hour(Console(), hour)
            print(f"Kept in {(folder / 'hour.json').relative_to(HOUSE)}")
            return
        cases = named(asked.case, scratch) if asked.case else all_cases(scratch)
        showings = _showings(asked, [c.name for c in cases], folder, scratch)
    rows = _rows(cases, showings)
    found = totals(rows)
    judged = [v for s in showings if s.system == "ours" for r in s.results for v in verdicts(r)]
    _keep(folder.with_suffix(".json"), rows, found, judged, showings)
    show(Console(width=None if sys.stdout.isatty() else 200), rows, found, showings, judged)
    print(f"\nKept in {folder.with_suffix('.json').relative_to(HOUSE)}")


def _arguments() -> argparse.Namespace:
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
    return parser.parse_args()


def _showings(
    asked: argparse.Namespace, cases: Sequence[str], folder: Path, scratch: Path
) -> tuple[Showing, ...]:
    showings = []
    for system in SYSTEMS:
        if system == "baseline" and asked.baseline:
            showings.append(read(asked.baseline))
        elif asked.only in (None, system):
            showings.append(_measure(system, cases, folder / f"{system}.json", scratch))
    return tuple(showings)


def _measure(system: str, cases: Sequence[str], target: Path, scratch: Path) -> Showing:
    command = [sys.executable, "-m", "bench.system", system, str(target), str(scratch), "--", *cases]
    ended = subprocess.run(command, check=False, cwd=HOUSE, env=os.environ | _ENVIRONMENT).returncode
    if ended:
        kept = (
            f"What it measured before is in {target.relative_to(HOUSE)}."
            if target.exists()
            else "It measured nothing."
        )
        raise SystemExit(
            f"The measuring of {system} broke off with exit code {ended}, for the reason above. {kept}"
        )
    return read(target)


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
    showings: Sequence[Showing],
) -> None:
    """Write everything the table says, with what it was measured on; the words stay in the run's folder."""
    told: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"processor": platform.processor() or platform.machine(), "cores": os.cpu_count()},
        "python": platform.python_version(),
        "normaliser": NORMALISER,
        "systems": {
            s.system: {"engines": s.engines, "loading_cpu_s": s.loading, "peak_memory_bytes": s.peak_bytes}
            for s in showings
        },
        "cases": [asdict(r) | {"speed": r.speed} for r in rows],
        "totals": [asdict(t) | {"fast_enough": t.fast_enough, "no_worse_error": t.no_worse} for t in found],
        "scorecards": [asdict(v) | {"agrees": v.agrees} for v in judged],
    }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
