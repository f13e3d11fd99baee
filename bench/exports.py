"""Whether exports of a million rows take no more memory than small ones: `python -m bench.exports`; told in docs/exports.md.

A small made-up year is written, its calls are multiplied in the database until there are rows enough, and each export runs
in a process of its own, so that its memory is its own.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from api.sheets.form import Form, written
from api.sheets.pages import Pages, Taken
from bench.cases import HOUSE
from bench.clock import peak_bytes
from qa.sheet import COLUMNS, Row, Sheet
from storage.uow import open_store
from synthetic.seed import Order, seed

RESULTS = HOUSE / "bench" / "results"
DRAWN = 2_000
"""Calls that are made up; the others are copies of them."""
FILE = "everycall.db"
_COPIED = {
    "recordings": {
        "id": "id || '-' || {k}",
        "object_key": "object_key || '-' || {k}",
        "source_call_id": "source_call_id || '-' || {k}",
        "call_id": "call_id || '-' || {k}",
        "transcript_id": "transcript_id || '-' || {k}",
    },
    "evaluations": {
        "id": "id || '-' || {k}",
        "recording_id": "recording_id || '-' || {k}",
        "transcript_id": "transcript_id || '-' || {k}",
    },
    "flags": {"recording_id": "recording_id || '-' || {k}"},
}
"""What is otherwise in the copy number k of a row."""


@dataclass(frozen=True, slots=True)
class Export:
    """What an export took.

    Attributes:
        sheet: what a row is.
        form: of the file.
        rows: that were written.
        mib: of the file.
        seconds: by the clock.
        processor: seconds of the processor.
        empty_mib: most memory of the process when it had loaded all that it needs, and read nothing.
        peak_mib: most memory of it at the end.
    """

    sheet: Sheet
    form: Form
    rows: int
    mib: float
    seconds: float
    processor: float
    empty_mib: float
    peak_mib: float


def make(folder: Path, calls: int, drawn: int = DRAWN) -> None:
    """Put a house of at least so many evaluated calls into a folder, unless there is one; `drawn` are made up."""
    if (folder / FILE).exists():
        return
    with closing(open_store("", folder)) as store:
        store.upgrade()
        seed(store, Order(drawn, datetime.now(UTC).date()), zone=UTC, now=datetime.now(UTC), progress=_quiet)
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        for table, changed in _COPIED.items():
            connection.execute(f"CREATE TEMP TABLE drawn AS SELECT * FROM {table}")
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            said = ", ".join(changed.get(name, name) for name in names)
            connection.execute("BEGIN")
            for number in range(1, -(-calls // drawn)):
                copies = f"SELECT {said.format(k=number)} FROM drawn"
                connection.execute(f"INSERT INTO {table} ({', '.join(names)}) {copies}")
            connection.execute("COMMIT")
            connection.execute("DROP TABLE drawn")


def _quiet(_what: str, _share: float) -> None:
    """Say nothing of how far it is."""


def export(folder: Path, sheet: Sheet, form: Form, most: int) -> Export:
    """Write a sheet of so many rows, as the command line does, and tell what this process took for it.

    Args:
        folder: of the house.
        sheet: what a row is.
        form: of the file.
        most: rows, to the end of the page that has the last.
    """
    with closing(open_store("", folder)) as store:
        for _ in written(
            COLUMNS[sheet], sheet.value, form, iter([next(iter(Pages(store, Taken(sheet=sheet))))[:1]])
        ):
            pass  # whatever it imports is loaded now
        empty, begun, spent = peak_bytes() / 2**20, time.perf_counter(), time.process_time()
        pages = Pages(store, Taken(sheet=sheet))
        size = 0
        for chunk in written(COLUMNS[sheet], sheet.value, form, _until(pages, most)):
            size += len(chunk)
    return Export(
        *(sheet, form, pages.rows, size / 2**20, time.perf_counter() - begun, time.process_time() - spent),
        *(
            empty,
            max(empty, peak_bytes() / 2**20),
        ),  # the kernel counts in batches, and may be some pages behind
    )


def _until(pages: Pages, most: int) -> Iterator[tuple[Row, ...]]:
    for page in pages:
        yield page
        if pages.rows >= most:
            return


def measure(folder: Path, wanted: Sequence[tuple[Sheet, Form, int]]) -> Iterator[Export]:
    """Export each in a process of its own."""
    for sheet, form, most in wanted:
        words = ["--child", sheet.value, form.value, str(most), "--house", str(folder)]
        done = subprocess.run(
            [sys.executable, "-m", "bench.exports", *words],
            check=True,
            capture_output=True,
            text=True,
            cwd=HOUSE,
        )
        told = json.loads(done.stdout.splitlines()[-1])
        yield Export(**told | {"sheet": Sheet(told["sheet"]), "form": Form(told["form"])})


def main(words: Sequence[str] | None = None, results: Path = RESULTS) -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(prog="python -m bench.exports")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--sheets", choices=[*Sheet], nargs="*", default=[*Sheet])
    parser.add_argument("--forms", choices=[*Form], nargs="*", default=[*Form])
    parser.add_argument("--house", type=Path, help="folder of a house that is kept, written once")
    parser.add_argument("--child", nargs=3, metavar=("SHEET", "FORM", "ROWS"), help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    if asked.child:
        sheet, form, most = asked.child
        print(json.dumps(asdict(export(asked.house, Sheet(sheet), Form(form), int(most)))))
        return
    with tempfile.TemporaryDirectory(prefix="everycall-exports-") as name:
        folder = asked.house or Path(name)
        sheets = [Sheet(each) for each in asked.sheets]
        # A call has an evaluation, or two, and six findings of each.
        make(folder, asked.rows if Sheet.EVALUATIONS in sheets else asked.rows // 6 + DRAWN)
        wanted = [
            (sheet, Form(form), most)
            for sheet in sheets
            for form in asked.forms
            for most in (asked.rows // 10, asked.rows)
        ]
        print(f"at a load of {os.getloadavg()[0]:.1f}")
        print(
            f"{'sheet':12} {'form':8} {'rows':>10} {'MiB':>7} {'seconds':>8} {'of CPU':>7} {'peak MiB':>9} {'before':>7}"
        )
        found = []
        for each in measure(folder, wanted):
            print(
                f"{each.sheet:12} {each.form:8} {each.rows:10,} {each.mib:7.0f} {each.seconds:8.1f} "
                f"{each.processor:7.1f} {each.peak_mib:9.0f} {each.empty_mib:7.0f}",
                flush=True,
            )
            found.append(asdict(each))
    results.mkdir(parents=True, exist_ok=True)
    at = datetime.now(UTC)
    told = {"at": at.isoformat(timespec="seconds"), "load": os.getloadavg()[0], "exports": found}
    path = results / f"exports-{at:%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(f"\nKept in {path.relative_to(HOUSE) if path.is_relative_to(HOUSE) else path}")


if __name__ == "__main__":
    main()
