"""Lines of manifests.

Revision 0012, after 0011.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "manifest_lines",
        sa.Column("object_key", sa.Text(), nullable=False),
        sa.Column("metadata", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("object_key", name="pk_manifest_lines"),
    )
    op.create_index("ix_manifest_lines_at", "manifest_lines", ["at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_manifest_lines_at", table_name="manifest_lines")
    op.drop_table("manifest_lines")
