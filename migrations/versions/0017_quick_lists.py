"""Lists from indexes alone, and beside each recording what coverage asks of its evaluations.

Revision 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_recordings_received_at_id": ["received_at", "id"],
    "ix_recordings_agent_id_received_at": ["agent_id", "received_at"],
    "ix_recordings_queue_received_at": ["queue", "received_at"],
    "ix_recordings_team_received_at": ["team", "received_at"],
}


def upgrade() -> None:
    op.add_column("recordings", sa.Column("judged", sa.String(10)))
    op.execute(
        """
        UPDATE recordings SET judged = CASE WHEN EXISTS (
            SELECT 1 FROM evaluations o WHERE o.recording_id = recordings.id AND o.in_force AND o.undecided > 0
            AND NOT EXISTS (SELECT 1 FROM evaluations a WHERE a.recording_id = o.recording_id
                            AND a.rubric = o.rubric AND a.in_force AND a.undecided = 0)
        ) THEN 'open' ELSE 'whole' END
        WHERE id IN (SELECT recording_id FROM evaluations WHERE in_force)
        """
    )
    for former, columns in INDEXES.items():
        op.drop_index(former, table_name="recordings")
        whole = list(dict.fromkeys([*columns, "id", "in_force"]))
        op.create_index(f"ix_recordings_{'_'.join(whole)}", "recordings", whole)


def downgrade() -> None:
    for former, columns in INDEXES.items():
        whole = list(dict.fromkeys([*columns, "id", "in_force"]))
        op.drop_index(f"ix_recordings_{'_'.join(whole)}", table_name="recordings")
        op.create_index(former, "recordings", columns)
    op.drop_column("recordings", "judged")
