"""Who is signed in: sessions of people and short tokens of programs, kept by the digest of their secret."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, delete, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.people_tables import sessions, sign_in_failures


@dataclass(frozen=True, slots=True)
class Session:
    """That somebody is signed in.

    Attributes:
        digest: SHA-256, hexadecimal, of its secret.
        person: id of the person; None where a program is.
        key: id of the program's key; None where a person is.
        begun_at: when.
        seen_at: when it was last used, to the minute.
        expires_at: when it ends in any case.
    """

    digest: str
    person: str | None
    key: str | None
    begun_at: datetime
    seen_at: datetime
    expires_at: datetime


class Sessions:
    """All sessions, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, session: Session) -> None:
        """Keep a session; those that are over are forgotten."""
        over = sessions.c.expires_at <= session.begun_at
        self._connection.execute(delete(sessions).where(over))
        self._connection.execute(
            insert(sessions).values(
                digest=session.digest,
                person_id=session.person,
                key_id=session.key,
                begun_at=session.begun_at,
                seen_at=session.seen_at,
                expires_at=session.expires_at,
            )
        )

    def find(self, digest: str) -> Session | None:
        """Find a session by the digest of its secret; one that is over among them."""
        row = self._connection.execute(select(sessions).where(sessions.c.digest == digest)).one_or_none()
        return None if row is None else _read(row)

    def of_person(self, person: str) -> tuple[Session, ...]:
        """List a person's sessions, the last used first; those that are over among them."""
        wanted = select(sessions).where(sessions.c.person_id == person).order_by(sessions.c.seen_at.desc())
        return tuple(map(_read, self._connection.execute(wanted)))

    def seen(self, digest: str, now: datetime) -> None:
        """Write down that a session is in use."""
        self._connection.execute(update(sessions).where(sessions.c.digest == digest).values(seen_at=now))

    def end(self, digest: str) -> None:
        """End a session."""
        self._connection.execute(delete(sessions).where(sessions.c.digest == digest))

    def end_all(self, who: str, *, but: str = "") -> None:
        """End every session of a person, or token of a key.

        Args:
            who: id of the person or the key.
            but: digest of one that goes on.
        """
        theirs = or_(sessions.c.person_id == who, sessions.c.key_id == who)
        self._connection.execute(delete(sessions).where(theirs, sessions.c.digest != but))

    def failures(self, address: str) -> tuple[int, datetime | None]:
        """Tell how many sign-ins from an address failed in a row, and when the last one did."""
        wanted = select(sign_in_failures).where(sign_in_failures.c.address == address)
        row = self._connection.execute(wanted).one_or_none()
        return (0, None) if row is None else (row.failures, row.failed_at)

    def put_failures(self, address: str, failures: int, now: datetime) -> None:
        """Write down how many sign-ins from an address failed in a row."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        row = {"failures": failures, "failed_at": now}
        statement = dialect.insert(sign_in_failures).values(address=address, **row)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["address"], set_=row))

    def forget_failures(self, address: str) -> None:
        """Forget them, as somebody signed in."""
        self._connection.execute(delete(sign_in_failures).where(sign_in_failures.c.address == address))


def _read(row: Row[tuple[object, ...]]) -> Session:
    return Session(row.digest, row.person_id, row.key_id, row.begun_at, row.seen_at, row.expires_at)
