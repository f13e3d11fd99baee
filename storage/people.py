"""The people of the house, the tree of their teams, and the keys of programs."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from qa.account import Account, Key
from storage.codec import Codec
from storage.errors import Conflict, NotFound
from storage.people_tables import api_keys, people, teams

_account = Codec(Account)
_key = Codec(Key)


class People:
    """All people, teams and keys, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, account: Account) -> None:
        """Take in a new person.

        Raises:
            Conflict: somebody goes by that login, or is that person to the identity provider.
        """
        row = {
            "id": account.id,
            "login": account.login,
            "subject": account.subject,
            "body": _account.encode(account),
        }
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(people).values(row).on_conflict_do_nothing().returning(people.c.id)
        if self._connection.execute(statement).scalar_one_or_none() is None:
            raise Conflict(f"Somebody goes by the login {account.login!r} already; choose another one.")

    def save(self, account: Account) -> None:
        """Write down what changed of a person; the login stays.

        Raises:
            Conflict: another one is that person to the identity provider.
        """
        changed = {"subject": account.subject, "body": _account.encode(account)}
        try:
            self._connection.execute(update(people).where(people.c.id == account.id).values(changed))
        except IntegrityError as error:
            raise Conflict(f"Another person has the subject {account.subject!r}; unlink that one.") from error

    def get(self, person: str) -> Account:
        """Load a person, for a change: others wait until this transaction ends.

        Raises:
            NotFound: there is none of that id.
        """
        wanted = select(people.c.body).where(people.c.id == person).with_for_update()
        body = self._connection.execute(wanted).scalar_one_or_none()
        if body is None:
            raise NotFound(f"There is no person {person!r}; GET /v1/people lists those there are.")
        return _account.decode(body)

    def look_up(self, person: str) -> Account | None:
        """Load a person to look at; None where there is none of that id."""
        return self._one(people.c.id == person)

    def by_login(self, login: str, *, to_change: bool = True) -> Account | None:
        """Find who goes by a login, case-folded; where it is `to_change`, others wait until this transaction ends."""
        wanted = select(people.c.body).where(people.c.login == login)
        if to_change:  # which a view that only reads may not ask for
            wanted = wanted.with_for_update()
        body = self._connection.execute(wanted).scalar_one_or_none()
        return None if body is None else _account.decode(body)

    def by_subject(self, subject: str) -> Account | None:
        """Find who somebody is that the identity provider names."""
        return self._one(people.c.subject == subject)

    def all(self) -> tuple[Account, ...]:
        """List everybody, by login."""
        bodies = self._connection.execute(select(people.c.body).order_by(people.c.login)).scalars()
        return tuple(_account.decode(body) for body in bodies)

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

    def _one(self, wanted: object) -> Account | None:
        body = self._connection.execute(select(people.c.body).where(wanted)).scalar_one_or_none()  # type: ignore[arg-type] # a comparison
        return None if body is None else _account.decode(body)
