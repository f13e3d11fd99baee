"""The quality programme: reviews and their plans, ratings, disputes, proposals, calibration sessions, modes.

Receipts that follow a decision name their evaluation in `follows`; the first of each has none.
Revision 0019, after 0018.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ID, NAME = sa.String(64), sa.String(200)
INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.add_column("receipts", sa.Column("follows", ID, nullable=True))
    op.create_index("ix_receipts_follows", "receipts", ["follows"])
    _plans()
    _of_recordings()
    op.create_table(
        "criterion_modes",
        *(sa.Column(name, NAME, nullable=False) for name in ("rubric", "version")),
        sa.Column("language", sa.String(8), nullable=False),
        *(sa.Column(name, NAME, nullable=False) for name in ("queue", "criterion")),
        sa.Column("mode", sa.String(20), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(
            *("rubric", "version", "language", "queue", "criterion"), name="pk_criterion_modes"
        ),
    )
    op.create_table(
        "reviewer_skills",
        sa.Column("person", NAME, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_reviewer_skills"),
    )


def downgrade() -> None:
    tables = (
        *("reviewer_skills", "criterion_modes", "calibrations", "proposals", "disputes", "ratings"),
        *("reviews", "review_plans"),
    )
    for table in tables:
        op.drop_table(table)
    op.drop_index("ix_receipts_follows", table_name="receipts")
    op.drop_column("receipts", "follows")


def _plans() -> None:
    op.create_table(
        "review_plans",
        sa.Column("id", ID, nullable=False),
        sa.Column("rubric", NAME, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("before", INSTANT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review_plans"),
    )
    op.create_index("ix_review_plans_rubric_since", "review_plans", ["rubric", "since"])


def _of_recordings() -> None:
    _worded(
        "reviews",
        sa.Column("evaluation_id", ID, nullable=False),
        sa.Column("result_id", ID, nullable=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reviewer", NAME, nullable=True),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("release_at", INSTANT, nullable=True),
    )
    for columns in (
        ["recording_id"],
        ["state", "due_at", "id"],
        ["reviewer", "state", "due_at"],
        ["result_id"],
    ):
        op.create_index(f"ix_reviews_{'_'.join(columns)}", "reviews", columns)
    _ratings()
    _worded(
        "disputes",
        sa.Column("evaluation_id", ID, nullable=False),
        *(sa.Column(name, NAME, nullable=False) for name in ("rubric", "criterion")),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("appeal_until", INSTANT, nullable=True),
        sa.UniqueConstraint(
            *("recording_id", "rubric", "criterion"), name="uq_disputes_recording_id_rubric_criterion"
        ),
    )
    op.create_index("ix_disputes_state_opened_at_id", "disputes", ["state", "opened_at", "id"])
    for table, since in (("proposals", "made_at"), ("calibrations", "opened_at")):
        _worded(
            table,
            sa.Column("state", sa.String(20), nullable=False),
            sa.Column(since, INSTANT, nullable=False),
        )
        op.create_index(f"ix_{table}_recording_id", table, ["recording_id"])
        op.create_index(f"ix_{table}_state_{since}_id", table, ["state", since, "id"])


def _ratings() -> None:
    op.create_table(
        "ratings",
        sa.Column("source", ID, nullable=False),
        *(sa.Column(name, NAME, nullable=False) for name in ("rater", "criterion")),
        sa.Column("recording_id", ID, nullable=False),
        sa.Column("evaluation", ID, nullable=False),
        *(sa.Column(name, NAME, nullable=False) for name in ("rubric", "version")),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("queue", NAME, nullable=False),
        sa.Column("machine", sa.String(20), nullable=False),
        sa.Column("withheld", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("chance", sa.Float(), nullable=True),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("source", "rater", "criterion", name="pk_ratings"),
        _reference("ratings"),
    )
    op.create_index("ix_ratings_recording_id", "ratings", ["recording_id"])
    op.create_index("ix_ratings_rubric_at", "ratings", ["rubric", "at"])


def _worded(table: str, *columns: "sa.schema.SchemaItem") -> None:
    op.create_table(
        table,
        sa.Column("id", ID, nullable=False),
        sa.Column("recording_id", ID, nullable=False),
        *columns,
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        _reference(table),
    )


def _reference(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["recording_id"], ["recordings.id"], name=f"fk_{table}_recording_id", ondelete="CASCADE"
    )
