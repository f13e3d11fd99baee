"""The tables of what was counted of evaluations. Seen by nobody outside `storage`."""

from enum import IntEnum
from typing import Any

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, SmallInteger, String, Table, Text, text
from sqlalchemy.schema import SchemaItem

from storage.columns import ID as _ID
from storage.columns import NAME as _NAME
from storage.columns import Instant, schema


class Grain(IntEnum):
    """How a row of `scores_by_day` is cut; each evaluation is counted once at every grain."""

    HOUSE = 0  # queue, team and agent are empty
    QUEUE = 1  # team and agent are empty
    TEAM = 2  # by team and queue; agent is empty
    AGENT = 3  # by agent, team and queue
    MONTH = 4  # as AGENT, over a whole month: its day is the month's first


_UNCOUNTED = text("in_force AND counted_on IS NULL")


def counted_as() -> tuple[SchemaItem, ...]:
    """Make the columns that say under which agent, team, queue and day an evaluation was counted; no day: it was not."""
    return (
        *(Column(name, _NAME) for name in ("agent_id", "team", "queue")),
        Column("counted_on", Integer),
        Column("makers", Text),  # what judged, as `makers_by_day` counts it
        Index(
            "ix_evaluations_uncounted", "recording_id", postgresql_where=_UNCOUNTED, sqlite_where=_UNCOUNTED
        ),
    )


def whose() -> tuple[Column[Any], ...]:
    """Make the columns that say whose call something was found of (`storage.findings`).

    They are empty where a process of a version without them wrote the row, until the night.
    """
    return Column("agent_id", _NAME), Column("team", _NAME)


COUNTS = (
    *("n", "scored", "total", "squares", "passed", "not_passed", "auto_failed"),
    *("met", "not_met", "not_applicable", "undecided"),
)
"""The columns that grow."""

scores_by_day = Table(
    "scores_by_day",
    schema,
    Column("grain", SmallInteger, primary_key=True, autoincrement=False),
    Column("rubric", _NAME, primary_key=True),
    Column("criterion", _NAME, primary_key=True),  # empty for whole evaluations
    Column("day", Integer, primary_key=True, autoincrement=False),  # 1 is 0001-01-01: `date.toordinal`
    Column("team", _NAME, primary_key=True),  # empty where it is not known, too
    Column("agent", _NAME, primary_key=True),
    Column("queue", _NAME, primary_key=True),
    Column("version", _NAME, primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("author_kind", String(20), primary_key=True),
    *(
        Column(name, Float if name in {"total", "squares"} else Integer, nullable=False, server_default="0")
        for name in COUNTS
    ),
    Index("ix_scores_by_day_team", "grain", "team", "rubric", "criterion", "day"),
    Index("ix_scores_by_day_agent", "grain", "agent", "rubric", "criterion", "day"),
    # All agents and criteria of some days, and nothing else to be read.
    # PostgreSQL adds these up quickly as it is, and would have to move a row whenever one of its counts grows.
    Index(
        "ix_scores_by_day_heat",
        *("grain", "rubric", "day", "criterion", "agent", "author_kind", "team", "language"),
        *("met", "not_met", "undecided", "n"),
        info={"only": "sqlite"},
    ).ddl_if(dialect="sqlite"),
)

BOTH = "both"
"""Found so by the machine and by a person."""

shortfalls = Table(
    "shortfalls",
    schema,
    Column("recording_id", _ID, ForeignKey("recordings.id", ondelete="CASCADE"), primary_key=True),
    Column("rubric", _NAME, primary_key=True),
    Column("criterion", _NAME, primary_key=True),
    Column("outcome", String(20), primary_key=True),
    Column("received_at", Instant, nullable=False),  # the recording's, so that lists are read in order
    Column(
        "found_by", String(20)
    ),  # machine, person or both; nothing where it was listed before that was kept
    *whose(),
    Index("ix_shortfalls_listed", "rubric", "criterion", "outcome", "received_at", "recording_id", "team"),
    Index(
        "ix_shortfalls_of_agent", "agent_id", "rubric", "criterion", "outcome", "received_at", "recording_id"
    ),
)

makers_by_day = Table(
    "makers_by_day",
    schema,
    Column("rubric", _NAME, primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("language", String(8), primary_key=True),
    Column("part", String(20), primary_key=True),
    Column("maker", _NAME, primary_key=True),
    Column("n", Integer, nullable=False),
)
