"""The tables of the quality programme. Seen by nobody outside `storage`."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from storage.columns import ID as _ID
from storage.columns import NAME as _NAME
from storage.columns import Instant, schema


def _recording_id() -> Column[str]:
    return Column("recording_id", _ID, ForeignKey("recordings.id", ondelete="CASCADE"), nullable=False)


def _body() -> tuple[Column[Any], ...]:
    """Make the columns of what may repeat the words of a call."""
    return Column("body", Text, nullable=False), Column("sealed", LargeBinary)


review_plans = Table(
    "review_plans",
    schema,
    Column("id", _ID, primary_key=True),
    Column("rubric", _NAME, nullable=False),
    Column("since", Instant, nullable=False),
    Column("before", Instant, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "rubric", "since"),
)

reviews = Table(
    "reviews",
    schema,
    Column("id", _ID, primary_key=True),
    _recording_id(),
    Column("evaluation_id", _ID, nullable=False),
    Column("result_id", _ID),
    Column("state", String(20), nullable=False),
    Column("reviewer", _NAME),
    Column("due_at", Instant, nullable=False),
    Column("release_at", Instant),
    Column("plan_id", _ID),
    Column("skipped", Boolean, nullable=False, server_default=false()),
    *_body(),
    Index(None, "recording_id"),
    Index(None, "state", "due_at", "id"),
    Index(None, "reviewer", "state", "due_at"),
    Index(None, "plan_id", "state", "skipped"),
    Index(None, "result_id"),
)

told_parties = Table(
    "told_parties",
    schema,
    Column("id", _ID, primary_key=True),
    _recording_id(),
    Column("told_at", Instant, nullable=False),
    Column("sides", Text, nullable=False),
    *_body(),
    Index(None, "recording_id", "told_at"),
)

ratings = Table(
    "ratings",
    schema,
    Column("source", _ID, primary_key=True),
    Column("rater", _NAME, primary_key=True),
    Column("criterion", _NAME, primary_key=True),
    _recording_id(),
    Column("evaluation", _ID, nullable=False),
    Column("rubric", _NAME, nullable=False),
    Column("version", _NAME, nullable=False),
    Column("language", String(8), nullable=False),
    Column("queue", _NAME, nullable=False),
    Column("machine", String(20), nullable=False),
    Column("withheld", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("chance", Float),
    Column("blind", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "recording_id"),
    Index(None, "rubric", "at"),
    Index(
        "ix_ratings_checked",
        *("rubric", "recording_id", "criterion", "chance", "machine", "outcome", "withheld"),
        *("at", "version", "language", "queue"),
    ),  # all that error rates are summed up from (`storage.ratings`)
    # The same in the order of criteria, which SQLite would sort for; PostgreSQL groups without order.
    Index(
        "ix_ratings_checked_by_criterion",
        *("rubric", "criterion", "recording_id", "chance", "machine", "outcome", "withheld"),
        *("at", "version", "language", "queue"),
        info={"only": "sqlite"},
    ).ddl_if(dialect="sqlite"),
)

disputes = Table(
    "disputes",
    schema,
    Column("id", _ID, primary_key=True),
    _recording_id(),
    Column("evaluation_id", _ID, nullable=False),
    Column("rubric", _NAME, nullable=False),
    Column("criterion", _NAME, nullable=False),
    Column("state", String(20), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("appeal_until", Instant),
    *_body(),
    UniqueConstraint("recording_id", "rubric", "criterion"),
    Index(None, "state", "opened_at", "id"),
)

proposals = Table(
    "proposals",
    schema,
    Column("id", _ID, primary_key=True),
    _recording_id(),
    Column("state", String(20), nullable=False),
    Column("made_at", Instant, nullable=False),
    *_body(),
    Index(None, "recording_id"),
    Index(None, "state", "made_at", "id"),
)

calibrations = Table(
    "calibrations",
    schema,
    Column("id", _ID, primary_key=True),
    _recording_id(),
    Column("state", String(20), nullable=False),
    Column("opened_at", Instant, nullable=False),
    *_body(),
    Index(None, "recording_id"),
    Index(None, "state", "opened_at", "id"),
)

criterion_modes = Table(
    "criterion_modes",
    schema,
    Column("rubric", _NAME, primary_key=True),
    Column("version", _NAME, primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("queue", _NAME, primary_key=True),
    Column("criterion", _NAME, primary_key=True),
    Column("mode", String(20), nullable=False),
    Column("body", Text, nullable=False),
)

reviewer_skills = Table(
    "reviewer_skills",
    schema,
    Column("person", _NAME, primary_key=True),
    Column("body", Text, nullable=False),
)

house_settings = Table(
    "house_settings",
    schema,
    Column("name", _NAME, primary_key=True),
    Column("body", Text, nullable=False),
)

coaching_plans = Table(
    "coaching_plans",
    schema,
    Column("id", _ID, primary_key=True),
    Column("agent", _NAME, nullable=False),
    Column("team", _NAME),
    Column("rubric", _NAME, nullable=False),
    Column("state", String(20), nullable=False),
    Column("due", String(10), nullable=False),
    Column("shared_at", Instant),
    Column("body", Text, nullable=False),
    Index(None, "agent", "state"),
    Index(None, "team", "state", "due"),
    Index(None, "state", "due", "id"),
    Index(None, "rubric", "shared_at"),
)

coaching_clips = Table(
    "coaching_clips",
    schema,
    Column("id", _ID, primary_key=True),
    Column("plan_id", _ID, ForeignKey("coaching_plans.id", ondelete="CASCADE"), nullable=False),
    Column("place", Integer, nullable=False),
    _recording_id(),
    *_body(),
    Index(None, "plan_id"),
    Index(None, "recording_id"),
)
