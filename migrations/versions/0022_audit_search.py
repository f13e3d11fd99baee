"""The audit trail sought by who and by what, without reading all of it.

Revision 0022, after 0021.
"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_audit_events_actor_at": ["actor", "at"],
    "ix_audit_events_name_at": ["name", "at"],
}


def upgrade() -> None:
    for name, columns in INDEXES.items():
        op.create_index(name, "audit_events", columns)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, table_name="audit_events")
