"""A house with as many calls as a busy one has in two days, and an hour-long one on top; no worker runs."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.scale.year import EVALUATIONS, FLAG_ROWS, RECORDINGS, Row, Year
from cli.people_files import demo_people
from cli.serve import running
from config import Settings
from scoring.source import gather_all
from tests.e2e.hour import keep_hour
from tests.house import open_house

CALLS = 100_000
LOGIN = "demo.qa_lead"


@dataclass(frozen=True, slots=True)
class Crowded:
    """A running house.

    Attributes:
        address: of its service.
        lead: login and password of somebody who may see every call.
        hour: id of the hour-long call.
    """

    address: str
    lead: tuple[str, str]
    hour: str


@contextmanager
def crowded() -> Iterator[Crowded]:
    """Run the house while the block does."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with open_house(folder) as house:
            sources = gather_all(house.settings.rubrics_dir)
            house.shelve(*sources)
            hour = keep_hour(
                house,
                sources,
                source_call_id="hour-long",
                started_at=datetime.now(UTC),
                agent_id="a1",
                team="sales",
                queue="complaints",
            )
            passwords = demo_people(house.store, folder, agent="a1", team="sales")
        _fill(folder / "everycall.db")
        settings = Settings(data_dir=folder, port=0, log_level="WARNING")
        with running(settings, workers=False) as address:
            yield Crowded(address, (LOGIN, passwords[LOGIN]), hour)


def _fill(database: Path) -> None:
    """Write what a list of calls reads of a made-up year: calls, how they were scored, and why to look at them."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        connection.execute("BEGIN")
        indexes = connection.execute(  # built at the end: row by row takes longer
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            " AND tbl_name IN ('recordings', 'evaluations', 'flags')"
        ).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        for batch in Year(CALLS).batches():
            for table, columns, rows in (
                ("recordings", RECORDINGS, batch.recordings()),
                ("evaluations", EVALUATIONS, batch.evaluations()),
                ("flags", FLAG_ROWS, batch.flags()),
            ):
                marks = ", ".join("?" * len(columns))
                statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 names of ours
                connection.executemany(statement, map(_stored, rows))
        for _, made in indexes:
            connection.execute(made)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")


def _stored(row: Row) -> Row:
    """Write a row's moments as SQLite is given them: to the microsecond."""
    return tuple(f"{v}.000000" if isinstance(v, str) and len(v) == 19 and v[10] == " " else v for v in row)
