"""Arrivals: how far the bucket was walked, and which objects could not be taken in.

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "bucket_walks",
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("seen_until", INSTANT, nullable=False),
        sa.Column("walked_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_bucket_walks"),
    )
    op.create_table(
        "refused_objects",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("object_key", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_refused_objects"),
    )
    op.create_index("ix_refused_objects_at", "refused_objects", ["at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_refused_objects_at", table_name="refused_objects")
    op.drop_table("refused_objects")
    op.drop_table("bucket_walks")
