"""Vectors of what was said and of what rubrics ask for; answers of a judge.

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "vectors",
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("engine", sa.String(length=64), nullable=False),
        sa.Column("transcript_id", sa.String(length=64), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcripts.id"], name="fk_vectors_transcript_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("owner", "engine", name="pk_vectors"),
    )
    op.create_index("ix_vectors_transcript_id", "vectors", ["transcript_id"], unique=False)
    op.create_table(
        "answers",
        sa.Column("transcript_id", sa.String(length=64), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcripts.id"], name="fk_answers_transcript_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("transcript_id", "question", name="pk_answers"),
    )


def downgrade() -> None:
    op.drop_table("answers")
    op.drop_index("ix_vectors_transcript_id", table_name="vectors")
    op.drop_table("vectors")
