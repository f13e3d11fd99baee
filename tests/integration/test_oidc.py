"""Sign-in at a real OpenID provider on loopback: who may come in, as what, and which answers open nothing."""

import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.authentication import COOKIE, whoever_signed_in
from api.oidc import COOKIE as WAY
from api.oidc import challenge
from config import settings
from qa.access import Role
from qa.people_events import PersonSignedIn
from tests.house import TestHouse, open_house
from tests.people import settle

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the provider's own use of its library
    import oidc_provider_mock  # type: ignore[import-untyped] # it has no types

pytestmark = pytest.mark.integration

BEGIN, END = "/v1/session/oidc", "/v1/session/oidc/callback"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def house(tmp_path: Path, provider: str) -> Iterator[TestHouse]:
    with open_house(
        tmp_path,
        oidc_issuer=provider,
        oidc_client="everycall",
        oidc_secret=SecretStr("ours"),
        oidc_roles="heads=qa_lead, floor=agent",
        oidc_agent="staff",
    ) as opened:
        yield opened


@pytest.fixture
def client(house: TestHouse) -> TestClient:
    client = house.client(authenticate=whoever_signed_in, now=lambda: datetime.now(UTC))
    client.follow_redirects = False
    return client


def known(provider: str, who: str, **claims: Any) -> None:
    httpx.put(f"{provider}/users/{who}", json=claims).raise_for_status()


def sent_to(client: TestClient) -> str:
    begun = client.get(BEGIN)
    assert begun.status_code == 307
    return begun.headers["location"]


def consent(address: str, name: str) -> dict[str, str]:
    """Sign in at the provider; gives what it sends back by the browser."""
    answer = httpx.post(address, data={"sub": name})
    back = urlsplit(answer.headers["location"])
    assert back.path == END
    return {key: value for key, (value,) in parse_qs(back.query).items()}


def come_in(client: TestClient, name: str) -> Any:
    return client.get(END, params=consent(sent_to(client), name))


def test_settings_know_the_roles_there_are() -> None:
    assert set(settings.ROLES) == set(Role)
    with pytest.raises(ValueError, match="group=role"):
        settings.Settings(oidc_roles="heads=king")


def test_whoever_has_a_role_by_a_group_comes_in(house: TestHouse, client: TestClient, provider: str) -> None:
    known(provider, "emma", name="Emma Reed", preferred_username="Emma", groups=["heads", "chess"])
    answer = come_in(client, "emma")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    me = client.get("/v1/session").json()
    assert (me["name"], me["roles"], me["agent_id"]) == ("Emma Reed", ["qa_lead"], None)
    known(provider, "emma", name="Emma Reed", groups=["floor"], staff="2214")
    former = client.cookies[COOKIE]
    client.cookies.clear()
    assert come_in(client, "emma").status_code == 303
    again = client.get("/v1/session").json()
    assert (again["id"], again["roles"], again["agent_id"]) == (me["id"], ["agent"], "2214")
    client.cookies.clear()
    assert client.get("/v1/session", headers={"cookie": f"{COOKIE}={former}"}).status_code == 401
    assert [event.how for event in house.told if isinstance(event, PersonSignedIn)] == ["oidc", "oidc"]


def test_the_provider_is_asked_with_state_nonce_and_a_challenge(client: TestClient) -> None:
    asked = {key: value for key, (value,) in parse_qs(urlsplit(sent_to(client)).query).items()}
    state, nonce, verifier = client.cookies[WAY].split(".")
    assert (asked["state"], asked["nonce"]) == (state, nonce)
    assert (asked["code_challenge"], asked["code_challenge_method"]) == (challenge(verifier), "S256")
    assert asked["redirect_uri"].endswith(END)
    # RFC 7636, appendix B
    assert challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == (
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )


def test_who_is_in_no_group_with_a_role_stays_out(
    house: TestHouse, client: TestClient, provider: str
) -> None:
    known(provider, "max", name="Max", groups=["chess"])
    answer = come_in(client, "max")
    assert (answer.status_code, answer.json()["code"]) == (401, "api.provider_refused")
    assert COOKIE not in client.cookies
    with house.store.read() as unit:
        assert unit.people.all() == ()


def test_a_code_that_another_browser_began_opens_nothing(
    house: TestHouse, client: TestClient, provider: str
) -> None:
    known(provider, "emma", name="Emma", groups=["heads"])
    theirs = consent(sent_to(client), "emma")
    other = house.client(authenticate=whoever_signed_in, now=lambda: datetime.now(UTC))
    assert other.get(END, params=theirs).status_code == 401
    other.get(BEGIN, follow_redirects=False)
    assert other.get(END, params=theirs).status_code == 401
    mixed = theirs | {"state": other.cookies[WAY].split(".")[0]}
    answer = other.get(END, params=mixed)
    assert (answer.status_code, answer.json()["code"]) == (401, "api.provider_refused")
    assert "ID token" in answer.json()["detail"]


def test_a_code_is_good_once(client: TestClient, provider: str) -> None:
    known(provider, "emma", name="Emma", groups=["heads"])
    way = client.cookies
    back = consent(sent_to(client), "emma")
    kept = way[WAY]
    assert client.get(END, params=back).status_code == 303
    client.cookies.clear()
    again = client.get(END, params=back, headers={"cookie": f"{WAY}={kept}"})
    assert again.status_code == 401


def test_nobody_takes_the_login_of_a_local_account(
    house: TestHouse, client: TestClient, provider: str
) -> None:

    settle(house, "root", Role.ADMINISTRATOR)
    known(provider, "mallory", preferred_username="ROOT", name="M", groups=["heads"])
    answer = come_in(client, "mallory")
    assert answer.status_code == 401
    assert "password of their own" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("issuer", "status", "code"),
    [
        ("", 404, "api.door_closed"),
        ("http://localhost:1", 503, "api.provider_away"),
        ("http://id.example.com", 503, "api.provider_away"),
    ],
)
def test_without_a_provider_that_answers_nobody_is_sent_anywhere(
    house: TestHouse, issuer: str, status: int, code: str
) -> None:
    settings = house.settings.model_copy(update={"oidc_issuer": issuer})
    answer = house.client(settings=settings).get(BEGIN)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_person_who_says_no_there_is_told_so(client: TestClient) -> None:
    answer = client.get(END, params={"error": "access_denied", "state": "x"})
    assert answer.status_code == 401
    assert "access_denied" in answer.json()["detail"]
