"""Keeping and forgetting over HTTP: days are told, holds put, purges planned by one and approved by another."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa.access import Person, Role
from storage.keeping import Keeping
from storage.purging import execute_all
from tests.house import AS, TestHouse, open_house
from tests.keeping import FILE, LATER, keeping, kept_call

WANG = {AS: "Wang"}
SUIT = {"reason": "a suit"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def keeper(folder: Path) -> Iterator[TestHouse]:
    file = folder / "retention.yaml"
    file.write_text(FILE, "utf-8")
    with open_house(folder / "var", retention=file) as house:
        yield house


@pytest.fixture
def client(keeper: TestHouse) -> TestClient:
    return keeper.client(now=lambda: LATER)


def worker(keeper: TestHouse, folder: Path) -> Keeping:
    return keeping(keeper.store, folder / "var")


def purge_of(client: TestClient, **asked: str) -> dict[str, Any]:
    answer = client.post("/v1/retention/purges", json=asked)
    assert answer.status_code == 201
    made: dict[str, Any] = answer.json()
    return made


def test_a_purge_is_planned_shown_approved_and_seen_everywhere(
    keeper: TestHouse, client: TestClient, folder: Path
) -> None:
    kept_call(worker(keeper, folder), source_call_id="call-1")
    made = purge_of(client, value="c-1", reason="they asked")
    address = f"/v1/retention/purges/{made['id']}"
    shown = client.get(address).json()
    assert (shown["tally"], shown["next"], shown["purge"]["state"]) == ({"planned": 1}, None, "planned")
    assert shown["items"][0]["layers"] == ["audio", "transcript"]
    assert shown["call_ids"] == {"rec-0001": "call-1"}
    admin = Person("root", "Root", frozenset({Role.ADMINISTRATOR}))  # plans purges, and reads no calls
    assert keeper.client(authenticate=lambda _: admin).get(address).json()["call_ids"] == {}
    own = client.post(f"{address}/approve", json={"digest": made["digest"]})
    assert (own.status_code, own.json()["code"]) == (403, "qa.own_plan")
    stale = client.post(f"{address}/approve", json={"digest": "0"}, headers=WANG)
    assert (stale.status_code, stale.json()["code"]) == (409, "qa.plan_changed")
    assert (
        client.post(f"{address}/approve", json={"digest": made["digest"]}, headers=WANG).json()["approved_by"]
        == "Wang"
    )
    assert execute_all(worker(keeper, folder)) == 1

    for gone in ("audio", "transcript", "cues"):
        answer = client.get(f"/v1/recordings/rec-0001/{gone}")
        assert (answer.status_code, answer.json()["code"]) == (410, "storage.content_erased")
        assert made["id"] in answer.json()["detail"]
    found = client.get("/v1/recordings/rec-0001").json()
    assert found["recording"]["erased"]["purge"] == made["id"]
    assert found["parties"] is None
    receipt = client.get("/v1/evaluations/ev-1/receipt").json()
    assert (receipt["parts"]["scorecard"], receipt["erased"]["purge"]) == (None, made["id"])
    assert receipt["parts"]["scores"]["score"] == 80.0
    (evaluation,) = client.get("/v1/recordings/rec-0001/evaluations").json()
    assert evaluation["scorecard"]["sections"][0]["findings"][0]["outcome"] == "met"
    assert "您好" not in str(evaluation)
    again = client.post("/v1/recordings/rec-0001/retry")
    assert (again.status_code, again.json()["code"]) == (410, "qa.content_gone")
    figures = client.get("/metrics").text
    assert 'everycall_purges{state="executed"} 1.0' in figures
    assert 'everycall_erased_recordings{layer="audio"} 1.0' in figures
    listed = client.get("/v1/retention/purges", params={"state": "executed"}).json()["items"]
    assert [(each["id"], each["erased"]) for each in listed] == [(made["id"], 1)]


def test_days_decide_and_holds_beat_them(keeper: TestHouse, client: TestClient, folder: Path) -> None:
    kept_call(worker(keeper, folder), business={"product": "insurance"})
    kept = client.get("/v1/recordings/rec-0001/retention").json()
    assert {layer["layer"]: layer["waits_for"] for layer in kept["layers"]} == {
        "audio": ["contract_end"],
        "transcript": ["contract_end"],
        "scores": [],
    }
    assert client.post("/v1/retention/purges", json={}).json() is None
    told = {"days": {"contract_end": "2019-01-01"}}
    assert client.post("/v1/recordings/rec-0001/dates", json=told).json()["days"] == told["days"]
    wrong = client.post("/v1/recordings/rec-0001/dates", json={"days": {"Contract": "2019-01-01"}})
    assert wrong.status_code == 422
    hold = client.post("/v1/legal-holds", json=SUIT | {"subject": "customer", "ref": "c-1"}).json()
    assert client.post("/v1/retention/purges", json={}).json() is None
    assert client.get("/v1/recordings/rec-0001/retention").json()["legal_holds"] == [hold]
    ended = client.post(f"/v1/legal-holds/{hold['id']}/release", json=SUIT, headers=WANG).json()
    assert ended["released_by"] == "Wang"
    twice = client.post(f"/v1/legal-holds/{hold['id']}/release", json=SUIT, headers=WANG)
    assert (twice.status_code, twice.json()["code"]) == (409, "qa.already_released")
    assert client.get("/v1/legal-holds").json()["items"] == []
    assert client.get("/v1/legal-holds", params={"released": True}).json()["items"] == [ended]
    made = purge_of(client)
    assert made["size"] == 3
    cancelled = client.post(f"/v1/retention/purges/{made['id']}/cancel", json=SUIT)
    assert cancelled.json()["state"] == "cancelled"


def test_what_is_not_there_is_told(client: TestClient) -> None:
    for address in ("/v1/retention/purges/p", "/v1/recordings/r/retention"):
        assert client.get(address).status_code == 404
    assert client.post("/v1/legal-holds/h/release", json=SUIT, headers=WANG).status_code == 404
    nobody = client.post("/v1/retention/purges", json={"value": "nobody"})
    assert (nobody.status_code, nobody.json()["code"]) == (404, "storage.not_found")
    assert [each["name"] for each in client.get("/v1/retention").json()["classes"]] == [
        "insurance",
        "every call",
    ]


def test_sealed_sound_plays_in_parts(keeper: TestHouse, client: TestClient, folder: Path) -> None:
    kept_call(worker(keeper, folder))
    whole = client.get("/v1/recordings/rec-0001/audio")
    part = client.get("/v1/recordings/rec-0001/audio", headers={"Range": "bytes=1-1"})
    assert (whole.content, part.status_code, part.content) == (b"abc", 206, b"b")
    assert part.headers["Content-Range"] == "bytes 1-1/3"
    same = client.get("/v1/recordings/rec-0001/audio", headers={"If-None-Match": whole.headers["ETag"]})
    assert same.status_code == 304
