"""Write a year into a database, as fast as it takes it, and what is kept beside it: sums of days, ledger, bands."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg

from bench.scale.year import (
    CRITERIA,
    EVALUATIONS,
    FIRST,
    FLAG_ROWS,
    RECORDINGS,
    SHORTFALLS,
    SWITCH_CALLS,
    Batch,
    Row,
    Year,
)
from storage.score_tables import Grain

_TABLES: tuple[tuple[str, Sequence[str], Callable[[Batch], Iterable[Row]]], ...] = (
    ("recordings", RECORDINGS, Batch.recordings),
    ("evaluations", EVALUATIONS, Batch.evaluations),
    ("shortfalls", SHORTFALLS, Batch.shortfalls),
    ("flags", FLAG_ROWS, Batch.flags),
    ("switch_calls", SWITCH_CALLS, Batch.switch_calls),
)
_KEY = "grain, rubric, criterion, day, team, agent, queue, version, language, author_kind"
_COUNTS = (
    "n, scored, total, squares, passed, not_passed, auto_failed, met, not_met, not_applicable, undecided"
)


def into_postgres(url: str, year: Year, times: int = 1, *, trends: bool = True) -> None:
    """Write a year; constraints and indexes are taken away before and made again afterwards.

    No row has a transcript, so references are made again without a look at what is there.

    Args:
        url: of an empty database.
        year: what is drawn.
        times: so many calls come of each that is drawn, seconds apart: the database copies faster than we draw.
        trends: whether sums by day are written, too; they are half of the work.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        aside = _aside(connection)
        for each in aside:
            connection.execute(each.drop)
        for batch in year.batches():
            for table, columns, rows in _TABLES:
                with connection.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                    made = iter(rows(batch))
                    while lines := "".join([_line(row) for row in islice(made, 5_000)]):
                        copy.write(lines)
        for statement in copies(times) if times > 1 else ():
            connection.execute(statement)
        connection.execute("ANALYZE")
        for statement in (*(sums() if trends else ()), *beside()):
            connection.execute(statement)
        for each in reversed(aside):
            connection.execute(each.make)
        connection.execute("VACUUM ANALYZE")


def into_sqlite(path: Path, year: Year) -> None:
    """Write a year."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for batch in year.batches():
            for table, columns, rows in _TABLES:
                marks = ", ".join("?" * len(columns))
                statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
                connection.executemany(statement, map(_plain, rows(batch)))
        for statement in (*sums(), *beside()):
            connection.execute(statement)
        connection.execute("COMMIT")  # and no ANALYZE: a house on SQLite gathers no statistics either


def sums() -> Iterator[str]:
    """Say the sums of days in SQL, at each grain from the finer one; what is missed of a criterion is not its whole."""
    whole = (
        "count(*), count(score), sum(score), sum(score * score), sum(CASE WHEN passed THEN 1 ELSE 0 END),"
        " sum(CASE WHEN passed THEN 0 ELSE 1 END), sum(CASE WHEN auto_failed THEN 1 ELSE 0 END)"
    )
    group = "rubric, counted_on, team, agent_id, queue, version"
    yield (
        f"INSERT INTO scores_by_day ({_KEY}, {_COUNTS}) SELECT {Grain.AGENT:d}, rubric, '', counted_on, team, agent_id, queue,"
        f" version, 'en', 'machine', {whole}, 0, 0, 0, sum(undecided) FROM evaluations WHERE counted_on IS NOT NULL"
        f" GROUP BY {group}"
    )
    found = (
        "SELECT e.rubric, s.criterion, e.counted_on AS day, e.team, e.agent_id, e.queue, e.version,"
        " sum(CASE WHEN s.outcome = 'not_met' THEN 1 ELSE 0 END) AS missed,"
        " sum(CASE WHEN s.outcome = 'undecided' THEN 1 ELSE 0 END) AS unsure"
        " FROM shortfalls s JOIN evaluations e ON e.recording_id = s.recording_id AND e.rubric = s.rubric"
        " GROUP BY 1, 2, 3, 4, 5, 6, 7"
    )
    criteria = " UNION ALL ".join(f"SELECT '{name}' AS name" for name in CRITERIA)
    missed, unsure = "coalesce(f.missed, 0)", "coalesce(f.unsure, 0)"
    met = f"w.n - {missed} - {unsure}"
    yield (
        f"INSERT INTO scores_by_day ({_KEY}, {_COUNTS}) SELECT {Grain.AGENT:d}, w.rubric, c.name, w.day, w.team, w.agent, w.queue,"
        f" w.version, 'en', 'machine', w.n, w.n - {unsure}, 100.0 * ({met}), 10000.0 * ({met}), 0, 0, 0, {met},"
        f" {missed}, 0, {unsure} FROM scores_by_day w CROSS JOIN ({criteria}) c LEFT JOIN ({found}) f"
        " ON f.rubric = w.rubric AND f.criterion = c.name AND f.day = w.day AND f.team = w.team"
        " AND f.agent_id = w.agent AND f.queue = w.queue AND f.version = w.version"
        f" WHERE w.grain = {Grain.AGENT:d} AND w.criterion = ''"
    )
    added = re.sub(r"(\w+)", r"sum(\1)", _COUNTS)
    for grain, finer, kept in (
        (Grain.TEAM, Grain.AGENT, ("team", "queue")),
        (Grain.QUEUE, Grain.TEAM, ("queue",)),
        (Grain.HOUSE, Grain.QUEUE, ()),
    ):
        team, queue = ("team" if "team" in kept else "''"), ("queue" if "queue" in kept else "''")
        yield (
            f"INSERT INTO scores_by_day ({_KEY}, {_COUNTS}) SELECT {grain:d}, rubric, criterion, day, {team}, '',"
            f" {queue}, version, language, author_kind, {added} FROM scores_by_day WHERE grain = {finer:d}"
            f" GROUP BY {', '.join(('rubric', 'criterion', 'day', *kept, 'version', 'language', 'author_kind'))}"
        )
    same = "rubric, criterion, team, agent, queue, version, language, author_kind"
    firsts = [date(FIRST.year, month, 1).toordinal() for month in range(12, 0, -1)]
    month = f"CASE {' '.join(f'WHEN day >= {first} THEN {first}' for first in firsts)} END"
    yield (
        f"INSERT INTO scores_by_day (grain, day, {same}, {_COUNTS}) SELECT {Grain.MONTH:d}, {month}, {same}, {added}"
        f" FROM scores_by_day WHERE grain = {Grain.AGENT:d} GROUP BY 2, {same}"
    )


def copies(times: int) -> Iterator[str]:
    """Say in SQL that each call happened so many times, under other names, three seconds apart."""
    later = "{} + k * interval '3 seconds'"
    other = {"recordings": "id", "switch_calls": "left(id, 32)"}
    for table, columns, _ in _TABLES:
        name = f"md5(k || {other.get(table, 'recording_id')})"
        new = {
            "id": {"switch_calls": f"{name} || {name}", "evaluations": f"'e' || substr({name}, 2)"}.get(
                table, name
            ),
            "recording_id": name,
            "transcript_id": f"'t' || substr({name}, 2)",
            "object_key": f"'calls/' || {name} || '.wav'",
            "digest": f"{name} || {name}",
            **{column: f"{column} || '-' || k" for column in ("source_call_id", "call_id")},
            **{
                column: later.format(column)
                for column in ("received_at", "started_at", "turn_at", "created_at", "next_attempt_at")
            },
        }
        said = ", ".join(new.get(column, column) for column in columns)
        # Each call's copies beside it, as they would have come: the series is drawn anew for every row.
        yield (
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {said} FROM {table}"
            f" CROSS JOIN LATERAL generate_series(1, {times - 1} + 0 * length({other.get(table, 'recording_id')})) AS k"
        )


def beside() -> Iterator[str]:
    """Say the ledger and the bands of scores in SQL; whatever the year has, was judged."""
    yield (
        "INSERT INTO ledger (call, listed, listed_at, listed_team, recorded, recording, came_at, came_team, came_to)"
        " SELECT CAST(length(r.source) AS VARCHAR) || ':' || r.source || r.source_call_id, c.id, c.started_at, c.team,"
        " c.recorded, r.id, r.started_at, r.team,"
        " CASE WHEN r.judged = 'whole' THEN 'scored|' ELSE 'transcribed|undecided' END"
        " FROM recordings r LEFT JOIN switch_calls c ON c.source = r.source AND c.call_id = r.source_call_id"
    )
    yield (
        "INSERT INTO ledger (call, listed, listed_at, listed_team, recorded)"
        " SELECT CAST(length(source) AS VARCHAR) || ':' || source || call_id, id, started_at, team, recorded"
        " FROM switch_calls WHERE call_id LIKE 'lost-%'"
    )
    bands = " ".join(f"WHEN e.score < {5 * band + 5} THEN {band}" for band in range(19))
    yield (
        "INSERT INTO bands (evaluation_id, recording_id, rubric, band, score, received_at, agent_id, team)"
        f" SELECT e.id, r.id, e.rubric, CASE {bands} ELSE 19 END, e.score, r.received_at, r.agent_id, r.team"
        " FROM evaluations e JOIN recordings r ON r.id = e.recording_id"
    )


@dataclass(frozen=True, slots=True)
class _Aside:
    """How something is taken away, and made again."""

    drop: str
    make: str


def _aside(connection: "psycopg.Connection[Any]") -> list[_Aside]:
    """List references, indexes and keys of our tables, in the order in which they can go."""
    tables = [*(table for table, _, _ in _TABLES), "scores_by_day", "ledger", "bands"]
    found = connection.execute(
        "SELECT conrelid::regclass::text, conname, contype::text, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype IN ('f', 'p', 'u')"
        " AND (conrelid = ANY(%(tables)s::regclass[]) OR confrelid = ANY(%(tables)s::regclass[]))",
        {"tables": tables},
    ).fetchall()
    constraints = {
        kind: [
            _Aside(
                f"ALTER TABLE {table} DROP CONSTRAINT {name}",
                f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}{' NOT VALID' if kind == 'f' else ''}",
            )
            for table, name, of, definition in found
            if of == kind
        ]
        for kind in "fpu"
    }
    indexes = connection.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        " WHERE NOT i.indisunique AND i.indrelid = ANY(%s::regclass[])",
        (tables,),
    )
    rest = [_Aside(f"DROP INDEX {name}", definition) for name, definition in indexes]
    return [*constraints["f"], *rest, *constraints["u"], *constraints["p"]]


def _line(row: Row) -> str:
    return "\t".join([_text(value) for value in row]) + "\n"


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "t" if value else "f"
    # Neither a tab nor a backslash is in anything made up here.
    return f"{value}+00" if isinstance(value, str) and _is_moment(value) else str(value)


def _plain(row: Row) -> Row:
    return tuple(f"{v}.000000" if isinstance(v, str) and _is_moment(v) else v for v in row)


def _is_moment(value: str) -> bool:
    return len(value) == 19 and value[10] == " "
