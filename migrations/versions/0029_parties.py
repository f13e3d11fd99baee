"""What people said of who speaks where in a call.

Revision 0029, after 0028.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_ID = sa.String(length=64)


def upgrade() -> None:
    op.create_table(
        "told_parties",
        sa.Column("id", _ID, nullable=False),
        sa.Column("recording_id", _ID, nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("sides", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_told_parties"),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name="fk_told_parties_recording_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_told_parties_recording_id_told_at", "told_parties", ["recording_id", "told_at"])


def downgrade() -> None:
    op.drop_table("told_parties")
