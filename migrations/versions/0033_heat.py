"""An index with all that a heat map is summed up from, on SQLite. Revision 0033, after 0032."""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

COLUMNS = (
    *("grain", "rubric", "agent", "criterion", "day", "author_kind", "team"),
    *("met", "not_met", "undecided", "n"),
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.create_index("ix_scores_by_day_heat", "scores_by_day", list(COLUMNS))


def downgrade() -> None:
    op.drop_index("ix_scores_by_day_heat", table_name="scores_by_day", if_exists=True)
