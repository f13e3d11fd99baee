"""Versions of rubrics over HTTP: added, held against the gates, published, retired; every step is recorded."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from storage.tables import audit_events
from tests.house import AS, TestHouse, open_house
from tests.manners import EXAMPLES, GOOD, TEXT


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    shelf = tmp_path / "rubrics" / "en"
    shelf.mkdir(parents=True)
    (shelf / "good.calls.yaml").write_text(GOOD)
    with open_house(tmp_path / "data", rubrics_dir=tmp_path / "rubrics") as made:
        yield made


def body(phrase: str = "idiot", version: str = "1", **change: Any) -> dict[str, Any]:
    made = {
        "text": TEXT.format(phrase=phrase, version=version),
        "examples": EXAMPLES.format(phrase=phrase),
        "reason": "a start",
    }
    return made | change


def add(client: TestClient, **change: Any) -> str:
    answer = client.post("/v1/rubrics", json=body(**change))
    assert answer.status_code == 201, answer.text
    digest: str = answer.json()["digest"]
    return digest


def publish(client: TestClient, digest: str, **change: Any) -> Any:
    asked = {"reason": "agreed", **change}
    return client.post(f"/v1/rubric-versions/{digest}/publish", json=asked, headers={AS: "Mia"})


def test_a_version_goes_from_draft_over_trial_to_active(client: TestClient, house: TestHouse) -> None:
    digest = add(client)
    assert client.get("/v1/rubrics").json() == []
    gates = client.get(f"/v1/rubric-versions/{digest}/gates").json()
    assert gates == {"reasons": [], "examples": 2, "changes": 2, "noticed": 2, "said": {}}
    assert publish(client, digest, status="trial").json()["status"] == "trial"
    assert publish(client, digest).json()["status"] == "active"
    assert [(r["id"], r["status"]) for r in client.get("/v1/rubrics").json()] == [("manners", "active")]
    assert [event.name for event in house.told] == ["rubric.added", "rubric.tried", "rubric.published"]


def test_a_version_is_shown_as_it_was_written(client: TestClient) -> None:
    shown = client.get(f"/v1/rubric-versions/{add(client)}").json()
    assert shown["source"]["text"] == body()["text"]
    assert shown["source"]["examples"] == body()["examples"]
    assert shown["rubric"]["sections"][0]["criteria"][0]["id"] == "polite"


def test_a_new_version_takes_the_place_of_the_former(client: TestClient) -> None:
    first, second = add(client), add(client, phrase="fool", version="2")
    publish(client, first)
    publish(client, second)
    listed = client.get("/v1/rubrics/manners/versions").json()
    assert [(v["revision"], v["status"], v["changed_by"]) for v in listed] == [
        (1, "retired", "Mia"),
        (2, "active", "Mia"),
    ]
    assert publish(client, first, reason="back again").json()["status"] == "active"


def test_publishing_is_refused_below_the_gates_and_forced_with_a_reason(
    client: TestClient, house: TestHouse
) -> None:
    digest = add(client, phrase="cats and dogs", examples="")
    refused = publish(client, digest)
    assert (refused.status_code, refused.json()["code"]) == (409, "qa.gate_shut")
    gates = {problem.partition(":")[0] for problem in refused.json()["problems"]}
    assert gates == {"examples", "outcomes", "good_calls", "mutation"}
    assert publish(client, digest, force=True, reason=" ").status_code == 422
    forced = publish(client, digest, force=True, reason="the regulator asks for it today")
    assert forced.json()["status"] == "active"
    assert forced.json()["forced"] == refused.json()["problems"]
    event = house.told[-1].details()
    assert event["reason"] == "the regulator asks for it today"
    assert "no examples" in event["forced"]


def test_every_step_is_in_the_audit_trail(client: TestClient, house: TestHouse) -> None:
    digest = add(client)
    publish(client, digest)
    client.post(f"/v1/rubric-versions/{digest}/retire", json={"reason": "too strict"}, headers={AS: "Kim"})
    with house.store.read() as unit:
        rows = unit.audit._connection.execute(select(audit_events).order_by(audit_events.c.id)).all()
    assert [(row.name, row.actor, row.recording_id) for row in rows] == [
        ("rubric.added", "Lin", None),
        ("rubric.published", "Mia", None),
        ("rubric.retired", "Kim", None),
    ]


def test_the_very_same_and_a_number_twice_are_refused(client: TestClient) -> None:
    add(client)
    same = client.post("/v1/rubrics", json=body())
    assert (same.status_code, same.json()["code"]) == (409, "qa.version_taken")
    assert "raise `version`" in client.post("/v1/rubrics", json=body(phrase="fool")).json()["detail"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"text": "id: [x"}, "no valid YAML"),
        (
            {"text": TEXT.format(phrase="a b", version="1") + "wrong: 1"},
            "rubric.yaml:16: wrong: is no field here",
        ),
        (
            {"examples": "examples: [{call: x, turns: 'agent: a', expect: {other: met}}]"},
            "other is no criterion of manners",
        ),
        ({"author": "Mia"}, "author"),
        ({"reason": ""}, "reason"),
    ],
)
def test_what_cannot_be_read_is_not_kept(client: TestClient, change: dict[str, str], told: str) -> None:
    answer = client.post("/v1/rubrics", json=body() | change)
    assert answer.status_code == 422
    assert told in "\n".join(answer.json()["problems"])
    assert client.get("/v1/rubrics/manners/versions").status_code == 404


@pytest.mark.parametrize("act", ["publish", "retire"])
def test_an_unknown_version_is_not_found(client: TestClient, act: str) -> None:
    answer = client.post(f"/v1/rubric-versions/{'0' * 64}/{act}", json={"reason": "x"})
    assert (answer.status_code, answer.json()["code"]) == (404, "storage.not_found")


def test_a_draft_cannot_be_retired(client: TestClient) -> None:
    answer = client.post(f"/v1/rubric-versions/{add(client)}/retire", json={"reason": "x"})
    assert (answer.status_code, answer.json()["code"]) == (409, "qa.transition_refused")
