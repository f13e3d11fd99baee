"""The tables of what arrives, before and while it becomes a recording. Seen by nobody outside `storage`."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from storage.columns import ID as _ID
from storage.columns import NAME as _NAME
from storage.columns import BigInteger, Instant, schema

bucket_walks = Table(
    "bucket_walks",
    schema,
    Column("source", _NAME, primary_key=True),
    Column("seen_until", Instant, nullable=False),
    Column("walked_at", Instant, nullable=False),
)

refused_objects = Table(
    "refused_objects",
    schema,
    Column("id", _ID, primary_key=True),
    Column("object_key", Text, nullable=False),
    Column("source", _NAME, nullable=False),
    Column("code", String(80), nullable=False),
    Column("detail", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "at"),
)

manifest_lines = Table(
    "manifest_lines",
    schema,
    Column("object_key", Text, primary_key=True),
    Column("metadata", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "at"),
)

uploads = Table(
    "uploads",
    schema,
    Column("id", _ID, primary_key=True),
    Column("object_key", Text, nullable=False, unique=True),
    Column("handle", Text, nullable=False),
    Column("name", _NAME, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64)),
    Column("source", _NAME, nullable=False),
    Column("metadata", Text, nullable=False),
    Column("part_bytes", BigInteger, nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("state", String(20), nullable=False),
    Column("recording_id", _ID),
    Index(None, "expires_at"),
)

arrival_traces = Table(
    "arrival_traces",
    schema,
    Column("recording_id", _ID, ForeignKey("recordings.id", ondelete="CASCADE"), primary_key=True),
    Column("traceparent", String(55), nullable=False),
)
