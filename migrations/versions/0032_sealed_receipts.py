"""Receipts that were issued in the clear may be sealed: their words move, all else stays to the byte.

Revision 0032, after 0031.
"""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_CHANGES_ONLY = """
    CREATE OR REPLACE FUNCTION everycall_forgets_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.evaluation_id IS DISTINCT FROM OLD.evaluation_id
            OR NEW.at IS DISTINCT FROM OLD.at
            OR NEW.digest IS DISTINCT FROM OLD.digest
            OR {sealed}
            OR NEW.body::jsonb #> '{{parts,scorecard}}' IS DISTINCT FROM 'null'::jsonb
            OR NEW.body::jsonb #- '{{parts,scorecard}}' IS DISTINCT FROM OLD.body::jsonb #- '{{parts,scorecard}}'
        THEN
            RAISE EXCEPTION 'receipts is append-only: only the words of a scorecard may be {done}'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END
    $$
"""

# What is sealed once is never sealed anew, and nothing is sealed where there are no words: they were forgotten.
_ONCE = (
    "(NEW.sealed IS NOT NULL AND (OLD.sealed IS NOT NULL"
    " OR OLD.body::jsonb #> '{parts,scorecard}' IS NOT DISTINCT FROM 'null'::jsonb))"
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_CHANGES_ONLY.format(sealed=_ONCE, done="sealed or forgotten"))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_CHANGES_ONLY.format(sealed="NEW.sealed IS NOT NULL", done="forgotten"))
