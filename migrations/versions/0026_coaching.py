"""Coaching plans, and the moments of calls beside them.

Revision 0026, after 0025.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_ID, _NAME = sa.String(length=64), sa.String(length=200)


def upgrade() -> None:
    op.create_table(
        "coaching_plans",
        sa.Column("id", _ID, nullable=False),
        sa.Column("agent", _NAME, nullable=False),
        sa.Column("team", _NAME, nullable=True),
        sa.Column("rubric", _NAME, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=False),
        sa.Column("shared_at", Instant(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coaching_plans"),
    )
    op.create_index("ix_coaching_plans_agent_state", "coaching_plans", ["agent", "state"])
    op.create_index("ix_coaching_plans_team_state_due", "coaching_plans", ["team", "state", "due"])
    op.create_index("ix_coaching_plans_state_due_id", "coaching_plans", ["state", "due", "id"])
    op.create_index("ix_coaching_plans_rubric_shared_at", "coaching_plans", ["rubric", "shared_at"])
    op.create_table(
        "coaching_clips",
        sa.Column("id", _ID, nullable=False),
        sa.Column("plan_id", _ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("recording_id", _ID, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_coaching_clips"),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["coaching_plans.id"], name="fk_coaching_clips_plan_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name="fk_coaching_clips_recording_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_coaching_clips_plan_id", "coaching_clips", ["plan_id"])
    op.create_index("ix_coaching_clips_recording_id", "coaching_clips", ["recording_id"])


def downgrade() -> None:
    op.drop_table("coaching_clips")
    op.drop_table("coaching_plans")
