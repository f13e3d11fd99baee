"""Keys of programs: made and revoked by administrators, and exchanged for short tokens."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.authentication import TOKEN_LASTS
from api.deps import HouseDep
from api.secrets import KEY, TOKEN, digest_of, secret
from api.session import AT_THE_DOOR, whence
from api.sign_in_refusals import SignInRefused
from qa.access import Action, Role
from qa.account import Key
from qa.metadata import Name
from qa.people_events import KeyChanged, SignInFailed
from storage.sessions import Session

router = APIRouter(prefix="/v1", tags=["People"])


class NewKey(BaseModel):
    """What a key is to be good for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Name = Field(description="The program it is for.", examples=["recorder of the north"])
    roles: frozenset[Role] = Field(min_length=1, description="What the program may do as.")
    only: frozenset[Action] | None = Field(
        None, description="Actions it is good for; left out: all that the roles allow."
    )
    leads: frozenset[Name] = Field(
        frozenset(), max_length=500, description="Teams whose calls it reaches, as a supervisor."
    )
    days: int = Field(365, ge=1, le=3 * 366, description="Days after which it ends.")


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key that was made.

    Attributes:
        key: what it is good for; its id is the client id.
        secret: sent as `Authorization: Bearer …`; shown this once.
    """

    key: Key
    secret: str


@dataclass(frozen=True, slots=True)
class KeyList:
    """All keys, oldest first."""

    items: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class ShortToken:
    """A short token of a program, RFC 6749 section 5.1.

    Attributes:
        access_token: sent as `Authorization: Bearer …`.
        expires_in: seconds.
        token_type: how it is sent.
    """

    access_token: str
    expires_in: int
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 a kind of token, as the standard names it


@router.get(
    "/keys",
    operation_id="listKeys",
    summary="List the keys of programs",
    dependencies=[allowed(Action.READ_PEOPLE)],
)
def list_keys(house: HouseDep) -> KeyList:
    """List all keys, those that ended among them; no secret is shown again."""
    with house.store.read() as unit:
        return KeyList(unit.people.all_keys())


@router.post(
    "/keys", operation_id="makeKey", summary="Make a key for a program", status_code=HTTPStatus.CREATED
)
def make_key(
    body: NewKey, house: HouseDep, permit: Annotated[Permit, allowed(Action.MANAGE_KEYS)], request: Request
) -> MadeKey:
    """Make a key; its secret is shown this once and kept nowhere."""
    token, now = secret(KEY), house.now()
    facts = body.model_dump(exclude={"days"})
    ends: datetime = now + timedelta(days=body.days)
    key = Key(id=house.new_id(), made_by=permit.person.id, made_at=now, expires_at=ends, **facts)
    with house.store.begin() as unit:
        unit.people.add_key(key, digest_of(token))
        what = f"made, as {', '.join(sorted(key.roles))}"
        unit.record(KeyChanged(at=now, actor=permit.person.id, key=key.id, what=what, **whence(request)))
    return MadeKey(key, token)


@router.delete("/keys/{key_id}", operation_id="revokeKey", summary="Revoke a key")
def revoke_key(
    key_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.MANAGE_KEYS)], request: Request
) -> Key:
    """End a key now, with every token that was given for it. Said again, it changes nothing."""
    now = house.now()
    with house.store.begin() as unit:
        key = unit.people.key(key_id)
        if key.revoked_at is None:
            key = replace(key, revoked_at=now)
            unit.people.save_key(key)
            unit.sessions.end_all(key_id)
            unit.record(
                KeyChanged(at=now, actor=permit.person.id, key=key_id, what="revoked", **whence(request))
            )
    return key


@router.post(
    "/token", operation_id="getToken", summary="Exchange a key for a short token", dependencies=AT_THE_DOOR
)
def get_token(
    house: HouseDep,
    request: Request,
    grant_type: Annotated[Literal["client_credentials"], Form()],  # noqa: ARG001 the standard asks for it
    client_id: Annotated[str, Form(max_length=200, description="Id of the key.")],
    client_secret: Annotated[str, Form(max_length=200, description="The key itself.")],
) -> ShortToken:
    """Give a bearer token that is good for a quarter of an hour (OAuth 2.0, RFC 6749 section 4.4)."""
    now, token = house.now(), secret(TOKEN)
    with house.store.begin() as unit:
        key = unit.people.key_by_digest(digest_of(client_secret))
        good = key is not None and key.id == client_id and key.holds(now)
        if key is not None and good:
            unit.sessions.begin(Session(digest_of(token), None, key.id, now, now, now + TOKEN_LASTS))
        else:
            unit.record(SignInFailed(at=now, actor="", why="key", **whence(request)))
    if not good:
        raise SignInRefused
    return ShortToken(token, int(TOKEN_LASTS.total_seconds()))
