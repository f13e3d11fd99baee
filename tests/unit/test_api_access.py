"""Every route says what it does, and lets in whoever the table says."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from pydantic import SecretStr

from qa.access import Action, Person, Role
from tests.house import TestHouse

OPEN = {
    "GET /healthz": "asked by what starts the service again, which has no account",
    "GET /readyz": "likewise",
    "GET /v1/problems": "what may be refused, as docs say it: nothing of this house",
    "GET /docs": "how the API is used: nothing of this house",
    "POST /v1/session": "one signs in there",
    "GET /v1/session/doors": "which ways to sign in there are, before one has",
    "PUT /v1/session/password": "wants the former password, or the administrator's one-time token",
    "GET /v1/session/oidc": "one signs in there, at the identity provider",
    "GET /v1/session/oidc/callback": "and comes back",
    "POST /v1/setup": "wants the token that only who starts the service can read; closed once there is an account",
    "POST /v1/token": "wants a key",
    "POST /v1/events/s3": "the bucket's notifications carry a secret of their own",
    "PUT /v1/uploads/{upload_id}/parts/{number}": "its address is the secret, given to the uploader and good for hours, as"
    " one that leads to an object store is",
}
"""Routes that nobody signs in for, each with the reason."""


def routes(app: FastAPI) -> Iterator[tuple[str, APIRoute]]:
    """Give every route of the app by method and path, but for the page's own files, which say nothing of this house."""

    def below(each: Sequence[Any]) -> Iterator[tuple[str, APIRoute]]:
        for route in each:
            if isinstance(route, APIRoute) and route.endpoint.__module__ != "api.web":
                for method in route.methods or ():
                    yield f"{method} {route.path}", route
            elif hasattr(route, "original_router"):
                yield from below(route.original_router.routes)

    yield from below(app.routes)


def actions(needed: Dependant) -> set[Action]:
    own = getattr(needed.call, "action", None)
    below = {each for nearer in needed.dependencies for each in actions(nearer)}
    return below if own is None else below | {own}


def test_every_route_declares_one_action_or_is_open_for_a_reason(house: TestHouse) -> None:
    found = {name: actions(route.dependant) for name, route in routes(house.app())}
    assert len(found) > 50
    assert {name for name, declared in found.items() if not declared} == set(OPEN)
    assert [name for name, declared in found.items() if len(declared) > 1] == []


def test_nobody_who_is_not_signed_in_gets_anywhere(house: TestHouse) -> None:
    client = house.client(authenticate=lambda _: None)
    for name, _ in routes(house.app()):
        method, path = name.split()
        if name not in OPEN and method != "HEAD":
            answer = client.request(method, path.replace("{", "").replace("}", ""), json={})
            assert (answer.status_code, answer.json()["code"]) == (401, "api.sign_in_needed"), name
            assert answer.headers["WWW-Authenticate"] == 'Bearer realm="everycall"'


def test_an_action_that_no_role_of_ones_own_has_is_forbidden_and_says_whose_it_is(house: TestHouse) -> None:
    uploader = Person("u", "U", frozenset({Role.UPLOADER}))
    answer = house.client(authenticate=lambda _: uploader).get("/v1/recordings")
    assert (answer.status_code, answer.json()["code"]) == (403, "api.not_allowed")
    assert "agent, reviewer, qa_lead, supervisor, compliance; yours: uploader" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("sent", "status"), [("Bearer collect", 200), ("Bearer other", 401), ("Bearer", 401), ("", 401)]
)
def test_figures_are_read_with_a_token_of_their_own(house: TestHouse, sent: str, status: int) -> None:
    settings = house.settings.model_copy(update={"metrics_token": SecretStr("collect")})
    client = house.client(settings=settings, authenticate=lambda _: None)
    assert client.get("/metrics", headers={"authorization": sent}).status_code == status


@pytest.mark.parametrize(
    ("address", "status"), [("127.0.0.1", 200), ("::1", 200), ("10.0.0.7", 401), ("x", 401)]
)
def test_figures_need_no_token_on_this_machine(house: TestHouse, address: str, status: int) -> None:
    app = house.app(authenticate=lambda _: None)
    client = TestClient(app, base_url="http://localhost", client=(address, 1))
    assert client.get("/metrics").status_code == status


def test_an_uploader_learns_nothing_of_a_call_that_others_sent(house: TestHouse) -> None:
    house.scored("own", agent_id="alex", customer_ref="c-1")
    uploader = Person("u", "U", frozenset({Role.UPLOADER}))
    body = {"key": "own.wav", "source": "pbx"}
    told = house.client(authenticate=lambda _: uploader).post("/v1/recordings/from-bucket", json=body)
    assert (told.status_code, told.json()["id"]) == (200, "own")
    facts = told.json()["metadata"]
    assert (facts["source_call_id"], facts["agent_id"], facts["customer_ref"]) == ("call-own", None, None)
    assert (told.json()["health"], told.json()["transcript"]) == (None, None)
    read = house.client().post("/v1/recordings/from-bucket", json=body).json()
    assert read["metadata"]["agent_id"] == "alex"
