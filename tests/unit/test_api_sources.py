"""The recording systems through the API."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa.house_events import SourcePaused, SourceResumed
from tests.house import AS, TestHouse
from tests.unit.test_api_metrics import figures

WORD = {"reason": "the vendor migrates"}


@pytest.fixture
def named(house: TestHouse, tmp_path: Path) -> TestClient:
    file = tmp_path / "sources.yaml"
    file.write_text(
        "sources:\n- {name: pbx, prefix: a/, priority: 7, first: [vip], at_once: 2, hours_a_day: 1.5}\n"
    )
    return house.client(settings=house.settings.model_copy(update={"sources": file}))


def listed(client: TestClient) -> dict[str, Any]:
    return {each["name"]: each for each in client.get("/v1/sources").json()["items"]}


def test_sources_are_listed_with_what_waits(house: TestHouse, named: TestClient) -> None:
    house.waiting("a")
    house.waiting("b", source="crm")
    house.scored("c", source="old")
    found = listed(named)
    assert set(found) == {"pbx", "crm"}  # nothing of the third is open, and nobody names it
    assert found["pbx"] == {
        "name": "pbx",
        "pause": None,
        "held": [],
        "priority": 7,
        "first": ["vip"],
        "at_once": 2,
        "hours_a_day": 1.5,
        "waiting": 1,
        "waiting_seconds": 240.0,
        "working": 0,
    }
    assert (found["crm"]["priority"], found["crm"]["at_once"]) == (None, None)


def test_a_source_is_paused_and_resumed_by_somebody_for_a_reason(
    house: TestHouse, client: TestClient
) -> None:
    house.waiting("r")
    done = client.post("/v1/sources/pbx/pause", json=WORD)
    assert done.status_code == 200
    assert done.json()["changed"] is True
    assert done.json()["pause"] == WORD | {"actor": "Lin", "source": "pbx", "at": done.json()["pause"]["at"]}
    again = client.post("/v1/sources/pbx/pause", json={"reason": "me too"}, headers={AS: "Ben"}).json()
    assert (again["changed"], again["pause"]) == (False, done.json()["pause"])
    assert listed(client)["pbx"]["held"] == ["ingest", "transcribe", "score"]
    ended = client.post("/v1/sources/pbx/resume", json={"reason": "done"}, headers={AS: "Ben"})
    assert ended.json() == {"source": "pbx", "pause": None, "changed": True}
    assert client.post("/v1/sources/pbx/resume", json=WORD).json()["changed"] is False
    assert [(type(told), told.actor, told.details()) for told in house.told] == [
        (SourcePaused, "Lin", {"source": "pbx", "reason": WORD["reason"]}),
        (SourceResumed, "Ben", {"source": "pbx", "reason": "done"}),
    ]


def test_recordings_that_wait_for_their_source_show_it(house: TestHouse, client: TestClient) -> None:
    house.waiting("waits")
    house.waiting("other", source="crm")
    house.scored("done")
    client.post("/v1/sources/pbx/pause", json=WORD)
    shown = {each["recording"]["id"]: each["paused"] for each in client.get("/v1/recordings").json()["items"]}
    assert shown == {"waits": True, "other": False, "done": False}
    assert client.get("/v1/recordings/waits").json()["paused"] is True
    assert client.get("/v1/recordings/done").json()["paused"] is False


def test_workers_are_not_started_for_what_is_paused(house: TestHouse, client: TestClient) -> None:
    house.waiting("r")
    house.waiting("s", source="crm")
    client.post("/v1/sources/pbx/pause", json=WORD)
    found = figures(client)
    assert found["everycall_audio_seconds_waiting", "cpu"] == 240.0
    assert found["everycall_audio_seconds_paused", "cpu"] == 240.0


def test_a_paused_source_may_upload(house: TestHouse, client: TestClient) -> None:
    assert client.post("/v1/sources/upload/pause", json=WORD).status_code == 200
    sent = client.post("/v1/recordings", files={"audio": b"RIFF\x2c\x00\x00\x00WAVEfmt data"})
    assert sent.status_code == 201
    assert client.get(f"/v1/recordings/{sent.json()['id']}").json()["paused"] is True


def test_a_name_nobody_has_heard_of_is_refused(client: TestClient) -> None:
    for what in ("pause", "resume"):
        answer = client.post(f"/v1/sources/pbx-nroth/{what}", json=WORD)
        assert (answer.status_code, answer.json()["code"]) == (404, "storage.not_found")


@pytest.mark.parametrize("body", [{}, {"reason": " "}, {"actor": "Lin", "reason": "x"}, {**WORD, "x": 1}])
def test_why_must_be_told_and_who_is_whoever_signed_in(
    house: TestHouse, client: TestClient, body: dict[str, Any]
) -> None:
    house.waiting("r")
    assert client.post("/v1/sources/pbx/pause", json=body).status_code == 422
    assert listed(client)["pbx"]["pause"] is None


def test_uploads_of_a_named_source_are_as_urgent_as_it_is(named: TestClient) -> None:
    def sent(call: str, **form: str) -> int:
        told = {"metadata": f'{{"source_call_id": "{call}"{form.pop("more", "")}}}'} | form
        answer = named.post("/v1/recordings", data=told, files={"audio": b"RIFF\x2c\x00\x00\x00WAVEfmt data"})
        assert answer.status_code == 201, answer.text
        priority: int = answer.json()["priority"]
        return priority

    assert sent("1", source="pbx") == 7
    assert sent("2", source="pbx", more=', "queue": "vip"') == 9
    assert sent("3", source="pbx", more=', "priority": 1') == 1
    assert sent("4") == 5
