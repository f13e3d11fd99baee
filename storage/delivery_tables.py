"""The tables of what is told outside of the house. Seen by nobody outside `storage`."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.columns import ID as _ID
from storage.columns import Instant, schema

_DIGEST = String(64)

subscriptions = Table(
    "subscriptions",
    schema,
    Column("id", _ID, primary_key=True),
    Column("made_at", Instant, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("failing", Boolean, nullable=False),
    Column("body", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # address and secrets, with the house's key
    Column("sealed_by", String(64), nullable=False),
)

deliveries = Table(
    "deliveries",
    schema,
    Column("id", _ID, primary_key=True),
    Column("subscription_id", _ID, ForeignKey("subscriptions.id", ondelete="CASCADE"), nullable=False),
    Column("event", String(80), nullable=False),
    Column("recording_id", _ID),  # no reference: what was told is on record, whatever becomes of the call
    Column("at", Instant, nullable=False),
    Column("data", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_attempt_at", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("count", Integer, nullable=False),
    Column("ended_at", Instant),
    Column("due_at", Instant, nullable=False),  # when it was to be told first
    Column("topic", _DIGEST, nullable=False),
    Column(
        "collecting", _DIGEST
    ),  # the topic, until a worker first takes it: what is alike is counted into it
    UniqueConstraint("subscription_id", "collecting"),
    Index("ix_deliveries_due", "state", "next_attempt_at", "subscription_id"),
    Index(None, "subscription_id", "topic", "due_at"),
    Index(None, "at", "id"),
    Index("ix_deliveries_listed", "subscription_id", "state", "at", "id"),
    Index(None, "recording_id"),
)

delivery_attempts = Table(
    "delivery_attempts",
    schema,
    Column("delivery_id", _ID, ForeignKey("deliveries.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)
