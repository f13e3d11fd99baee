"""What is told outside of the house: subscriptions, the outbox, and the log of deliveries.

Revision 0025, after 0024. Nobody is told anything until an administrator makes a subscription.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_ID, _DIGEST = sa.String(length=64), sa.String(length=64)


def upgrade() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failing", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", _ID, nullable=False),
        sa.Column("subscription_id", _ID, nullable=False),
        sa.Column("event", sa.String(length=80), nullable=False),
        sa.Column("recording_id", _ID, nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", Instant(), nullable=False),
        sa.Column("lease_until", Instant(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("topic", _DIGEST, nullable=False),
        sa.Column("collecting", _DIGEST, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscriptions.id"],
            name="fk_deliveries_subscription_id",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("subscription_id", "collecting", name="uq_deliveries_subscription_id_collecting"),
    )
    op.create_index("ix_deliveries_due", "deliveries", ["state", "next_attempt_at", "subscription_id"])
    op.create_index(
        "ix_deliveries_subscription_id_topic_due_at", "deliveries", ["subscription_id", "topic", "due_at"]
    )
    op.create_index("ix_deliveries_at_id", "deliveries", ["at", "id"])
    op.create_index("ix_deliveries_listed", "deliveries", ["subscription_id", "state", "at", "id"])
    op.create_index("ix_deliveries_recording_id", "deliveries", ["recording_id"])
    op.create_table(
        "delivery_attempts",
        sa.Column("delivery_id", _ID, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("delivery_id", "number", name="pk_delivery_attempts"),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["deliveries.id"],
            name="fk_delivery_attempts_delivery_id",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    for name in ("delivery_attempts", "deliveries", "subscriptions"):
        op.drop_table(name)
