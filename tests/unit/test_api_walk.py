"""The walk: every route, by every role, on calls of one's own, one's team, others; it goes as the table says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from qa.access import Action, Person, Reach, Role, reach, scope
from tests.house import TestHouse, open_house
from tests.unit.test_api_access import OPEN, actions, routes

CALLS: dict[str, dict[str, Any]] = {
    "own": {"agent_id": "alex", "team": "sales"},
    "colleague": {"agent_id": "bo", "team": "sales/east"},
    "stranger": {"agent_id": "cy", "team": "care"},
    "unknown": {},
}
"""A call of the agent who asks, of a team below the supervisor's, of another team, and of nobody knows whom."""

PEOPLE = {
    role: Person(
        role.value, role.value, frozenset({role}), frozenset({"sales", "sales/east"}), agent_id="alex"
    )
    for role in Role
}
ON_A_CALL = ("{recording_id}", "{evaluation_id}")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestHouse, TestClient]]:
    folder: Path = tmp_path_factory.mktemp("walk")
    with open_house(folder / "var") as house:
        for name, facts in CALLS.items():
            house.scored(name, 75.0, **facts)

        def whoever(request: Request) -> Person:
            return PEOPLE[Role(request.headers["x-role"])]

        with house.client(
            authenticate=whoever
        ) as client:  # one event loop, not one for each of many requests
            yield house, client


def ways(house: TestHouse) -> Iterator[tuple[str, str, Action]]:
    for name, route in routes(house.app()):
        method, path = name.split()
        if name not in OPEN and method != "HEAD":
            (action,) = actions(route.dependant)
            yield method, path, action


def ask(client: TestClient, role: Role, method: str, path: str) -> tuple[int, str]:
    body: dict[str, str] | None = None if method == "GET" else {}
    answer = client.request(method, path, headers={"x-role": role.value}, json=body)
    kind = answer.headers.get("content-type", "")
    return answer.status_code, answer.json().get("code", "") if kind.endswith("problem+json") else ""


@pytest.mark.parametrize("role", Role)
def test_a_role_that_may_never_is_forbidden_and_one_that_may_is_let_in(
    walked: tuple[TestHouse, TestClient], role: Role
) -> None:
    house, client = walked
    wrong = {}
    for method, path, action in ways(house):
        place = path.replace("{recording_id}", "nothing").replace("{", "").replace("}", "")
        forbidden = ask(client, role, method, place) == (403, "api.not_allowed")
        if forbidden is not (reach(PEOPLE[role], action) is Reach.NOTHING):
            wrong[method, path] = (action, forbidden)
    assert wrong == {}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("call", CALLS)
def test_a_call_out_of_reach_is_not_there_on_any_route(
    walked: tuple[TestHouse, TestClient], role: Role, call: str
) -> None:
    house, client = walked
    facts = CALLS[call]
    wrong = {}
    for method, path, action in ways(house):
        if method != "GET" or not any(part in path for part in ON_A_CALL):
            continue
        place = path.replace("{recording_id}", call).replace("{evaluation_id}", f"e-{call}-compliance-1")
        status, code = ask(client, role, method, place)
        within = scope(PEOPLE[role], action)
        known = {"team": facts.get("team"), "agent": facts.get("agent_id")}
        if reach(PEOPLE[role], action) is Reach.NOTHING:
            fits = (status, code) == (403, "api.not_allowed")
        elif not within.holds(**known, published=True):
            fits = (status, code) == (404, "storage.not_found")
        else:
            # What is there may still have no such part: no receipt, no peaks.
            fits = status < 400 or (status, code) in {(409, "api.result_absent"), (404, "storage.not_found")}
            if action in {Action.READ_RECORDING, Action.READ_EVALUATION, Action.READ_AUDIO}:
                fits = status == 200 or code == "api.result_absent"
        if not fits:
            wrong[path] = (status, code)
    assert wrong == {}


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.AGENT, {"own"}),
        (Role.REVIEWER, set(CALLS)),
        (Role.QA_LEAD, set(CALLS)),
        (Role.SUPERVISOR, {"own", "colleague"}),
        (Role.COMPLIANCE, set(CALLS)),
    ],
)
def test_lists_show_what_is_within_reach_whatever_is_asked(
    walked: tuple[TestHouse, TestClient], role: Role, seen: set[str]
) -> None:
    _, client = walked
    for query in ("", "?order=oldest", "?rubric=compliance&score_from=0", "?limit=1"):
        found: set[str] = set()
        address: str | None = f"/v1/recordings{query}"
        while address is not None:
            page = client.get(address, headers={"x-role": role.value})
            found |= {item["recording"]["id"] for item in page.json()["items"]}
            address = page.links.get("next", {}).get("url")
        assert found == seen
    other = client.get("/v1/recordings?agent=cy", headers={"x-role": role.value}).json()["items"]
    assert {item["recording"]["id"] for item in other} == seen & {"stranger"}
