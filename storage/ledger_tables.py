"""The tables of the coverage ledger and of its closings. Seen by nobody outside `storage`."""

from sqlalchemy import Boolean, Column, Computed, ForeignKey, Index, Integer, String, Table, Text, text

from qa import coverage
from qa.coverage import Step
from storage.columns import ID as _ID
from storage.columns import NAME as _NAME
from storage.columns import Instant, schema

BAR = "|"
"""Between the step that a call reached and the reason why it came no further."""
SCORED = f"{Step.SCORED}{BAR}"

_AT = "CASE WHEN listed_at IS NOT NULL THEN listed_at WHEN recording IS NOT NULL THEN came_at END"
_TEAM = "CASE WHEN recording IS NULL THEN listed_team ELSE coalesce(listed_team, came_team) END"
_PLACE = (
    "CASE WHEN recording IS NOT NULL THEN came_to WHEN listed_at IS NULL THEN NULL"
    f" WHEN NOT recorded THEN '{Step.HAPPENED}{BAR}{coverage.NOT_RECORDED}'"
    f" ELSE '{Step.RECORDED}{BAR}{coverage.NOT_RECEIVED}' END"
)

ledger = Table(
    "ledger",
    schema,
    Column(
        "call", Text, primary_key=True
    ),  # its source and its id there, as `storage.ledger` writes them together
    # What the switch says of it; nothing, where it did not list it.
    Column("listed", _ID),  # its id; no reference, which would want an index of its own
    Column("listed_at", Instant),
    Column("listed_team", _NAME),
    Column("recorded", Boolean),
    # What its recording in force says of it.
    Column("recording", _ID, ForeignKey("recordings.id", ondelete="SET NULL"), index=True),
    Column("came_at", Instant),
    Column("came_team", _NAME),
    Column("came_to", Text),
    # What both make of it: the database keeps these, so that neither half is ever read before it is written.
    Column("at", Instant, Computed(_AT, persisted=True)),
    Column("team", _NAME, Computed(_TEAM, persisted=True)),
    Column("place", Text, Computed(_PLACE, persisted=True)),
    Index("ix_ledger_counted", "at", "team", "place", "listed_at"),
    Index(
        "ix_ledger_gaps",
        "at",
        "call",
        "team",
        postgresql_where=text(f"place <> '{SCORED}'"),
        sqlite_where=text(f"place <> '{SCORED}'"),
    ),
)

day_closings = Table(
    "day_closings",
    schema,
    Column("day", String(10), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("body", Text, nullable=False),
)
