"""One's own sessions: where one is signed in, and an end to all but this one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Request

from api.access import Permit, allowed
from api.authentication import COOKIE
from api.deps import HouseDep
from api.secrets import digest_of
from api.session import whence
from qa.access import Action
from qa.people_events import PersonChanged

router = APIRouter(prefix="/v1/session/own", tags=["People"])

_Own = Annotated[Permit, allowed(Action.READ_SELF)]


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One place where somebody is signed in.

    Attributes:
        begun_at: when they signed in.
        seen_at: when it was last used, to the minute.
        ends_at: when it ends unless it is used; never later than `EVERYCALL_SESSION_SECONDS` after it began.
        this: whether it is the one that asks.
    """

    begun_at: datetime
    seen_at: datetime
    ends_at: datetime
    this: bool


@dataclass(frozen=True, slots=True)
class Myself:
    """One's own account.

    Attributes:
        login: what one types to sign in.
        password: whether it has a password here; one of the identity provider has none.
        second_factor: whether codes of an authenticator are asked for.
        recovery_codes: how many are left.
        sessions: where one is signed in, the last used first.
    """

    login: str
    password: bool
    second_factor: bool
    recovery_codes: int
    sessions: tuple[OwnSession, ...]


@router.get("", operation_id="getMyself", summary="Get one's own account and sessions")
def get_myself(house: HouseDep, permit: _Own, request: Request) -> Myself:
    """Show one's own account, without anything secret; a program has none, and sees neither login nor sessions."""
    this, now = digest_of(request.cookies.get(COOKIE, "")), house.now()
    idle = timedelta(seconds=house.settings.session_idle_seconds)
    with house.store.read() as unit:
        account = unit.people.look_up(permit.person.id)
        found = unit.sessions.of_person(permit.person.id)
    sessions = tuple(
        OwnSession(
            each.begun_at, each.seen_at, min(each.expires_at, each.seen_at + idle), each.digest == this
        )
        for each in found
        if now < min(each.expires_at, each.seen_at + idle)
    )
    if account is None:
        return Myself("", password=False, second_factor=False, recovery_codes=0, sessions=())
    return Myself(
        login=account.login,
        password=bool(account.password),
        second_factor=account.totp_on,
        recovery_codes=len(account.recovery),
        sessions=sessions,
    )


@router.delete(
    "/others",
    operation_id="endOtherSessions",
    summary="End one's other sessions",
    status_code=HTTPStatus.NO_CONTENT,
)
def end_other_sessions(house: HouseDep, permit: _Own, request: Request) -> None:
    """Sign out everywhere but here."""
    this, who = digest_of(request.cookies.get(COOKIE, "")), permit.person.id
    with house.store.begin() as unit:
        unit.sessions.end_all(who, but=this)
        event = PersonChanged(
            at=house.now(), actor=who, person=who, what="other sessions ended", **whence(request)
        )
        unit.record(event)
