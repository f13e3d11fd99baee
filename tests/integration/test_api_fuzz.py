"""Requests that the OpenAPI document allows, made up by schemathesis and sent as every role: nothing breaks inside."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import Request
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings

from qa.access import Person, Role
from tests.house import AS, TestHouse, open_house

pytestmark = pytest.mark.integration

EXAMPLES = 2
"""Requests made up for each operation; each is sent as every role."""

AWAY = {"api.provider_away", "api.not_ready", "asr.model_unavailable"}
"""Parts that this house does not have; that they are away is told, and is no accident."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestHouse]:
    folder: Path = tmp_path_factory.mktemp("fuzz")
    with open_house(folder / "var", requests_a_minute=0) as opened:
        opened.scored("own", agent_id="alex", team="sales")
        opened.failed("other", agent_id="bo", team="care")
        yield opened


@pytest.fixture(scope="module")
def client(house: TestHouse) -> Iterator[TestClient]:
    def whoever(request: Request) -> Person:
        role = Role(request.headers[AS])
        return Person(role.value, role.value, frozenset({role}), frozenset({"sales"}), agent_id="alex")

    app = house.app(authenticate=whoever)
    # One event loop, not one for each of many requests.
    with TestClient(app, "http://localhost", raise_server_exceptions=False, follow_redirects=False) as opened:
        yield opened


def send(client: TestClient, case: Any, role: Role) -> str | None:
    """Send a made-up request; gives what broke, None where nothing did."""
    sent: dict[str, Any] = {}
    if isinstance(case.body, dict | list):
        sent = {"json": case.body} if "json" in (case.media_type or "") else {"data": case.body}
    elif isinstance(case.body, bytes | str):
        sent = {"content": case.body}
    query = {key: value for key, value in (case.query or {}).items() if value is not None}
    try:
        answer = client.request(
            case.method, case.formatted_path, params=query, headers={AS: role.value}, **sent
        )
    except (UnicodeEncodeError, TypeError, ValueError):
        return None  # what the client itself cannot write was not sent
    if answer.status_code < 500 or answer.json().get("code") in AWAY:
        return None
    return f"{role}: {case.method} {case.formatted_path} {query} {sent}: {answer.status_code} {answer.text[:300]}"


def test_whatever_is_sent_nothing_breaks(client: TestClient) -> None:
    told: Any = client.app
    described: Any = schemathesis.openapi.from_dict(told.openapi())
    operations = [found.ok() for found in described.get_all_operations()]
    broken: list[str] = []
    sent: set[tuple[str, Role]] = set()
    for operation in operations:

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def try_out(case: Any) -> None:
            for role in Role:
                sent.add((case.operation.label, role))
                broken.extend(filter(None, [send(client, case, role)]))

        try_out()
    assert broken == []
    assert len(sent) == len(operations) * len(Role) > 500
