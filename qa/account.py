"""Accounts of people and keys of programs, as pure state changes; secrets come in as digests only.

Passwords are judged as NIST SP 800-63B section 5.1.1.2 has it: by length and against what is guessed first, not by kinds
of characters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from qa.access import Action, Person, Role, below
from qa.errors import LastAdministrator, PasswordWeak, TeamsInCircle

SHORTEST = 12
"""Characters of a password."""

LONGEST = 200
"""Characters of a password; hashing a longer one costs more than it brings."""

FREE_FAILURES = 5
"""Failed sign-ins in a row after which one has to wait."""

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
"""Each further failure doubles the wait, up to so long."""

FORGOTTEN = timedelta(hours=24)
"""After so long without another one, failures count no more."""

RESET_LASTS = timedelta(hours=72)
"""How long a one-time token to set a password with is good for."""

_GUESSED = (
    *("password", "passw0rd", "qwerty", "asdfgh", "letmein", "welcome", "iloveyou", "admin", "changeme"),
    *("123456", "654321", "111111", "abc123", "everycall", "callcenter", "callcentre", "woaini", "5201314"),
)
"""What guesses are made of; a password that is little more than one of these is refused."""

_OWN_CHARACTERS = 6
"""Characters that a password needs beside those."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in.

    Attributes:
        id: unique; what the audit trail names.
        login: what they type, case-folded; unique.
        name: as shown to people.
        roles: what they are in the house.
        leads: teams they answer for, without those below.
        agent_id: as calls name them, where they take calls.
        active: whether they may sign in.
        created_at: when the account was made.
        subject: as the house's identity provider names them; None where it does not.
        password: its Argon2id hash; empty where none is set.
        totp: secret of their second factor in base32; empty where they have none.
        totp_on: whether it is asked for; before that it waits to be confirmed.
        totp_step: number of the 30 seconds of the last code taken.
        recovery: SHA-256 of the recovery codes that are left.
        reset_digest: SHA-256 of a token to set a password with.
        reset_until: until when it is good.
        failures: failed sign-ins in a row.
        failed_at: when the last one was.
    """

    id: str
    login: str
    name: str
    roles: frozenset[Role]
    leads: frozenset[str]
    agent_id: str | None
    active: bool
    created_at: datetime
    subject: str | None = None
    password: str = ""
    totp: str = ""
    totp_on: bool = False
    totp_step: int = 0
    recovery: frozenset[str] = frozenset()
    reset_digest: str | None = None
    reset_until: datetime | None = None
    failures: int = 0
    failed_at: datetime | None = None

    def person(self, parents: Mapping[str, str | None]) -> Person:
        """Say who this is, with all teams they answer for; see `qa.access.below`."""
        return Person(self.id, self.name, self.roles, below(self.leads, parents), self.agent_id)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a program.

    Attributes:
        id: unique; the program's client id.
        name: what it is for.
        roles: what it may do as.
        leads: teams whose calls it reaches, where its roles reach teams.
        only: actions it is good for; None for all of its roles.
        made_by: id of the person who made it.
        made_at: when.
        expires_at: when it ends.
        revoked_at: when it was ended before that.
    """

    id: str
    name: str
    roles: frozenset[Role]
    leads: frozenset[str]
    only: frozenset[Action] | None
    made_by: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Tell whether it opens anything."""
        return self.revoked_at is None and now < self.expires_at

    def person(self, parents: Mapping[str, str | None]) -> Person:
        """Say who a program with this key is."""
        return Person(f"key:{self.id}", self.name, self.roles, below(self.leads, parents), None, self.only)


def check_password(password: str, *, login: str, name: str) -> None:
    """See that a password is hard to guess.

    Raises:
        PasswordWeak: it is too short or too long, or made of what is guessed first, or of the person's own name.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordWeak(
            f"A password has {SHORTEST} to {LONGEST} characters, and this one has {len(password)}; a few words that do not"
            " belong together are easy to keep in mind."
        )
    left = password.casefold()
    for part in sorted((login.casefold(), *name.casefold().split(), *_GUESSED), key=len, reverse=True):
        if len(part) > 2:  # noqa: PLR2004 shorter ones are in many words
            left = left.replace(part, "")
    if len(set(left)) < _OWN_CHARACTERS:
        raise PasswordWeak(
            "This password is made of the name, or of what is guessed first, or of few characters; choose another one."
        )


def wait(failures: int, failed_at: datetime | None) -> datetime | None:
    """Say until when a sign-in is not even looked at after so many failures in a row; None to look at once."""
    if failed_at is None or failures < FREE_FAILURES:
        return None
    doubled: timedelta = FIRST_WAIT * 2 ** min(failures - FREE_FAILURES, 12)
    return failed_at + min(doubled, LONGEST_WAIT)


def failed(failures: int, failed_at: datetime | None, now: datetime) -> int:
    """Count one more failure; those of long ago are forgotten."""
    return 1 if failed_at is None or now - failed_at > FORGOTTEN else failures + 1


def with_password(account: Account, hashed: str) -> Account:
    """Set a password; the token to set one is used up, and failures are forgotten."""
    return replace(account, password=hashed, reset_digest=None, reset_until=None, failures=0, failed_at=None)


def reset(account: Account, digest: str, now: datetime) -> Account:
    """Take password and second factor away, and let whoever has the token set a new one."""
    return replace(
        account,
        password="",
        totp="",
        totp_on=False,
        recovery=frozenset(),
        reset_digest=digest,
        reset_until=now + RESET_LASTS,
    )


def check_administrated(accounts: tuple[Account, ...]) -> None:
    """See that somebody is left who can give others their roles.

    Raises:
        LastAdministrator: nobody is.
    """
    if not any(each.active and Role.ADMINISTRATOR in each.roles for each in accounts):
        raise LastAdministrator(
            "Then nobody would be administrator, and nobody could make one; make another person administrator first."
        )


def check_tree(team: str, parent: str | None, parents: Mapping[str, str | None]) -> None:
    """See that a team can stand under another one.

    Raises:
        TeamsInCircle: that one stands under it.
    """
    if parent is not None and parent in below(frozenset({team}), parents):
        raise TeamsInCircle(
            f"Team {parent!r} is {team!r} or stands below it; name a team that does not, or none."
        )
