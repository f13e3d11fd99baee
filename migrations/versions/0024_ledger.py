"""The coverage ledger: a row for each call, of what the switch said and of what came.

It is filled from what is stored. Revision 0024, after 0023.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ID, NAME = sa.String(64), sa.String(200)
INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")

AT = "CASE WHEN listed_at IS NOT NULL THEN listed_at WHEN recording IS NOT NULL THEN came_at END"
TEAM = "CASE WHEN recording IS NULL THEN listed_team ELSE coalesce(listed_team, came_team) END"
PLACE = (
    "CASE WHEN recording IS NOT NULL THEN came_to WHEN listed_at IS NULL THEN NULL"
    " WHEN NOT recorded THEN 'happened|not_recorded' ELSE 'recorded|not_received' END"
)
GAPS = "place <> 'scored|'"

RECORDINGS = """
INSERT INTO ledger (call, recording, came_at, came_team, came_to)
SELECT CASE WHEN source_call_id IS NULL THEN '-:' || id
            ELSE CAST(length(source) AS VARCHAR) || ':' || source || source_call_id END,
       id, coalesce(started_at, received_at), team,
       CASE WHEN state = 'done' AND judged = 'whole' THEN 'scored|'
            ELSE CASE WHEN transcript_id IS NOT NULL THEN 'transcribed|'
                      WHEN duration IS NOT NULL THEN 'decodable|' ELSE 'received|' END
              || CASE WHEN state = 'failed' THEN 'failed:' || coalesce(problem_code, 'unknown')
                      WHEN state = 'not_scorable'
                      THEN 'not_scorable:' || coalesce(unfit, problem_code, 'unknown')
                      WHEN state <> 'done' THEN 'waiting'
                      WHEN judged IS NULL THEN 'no_rubric' ELSE 'undecided' END END
FROM recordings WHERE in_force
"""
SWITCH_CALLS = """
INSERT INTO ledger (call, listed, listed_at, listed_team, recorded)
SELECT CAST(length(source) AS VARCHAR) || ':' || source || call_id, id, started_at, team, recorded
FROM switch_calls WHERE true
ON CONFLICT (call) DO UPDATE SET listed = excluded.listed, listed_at = excluded.listed_at,
    listed_team = excluded.listed_team, recorded = excluded.recorded
"""


def upgrade() -> None:
    op.create_table(
        "ledger",
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("listed", ID),
        sa.Column("listed_at", INSTANT),
        sa.Column("listed_team", NAME),
        sa.Column("recorded", sa.Boolean()),
        sa.Column("recording", ID),
        sa.Column("came_at", INSTANT),
        sa.Column("came_team", NAME),
        sa.Column("came_to", sa.Text()),
        sa.Column("at", INSTANT, sa.Computed(AT, persisted=True)),
        sa.Column("team", NAME, sa.Computed(TEAM, persisted=True)),
        sa.Column("place", sa.Text(), sa.Computed(PLACE, persisted=True)),
        sa.PrimaryKeyConstraint("call", name="pk_ledger"),
        sa.ForeignKeyConstraint(
            ["recording"], ["recordings.id"], name="fk_ledger_recording", ondelete="SET NULL"
        ),
    )
    op.execute(RECORDINGS)
    op.execute(SWITCH_CALLS)
    op.create_index("ix_ledger_recording", "ledger", ["recording"])
    op.create_index("ix_ledger_counted", "ledger", ["at", "team", "place", "listed_at"])
    op.create_index(
        "ix_ledger_gaps",
        "ledger",
        ["at", "call", "team"],
        postgresql_where=sa.text(GAPS),
        sqlite_where=sa.text(GAPS),
    )


def downgrade() -> None:
    op.drop_table("ledger")
