"""Arrival traces: under which span the stages of a recording belong.

Revision 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arrival_traces",
        sa.Column("recording_id", sa.String(length=64), nullable=False),
        sa.Column("traceparent", sa.String(length=55), nullable=False),
        sa.PrimaryKeyConstraint("recording_id", name="pk_arrival_traces"),
        sa.ForeignKeyConstraint(
            ["recording_id"],
            ["recordings.id"],
            name="fk_arrival_traces_recording_id",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("arrival_traces")
