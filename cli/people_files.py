"""What `everycall people` does, and the accounts of the demo."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path

import typer

from api.secrets import TOKEN, digest_of, hashed, secret
from cli.rubric_versions import open_house
from config import Settings
from qa import account as accounts
from qa.access import Role
from qa.account import Account, check_password, with_password
from qa.people_events import PersonChanged
from storage.errors import NotFound
from storage.uow import Store

DEMO = "demo."
"""How logins of the demo begin."""

_FILE = "demo-people.json"
_WHENCE = {"address": "", "agent": "everycall people"}


def create_admin(login: str, name: str, password: str) -> None:
    """Make an account for an administrator.

    Raises:
        PasswordWeak: the password is guessed too easily.
        Conflict: somebody goes by the login.
    """
    login = login.strip().casefold()
    check_password(password, login=login, name=name)
    with open_house() as store:
        made = _account(login, name, frozenset({Role.ADMINISTRATOR}), password, store.now())
        _add(store, made, "made as administrator")
    typer.echo(f"{login} may sign in as administrator.")


def reset(login: str) -> None:
    """Take password and second factor of somebody away, and print a token to set a new password with.

    Raises:
        NotFound: nobody goes by the login.
    """
    token = secret(TOKEN)
    with open_house() as store, store.begin() as unit:
        now = store.now()
        known = unit.people.by_login(login.strip().casefold())
        if known is None:
            raise NotFound(f"Nobody goes by the login {login!r}.")
        changed = replace(accounts.reset(known, digest_of(token), now), failures=0, failed_at=None)
        unit.people.save(changed)
        unit.sessions.end_all(known.id)
        unit.record(PersonChanged(at=now, actor="cli", person=known.id, what="reset", **_WHENCE))
    typer.echo(f"One-time token for PUT /v1/session/password, good for three days:\n{token}")


def demo_people(store: Store, folder: Path, *, agent: str | None, team: str | None) -> Mapping[str, str]:
    """Make one account for each role; gives the passwords by login, the same each time.

    Args:
        store: the database.
        folder: where the passwords are kept, in a file for its owner only.
        agent: whose calls the demo's agent owns.
        team: that the demo's supervisor leads.
    """
    file = folder / _FILE
    known: dict[str, str] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    passwords = {f"{DEMO}{r.value}": known.get(f"{DEMO}{r.value}", secrets.token_urlsafe(12)) for r in Role}
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as written:
        json.dump(passwords, written, indent=1)
    for role in Role:
        login = f"{DEMO}{role.value}"
        with store.read() as unit:
            there = unit.people.by_login(login, to_change=False)
        if there is None:
            name = f"Demo {role.value.replace('_', ' ')}"
            made = _account(login, name, frozenset({role}), passwords[login], store.now())
            leads = frozenset({team} if team and role is Role.SUPERVISOR else ())
            made = replace(made, leads=leads, agent_id=agent if role is Role.AGENT else None)
            _add(store, made, "made for the demo")
        elif login not in known:
            with store.begin() as unit:
                unit.people.save(with_password(unit.people.get(there.id), hashed(passwords[login])))
    return passwords


def check_no_demo(store: Store, settings: Settings) -> None:
    """See that accounts of the demo can be reached from this machine only.

    Raises:
        typer.BadParameter: there are some, and the service is to listen on another address than loopback.
    """
    if is_loopback(settings.host):
        return
    with store.read() as unit:
        found = [each.login for each in unit.people.all() if each.active and each.login.startswith(DEMO)]
    if found:
        raise typer.BadParameter(
            f"{settings.host} can be reached from other machines, and {settings.data_dir} has the demo's accounts"
            f" ({', '.join(found)}); close them with PUT /v1/people/…, or use another data folder (EVERYCALL_DATA_DIR)."
        )


def is_loopback(host: str) -> bool:
    """Tell whether an address is reached from this machine only."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _account(login: str, name: str, roles: frozenset[Role], password: str, now: datetime) -> Account:
    return Account(
        id=secrets.token_hex(16),
        login=login,
        name=name,
        roles=roles,
        leads=frozenset(),
        agent_id=None,
        active=True,
        created_at=now,
        password=hashed(password),
    )


def _add(store: Store, account: Account, what: str) -> None:
    with store.begin() as unit:
        unit.people.add(account)
        event = PersonChanged(at=account.created_at, actor="cli", person=account.id, what=what, **_WHENCE)
        unit.record(event)
