"""The coverage ledger: calls of the switch, closed days, and why a sound could not be judged.

Revision 0004, after 0003.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")
BATCH = 500


def upgrade() -> None:
    op.create_table(
        "switch_calls",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("call_id", sa.String(length=200), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("duration", sa.Float(), nullable=True),
        sa.Column("agent", sa.String(length=200), nullable=True),
        sa.Column("team", sa.String(length=200), nullable=True),
        sa.Column("direction", sa.String(length=20), nullable=True),
        sa.Column("recorded", sa.Boolean(), nullable=True),
        sa.Column("imported_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_switch_calls"),
        sa.UniqueConstraint("source", "call_id", name="uq_switch_calls_source_call_id"),
    )
    op.create_index("ix_switch_calls_started_at_id", "switch_calls", ["started_at", "id"], unique=False)
    op.create_table(
        "day_closings",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", "number", name="pk_day_closings"),
    )
    op.add_column("recordings", sa.Column("unfit", sa.String(length=40), nullable=True))
    _fill_unfit()


def _fill_unfit() -> None:
    """Say of recordings set aside before which finding blocked them."""
    table = sa.table("recordings", sa.column("id"), sa.column("health"), sa.column("unfit"))
    connection = op.get_bind()
    last = ""
    while True:
        wanted = sa.select(table.c.id, table.c.health).where(
            table.c.id > last, table.c.health.contains('"blocking"')
        )
        rows = connection.execute(wanted.order_by(table.c.id).limit(BATCH)).all()
        if not rows:
            return
        for row in rows:
            kinds = [
                each["kind"] for each in json.loads(row.health)["findings"] if each["severity"] == "blocking"
            ]
            if kinds:
                connection.execute(table.update().where(table.c.id == row.id).values(unfit=kinds[0]))
        last = rows[-1].id


def downgrade() -> None:
    op.drop_column("recordings", "unfit")
    op.drop_table("day_closings")
    op.drop_index("ix_switch_calls_started_at_id", table_name="switch_calls")
    op.drop_table("switch_calls")
