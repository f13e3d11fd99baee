"""The tables. Seen by nobody outside `storage`; `migrations/` builds the same ones step by step."""

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
    text,
    true,
)

from storage.columns import ID as _ID
from storage.columns import NAME as _NAME
from storage.columns import BigInteger, Instant, schema
from storage.score_tables import counted_as, whose


def _recording_id(*, primary_key: bool = False) -> Column[str]:
    reference = ForeignKey("recordings.id", ondelete="CASCADE")
    return Column("recording_id", _ID, reference, nullable=False, primary_key=primary_key)


recordings = Table(
    "recordings",
    schema,
    Column("id", _ID, primary_key=True),
    Column("source", _NAME, nullable=False),
    Column("object_key", Text, nullable=False, unique=True),
    Column("source_call_id", _NAME),
    Column("received_at", Instant, nullable=False),
    Column("started_at", Instant),
    Column("direction", String(20)),
    Column("agent_id", _NAME),
    Column("queue", _NAME),
    Column("team", _NAME),
    Column("stage", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("losses", Integer, nullable=False),
    Column("next_attempt_at", Instant, nullable=False),
    Column("lease_owner", String(120)),
    Column("lease_until", Instant),
    Column("progress", Float, nullable=False),
    Column("problem_code", String(80)),
    Column("problem_message", Text),
    Column("problem_fault", String(20)),
    Column("size", BigInteger),
    Column("audio_sha256", String(64)),
    Column("duration", Float),
    Column("language", String(8)),
    Column("transcript_id", _ID),
    Column("metadata", Text, nullable=False),
    Column("health", Text),
    Column("unfit", String(40)),
    # The two have defaults, so that a process of the version before may still write while others are upgraded.
    Column("priority", Integer, nullable=False, server_default="5"),
    Column("turn_at", Instant),
    Column("call_id", _NAME),
    Column("in_force", Boolean, nullable=False, server_default=true()),
    Column("supersedes", _ID),
    Column("superseded_by", _ID),
    Column("judged", String(10)),  # `storage.evaluations` keeps it: whole, open, or nothing
    Column("vault_key", Text),
    Column("original", String(20)),
    Column("audio_erased_at", Instant),
    Column("transcript_erased_at", Instant),
    Column("scores_erased_at", Instant),
    Column("purge", _ID),
    UniqueConstraint("source", "source_call_id"),  # which only the version in force has; `call_id` all have
    Index(None, "source", "call_id"),
    Index(None, "received_at", "id", "in_force"),
    Index(None, "state", "received_at", "id"),
    Index(None, "started_at"),
    Index(None, "agent_id", "received_at", "id", "in_force"),
    Index(None, "queue", "received_at", "id", "in_force"),
    Index(None, "team", "received_at", "id", "in_force"),
    Index(None, "audio_sha256"),
    Index("ix_recordings_turns", "state", "stage", "source", "turn_at", "id"),
    Index(None, "vault_key"),
    Index(
        "ix_recordings_leaving",
        "id",
        postgresql_where=text("original = 'leaving'"),
        sqlite_where=text("original = 'leaving'"),
    ),
)

switch_calls = Table(
    "switch_calls",
    schema,
    Column("id", _ID, primary_key=True),
    Column("source", _NAME, nullable=False),
    Column("call_id", _NAME, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("duration", Float),
    Column("agent", _NAME),
    Column("team", _NAME),
    Column("direction", String(20)),
    Column("recorded", Boolean),
    Column("imported_at", Instant, nullable=False),
    UniqueConstraint("source", "call_id"),
    Index(None, "started_at", "id"),
)

paused_sources = Table(
    "paused_sources",
    schema,
    Column("source", _NAME, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", _NAME, nullable=False),
    Column("reason", Text, nullable=False),
)

listened_days = Table(
    "listened_days",
    schema,
    Column("source", _NAME, primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("seconds", Float, nullable=False),
)

stage_runs = Table(
    "stage_runs",
    schema,
    _recording_id(primary_key=True),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("stage", String(20), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("body", Text, nullable=False),
    Index(None, "stage", "outcome", "started_at"),
    Index(None, "finished_at"),
)

transcripts = Table(
    "transcripts",
    schema,
    Column("id", _ID, primary_key=True),
    _recording_id(),
    Column("digest", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    Column("duration", Float, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("body", Text, nullable=False),
    Column("sealed", LargeBinary),
    UniqueConstraint("recording_id", "digest"),
)

cues = Table(
    "cues",
    schema,
    Column("transcript_id", _ID, ForeignKey("transcripts.id", ondelete="CASCADE"), primary_key=True),
    Column("body", Text, nullable=False),
    Column("sealed", LargeBinary),
)

vectors = Table(
    "vectors",
    schema,
    Column("owner", _ID, primary_key=True),
    Column("engine", String(64), primary_key=True),
    Column("transcript_id", _ID, ForeignKey("transcripts.id", ondelete="CASCADE")),
    Column("body", LargeBinary, nullable=False),
    Column("sealed", LargeBinary),
    Index(None, "transcript_id"),
)

answers = Table(
    "answers",
    schema,
    Column("transcript_id", _ID, ForeignKey("transcripts.id", ondelete="CASCADE"), primary_key=True),
    Column("question", String(64), primary_key=True),
    Column("created_at", Instant, nullable=False),
    Column("body", Text, nullable=False),
    Column("sealed", LargeBinary),
)

evaluations = Table(
    "evaluations",
    schema,
    Column("id", _ID, primary_key=True),
    _recording_id(),
    Column("transcript_id", _ID, ForeignKey("transcripts.id", ondelete="CASCADE"), nullable=False),
    Column("rubric", _NAME, nullable=False),
    Column("version", _NAME, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("author_kind", String(20), nullable=False),
    Column("author_name", _NAME, nullable=False),
    Column("state", String(20), nullable=False),
    Column("in_force", Boolean, nullable=False),
    Column("score", Float),
    Column("passed", Boolean),
    Column("auto_failed", Boolean, nullable=False),
    Column("undecided", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("body", Text, nullable=False),
    Column("sealed", LargeBinary),
    *counted_as(),
    UniqueConstraint(
        *("transcript_id", "rubric", "version", "digest", "author_kind", "author_name"),
        name="uq_evaluations_once",  # the name by convention is longer than PostgreSQL takes
    ),
    Index(None, "recording_id", "in_force", "rubric", "score"),
    Index(None, "rubric", "score", "recording_id", "in_force"),
)

rubric_versions = Table(
    "rubric_versions",
    schema,
    Column("digest", String(64), primary_key=True),
    Column("rubric", _NAME, nullable=False),
    Column("language", String(8), nullable=False),
    Column("version", _NAME, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("status", String(20), nullable=False),
    Column("author", _NAME, nullable=False),
    Column("reason", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("changed_by", _NAME, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("changed_why", Text, nullable=False),
    Column("forced", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("source", Text, nullable=False),
    UniqueConstraint("rubric", "language", "revision"),
    Index(None, "status"),
)

flags = Table(
    "flags",
    schema,
    _recording_id(primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(40), nullable=False),
    Column("body", Text, nullable=False),
    Column("sealed", LargeBinary),
    Column("received_at", Instant),  # the recording's, as with shortfalls
    *whose(),
    Index("ix_flags_listed", "kind", "received_at", "recording_id", "team"),
    Index("ix_flags_of_agent", "agent_id", "kind", "received_at", "recording_id"),
)

receipts = Table(
    "receipts",
    schema,
    Column("evaluation_id", _ID, primary_key=True),  # no reference: a receipt outlives what it is of
    Column("follows", _ID, index=True),  # the evaluation, where this is no first receipt of it
    Column("at", Instant, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("sealed", LargeBinary),
    Index(None, "at"),
)

chain_entries = Table(
    "chain_entries",
    schema,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("ref", _ID, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("link", String(64), nullable=False),
    UniqueConstraint("kind", "ref"),
)

seals = Table(
    "seals",
    schema,
    Column("day", String(10), primary_key=True),
    Column("body", Text, nullable=False),
)

audit_events = Table(
    "audit_events",
    schema,
    Column("id", BigInteger, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("name", String(80), nullable=False),
    Column("actor", _NAME, nullable=False),
    Column("recording_id", _ID),
    Column("details", Text, nullable=False),
    Index(None, "recording_id"),
    Index(None, "at"),
    Index(None, "actor", "at"),
    Index(None, "name", "at"),
)
