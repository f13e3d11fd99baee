"""One's own filters over HTTP: kept by person and list, checked as the lists check them, and nobody else's."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.house import AS, TestHouse

WHERE = "/v1/session/own/filters"


@pytest.fixture
def client(house: TestHouse) -> TestClient:
    return house.client()


def save(client: TestClient, who: str = "lin", **changed: Any) -> Any:
    body = {"list": "calls", "name": "Bad ones", "filters": {"score_to": 60, "state": ["done"]}} | changed
    return client.post(WHERE, json=body, headers={AS: who})


def names(client: TestClient, who: str = "lin") -> list[str]:
    items = client.get(WHERE, headers={AS: who}).json()["items"]
    return [f"{each['list']} {each['name']}" for each in items]


def test_a_filter_is_kept_as_it_was_asked_for_and_is_taken_by_its_list(client: TestClient) -> None:
    made = save(client, filters={"flag": "undecided", "received_from": "2026-03-01T00:00:00+08:00"})
    assert made.status_code == 201, made.text
    kept = made.json()["filters"]
    assert kept == {"flag": "undecided", "received_from": "2026-02-28T16:00:00Z"}
    assert client.get("/v1/recordings", params=kept, headers={AS: "lin"}).status_code == 200
    inbox = save(client, list="inbox", name="Late", filters={"view": "all", "overdue": True})
    assert inbox.json()["filters"] == {"view": "all", "overdue": True}
    assert names(client) == ["calls Bad ones", "inbox Late"]


def test_a_filter_is_changed_and_removed(client: TestClient) -> None:
    made = save(client).json()
    body = {"list": "calls", "name": "Worse ones", "filters": {"score_to": 40}}
    changed = client.put(f"{WHERE}/{made['id']}", json=body, headers={AS: "lin"})
    assert changed.status_code == 200, changed.text
    assert (changed.json()["id"], changed.json()["filters"]) == (made["id"], {"score_to": 40})
    for _ in range(2):
        assert client.delete(f"{WHERE}/{made['id']}", headers={AS: "lin"}).status_code == 204
    assert names(client) == []


def test_nobody_sees_changes_or_removes_what_another_saved(client: TestClient) -> None:
    made = save(client).json()
    body = {"list": "calls", "name": "Mine now", "filters": {}}
    assert client.put(f"{WHERE}/{made['id']}", json=body, headers={AS: "eva"}).status_code == 404
    client.delete(f"{WHERE}/{made['id']}", headers={AS: "eva"})
    assert names(client, "eva") == []
    assert names(client) == ["calls Bad ones"]


@pytest.mark.parametrize(
    "changed",
    [
        {"filters": {"score_to": 101}},
        {"filters": {"limit": 5}},
        {"filters": {"cursor": "x"}},
        {"filters": {"view": "all"}},
        {"filters": {"criterion": "greets"}},
        {"list": "inbox", "filters": {"flag": "bad"}},
        {"list": "people"},
        {"name": " "},
        {"name": "n" * 81},
        {"filters": {"agent": "a" * 4001}},
    ],
)
def test_what_its_list_would_not_take_is_not_kept(client: TestClient, changed: dict[str, Any]) -> None:
    assert save(client, **changed).status_code == 422
    assert names(client) == []


def test_a_name_is_good_once_for_each_list(client: TestClient) -> None:
    save(client)
    again = save(client)
    assert (again.status_code, again.json()["code"]) == (409, "qa.filter_name_taken")
    assert save(client, list="inbox", filters={}).status_code == 201


def test_one_person_keeps_no_more_than_fifty_for_a_list(client: TestClient) -> None:
    for number in range(50):
        assert save(client, name=f"filter {number}").status_code == 201
    full = save(client)
    assert (full.status_code, full.json()["code"]) == (409, "qa.too_many_filters")
    assert save(client, "eva").status_code == 201
