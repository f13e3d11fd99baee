"""First tables.

Revision 0001, after nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "audit_events",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("recording_id", sa.String(length=64), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_events"),
    )
    op.create_index("ix_audit_events_at", "audit_events", ["at"], unique=False)
    op.create_index("ix_audit_events_recording_id", "audit_events", ["recording_id"], unique=False)
    op.create_table(
        "recordings",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("object_key", sa.Text(), nullable=False),
        sa.Column("source_call_id", sa.String(length=200), nullable=True),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("started_at", INSTANT, nullable=True),
        sa.Column("direction", sa.String(length=20), nullable=True),
        sa.Column("agent_id", sa.String(length=200), nullable=True),
        sa.Column("queue", sa.String(length=200), nullable=True),
        sa.Column("team", sa.String(length=200), nullable=True),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("losses", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", INSTANT, nullable=False),
        sa.Column("lease_owner", sa.String(length=120), nullable=True),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.Column("progress", sa.Float(), nullable=False),
        sa.Column("problem_code", sa.String(length=80), nullable=True),
        sa.Column("problem_message", sa.Text(), nullable=True),
        sa.Column("problem_fault", sa.String(length=20), nullable=True),
        sa.Column("size", BIG, nullable=True),
        sa.Column("audio_sha256", sa.String(length=64), nullable=True),
        sa.Column("duration", sa.Float(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("transcript_id", sa.String(length=64), nullable=True),
        sa.Column("metadata", sa.Text(), nullable=False),
        sa.Column("health", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_recordings"),
        sa.UniqueConstraint("object_key", name="uq_recordings_object_key"),
        sa.UniqueConstraint("source", "source_call_id", name="uq_recordings_source_source_call_id"),
    )
    op.create_index(
        "ix_recordings_agent_id_received_at", "recordings", ["agent_id", "received_at"], unique=False
    )
    op.create_index("ix_recordings_audio_sha256", "recordings", ["audio_sha256"], unique=False)
    op.create_index("ix_recordings_received_at_id", "recordings", ["received_at", "id"], unique=False)
    op.create_index("ix_recordings_started_at", "recordings", ["started_at"], unique=False)
    op.create_index(
        "ix_recordings_state_received_at_id", "recordings", ["state", "received_at", "id"], unique=False
    )
    op.create_table(
        "flags",
        sa.Column("recording_id", sa.String(length=64), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name="fk_flags_recording_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("recording_id", "place", name="pk_flags"),
    )
    op.create_index("ix_flags_kind", "flags", ["kind"], unique=False)
    op.create_table(
        "stage_runs",
        sa.Column("recording_id", sa.String(length=64), nullable=False),
        sa.Column("attempt", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name="fk_stage_runs_recording_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("recording_id", "attempt", name="pk_stage_runs"),
    )
    op.create_index(
        "ix_stage_runs_stage_outcome_started_at",
        "stage_runs",
        ["stage", "outcome", "started_at"],
        unique=False,
    )
    op.create_table(
        "transcripts",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("recording_id", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("duration", sa.Float(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name="fk_transcripts_recording_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_transcripts"),
        sa.UniqueConstraint("recording_id", "digest", name="uq_transcripts_recording_id_digest"),
    )
    op.create_table(
        "cues",
        sa.Column("transcript_id", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcripts.id"], name="fk_cues_transcript_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("transcript_id", name="pk_cues"),
    )
    op.create_table(
        "evaluations",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("recording_id", sa.String(length=64), nullable=False),
        sa.Column("transcript_id", sa.String(length=64), nullable=False),
        sa.Column("rubric", sa.String(length=200), nullable=False),
        sa.Column("version", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("author_kind", sa.String(length=20), nullable=False),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("auto_failed", sa.Boolean(), nullable=False),
        sa.Column("undecided", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name="fk_evaluations_recording_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcripts.id"], name="fk_evaluations_transcript_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evaluations"),
        sa.UniqueConstraint(
            "transcript_id",
            "rubric",
            "version",
            "digest",
            "author_kind",
            "author_name",
            name="uq_evaluations_once",
        ),
    )
    op.create_index(
        "ix_evaluations_recording_id_in_force", "evaluations", ["recording_id", "in_force"], unique=False
    )
    op.create_index("ix_evaluations_rubric_score", "evaluations", ["rubric", "score"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_evaluations_rubric_score", table_name="evaluations")
    op.drop_index("ix_evaluations_recording_id_in_force", table_name="evaluations")
    op.drop_table("evaluations")
    op.drop_table("cues")
    op.drop_table("transcripts")
    op.drop_index("ix_stage_runs_stage_outcome_started_at", table_name="stage_runs")
    op.drop_table("stage_runs")
    op.drop_index("ix_flags_kind", table_name="flags")
    op.drop_table("flags")
    op.drop_index("ix_recordings_state_received_at_id", table_name="recordings")
    op.drop_index("ix_recordings_started_at", table_name="recordings")
    op.drop_index("ix_recordings_received_at_id", table_name="recordings")
    op.drop_index("ix_recordings_audio_sha256", table_name="recordings")
    op.drop_index("ix_recordings_agent_id_received_at", table_name="recordings")
    op.drop_table("recordings")
    op.drop_index("ix_audit_events_recording_id", table_name="audit_events")
    op.drop_index("ix_audit_events_at", table_name="audit_events")
    op.drop_table("audit_events")
