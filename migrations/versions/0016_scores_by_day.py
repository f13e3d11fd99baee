"""Sums of scores by day, and findings that lists look for.

What was published before is counted by the workers, some hundred at a time (`workers.counting`).
Revision 0016, after 0015.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ID, NAME = sa.String(64), sa.String(200)
INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")
KEY = ("rubric", "criterion", "day", "team", "agent", "queue", "version", "language", "author_kind")
COUNTS = (
    *("n", "scored", "total", "squares", "passed", "not_passed", "auto_failed"),
    *("met", "not_met", "not_applicable", "undecided"),
)
KINDS = {
    "day": sa.Integer(),
    "language": sa.String(8),
    "author_kind": sa.String(20),
    "total": sa.Float(),
    "squares": sa.Float(),
}
UNCOUNTED = "in_force AND counted_on IS NULL"


def upgrade() -> None:
    op.create_table(
        "scores_by_day",
        sa.Column("grain", sa.SmallInteger(), nullable=False, autoincrement=False),
        *(sa.Column(name, KINDS.get(name, NAME), nullable=False, autoincrement=False) for name in KEY),
        *(
            sa.Column(name, KINDS.get(name, sa.Integer()), nullable=False, server_default="0")
            for name in COUNTS
        ),
        sa.PrimaryKeyConstraint("grain", *KEY, name="pk_scores_by_day"),
    )
    for name in ("team", "agent"):
        op.create_index(
            f"ix_scores_by_day_{name}", "scores_by_day", ["grain", name, "rubric", "criterion", "day"]
        )
    op.create_table(
        "shortfalls",
        sa.Column("recording_id", ID, nullable=False),
        sa.Column("rubric", NAME, nullable=False),
        sa.Column("criterion", NAME, nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("recording_id", "rubric", "criterion", "outcome", name="pk_shortfalls"),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name="fk_shortfalls_recording_id", ondelete="CASCADE"
        ),
    )
    op.create_index(
        "ix_shortfalls_listed",
        "shortfalls",
        ["rubric", "criterion", "outcome", "received_at", "recording_id"],
    )
    for name in ("agent_id", "team", "queue"):
        op.add_column("evaluations", sa.Column(name, NAME))
    op.add_column("evaluations", sa.Column("counted_on", sa.Integer()))
    op.create_index(
        "ix_evaluations_uncounted",
        "evaluations",
        ["recording_id"],
        postgresql_where=sa.text(UNCOUNTED),
        sqlite_where=sa.text(UNCOUNTED),
    )
    op.create_index("ix_recordings_queue_received_at", "recordings", ["queue", "received_at"])
    op.create_index("ix_recordings_team_received_at", "recordings", ["team", "received_at"])


def downgrade() -> None:
    op.drop_index("ix_recordings_team_received_at", table_name="recordings")
    op.drop_index("ix_recordings_queue_received_at", table_name="recordings")
    op.drop_index("ix_evaluations_uncounted", table_name="evaluations")
    for name in ("counted_on", "queue", "team", "agent_id"):
        op.drop_column("evaluations", name)
    op.drop_table("shortfalls")
    op.drop_table("scores_by_day")
