"""Which plan drew a review, and whether somebody skipped it, as columns: a plan tells how far it is. Revision 0036, after 0035."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

# What is sealed has its names beside it in the clear: both stand in the body either way.
_TOLD = {
    "sqlite": """
        UPDATE reviews SET
            plan_id = json_extract(body, '$.plan'),
            skipped = coalesce(json_array_length(body, '$.skipped'), 0) > 0
    """,
    "postgresql": """
        UPDATE reviews SET
            plan_id = body::json ->> 'plan',
            skipped = coalesce(json_array_length(body::json -> 'skipped'), 0) > 0
    """,
}


def upgrade() -> None:
    op.add_column("reviews", sa.Column("plan_id", sa.String(64)))
    op.add_column("reviews", sa.Column("skipped", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute(_TOLD[op.get_bind().dialect.name])
    op.create_index("ix_reviews_plan_id_state_skipped", "reviews", ["plan_id", "state", "skipped"])


def downgrade() -> None:
    op.drop_index("ix_reviews_plan_id_state_skipped", table_name="reviews")
    op.drop_column("reviews", "skipped")
    op.drop_column("reviews", "plan_id")
