"""An index by which error rates of each criterion are summed up, on SQLite. Revision 0035, after 0034."""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

COLUMNS = (
    *("rubric", "criterion", "recording_id", "chance", "machine", "outcome", "withheld"),
    *("at", "version", "language", "queue"),
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.create_index("ix_ratings_checked_by_criterion", "ratings", list(COLUMNS))


def downgrade() -> None:
    op.drop_index("ix_ratings_checked_by_criterion", table_name="ratings", if_exists=True)
