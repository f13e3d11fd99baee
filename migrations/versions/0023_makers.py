"""What judged evaluations, by day; who found what lists look for; and what is turned on in the house.

Revision 0023, after 0022. What was counted before names no makers: trends mark breaks from here on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_NAME = sa.String(length=200)


def upgrade() -> None:
    op.create_table(
        "makers_by_day",
        sa.Column("rubric", _NAME, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("maker", _NAME, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("rubric", "day", "language", "part", "maker", name="pk_makers_by_day"),
    )
    op.create_table(
        "house_settings",
        sa.Column("name", _NAME, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_house_settings"),
    )
    op.add_column("evaluations", sa.Column("makers", sa.Text(), nullable=True))
    op.add_column("shortfalls", sa.Column("found_by", sa.String(length=20), nullable=True))


def downgrade() -> None:
    op.drop_column("shortfalls", "found_by")
    op.drop_column("evaluations", "makers")
    op.drop_table("house_settings")
    op.drop_table("makers_by_day")
