"""Measure how the house bears many calls, print it, and keep it under bench/results."""

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from bench.cases import HOUSE
from bench.scale import servers
from bench.scale.day import A_DAY, FACTOR, WORKERS, Day, simulate
from bench.scale.load import into_postgres, into_sqlite
from bench.scale.questions import Speed, measure
from bench.scale.servers import SETTINGS
from bench.scale.year import Year
from storage.uow import open_store

RESULTS = HOUSE / "bench" / "results"
PROMISE = 100.0
"""Milliseconds within which 95 of 100 questions are to be answered."""


def days(url: str, broker_url: str, levels: Sequence[int], recordings: int) -> Iterable[Day]:
    """Simulate a stretch of the day on databases that hold so many recordings already."""
    for rows in levels:
        own = _new_database(url, f"level_{rows}")
        into_postgres(own, Year(rows))
        day = simulate(own, broker_url, recordings)
        print(_line_of_day(day), flush=True)
        yield day


def questions(address: str, folder: Path, year: Year, times: int) -> Iterable[Speed]:
    """Ask a database that holds a year everything that is asked of one."""
    with closing(open_store(address, folder)) as store:
        for speed in measure(store, year, times=times):
            print(_line_of_speed(speed), flush=True)
            yield speed


def main(words: Sequence[str] | None = None, results: Path = RESULTS) -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale")
    parser.add_argument("--evaluations", type=int, default=5_000_000, help="on PostgreSQL")
    parser.add_argument("--sqlite", type=int, default=60_000, help="evaluations on SQLite")
    parser.add_argument("--times", type=int, default=200, help="each question is asked")
    parser.add_argument("--levels", type=int, nargs="*", default=(1_000, 10_000, 50_000), help="recordings")
    parser.add_argument("--recordings", type=int, default=300, help="that come at each level")
    asked = parser.parse_args(words)
    told: dict[str, object] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"processor": platform.processor() or platform.machine(), "cores": os.cpu_count()},
        "asked": vars(asked),
    }
    if asked.sqlite:
        print(f"SQLite, {asked.sqlite:,} evaluations\n{_HEAD_OF_SPEEDS}")
        told["sqlite"] = [asdict(each) for each in _on_sqlite(asked.sqlite, asked.times)]
    if asked.evaluations or asked.levels:
        with servers.postgres() as url, servers.valkey() as broker_url:
            told["settings"] = SETTINGS
            print(
                f"\nA day of {A_DAY:,} recordings on {WORKERS} workers, {FACTOR:.0f} times as fast\n{_HEAD_OF_DAYS}"
            )
            told["days"] = [asdict(each) for each in days(url, broker_url, asked.levels, asked.recordings)]
            if asked.evaluations:
                own, year = _new_database(url, "year"), Year(asked.evaluations)
                into_postgres(own, year)
                print(f"\nPostgreSQL, {asked.evaluations:,} evaluations\n{_HEAD_OF_SPEEDS}")
                told["postgresql"] = [asdict(each) for each in questions(own, Path(), year, asked.times)]
    results.mkdir(parents=True, exist_ok=True)
    path = results / f"scale-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(f"\nKept in {path.relative_to(HOUSE) if path.is_relative_to(HOUSE) else path}")


def _on_sqlite(evaluations: int, times: int) -> Iterable[Speed]:
    with tempfile.TemporaryDirectory(prefix="everycall-scale-") as name:
        folder, year = Path(name), Year(evaluations)
        with closing(open_store("", folder)) as store:
            store.upgrade()
        into_sqlite(folder / "everycall.db", year)
        yield from questions("", folder, year, times)


def _new_database(url: str, name: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    own = url.replace("@/postgres?", f"@/{name}?")
    with closing(open_store(own, Path())) as store:
        store.upgrade()
    return own


_HEAD_OF_SPEEDS = f"{'question':46} {'p50 ms':>8} {'p95 ms':>8} {'worst':>8} {'rows':>8}"
_HEAD_OF_DAYS = (
    f"{'rows':>9} {'door/s':>7} {'pace/s':>7} {'ingest p50/p95':>15} {'transcribe':>15} {'score':>15}"
    f" {'statements':>10} {'database ms':>11} {'transactions':>12}"
)


def _line_of_speed(speed: Speed) -> str:
    late = "" if speed.p95 < PROMISE else "  over the promise"
    return f"{speed.name:46} {speed.p50:8.1f} {speed.p95:8.1f} {speed.worst:8.1f} {speed.rows:8.1f}{late}"


def _line_of_day(day: Day) -> str:
    waits = " ".join(f"{p50:7.0f}/{p95:7.0f}" for p50, p95 in day.waits.values())
    return (
        f"{day.rows:9,} {day.door_rate:7.1f} {day.pace:7.1f} {waits} {day.statements:10.1f}"
        f" {day.database_ms:11.1f} {day.transactions:12.1f}"
    )


if __name__ == "__main__":
    main()
