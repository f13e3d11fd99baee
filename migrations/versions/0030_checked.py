"""An index with all that error rates are summed up from. Revision 0030, after 0029."""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

COLUMNS = (
    *("rubric", "recording_id", "criterion", "chance", "machine", "outcome", "withheld"),
    *("at", "version", "language", "queue"),
)


def upgrade() -> None:
    op.create_index("ix_ratings_checked", "ratings", list(COLUMNS))


def downgrade() -> None:
    op.drop_index("ix_ratings_checked", table_name="ratings")
