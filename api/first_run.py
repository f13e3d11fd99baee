"""The first administrator of an installation: made with a token that only who starts the service can read."""

import os
import secrets
from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.authentication import begin_session
from api.deps import HouseDep
from api.secrets import hashed
from api.session import AT_THE_DOOR, Me, Secret, whence
from api.sign_in_refusals import SetUpDone, SignInRefused
from qa.access import Role
from qa.account import Account, check_password
from qa.metadata import Name
from qa.people_events import PersonChanged
from storage.uow import Store

router = APIRouter(prefix="/v1/setup", tags=["People"])

FILE = "setup.token"


class FirstAdministrator(BaseModel):
    """Who is to be the first administrator."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: Secret = Field(description="As `everycall serve` prints it.")
    login: str = Field(min_length=1, max_length=200, pattern=r"^[\w.@+-]+$")
    name: Name
    password: Secret


@router.post(
    "",
    operation_id="setUp",
    summary="Make the first administrator",
    status_code=HTTPStatus.CREATED,
    dependencies=AT_THE_DOOR,
)
def set_up(body: FirstAdministrator, house: HouseDep, request: Request, response: Response) -> Me:
    """Make the first account and sign it in; once there is one, this is closed for ever."""
    file = house.settings.data_dir / FILE
    password, now = body.password.get_secret_value(), house.now()
    login = body.login.casefold()
    check_password(password, login=login, name=body.name)
    with house.store.begin() as unit:
        if unit.people.all():
            raise SetUpDone
        token = file.read_text("ascii").strip() if file.exists() else ""
        if not token or not secrets.compare_digest(token, body.token.get_secret_value()):
            raise SignInRefused
        account = Account(
            id=house.new_id(),
            login=login,
            name=body.name,
            roles=frozenset({Role.ADMINISTRATOR}),
            leads=frozenset(),
            agent_id=None,
            active=True,
            created_at=now,
            password=hashed(password),
        )
        unit.people.add(account)
        begin_session(house, unit, response, request, account.id)
        unit.record(
            PersonChanged(
                at=now, actor=account.id, person=account.id, what="first administrator", **whence(request)
            )
        )
    file.unlink(missing_ok=True)
    return Me.of(account.person({}))


def setup_token(store: Store, folder: Path) -> str | None:
    """Give the token that the first administrator is made with, the same until then; None where somebody is there.

    Raises:
        OSError: the folder takes no file.
    """
    with store.read() as unit:
        if unit.people.all():
            return None
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text("ascii").strip()
    with os.fdopen(opened, "w") as made:
        made.write(secrets.token_urlsafe(24))
    return file.read_text("ascii").strip()
