"""Sign-in: a session begins with a password, and ends when it is told to, is idle, or has lasted long enough."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from api.access import Permit, allowed, check_rate, client_of
from api.authentication import COOKIE, begin_session
from api.deps import House, HouseDep
from api.rates import neighbourhood
from api.secrets import digest_of, hashed, is_password, totp_step
from api.sign_in_refusals import CodeNeeded, SignInPaused, SignInRefused
from qa import account as accounts
from qa.access import Action, Person, Reach, Role, reach
from qa.account import Account, check_password, with_password
from qa.people_events import PersonChanged, PersonSignedIn, PersonSignedOut, SignInFailed
from qa.people_events import SignInPaused as Paused
from storage.uow import Unit

router = APIRouter(prefix="/v1/session", tags=["People"])


def by_address(request: Request) -> None:
    """Count a request at an open door by the address it comes from."""
    check_rate(request, f"address {neighbourhood(client_of(request))}")


AT_THE_DOOR = [Depends(by_address)]
"""For routes that nobody is signed in at yet."""

Secret = Annotated[SecretStr, Field(min_length=1, max_length=accounts.LONGEST)]


class Credentials(BaseModel):
    """What somebody signs in with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    login: str = Field(min_length=1, max_length=200, description="As the administrator gave it.")
    password: Secret
    code: Annotated[SecretStr, Field(max_length=20)] = Field(
        SecretStr(""),
        description="Six digits of the second factor, or a recovery code, where the account has one.",
    )


class NewPassword(BaseModel):
    """A password, and what shows that one may set it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    login: str = Field(min_length=1, max_length=200)
    token: Secret = Field(description="One-time token of the administrator, or the former password.")
    password: Secret


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in.

    Attributes:
        id: of the person; the audit trail names it.
        name: as shown to people.
        roles: what they are.
        teams: whose calls they answer for, those below included.
        agent_id: as calls name them; null where they take none.
        may: how far each action reaches; those that reach nothing are left out.
    """

    id: str
    name: str
    roles: tuple[Role, ...]
    teams: tuple[str, ...]
    agent_id: str | None
    may: Mapping[Action, str]

    @classmethod
    def of(cls, person: Person) -> "Me":
        """Say who a person is."""
        reached = {action: reach(person, action) for action in Action}
        may = {action: far.name.lower() for action, far in reached.items() if far is not Reach.NOTHING}
        return cls(
            person.id,
            person.name,
            tuple(sorted(person.roles)),
            tuple(sorted(person.teams)),
            person.agent_id,
            may,
        )


@router.post(
    "", operation_id="signIn", summary="Sign in", status_code=HTTPStatus.CREATED, dependencies=AT_THE_DOOR
)
def sign_in(body: Credentials, house: HouseDep, request: Request, response: Response) -> Me:
    """Begin a session; its cookie goes with every further request. Send `X-EveryCall: 1` with what changes anything.

    After five failures in a row, by account or by address, one has to wait, each time twice as long.
    """
    refusal: SignInRefused | SignInPaused | CodeNeeded | None = None
    right = _looked_at(house, body.login, body.password, request)
    with house.store.begin() as unit:
        account = unit.people.by_login(body.login.strip().casefold())
        refusal = _paused(house, unit, account, client_of(request))
        if refusal is None:
            account, how = _proved(house, account, body, right)
            if account is None or how == "code":
                refusal = _refused(house, unit, request, body.login, how)
            else:
                account = replace(account, failures=0, failed_at=None)
                unit.people.save(account)
                unit.sessions.forget_failures(client_of(request))
                begin_session(house, unit, response, request, account.id)
                unit.record(PersonSignedIn(at=house.now(), actor=account.id, how=how, **whence(request)))
                return Me.of(account.person(unit.people.tree()))
    raise refusal  # after the transaction, which keeps what was written down of the failure


@router.get("", operation_id="getSession", summary="Get who is signed in, and what they may do")
def get_session(permit: Annotated[Permit, allowed(Action.READ_SELF)]) -> Me:
    """Tell who is signed in and how far each action reaches: own calls, teams, or all."""
    return Me.of(permit.person)


@router.delete("", operation_id="signOut", summary="Sign out", status_code=HTTPStatus.NO_CONTENT)
def sign_out(
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_SELF)],
    request: Request,
    response: Response,
) -> None:
    """End this session."""
    with house.store.begin() as unit:
        unit.sessions.end(digest_of(request.cookies.get(COOKIE, "")))
        unit.record(PersonSignedOut(at=house.now(), actor=permit.person.id, **whence(request)))
    response.delete_cookie(COOKIE, path="/")


@router.put(
    "/password",
    operation_id="setPassword",
    summary="Set a password",
    status_code=HTTPStatus.NO_CONTENT,
    dependencies=AT_THE_DOOR,
)
def set_password(body: NewPassword, house: HouseDep, request: Request) -> None:
    """Set one's password, with the administrator's one-time token or the former one; every session of it ends."""
    refusal: SignInRefused | SignInPaused | CodeNeeded | None = None
    right, new = _looked_at(house, body.login, body.token, request), hashed(body.password.get_secret_value())
    with house.store.begin() as unit:
        account = unit.people.by_login(body.login.strip().casefold())
        refusal = _paused(house, unit, account, client_of(request))
        if refusal is None and (account is None or not _may_set(house, account, body.token, right)):
            refusal = _refused(house, unit, request, body.login, "password")
        if refusal is None and account is not None:
            password = body.password.get_secret_value()
            check_password(password, login=account.login, name=account.name)
            unit.people.save(with_password(account, new))
            unit.sessions.end_all(account.id)
            unit.record(
                PersonChanged(
                    at=house.now(), actor=account.id, person=account.id, what="password", **whence(request)
                )
            )
    if refusal is not None:
        raise refusal


def whence(request: Request) -> dict[str, str]:
    """Say for the trail where a request came from, and with which program."""
    return {"address": client_of(request), "agent": request.headers.get("user-agent", "")[:200]}


def _paused(house: House, unit: Unit, account: Account | None, address: str) -> SignInPaused | None:
    now = house.now()
    waits = [accounts.wait(*unit.sessions.failures(address))]
    if account is not None:
        waits.append(accounts.wait(account.failures, account.failed_at))
    until = max((each for each in waits if each is not None and each > now), default=None)
    return None if until is None else SignInPaused(until - now)


def _looked_at(house: House, login: str, password: SecretStr, request: Request) -> str | None:
    """Hold a password to an account's, outside of any transaction: that takes long, and others would wait to write.

    Returns:
        The hash that it is the password of; None where it is nobody's.

    Raises:
        SignInPaused: it is not looked at, after too many failures.
    """
    with house.store.read() as unit:
        account = unit.people.by_login(login.strip().casefold(), to_change=False)
        held = _paused(house, unit, account, client_of(request))
    if held is not None:
        raise held
    kept = account.password if account else ""
    return kept if is_password(password.get_secret_value(), kept) else None


def _proved(
    house: House, account: Account | None, sent: Credentials, right: str | None
) -> tuple[Account | None, str]:
    """Hold what was sent to an account, whose password it is where that has the hash `right` still.

    Returns:
        The account and how it was proved; no account and what was wrong; or the account and `code`, where the password
        is right and a code is asked for.
    """
    if account is None or account.password != right or not account.active:
        return None, "password"
    if not account.totp_on:
        return account, "password"
    code = sent.code.get_secret_value().strip().lower()
    if not code:
        return account, "code"
    step = totp_step(account.totp, code, house.now(), after=account.totp_step) if account.totp else None
    if step is not None:
        return replace(account, totp_step=step), "totp"
    if digest_of(code) in account.recovery:
        return replace(account, recovery=account.recovery - {digest_of(code)}), "recovery"
    return None, "totp"


def _may_set(house: House, account: Account, token: SecretStr, right: str | None) -> bool:
    shown = token.get_secret_value()
    if account.reset_until is not None and house.now() < account.reset_until:
        return digest_of(shown) == account.reset_digest
    return account.active and account.password == right


def _refused(house: House, unit: Unit, request: Request, login: str, why: str) -> SignInRefused | CodeNeeded:
    """Write a failure down, of the account and of the address; a code that is only missing is none."""
    if why == "code":
        return CodeNeeded()
    now, address = house.now(), client_of(request)
    account = unit.people.by_login(login.strip().casefold())
    who = account.id if account else ""
    unit.record(SignInFailed(at=now, actor=who, why=why, **whence(request)))
    counted = accounts.failed(*unit.sessions.failures(address), now)
    unit.sessions.put_failures(address, counted, now)
    waits = [("address", accounts.wait(counted, now))]
    if account is not None:
        mine = accounts.failed(account.failures, account.failed_at, now)
        unit.people.save(replace(account, failures=mine, failed_at=now))
        waits.append(("account", accounts.wait(mine, now)))
    for what, until in waits:
        if until is not None:
            unit.record(Paused(at=now, actor=who, what=what, until=until.isoformat(), **whence(request)))
    return SignInRefused()
