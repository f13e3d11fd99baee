"""What filters can be filled with, asked for over HTTP."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa.access import Action, Person, Role
from tests.contracts.people import account
from tests.house import TestHouse
from tests.unit.test_api_trends import scored

NOTHING: dict[str, list[Any]] = {"agents": [], "teams": [], "queues": [], "rubrics": []}


@pytest.fixture
def named(house: TestHouse) -> TestHouse:
    """Two calls of now, with an account for the first one's agent, and one of four months ago."""
    scored(house, "a", agent_id="7", team="sales", queue="loans")
    scored(house, "b", agent_id="bo", team="care")
    scored(house, "c", agent_id="ada", team="north", started_at="2025-12-31T09:00:00+00:00")
    with house.store.begin() as unit:
        unit.people.add(account())
    return house


def ask(client: TestClient) -> Any:
    answer = client.get("/v1/suggestions")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_names_of_this_month_and_the_two_before_are_told(named: TestHouse) -> None:
    assert ask(named.client()) == {
        "agents": [{"id": "7", "name": "Émma 王"}, {"id": "bo", "name": None}],
        "teams": ["care", "sales"],
        "queues": ["loans"],
        "rubrics": ["compliance"],
    }


def test_a_house_without_calls_suggests_nothing(client: TestClient) -> None:
    assert ask(client) == NOTHING


@pytest.mark.parametrize(
    ("person", "agents"),
    [
        (Person("s", "S", frozenset({Role.SUPERVISOR}), frozenset({"care"})), ["bo"]),
        (Person("s", "S", frozenset({Role.SUPERVISOR})), []),
        (Person("a", "A", frozenset({Role.AGENT}), agent_id="7"), ["7"]),
        (Person("r", "R", frozenset({Role.REVIEWER}), only=frozenset({Action.READ_RECORDING})), ["7", "bo"]),
    ],
)
def test_only_names_of_calls_within_reach_are_told(
    named: TestHouse, person: Person, agents: list[str]
) -> None:
    told = ask(named.client(authenticate=lambda _: person))
    assert [each["id"] for each in told["agents"]] == agents


def test_who_reads_no_calls_is_told_none(named: TestHouse) -> None:
    uploader = Person("u", "U", frozenset({Role.UPLOADER}))
    answer = named.client(authenticate=lambda _: uploader).get("/v1/suggestions")
    assert (answer.status_code, answer.json()["code"]) == (403, "api.not_allowed")
