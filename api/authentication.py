"""Find out who sent a request: by the session in its cookie, or by the token or key it bears."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from fastapi import Request, Response

from api.access import bearer_of
from api.refusals import CrossSiteRefused
from api.secrets import KEY, SESSION, digest_of, secret
from qa.access import Person
from storage.sessions import Session
from storage.uow import Unit

if TYPE_CHECKING:
    from api.deps import House

COOKIE = "everycall"
"""Name of the session's cookie."""

OURS = "x-everycall"
"""Field that a page of ours sends with every change; a form of another site cannot, and its script may not ask."""

TOKEN_LASTS = timedelta(minutes=15)
"""How long a program's short token is good for."""

_SEEN = timedelta(minutes=1)
"""A session's last use is written down no finer."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def whoever_signed_in(request: Request) -> Person | None:
    """Find out who sent a request; None where what it carries holds nobody.

    Raises:
        CrossSiteRefused: a change comes with a cookie, and nothing shows that a page of ours asks for it.
    """
    house: House = request.app.state.house
    bearer = bearer_of(request)
    if bearer:
        return _bearer(house, bearer)
    token = request.cookies.get(COOKIE, "")
    if not token:
        return None
    if request.method not in _SAFE:
        _check_ours(request)
    return _of_session(house, digest_of(token))


def begin_session(house: "House", unit: Unit, response: Response, request: Request, person: str) -> datetime:
    """Begin a session of a person, in the place of the one whose cookie the request carries; gives its end."""
    former = request.cookies.get(COOKIE, "")
    if former:
        unit.sessions.end(digest_of(former))
    token, now = secret(SESSION), house.now()
    until = now + timedelta(seconds=house.settings.session_seconds)
    unit.sessions.begin(Session(digest_of(token), person, None, now, now, until))
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(house.settings.session_seconds),
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",  # strict would sign people out who follow a link from a mail
    )
    return until


def _check_ours(request: Request) -> None:
    """See that a page of this service sent a change; that Origin and Sec-Fetch-Site fit, the guard has seen already.

    Raises:
        CrossSiteRefused: nothing shows it.
    """
    if not request.headers.get(OURS):
        raise CrossSiteRefused(
            f"A change with a session's cookie needs the field `{OURS}: 1`, which pages of other sites cannot send; add it,"
            " or send a key as `Authorization: Bearer …`."
        )


def _bearer(house: "House", token: str) -> Person | None:
    if not token.startswith(KEY):
        return _of_session(house, digest_of(token))
    with house.store.read() as unit:
        key = unit.people.key_by_digest(digest_of(token))
        return key.person(unit.people.tree()) if key is not None and key.holds(house.now()) else None


def _of_session(house: "House", digest: str) -> Person | None:
    now = house.now()
    with house.store.read() as unit:
        session = unit.sessions.find(digest)
        if session is None or now >= session.expires_at:
            return None
        if session.key is not None:
            key = unit.people.key(session.key)
            return key.person(unit.people.tree()) if key.holds(now) else None
        idle = timedelta(seconds=house.settings.session_idle_seconds)
        account = unit.people.look_up(session.person or "")
        if account is None or not account.active or now - session.seen_at >= idle:
            return None
        person = account.person(unit.people.tree())
    if now - session.seen_at >= _SEEN:
        with house.store.begin() as unit:
            unit.sessions.seen(digest, now)
    return person
