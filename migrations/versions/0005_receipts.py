"""Receipts, the chain of them and of audit events, and the days' seals.

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "receipts",
        sa.Column("evaluation_id", sa.String(length=64), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("evaluation_id", name="pk_receipts"),
    )
    op.create_index("ix_receipts_at", "receipts", ["at"], unique=False)
    op.create_table(
        "chain_entries",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("link", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_chain_entries"),
        sa.UniqueConstraint("kind", "ref", name="uq_chain_entries_kind_ref"),
    )
    op.create_table(
        "seals",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_seals"),
    )


def downgrade() -> None:
    op.drop_table("seals")
    op.drop_table("chain_entries")
    op.drop_index("ix_receipts_at", table_name="receipts")
    op.drop_table("receipts")
