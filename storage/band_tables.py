"""The table of scores in bands. Seen by nobody outside `storage`."""

from typing import Any

from sqlalchemy import Column, ColumnElement, Float, ForeignKey, Index, SmallInteger, Table, case

from storage.columns import ID as _ID
from storage.columns import NAME as _NAME
from storage.columns import Instant, schema

WIDTH = 5
LAST = 100 // WIDTH - 1
"""Number of the highest band; a score of 100 is in it, too."""

bands = Table(
    "bands",
    schema,
    Column("evaluation_id", _ID, ForeignKey("evaluations.id", ondelete="CASCADE"), primary_key=True),
    Column("recording_id", _ID, ForeignKey("recordings.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("rubric", _NAME, nullable=False),
    Column("band", SmallInteger, nullable=False),
    Column("score", Float, nullable=False),
    # The recording's:
    Column("received_at", Instant, nullable=False),
    Column("agent_id", _NAME),
    Column("team", _NAME),
    Index("ix_bands_listed", "rubric", "band", "received_at", "recording_id", "score", "team"),
    Index("ix_bands_of_agent", "agent_id", "rubric", "band", "received_at", "recording_id", "score"),
)
"""Each evaluation in force that has a score."""


def band_of(score: float) -> int:
    """Number the band of a score, 0 to `LAST`."""
    return min(max(int(score // WIDTH), 0), LAST)


def band_in_sql(score: ColumnElement[Any]) -> ColumnElement[int]:
    """Write `band_of` in SQL, where one database rounds and the other does not."""
    return case(*((score < WIDTH * (band + 1), band) for band in range(LAST)), else_=LAST)
