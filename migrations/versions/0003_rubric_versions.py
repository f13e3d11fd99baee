"""Versions of rubrics.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "rubric_versions",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("rubric", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("version", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("changed_why", sa.Text(), nullable=False),
        sa.Column("forced", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_rubric_versions"),
        sa.UniqueConstraint(
            "rubric", "language", "revision", name="uq_rubric_versions_rubric_language_revision"
        ),
    )
    op.create_index("ix_rubric_versions_status", "rubric_versions", ["status"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_rubric_versions_status", table_name="rubric_versions")
    op.drop_table("rubric_versions")
