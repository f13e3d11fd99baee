"""The people of the house, the tree of their teams, and the keys of programs.

The secret of a second factor is sealed with the house's key; one from before that is sealed when it is used next.
"""

import logging
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from qa.access import Role
from qa.account import Account, Key
from storage import cursor
from storage.codec import Codec
from storage.content_keys import ROTATED_AT_ONCE, ContentKeys
from storage.errors import Conflict, ContentKeyUnusable, NotFound
from storage.house_keys import Wrapped
from storage.keyset import Stretch
from storage.people_tables import api_keys, people, teams

_account = Codec(Account)
_key = Codec(Key)
_log = logging.getLogger(__name__)
_KIND = "second-factor"
_LIST = "people"
_PERSON = (people.c.id, people.c.body, people.c.sealed, people.c.sealed_by)


class People:
    """All people, teams and keys, inside one transaction.

    Args:
        connection: the transaction's.
        keys: of the house.
    """

    def __init__(self, connection: Connection, keys: ContentKeys) -> None:
        self._connection = connection
        self._keys = keys

    def add(self, account: Account) -> None:
        """Take in a new person.

        Raises:
            Conflict: somebody goes by that login, or is that person to the identity provider.
            ContentKeyUnusable: a second factor cannot be sealed.
        """
        row = {"id": account.id, "login": account.login, **self._row(account)}
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(people).values(row).on_conflict_do_nothing().returning(people.c.id)
        if self._connection.execute(statement).scalar_one_or_none() is None:
            raise Conflict(f"Somebody goes by the login {account.login!r} already; choose another one.")

    def save(self, account: Account) -> None:
        """Write down what changed of a person; the login stays.

        Raises:
            Conflict: another one is that person to the identity provider.
            ContentKeyUnusable: a second factor cannot be sealed.
        """
        changed = update(people).where(people.c.id == account.id).values(self._row(account))
        try:
            self._connection.execute(changed)
        except IntegrityError as error:
            raise Conflict(f"Another person has the subject {account.subject!r}; unlink that one.") from error

    def get(self, person: str) -> Account:
        """Load a person, for a change: others wait until this transaction ends.

        Raises:
            NotFound: there is none of that id.
        """
        found = self._one(select(*_PERSON).where(people.c.id == person).with_for_update())
        if found is None:
            raise NotFound(f"There is no person {person!r}; GET /v1/people lists those there are.")
        return found

    def look_up(self, person: str) -> Account | None:
        """Load a person to look at; None where there is none of that id."""
        return self._one(select(*_PERSON).where(people.c.id == person))

    def by_login(self, login: str, *, to_change: bool = True) -> Account | None:
        """Find who goes by a login, case-folded; where it is `to_change`, others wait until this transaction ends."""
        wanted = select(*_PERSON).where(people.c.login == login)
        # A view that only reads may not ask for a lock.
        return self._one(wanted.with_for_update() if to_change else wanted)

    def by_subject(self, subject: str) -> Account | None:
        """Find who somebody is that the identity provider names."""
        return self._one(select(*_PERSON).where(people.c.subject == subject))

    def all(self) -> tuple[Account, ...]:
        """List everybody, by login."""
        rows = self._connection.execute(select(*_PERSON).order_by(people.c.login))
        return tuple(self._read(row) for row in rows)

    def page(self, *, limit: int, cursor_at: str | None = None) -> Stretch[Account]:
        """List people by login, page by page.

        Args:
            limit: at most this many.
            cursor_at: `Stretch.next` of the page before.

        Raises:
            CursorInvalid: the cursor was altered, or belongs to another list.
        """
        wanted = select(*_PERSON).order_by(people.c.login).limit(limit + 1)
        if cursor_at is not None:
            wanted = wanted.where(people.c.login > cursor.read_name(cursor_at, list_key=_LIST))
        found = tuple(self._read(row) for row in self._connection.execute(wanted))
        shown = found[:limit]
        more = len(found) > limit
        return Stretch(shown, cursor.write_name(shown[-1].login, list_key=_LIST) if more else None)

    def agents(self) -> Mapping[str, str]:
        """Tell how those are called who take calls, by the id that calls name; no second factor is opened for it."""
        bodies = self._connection.execute(select(people.c.body).order_by(people.c.login)).scalars()
        accounts = map(_account.decode, bodies)
        return {each.agent_id: each.name for each in accounts if each.agent_id is not None}

    def with_roles(self, roles: Collection[Role]) -> tuple[Account, ...]:
        """List who has one of some roles, by login; no second factor is opened for it, and none is in it."""
        bodies = self._connection.execute(select(people.c.body).order_by(people.c.login)).scalars()
        return tuple(each for each in map(_account.decode, bodies) if not each.roles.isdisjoint(roles))

    def is_empty(self) -> bool:
        """Tell whether nobody is there yet."""
        return self._connection.execute(select(people.c.id).limit(1)).first() is None

    def tree(self) -> Mapping[str, str | None]:
        """Give each team's parent, by name; None at the top."""
        rows = self._connection.execute(select(teams).order_by(teams.c.name))
        return {row.name: row.parent for row in rows}

    def put_team(self, name: str, parent: str | None) -> bool:
        """Put a team under another one, or at the top; tells whether that is news."""
        tree = self.tree()
        if name in tree and tree[name] == parent:
            return False
        if name in tree:
            self._connection.execute(update(teams).where(teams.c.name == name).values(parent=parent))
        else:
            self._connection.execute(insert(teams).values(name=name, parent=parent))
        return True

    def drop_team(self, name: str) -> None:
        """Take a team that has none below it out of the tree."""
        self._connection.execute(delete(teams).where(teams.c.name == name))

    def add_key(self, key: Key, digest: str) -> None:
        """Keep a key, without its secret."""
        self._connection.execute(
            insert(api_keys).values(id=key.id, digest=digest, made_at=key.made_at, body=_key.encode(key))
        )

    def save_key(self, key: Key) -> None:
        """Write down that a key was revoked."""
        self._connection.execute(
            update(api_keys).where(api_keys.c.id == key.id).values(body=_key.encode(key))
        )

    def key(self, key_id: str) -> Key:
        """Load a key.

        Raises:
            NotFound: there is none of that id.
        """
        wanted = select(api_keys.c.body).where(api_keys.c.id == key_id)
        body = self._connection.execute(wanted).scalar_one_or_none()
        if body is None:
            raise NotFound(f"There is no key {key_id!r}; GET /v1/keys lists those there are.")
        return _key.decode(body)

    def key_by_digest(self, digest: str) -> Key | None:
        """Find a key by the digest of its secret."""
        wanted = select(api_keys.c.body).where(api_keys.c.digest == digest)
        body = self._connection.execute(wanted).scalar_one_or_none()
        return None if body is None else _key.decode(body)

    def all_keys(self) -> tuple[Key, ...]:
        """List all keys, those that ended among them, oldest first."""
        bodies = self._connection.execute(
            select(api_keys.c.body).order_by(api_keys.c.made_at, api_keys.c.id)
        ).scalars()
        return tuple(_key.decode(body) for body in bodies)

    def rotate(self, *, limit: int = ROTATED_AT_ONCE) -> int:
        """Seal what a former key of the house has sealed with the present one; says how many, 0 at the end.

        Raises:
            ContentKeyUnusable: a key of the house is missing.
        """
        wanted = select(*_PERSON).where(people.c.sealed_by != self._keys.present).limit(limit)
        rows = self._connection.execute(wanted.with_for_update()).all()
        for row in rows:
            self._connection.execute(
                update(people).where(people.c.id == row.id).values(self._sealed(row.id, self._opened(row)))
            )
        return len(rows)

    def _one(self, wanted: Select[*tuple[Any, ...]]) -> Account | None:
        row = self._connection.execute(wanted).one_or_none()
        return None if row is None else self._read(row)

    def _read(self, row: Row[*tuple[Any, ...]]) -> Account:
        account = _account.decode(row.body)
        if row.sealed is None:
            return account
        try:
            return replace(account, totp=self._opened(row))
        except ContentKeyUnusable as error:
            # Everybody else can work on, this one by a recovery code, and an administrator can reset them.
            _log.error("The second factor of %s cannot be read: %s", account.login, error)
            return account

    def _opened(self, row: Row[*tuple[Any, ...]]) -> str:
        return self._keys.open_own(_KIND, row.id, Wrapped(row.sealed, row.sealed_by)).decode()

    def _row(self, account: Account) -> dict[str, object]:
        row: dict[str, object] = {
            "subject": account.subject,
            "body": _account.encode(replace(account, totp="")),
        }
        if account.totp:
            return row | self._sealed(account.id, account.totp)
        if account.totp_on:  # it could not be read, and stays as it is
            return row
        return row | {"sealed": None, "sealed_by": None}

    def _sealed(self, person: str, secret: str) -> dict[str, object]:
        wrapped = self._keys.seal_own(_KIND, person, secret.encode())
        return {"sealed": wrapped.sealed, "sealed_by": wrapped.by}
