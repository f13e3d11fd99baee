"""Content sealed with a key for each recording, and what is kept how long.

Revision 0015, after 0014. Rows written before stay as they are, and readable: only what is sealed has `sealed`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")
LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_SEALED = ("transcripts", "cues", "vectors", "answers", "evaluations", "flags", "receipts")
_ERASED = ("audio_erased_at", "transcript_erased_at", "scores_erased_at")


def upgrade() -> None:
    for table in _SEALED:
        op.add_column(table, sa.Column("sealed", sa.LargeBinary(), nullable=True))
    op.add_column("recordings", sa.Column("vault_key", sa.Text(), nullable=True))
    op.add_column("recordings", sa.Column("original", sa.String(length=20), nullable=True))
    for column in _ERASED:
        op.add_column("recordings", sa.Column(column, INSTANT, nullable=True))
    op.add_column("recordings", sa.Column("purge", sa.String(length=64), nullable=True))
    leaving = sa.text("original = 'leaving'")
    op.create_index(
        "ix_recordings_leaving", "recordings", ["id"], postgresql_where=leaving, sqlite_where=leaving
    )
    op.create_index("ix_recordings_vault_key", "recordings", ["vault_key"])
    _new_tables()
    if op.get_bind().dialect.name == "postgresql":
        _let_receipts_forget()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER forgets_only ON receipts")
        op.execute("DROP TRIGGER append_only ON receipts")
        op.execute("DROP FUNCTION everycall_forgets_only()")
        op.execute(
            "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipts "
            "FOR EACH STATEMENT EXECUTE FUNCTION everycall_append_only()"
        )
    for table in ("purge_items", "purges", "legal_holds", "business_dates", "content_keys"):
        op.drop_table(table)
    op.drop_index("ix_recordings_vault_key", table_name="recordings")
    op.drop_index("ix_recordings_leaving", table_name="recordings")
    for column in ("purge", *reversed(_ERASED), "original", "vault_key"):
        op.drop_column("recordings", column)
    for table in reversed(_SEALED):
        op.drop_column(table, "sealed")


def _new_tables() -> None:
    op.create_table(
        "content_keys",
        sa.Column("recording_id", sa.String(length=64), nullable=False),
        sa.Column("layer", sa.String(length=20), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("wrapped_by", sa.String(length=64), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("erased_at", INSTANT, nullable=True),
        sa.Column("purge", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["recording_id"],
            ["recordings.id"],
            name="fk_content_keys_recording_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("recording_id", "layer", name="pk_content_keys"),
    )
    op.create_index("ix_content_keys_wrapped_by", "content_keys", ["wrapped_by"])
    op.create_table(
        "business_dates",
        sa.Column("recording_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"],
            ["recordings.id"],
            name="fk_business_dates_recording_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("recording_id", "name", name="pk_business_dates"),
    )
    op.create_table(
        "legal_holds",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("put_at", INSTANT, nullable=False),
        sa.Column("released_at", INSTANT, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_legal_holds"),
    )
    op.create_index("ix_legal_holds_released_at", "legal_holds", ["released_at"])
    op.create_table(
        "purges",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("planned_at", INSTANT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_purges"),
    )
    op.create_index("ix_purges_state", "purges", ["state"])
    op.create_table(
        "purge_items",
        sa.Column("purge_id", sa.String(length=64), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recording_id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("size", LONG, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["purge_id"], ["purges.id"], name="fk_purge_items_purge_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("purge_id", "place", name="pk_purge_items"),
    )
    op.create_index("ix_purge_items_recording_id", "purge_items", ["recording_id"])
    op.create_index("ix_purge_items_purge_id_state_place", "purge_items", ["purge_id", "state", "place"])


def _let_receipts_forget() -> None:
    """Let one change of a receipt through: its scorecard's words are forgotten, all else stays to the byte."""
    op.execute(
        """
        CREATE FUNCTION everycall_forgets_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.evaluation_id IS DISTINCT FROM OLD.evaluation_id
                OR NEW.at IS DISTINCT FROM OLD.at
                OR NEW.digest IS DISTINCT FROM OLD.digest
                OR NEW.sealed IS NOT NULL
                OR NEW.body::jsonb #> '{parts,scorecard}' IS DISTINCT FROM 'null'::jsonb
                OR NEW.body::jsonb #- '{parts,scorecard}' IS DISTINCT FROM OLD.body::jsonb #- '{parts,scorecard}'
            THEN
                RAISE EXCEPTION 'receipts is append-only: only the words of a scorecard may be forgotten'
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
            RETURN NEW;
        END
        $$
        """
    )
    op.execute("DROP TRIGGER append_only ON receipts")
    op.execute(
        "CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON receipts "
        "FOR EACH STATEMENT EXECUTE FUNCTION everycall_append_only()"
    )
    op.execute(
        "CREATE TRIGGER forgets_only BEFORE UPDATE ON receipts "
        "FOR EACH ROW EXECUTE FUNCTION everycall_forgets_only()"
    )
