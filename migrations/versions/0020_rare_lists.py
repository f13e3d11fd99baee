"""Lists of what is rare: flags and low scores, found from indexes alone.

Revision 0020, after 0019. PostgreSQL keeps finer statistics of scores: how rare a low one is decides how it is sought.
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_flags_kind": ("flags", ["kind"], ["recording_id"]),
    "ix_evaluations_recording_id_in_force": (
        "evaluations",
        ["recording_id", "in_force"],
        ["rubric", "score"],
    ),
    "ix_evaluations_rubric_score": ("evaluations", ["rubric", "score"], ["recording_id", "in_force"]),
}
SCORES = "ALTER TABLE evaluations ALTER COLUMN score SET STATISTICS {}"


def upgrade() -> None:
    for former, (table, columns, more) in INDEXES.items():
        op.create_index("_".join([former, *more]), table, [*columns, *more])
        op.drop_index(former, table_name=table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(SCORES.format(1000))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(SCORES.format(-1))
    for former, (table, columns, more) in INDEXES.items():
        op.create_index(former, table, columns)
        op.drop_index("_".join([former, *more]), table_name=table)
