import io
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from tests.house import WAV, TestHouse

KEYS = [
    "call.wav",
    "2026/03/01/a b.wav",
    "50%.wav",
    "%41.wav",
    "a+b.wav",
    "通话 录音+100%.wav",
    "CALL.wav",
    "noext",
]


def name(client: TestClient, key: str, source: str = "pbx-1", **more: Any) -> Response:
    return client.post("/v1/recordings/from-bucket", json={"key": key, "source": source} | more)


def put(house: TestHouse, key: str, content: bytes = WAV) -> None:
    house.objects.put(key, io.BytesIO(content))


@pytest.mark.parametrize("key", KEYS)
def test_any_key_is_taken_as_it_is(house: TestHouse, client: TestClient, key: str) -> None:
    for other in KEYS:
        put(house, other, WAV + other.encode())
    answer = name(client, key)
    assert answer.status_code == 201
    made = answer.json()
    assert (made["key"], made["source"], made["state"]) == (key, "pbx-1", "waiting")
    (event,) = house.told
    assert (event.name, event.actor) == ("recording.received", "Lin")
    assert client.get(f"/v1/recordings/{made['id']}/audio").content == WAV + key.encode()


def test_the_same_key_again_is_the_same_recording(house: TestHouse, client: TestClient) -> None:
    put(house, "call.wav")
    first, second = name(client, "call.wav"), name(client, "call.wav", metadata={"queue": "x"})
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert first.headers["location"] == second.headers["location"] == f"/v1/recordings/{first.json()['id']}"
    assert len(house.told) == 1


def test_the_same_key_many_times_at_once_is_one_recording(house: TestHouse) -> None:
    put(house, "call.wav")
    app = house.app()
    with ThreadPoolExecutor(6) as pool:
        answers = list(
            pool.map(lambda _: name(TestClient(app, base_url="http://localhost"), "call.wav"), range(6))
        )
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(house.told) == 1


def test_another_key_for_a_known_call_is_a_version_that_is_not_yet_in_force(
    house: TestHouse, client: TestClient
) -> None:
    put(house, "a.wav")
    put(house, "b.wav")
    facts = {"metadata": {"source_call_id": "c-1"}}
    first = name(client, "a.wav", **facts).json()
    answer = name(client, "b.wav", **facts)
    assert answer.status_code == 201
    assert (answer.json()["in_force"], answer.json()["supersedes"]) == (False, first["id"])
    assert name(client, "b.wav", **facts).json() == answer.json()
    put(house, "c.wav")
    other = name(client, "c.wav", source="pbx-2", **facts)
    assert (other.status_code, other.json()["in_force"], other.json()["supersedes"]) == (201, True, None)


def test_a_missing_object_is_told_by_its_key(house: TestHouse, client: TestClient) -> None:
    answer = name(client, "通话 50%.wav")
    assert (answer.status_code, answer.json()["code"]) == (404, "storage.object_missing")
    assert "'通话 50%.wav'" in answer.json()["detail"]
    assert house.told == []


def test_an_empty_object_is_refused(house: TestHouse, client: TestClient) -> None:
    put(house, "call.wav", b"")
    answer = name(client, "call.wav")
    assert (answer.status_code, answer.json()["code"]) == (422, "asr.empty_audio")


@pytest.mark.parametrize("key", ["", "/", "a//b", "../x", "a/./b", "a\x00b", "a\nb", "x" * 1025])
def test_a_key_no_store_can_hold_is_refused(client: TestClient, key: str) -> None:
    answer = name(client, key)
    assert (answer.status_code, answer.json()["code"]) == (422, "storage.key_invalid")


def test_half_a_character_in_a_key_is_refused(client: TestClient) -> None:
    body = b'{"key": "a\\ud800.wav", "source": "pbx"}'
    answer = client.post(
        "/v1/recordings/from-bucket", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422
    assert answer.json()["code"] in {"storage.key_invalid", "api.request_invalid"}


def test_the_sidecar_beside_the_object_is_read(house: TestHouse, client: TestClient) -> None:
    put(house, "通话 1.wav")
    put(house, "通话 1.wav.json", json.dumps({"queue": "卡", "source_call_id": "c-1"}).encode())
    assert name(client, "通话 1.wav").json()["metadata"]["queue"] == "卡"


def test_metadata_in_the_request_wins_over_the_sidecar(house: TestHouse, client: TestClient) -> None:
    put(house, "a.wav")
    put(house, "a.wav.json", b'{"queue": "sidecar"}')
    assert name(client, "a.wav", metadata={"queue": "request"}).json()["metadata"]["queue"] == "request"


@pytest.mark.parametrize(
    ("sidecar", "told"),
    [(b'{"agent_id": 7}', "agent_id is 7"), (b"\xff\xfe", "not UTF-8"), (b"{" + b" " * 70_000, "bytes long")],
)
def test_a_sidecar_at_fault_is_told_and_no_recording_is_made(
    house: TestHouse, client: TestClient, sidecar: bytes, told: str
) -> None:
    put(house, "a.wav")
    put(house, "a.wav.json", sidecar)
    answer = name(client, "a.wav")
    assert (answer.status_code, answer.json()["code"]) == (422, "qa.metadata_invalid")
    assert told in answer.json()["detail"]
    assert client.get("/v1/recordings").json()["items"] == []


def test_metadata_at_fault_is_told_field_by_field(house: TestHouse, client: TestClient) -> None:
    put(house, "a.wav")
    answer = name(client, "a.wav", metadata={"agent_id": 7, "queue": []})
    assert answer.status_code == 422
    assert len(answer.json()["problems"]) == 2


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_moment_beyond_the_calendar_is_refused(house: TestHouse, client: TestClient, moment: str) -> None:
    put(house, "a.wav")
    answer = name(client, "a.wav", metadata={"started_at": moment})
    assert (answer.status_code, answer.json()["code"]) == (422, "qa.metadata_invalid")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["problems"][0].startswith(f"started_at is {moment!r}: must lie")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "body field key field required"),
        ({"key": "a", "source": ""}, "body field source"),
        ({"key": "a", "source": 1}, "body field source"),
        ({"key": ["a"], "source": "s"}, "body field key"),
        ({"key": "a", "source": "s", "metadata": "{}"}, "body field metadata"),
        ({"key": "a", "source": "s", "metdata": {}}, "body field metdata is not known here"),
        ([], "body should be"),
    ],
)
def test_a_body_at_fault_is_told_field_by_field(client: TestClient, body: Any, told: str) -> None:
    answer = client.post("/v1/recordings/from-bucket", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "api.request_invalid")
    assert answer.json()["problems"][0].startswith(told), answer.json()["problems"]


@pytest.mark.parametrize("body", [b"{", b"nonsense", b"\xff"])
def test_a_body_that_is_no_json_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.post(
        "/v1/recordings/from-bucket", content=body, headers={"content-type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "api.body_unreadable")
