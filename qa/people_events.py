"""What has happened to those who may sign in; see `qa.events`. No secret, and nothing made from one, is in an event."""

from dataclasses import dataclass

from qa.events import HouseEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInEvent(HouseEvent):
    """Somebody came to the door; `address` and `agent` say from where and with which program."""

    address: str
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSignedIn(SignInEvent):
    """A person signed in; `how` says by what: `password`, `totp`, `recovery` or `oidc`."""

    name = "person.signed_in"

    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSignedOut(SignInEvent):
    """A person ended their session."""

    name = "person.signed_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFailed(SignInEvent):
    """A sign-in was refused; `actor` is the person whose login was given, or empty where nobody has it.

    What was typed as login is not kept: people type their password there.
    """

    name = "signin.failed"

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPaused(SignInEvent):
    """Too many sign-ins failed in a row; further ones are not looked at until `until`. `what`: account or address."""

    name = "signin.paused"

    what: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged(SignInEvent):
    """An account was made or changed; `what` says how, `person` whose."""

    name = "person.changed"

    person: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamChanged(SignInEvent):
    """A team was put into the tree, moved, or taken out."""

    name = "team.changed"

    team: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChanged(SignInEvent):
    """A key of a program was made or revoked."""

    name = "key.changed"

    key: str
    what: str
