"""The secrets of second factors, sealed with the house's key at their next use. Revision 0028, after 0027."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("sealed", sa.LargeBinary()))
    op.add_column("people", sa.Column("sealed_by", sa.String(64)))


def downgrade() -> None:
    op.drop_column("people", "sealed_by")
    op.drop_column("people", "sealed")
