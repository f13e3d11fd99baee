"""Findings, flags and scores in order of time, and whose call they are of.

They are filled from what is stored. Revision 0027, after 0026.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

ID, NAME = sa.String(64), sa.String(200)
INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")

LISTED = {
    "flags": ["kind", "received_at", "recording_id", "team"],
    "shortfalls": ["rubric", "criterion", "outcome", "received_at", "recording_id", "team"],
}
OF_AGENT = {
    "flags": ["agent_id", "kind", "received_at", "recording_id"],
    "shortfalls": ["agent_id", "rubric", "criterion", "outcome", "received_at", "recording_id"],
}
BANDS = """
INSERT INTO bands (evaluation_id, recording_id, rubric, band, score, received_at, agent_id, team)
SELECT e.id, r.id, e.rubric, CASE {} ELSE 19 END, e.score, r.received_at, r.agent_id, r.team
FROM evaluations e JOIN recordings r ON r.id = e.recording_id WHERE e.in_force AND e.score IS NOT NULL
""".format(" ".join(f"WHEN e.score < {5 * band + 5} THEN {band}" for band in range(19)))
FLAGS = """
UPDATE flags SET received_at = r.received_at, agent_id = r.agent_id, team = r.team
FROM recordings r WHERE r.id = flags.recording_id
"""
SHORTFALLS = """
UPDATE shortfalls SET agent_id = r.agent_id, team = r.team
FROM recordings r WHERE r.id = shortfalls.recording_id
"""


def upgrade() -> None:
    op.add_column("flags", sa.Column("received_at", INSTANT))
    for table in LISTED:
        op.add_column(table, sa.Column("agent_id", NAME))
        op.add_column(table, sa.Column("team", NAME))
    op.execute(FLAGS)
    op.execute(SHORTFALLS)
    op.drop_index("ix_flags_kind_recording_id", table_name="flags")
    op.drop_index("ix_shortfalls_listed", table_name="shortfalls")
    for table, columns in LISTED.items():
        op.create_index(f"ix_{table}_listed", table, columns)
        op.create_index(f"ix_{table}_of_agent", table, OF_AGENT[table])
    op.create_table(
        "bands",
        sa.Column("evaluation_id", ID, nullable=False),
        sa.Column("recording_id", ID, nullable=False),
        sa.Column("rubric", NAME, nullable=False),
        sa.Column("band", sa.SmallInteger(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("agent_id", NAME),
        sa.Column("team", NAME),
        sa.PrimaryKeyConstraint("evaluation_id", name="pk_bands"),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluations.id"], name="fk_bands_evaluation_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name="fk_bands_recording_id", ondelete="CASCADE"
        ),
    )
    op.execute(BANDS)
    op.create_index("ix_bands_recording_id", "bands", ["recording_id"])
    op.create_index(
        "ix_bands_listed", "bands", ["rubric", "band", "received_at", "recording_id", "score", "team"]
    )
    op.create_index(
        "ix_bands_of_agent",
        "bands",
        ["agent_id", "rubric", "band", "received_at", "recording_id", "score"],
    )


def downgrade() -> None:
    op.drop_table("bands")
    for table in LISTED:
        op.drop_index(f"ix_{table}_of_agent", table_name=table)
        op.drop_index(f"ix_{table}_listed", table_name=table)
        op.drop_column(table, "team")
        op.drop_column(table, "agent_id")
    op.drop_column("flags", "received_at")
    op.create_index("ix_flags_kind_recording_id", "flags", ["kind", "recording_id"])
    op.create_index(
        "ix_shortfalls_listed",
        "shortfalls",
        ["rubric", "criterion", "outcome", "received_at", "recording_id"],
    )
