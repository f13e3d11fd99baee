"""Peaks of recordings, from which a page draws the waveform.

Revision 0018, after 0017. Recordings heard before have none until they are heard again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "peaks",
        sa.Column("recording_id", sa.String(length=64), nullable=False),
        sa.Column("audio_sha256", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("recording_id", name="pk_peaks"),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name="fk_peaks_recording_id", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    op.drop_table("peaks")
