"""Find the stage runs that ended lately.

Revision 0007, after 0006.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_stage_runs_finished_at", "stage_runs", ["finished_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_stage_runs_finished_at", table_name="stage_runs")
