"""People who may sign in, the tree of their teams, keys of programs, and sessions.

Revision 0021, after 0020. Nobody is there yet: `everycall people create-admin`, or the token that `everycall serve`
prints, makes the first administrator.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_ID, _NAME, _DIGEST = sa.String(length=64), sa.String(length=200), sa.String(length=64)


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("id", _ID, nullable=False),
        sa.Column("login", _NAME, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("subject", _NAME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("login", name="uq_people_login"),
        sa.UniqueConstraint("subject", name="uq_people_subject"),
    )
    op.create_table(
        "teams",
        sa.Column("name", _NAME, nullable=False),
        sa.Column("parent", _NAME, nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_teams"),
        sa.ForeignKeyConstraint(["parent"], ["teams.name"], name="fk_teams_parent"),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", _ID, nullable=False),
        sa.Column("digest", _DIGEST, nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
        sa.UniqueConstraint("digest", name="uq_api_keys_digest"),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", _DIGEST, nullable=False),
        sa.Column("person_id", _ID, nullable=True),
        sa.Column("key_id", _ID, nullable=True),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_sessions"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_sessions_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["key_id"], ["api_keys.id"], name="fk_sessions_key_id", ondelete="CASCADE"),
    )
    op.create_index("ix_sessions_person_id", "sessions", ["person_id"])
    op.create_index("ix_sessions_expires_at", "sessions", ["expires_at"])
    op.create_table(
        "sign_in_failures",
        sa.Column("address", _NAME, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_sign_in_failures"),
    )


def downgrade() -> None:
    for name in ("sign_in_failures", "sessions", "api_keys", "teams", "people"):
        op.drop_table(name)
