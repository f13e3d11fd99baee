"""Sign-in by the house's identity provider: OpenID Connect Core 1.0 section 3.1, authorization code with PKCE (RFC 7636).

The browser is sent there with a state, a nonce and the digest of a verifier, and comes back with a code. What the three
are stays in a cookie of this browser only, so that a code which somebody else was given opens nothing here.
"""

import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Annotated, Any
from urllib.parse import urlencode, urlsplit

import httpx
from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse

from api.authentication import begin_session
from api.deps import House, HouseDep
from api.refusals import DoorClosed
from api.session import AT_THE_DOOR, whence
from api.sign_in_refusals import ProviderAway, ProviderRefused
from config.settings import Settings
from qa.access import Role
from qa.account import Account
from qa.people_events import PersonChanged, PersonSignedIn
from storage.uow import Unit

router = APIRouter(prefix="/v1/session/oidc", tags=["People"], dependencies=AT_THE_DOOR)

COOKIE = "everycall-oidc"
_LASTS = 600
"""Seconds that somebody may take to sign in there."""

_PATIENCE = 10.0
"""Seconds that the provider may take to answer."""

_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]
"""Signatures that are taken: with a key pair. None, and those by a shared secret, are not."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Where a provider does what, OpenID Connect Discovery 1.0 section 3."""

    issuer: str
    authorize: str
    token: str
    keys: str


@router.get(
    "", operation_id="beginOidc", summary="Sign in at the identity provider", response_class=RedirectResponse
)
def begin_oidc(house: HouseDep, request: Request) -> RedirectResponse:
    """Send the browser to the house's identity provider."""
    provider = _provider(house.settings)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    query = {
        "response_type": "code",
        "client_id": house.settings.oidc_client,
        "redirect_uri": _back(house.settings, request),
        "scope": house.settings.oidc_scope,
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge(verifier),
        "code_challenge_method": "S256",
    }
    answer = RedirectResponse(f"{provider.authorize}?{urlencode(query)}")
    answer.set_cookie(
        COOKIE,
        f"{state}.{nonce}.{verifier}",
        max_age=_LASTS,
        path=router.prefix,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return answer


@router.get(
    "/callback",
    operation_id="endOidc",
    summary="Come back from the identity provider",
    response_class=RedirectResponse,
)
def end_oidc(
    house: HouseDep,
    request: Request,
    code: Annotated[str, Query(max_length=4096, description="As the provider gave it.")] = "",
    state: Annotated[str, Query(max_length=200, description="As it was sent there.")] = "",
    error: Annotated[str, Query(max_length=200, description="Why it gave no code.")] = "",
) -> RedirectResponse:
    """Begin a session of whom the provider names, with the roles that their groups have here."""
    kept = request.cookies.get(COOKIE, "").split(".")
    if error or not code:
        raise ProviderRefused(f"the identity provider gave no code ({error or 'it says nothing'})")
    if len(kept) != 3 or not secrets.compare_digest(kept[0].encode(), state.encode()):  # noqa: PLR2004 state, nonce, verifier
        raise ProviderRefused("this browser did not begin this sign-in, or began it too long ago")
    provider = _provider(house.settings)
    claims = _claims(house, provider, _token(house, provider, request, code, kept[2]), kept[1])
    answer = RedirectResponse("/", status_code=303)
    with house.store.begin() as unit:
        account = _account(house, unit, claims, request)
        begin_session(house, unit, answer, request, account.id)
        unit.record(PersonSignedIn(at=house.now(), actor=account.id, how="oidc", **whence(request)))
    answer.delete_cookie(COOKIE, path=router.prefix)
    return answer


def challenge(verifier: str) -> str:
    """Give the digest of a verifier, RFC 7636 section 4.2, S256."""
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def roles_of(groups: object, mapping: str) -> frozenset[Role]:
    """Give the roles that groups have, by `group=role, group=role`."""
    named = {groups} if isinstance(groups, str) else set(groups) if isinstance(groups, list) else set()
    pairs = (pair.rpartition("=") for pair in mapping.split(",") if pair.strip())
    return frozenset(Role(role.strip()) for group, _, role in pairs if group.strip() in named)


def _provider(settings: Settings) -> Provider:
    """Ask the provider where it does what.

    Raises:
        DoorClosed: this house has none.
        ProviderAway: it does not answer, or with nonsense.
    """
    issuer = settings.oidc_issuer.rstrip("/")
    if not issuer:
        raise DoorClosed("This house has no identity provider: EVERYCALL_OIDC_ISSUER is not set.")
    told = _asked("GET", f"{issuer}/.well-known/openid-configuration")
    try:
        found = Provider(
            told["issuer"], told["authorization_endpoint"], told["token_endpoint"], told["jwks_uri"]
        )
    except KeyError as error:
        raise ProviderAway(f"its description lacks {error}") from error
    if found.issuer.rstrip("/") != issuer:
        raise ProviderAway(f"it calls itself {found.issuer}, not {issuer}")
    return found


def _token(house: House, provider: Provider, request: Request, code: str, verifier: str) -> str:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": _back(house.settings, request),
        "code_verifier": verifier,
    }
    own = (house.settings.oidc_client, house.settings.oidc_secret.get_secret_value())
    told = _asked("POST", provider.token, data=form, auth=own)
    if not isinstance(told.get("id_token"), str):
        raise ProviderRefused("the identity provider gave no ID token")
    token: str = told["id_token"]
    return token


def _claims(house: House, provider: Provider, token: str, nonce: str) -> dict[str, Any]:
    """Read an ID token, OpenID Connect Core section 3.1.3.7.

    Raises:
        ProviderRefused: its signature, or what it says, does not fit.
    """
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    client = house.settings.oidc_client
    try:
        keys = KeySet.import_key_set(_asked("GET", provider.keys))  # type: ignore[arg-type] # checked by the library
        claims = dict(jwt.decode(token, keys, algorithms=_ALGORITHMS).claims)
        registry = jwt.JWTClaimsRegistry(
            now=int(house.now().timestamp()),
            leeway=60,
            iss={"essential": True, "value": provider.issuer},
            aud={"essential": True, "value": client},
            sub={"essential": True},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        registry.validate(claims)
    except (JoseError, ValueError) as error:
        raise ProviderRefused(f"the ID token does not hold ({type(error).__name__})") from error
    if claims.get("azp", client) != client:
        raise ProviderRefused("the ID token is for another client")
    return claims


def _account(house: House, unit: Unit, claims: dict[str, Any], request: Request) -> Account:
    """Find or make the account, with the roles that the provider says today.

    Raises:
        ProviderRefused: no group has a role here, the account is closed, or another person has the login.
    """
    settings, now = house.settings, house.now()
    roles = roles_of(claims.get(settings.oidc_groups), settings.oidc_roles)
    if not roles:
        raise ProviderRefused("none of your groups has a role here (EVERYCALL_OIDC_ROLES)")
    subject = f"{claims['iss']}|{claims['sub']}"
    agent = claims.get(settings.oidc_agent) if settings.oidc_agent else None
    facts: dict[str, Any] = {
        "roles": roles,
        "name": str(claims.get("name") or claims["sub"])[:200],
        "agent_id": str(agent)[:200] if agent else None,
    }
    known = unit.people.by_subject(subject)
    if known is None:
        login = str(claims.get("preferred_username") or claims.get("email") or claims["sub"]).casefold()[:200]
        if unit.people.by_login(login) is not None:
            raise ProviderRefused(f"somebody here goes by the login {login!r} with a password of their own")
        account = Account(
            id=house.new_id(),
            login=login,
            leads=frozenset(),
            active=True,
            created_at=now,
            subject=subject,
            **facts,
        )
        unit.people.add(account)
    else:
        account = replace(unit.people.get(known.id), **facts)
        if not account.active:
            raise ProviderRefused("this account is closed")
        if not known.roles <= account.roles:
            unit.sessions.end_all(account.id)
        unit.people.save(account)
    if known is None or known.roles != roles or known.agent_id != account.agent_id:
        what = f"by the identity provider; roles: {', '.join(sorted(roles))}"
        unit.record(PersonChanged(at=now, actor=account.id, person=account.id, what=what, **whence(request)))
    return account


def _back(settings: Settings, request: Request) -> str:
    """Give the address that the provider sends the browser back to."""
    if settings.oidc_back:
        return settings.oidc_back
    if settings.public_url:
        return settings.public_url + str(request.app.url_path_for("end_oidc"))
    return str(request.url_for("end_oidc"))


def _asked(method: str, address: str, **sent: Any) -> dict[str, Any]:
    """Ask the provider; what is sent and answered is in no message, as it holds secrets.

    Raises:
        ProviderAway: it does not answer, or with nonsense, or not over TLS.
        ProviderRefused: it says no.
    """
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise ProviderAway(f"{parts.scheme}://{parts.hostname} is not https")
    try:
        answer = httpx.request(method, address, timeout=_PATIENCE, follow_redirects=False, **sent)
        told = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise ProviderAway(type(error).__name__) from error
    if answer.is_error or not isinstance(told, dict):
        raise ProviderRefused(f"the identity provider answers {answer.status_code}")
    return told
