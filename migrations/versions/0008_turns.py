"""Turns: how urgent a recording is, and when it is its turn.

Revision 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.add_column("recordings", sa.Column("priority", sa.Integer(), server_default="5", nullable=False))
    op.add_column("recordings", sa.Column("turn_at", INSTANT))
    op.execute("UPDATE recordings SET turn_at = received_at")
    op.create_index(
        "ix_recordings_turns", "recordings", ["state", "stage", "source", "turn_at", "id"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_recordings_turns", table_name="recordings")
    op.drop_column("recordings", "turn_at")
    op.drop_column("recordings", "priority")
