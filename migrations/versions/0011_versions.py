"""Versions of a recording. `source_call_id` is now that of the version in force only, so that it stays unique.

Revision 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recordings", sa.Column("call_id", sa.String(length=200), nullable=True))
    op.add_column("recordings", sa.Column("in_force", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("recordings", sa.Column("supersedes", sa.String(length=64), nullable=True))
    op.add_column("recordings", sa.Column("superseded_by", sa.String(length=64), nullable=True))
    op.execute("UPDATE recordings SET call_id = source_call_id")
    op.create_index("ix_recordings_source_call_id", "recordings", ["source", "call_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_recordings_source_call_id", table_name="recordings")
    op.drop_column("recordings", "superseded_by")
    op.drop_column("recordings", "supersedes")
    op.drop_column("recordings", "in_force")
    op.drop_column("recordings", "call_id")
