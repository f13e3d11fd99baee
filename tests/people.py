"""People with passwords, for tests of the door."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from fastapi.testclient import TestClient

from api.authentication import OURS, whoever_signed_in
from api.secrets import hashed
from qa.access import Role
from qa.account import Account
from tests.house import NOON, TestHouse

PASSWORD = "plain violet harbour"
HASH = hashed(PASSWORD)


def settle(house: TestHouse, login: str, *roles: Role, **facts: Any) -> Account:
    """Give somebody an account with the password all have here."""
    made = Account(
        id=f"p-{login}",
        login=login,
        name=login.title(),
        roles=frozenset(roles),
        leads=frozenset(),
        agent_id=None,
        active=True,
        created_at=NOON,
        password=HASH,
    )
    made = replace(made, **facts)
    with house.store.begin() as unit:
        unit.people.add(made)
    return made


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> Any:
        """Tell the time."""
        return self.at

    def seconds(self) -> float:
        """Tell seconds from some moment on."""
        return self.at.timestamp()

    def move(self, **by: float) -> None:
        """Let time go by."""
        self.at += timedelta(**by)


def door(house: TestHouse, clock: Clock, **parts: Any) -> TestClient:
    """Open a client to the API that nobody is signed in to; it sends what a page of ours sends."""
    client = house.client(authenticate=whoever_signed_in, now=clock, **parts)
    client.headers[OURS] = "1"
    return client


def sign_in(client: TestClient, login: str, password: str = PASSWORD, **more: str) -> Any:
    """Try to sign in."""
    return client.post("/v1/session", json={"login": login, "password": password, **more})
