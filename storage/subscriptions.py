"""The subscriptions: who is told what; addresses and secrets are sealed with the house's key."""

from sqlalchemy import Connection, delete, insert, select, update

from qa.subscription import Hidden, Subscription
from storage.codec import Codec
from storage.content_keys import ContentKeys
from storage.delivery_tables import subscriptions as table
from storage.errors import NotFound
from storage.house_keys import Wrapped

ROTATED_AT_ONCE = 500

_KIND = "subscription"
_subscription = Codec(Subscription)
_hidden = Codec(Hidden)


class Subscriptions:
    """All subscriptions, inside one transaction.

    Args:
        connection: the transaction's.
        keys: seal what is hidden.
    """

    def __init__(self, connection: Connection, keys: ContentKeys) -> None:
        self._connection = connection
        self._keys = keys

    def add(self, subscription: Subscription, hidden: Hidden) -> None:
        """Keep a new subscription.

        Raises:
            ContentKeyUnusable: the house's key cannot be used; nothing is kept in the clear.
        """
        row = {"id": subscription.id, "made_at": subscription.made_at}
        self._connection.execute(
            insert(table).values(row | _row(subscription) | self._sealed(subscription.id, hidden))
        )

    def save(self, subscription: Subscription) -> None:
        """Write down what changed of a subscription."""
        self._connection.execute(
            update(table).where(table.c.id == subscription.id).values(_row(subscription))
        )

    def hide(self, subscription: str, hidden: Hidden) -> None:
        """Put other addresses or secrets in the place of those a subscription had.

        Raises:
            ContentKeyUnusable: the house's key cannot be used.
        """
        self._connection.execute(
            update(table).where(table.c.id == subscription).values(self._sealed(subscription, hidden))
        )

    def get(self, subscription: str) -> Subscription:
        """Load a subscription, for a change: others wait until this transaction ends.

        Raises:
            NotFound: there is none of that id.
        """
        return self._one(subscription, to_change=True)

    def look_up(self, subscription: str) -> Subscription:
        """Load a subscription to look at.

        Raises:
            NotFound: there is none of that id.
        """
        return self._one(subscription, to_change=False)

    def hidden(self, subscription: str) -> Hidden:
        """Open what of a subscription is sealed.

        Raises:
            NotFound: there is none of that id.
            ContentKeyUnusable: the house's key cannot be used.
        """
        wanted = select(table.c.sealed, table.c.sealed_by).where(table.c.id == subscription)
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            raise _missing(subscription)
        opened = self._keys.open_own(_KIND, subscription, Wrapped(row.sealed, row.sealed_by))
        return _hidden.decode(opened)

    def all(self) -> tuple[Subscription, ...]:
        """List all of them, oldest first."""
        bodies = self._connection.execute(select(table.c.body).order_by(table.c.made_at, table.c.id))
        return tuple(_subscription.decode(body) for body in bodies.scalars())

    def active(self) -> tuple[Subscription, ...]:
        """List those that are told anything."""
        wanted = select(table.c.body).where(table.c.active).order_by(table.c.id)
        return tuple(_subscription.decode(body) for body in self._connection.execute(wanted).scalars())

    def remove(self, subscription: str) -> None:
        """Forget a subscription, with its deliveries and their log."""
        self._connection.execute(delete(table).where(table.c.id == subscription))

    def rotate(self, *, limit: int = ROTATED_AT_ONCE) -> int:
        """Seal what a former key of the house has sealed with the present one; says how many, 0 at the end.

        Raises:
            ContentKeyUnusable: a key of the house is missing.
        """
        present = self._keys.present
        wanted = select(table.c.id).where(table.c.sealed_by != present).limit(limit).with_for_update()
        names = self._connection.execute(wanted).scalars().all()
        for name in names:
            self.hide(name, self.hidden(name))
        return len(names)

    def _one(self, subscription: str, *, to_change: bool) -> Subscription:
        wanted = select(table.c.body).where(table.c.id == subscription)
        if to_change:
            wanted = wanted.with_for_update()
        body = self._connection.execute(wanted).scalar_one_or_none()
        if body is None:
            raise _missing(subscription)
        return _subscription.decode(body)

    def _sealed(self, subscription: str, hidden: Hidden) -> dict[str, object]:
        wrapped = self._keys.seal_own(_KIND, subscription, _hidden.encode(hidden).encode())
        return {"sealed": wrapped.sealed, "sealed_by": wrapped.by}


def _row(subscription: Subscription) -> dict[str, object]:
    return {
        "active": subscription.active,
        "failing": subscription.failing_since is not None,
        "body": _subscription.encode(subscription),
    }


def _missing(subscription: str) -> NotFound:
    return NotFound(
        f"There is no subscription {subscription!r}; GET /v1/subscriptions lists those there are."
    )
