"""Sums of whole months beside those of days, and an index of days for heat maps on SQLite. Revision 0034, after 0033.

What a process of an older version counts meanwhile the workers sum up in the night (`storage.months.mend`).
"""

from collections.abc import Iterator
from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

AGENT, MONTH = 3, 4
SAME = ("rubric", "criterion", "team", "agent", "queue", "version", "language", "author_kind")
COUNTS = (
    *("n", "scored", "total", "squares", "passed", "not_passed", "auto_failed"),
    *("met", "not_met", "not_applicable", "undecided"),
)
SUMS = sa.table("scores_by_day", *map(sa.column, ("grain", "day", *SAME, *COUNTS)))
FORMER = (
    *("grain", "rubric", "agent", "criterion", "day", "author_kind", "team"),
    *("met", "not_met", "undecided", "n"),
)
HEAT = (
    *("grain", "rubric", "day", "criterion", "agent", "author_kind", "team", "language"),
    *("met", "not_met", "undecided", "n"),
)


def upgrade() -> None:
    same = [SUMS.c[name] for name in SAME]
    for first, following in months():
        summed = (
            sa.select(
                sa.literal(MONTH),
                sa.literal(first.toordinal()),
                *same,
                *(sa.func.sum(SUMS.c[name]) for name in COUNTS),
            )
            .where(
                SUMS.c.grain == AGENT,
                SUMS.c.day >= first.toordinal(),
                SUMS.c.day < following.toordinal(),
            )
            .group_by(*same)
        )
        op.execute(sa.insert(SUMS).from_select(["grain", "day", *SAME, *COUNTS], summed))
    index(HEAT)


def downgrade() -> None:
    index(FORMER)
    op.execute(sa.delete(SUMS).where(SUMS.c.grain == MONTH))


def months() -> Iterator[tuple[date, date]]:
    """List the months from the first day that has sums to the last, each with the first day of the next."""
    wanted = sa.select(sa.func.min(SUMS.c.day), sa.func.max(SUMS.c.day)).where(SUMS.c.grain == AGENT)
    least, most = op.get_bind().execute(wanted).one()
    if least is None:
        return
    first = date.fromordinal(least).replace(day=1)
    while first.toordinal() <= most:
        following = (first + timedelta(days=31)).replace(day=1)
        yield first, following
        first = following


def index(columns: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index("ix_scores_by_day_heat", table_name="scores_by_day", if_exists=True)
        op.create_index("ix_scores_by_day_heat", "scores_by_day", list(columns))
