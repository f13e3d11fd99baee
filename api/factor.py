"""The second factor: codes that an authenticator makes (RFC 6238), and recovery codes for when it is lost."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.deps import HouseDep
from api.secrets import digest_of, is_password, recovery_codes, totp_address, totp_secret, totp_step
from api.session import Secret, whence
from api.sign_in_refusals import SignInRefused
from qa.access import Action
from qa.people_events import PersonChanged

router = APIRouter(prefix="/v1/session/factor", tags=["People"])

_Own = Annotated[Permit, allowed(Action.READ_SELF)]


class Proof(BaseModel):
    """That it is truly this person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    password: Secret


class Code(BaseModel):
    """What the authenticator shows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(pattern="^[0-9]{6}$", description="Six digits.")


@dataclass(frozen=True, slots=True)
class Factor:
    """A second factor that waits to be confirmed.

    Attributes:
        secret: base32, for an authenticator that reads no QR code.
        address: what the QR code says.
    """

    secret: str
    address: str


@dataclass(frozen=True, slots=True)
class RecoveryCodes:
    """Codes that each stand once for the second factor; shown this once."""

    codes: tuple[str, ...]


@router.post("", operation_id="beginFactor", summary="Begin a second factor")
def begin_factor(body: Proof, house: HouseDep, permit: _Own) -> Factor:
    """Make a secret for an authenticator; it is asked for once a code of it was confirmed."""
    base32 = totp_secret()
    with house.store.read() as unit:
        known = unit.people.look_up(permit.person.id)
    # Outside of a transaction: it takes long, and others would wait to write.
    if not is_password(body.password.get_secret_value(), known.password if known else ""):
        raise SignInRefused
    with house.store.begin() as unit:
        account = unit.people.get(permit.person.id)
        unit.people.save(replace(account, totp=base32, totp_on=False, totp_step=0, recovery=frozenset()))
    return Factor(base32, totp_address(base32, account.login))


@router.post("/confirm", operation_id="confirmFactor", summary="Confirm a second factor")
def confirm_factor(body: Code, house: HouseDep, permit: _Own, request: Request) -> RecoveryCodes:
    """Ask for codes of this authenticator from now on; gives the recovery codes. An administrator's reset ends it."""
    codes, now = recovery_codes(), house.now()
    with house.store.begin() as unit:
        account = unit.people.get(permit.person.id)
        step = totp_step(account.totp, body.code, now, after=account.totp_step) if account.totp else None
        if step is None:
            raise SignInRefused
        digests = frozenset(map(digest_of, codes))
        unit.people.save(replace(account, totp_on=True, totp_step=step, recovery=digests))
        person = permit.person.id
        unit.record(
            PersonChanged(at=now, actor=person, person=person, what="second factor", **whence(request))
        )
    return RecoveryCodes(codes)
