"""Measure how the house bears many calls, print it, and keep it under bench/results."""

import argparse
import json
import os
import platform
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from bench.cases import HOUSE
from bench.scale import servers
from bench.scale.day import A_DAY, FACTOR, WORKERS, Day, simulate
from bench.scale.load import into_postgres, into_sqlite
from bench.scale.questions import Speed, measure
from bench.scale.servers import BROKERS, OBJECTS, SETTINGS
from bench.scale.year import Year
from storage.uow import open_store

RESULTS = HOUSE / "bench" / "results"
DRAWN = 250_000
"""Calls that are drawn at most; of more the database makes copies, which is quicker."""
PROMISE = 100.0
"""Milliseconds within which 95 of 100 questions are to be answered."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a day is lived.

    Attributes:
        rows: how many recordings are there already; None for the year that the questions were asked of.
        broker: one of `BROKERS`.
        objects: one of `OBJECTS`.
    """

    rows: int | None
    broker: str
    objects: str

    def __str__(self) -> str:
        return f"{_YEAR if self.rows is None else self.rows}:{self.broker}:{self.objects}"


_YEAR = "year"


def setting(text: str) -> Setting:
    """Read a setting, as `50000:valkey:folder` or `year:valkey:folder`; broker and object store may be left out.

    Raises:
        ValueError: it is none.
    """
    rows, _, rest = text.partition(":")
    broker, _, objects = rest.partition(":")
    found = Setting(None if rows == _YEAR else int(rows), broker or "valkey", objects or "folder")
    if found.broker not in BROKERS or found.objects not in OBJECTS:
        raise ValueError(f"{text!r} is no ROWS|{_YEAR}:{'|'.join(BROKERS)}:{'|'.join(OBJECTS)}")
    return found


DAYS = (
    *(Setting(rows, "valkey", "folder") for rows in (1_000, 10_000, 50_000)),
    Setting(1_000, "rabbitmq", "s3"),
    Setting(None, "valkey", "folder"),
)


def days(url: str, settings: Sequence[Setting], recordings: int) -> Iterable[tuple[Setting, Day]]:
    """Simulate a stretch of the day in each setting, on a database of its own; none on the year."""
    for number, each in enumerate(settings):
        if each.rows is not None:
            own = _new_database(url, f"day_{number}")
            into_postgres(own, Year(each.rows))
            yield each, _lived(own, each, recordings)


def days_after(own: str, settings: Sequence[Setting], recordings: int) -> Iterable[tuple[Setting, Day]]:
    """Simulate a stretch of the day in each setting that asks for the year, once all was asked of that."""
    for each in settings:
        if each.rows is None:
            yield each, _lived(own, each, recordings)


def _lived(own: str, where: Setting, recordings: int) -> Day:
    with BROKERS[where.broker]() as broker_url, OBJECTS[where.objects]() as objects_url:
        day = simulate(own, broker_url, objects_url, recordings)
    print(_line_of_day(where, day), flush=True)
    return day


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
    help_of_days = "as 50000:valkey:folder or year:rabbitmq:s3: recordings there, broker, object store"
    parser.add_argument("--days", type=setting, nargs="*", default=DAYS, help=help_of_days)
    parser.add_argument("--recordings", type=int, default=150, help="that come on each day")
    asked = parser.parse_args(words)
    told: dict[str, object] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"processor": platform.processor() or platform.machine(), "cores": os.cpu_count()},
        "asked": {name: str(value) for name, value in vars(asked).items()},
        "load": os.getloadavg(),
    }
    if asked.sqlite:
        print(f"SQLite, {asked.sqlite:,} evaluations\n{_HEAD_OF_SPEEDS}")
        told["sqlite"] = [asdict(each) for each in _on_sqlite(asked.sqlite, asked.times)]
    if asked.evaluations or asked.days:
        told["settings"] = SETTINGS
        with servers.postgres() as url:
            told |= _on_postgres(url, asked)
    results.mkdir(parents=True, exist_ok=True)
    path = results / f"scale-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(f"\nKept in {path.relative_to(HOUSE) if path.is_relative_to(HOUSE) else path}")


def _on_postgres(url: str, asked: argparse.Namespace) -> dict[str, object]:
    """Live the days, ask the year, and live those days that come after it."""
    told: dict[str, object] = {}
    if asked.days:
        print(
            f"\nA day of {A_DAY:,} recordings on {WORKERS} workers, {FACTOR:.0f} times as fast\n{_HEAD_OF_DAYS}"
        )
    lived = list(days(url, asked.days, asked.recordings))
    if asked.evaluations:
        own, copies = _new_database(url, "year"), max(1, asked.evaluations // DRAWN)
        year = Year(asked.evaluations // copies)
        begun = time.monotonic()
        into_postgres(own, year, copies)
        took = time.monotonic() - begun
        print(
            f"\nPostgreSQL, {year.calls * copies:,} evaluations, written in {took:,.0f} s\n{_HEAD_OF_SPEEDS}"
        )
        told["postgresql"] = [asdict(each) for each in questions(own, Path(), year, asked.times)]
        print(f"\nThe same day after it\n{_HEAD_OF_DAYS}")
        lived += days_after(own, asked.days, asked.recordings)
    told["days"] = [asdict(where) | asdict(day) for where, day in lived]
    return told


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
    f"{'recordings:broker:objects':>26} {'load':>5} {'door/s':>7} {'pace/s':>7} {'ingest p50/p95':>15} {'transcribe':>15} {'score':>15}"
    f" {'statements':>10} {'database ms':>11} {'transactions':>12}"
)


def _line_of_speed(speed: Speed) -> str:
    late = "" if speed.p95 < PROMISE else "  over the promise"
    return f"{speed.name:46} {speed.p50:8.1f} {speed.p95:8.1f} {speed.worst:8.1f} {speed.rows:8.1f}{late}"


def _line_of_day(where: Setting, day: Day) -> str:
    waits = " ".join(f"{p50:7.0f}/{p95:7.0f}" for p50, p95 in day.waits.values())
    return (
        f"{where!s:>26} {day.load:5.1f} {day.door_rate:7.1f} {day.pace:7.1f} {waits} {day.statements:10.1f}"
        f" {day.database_ms:11.1f} {day.transactions:12.1f}"
    )


if __name__ == "__main__":
    main()
