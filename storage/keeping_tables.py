"""The tables of keeping and forgetting. Seen by nobody outside `storage`."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from storage.columns import ID as _ID
from storage.columns import BigInteger, Instant, schema

content_keys = Table(
    "content_keys",
    schema,
    Column("recording_id", _ID, ForeignKey("recordings.id", ondelete="CASCADE"), primary_key=True),
    Column("layer", String(20), primary_key=True),
    Column("wrapped", LargeBinary),
    Column("wrapped_by", String(64)),
    Column("made_at", Instant, nullable=False),
    Column("erased_at", Instant),
    Column("purge", _ID),
    Index(None, "wrapped_by"),
)

business_dates = Table(
    "business_dates",
    schema,
    Column("recording_id", _ID, ForeignKey("recordings.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("day", Date, nullable=False),
)

legal_holds = Table(
    "legal_holds",
    schema,
    Column("id", _ID, primary_key=True),
    Column("put_at", Instant, nullable=False),
    Column("released_at", Instant),
    Column("body", Text, nullable=False),
    Index(None, "released_at"),
)

purges = Table(
    "purges",
    schema,
    Column("id", _ID, primary_key=True),
    Column("state", String(20), nullable=False),
    Column("planned_at", Instant, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "state"),
)

purge_items = Table(
    "purge_items",
    schema,
    Column("purge_id", _ID, ForeignKey("purges.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("recording_id", _ID, nullable=False),
    Column("state", String(20), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "recording_id"),
    Index(None, "purge_id", "state", "place"),
)
