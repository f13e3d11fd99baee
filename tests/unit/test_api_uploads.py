import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from storage.errors import ObjectsRefused, StorageFull, StorageUnavailable
from tests.house import WAV, TestHouse, open_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    with open_house(tmp_path, max_upload_bytes=10_000) as opened:
        yield opened


def send(client: TestClient, audio: bytes = WAV, **fields: Any) -> Response:
    form = {name: json.dumps(value) if isinstance(value, dict) else value for name, value in fields.items()}
    return client.post("/v1/recordings", files={"audio": ("call.wav", audio)}, data=form)


def is_empty(house: TestHouse) -> bool:
    with house.store.read() as unit:
        return not unit.recordings.page().recordings and not house.kept()


def test_an_upload_is_a_new_recording_on_its_way(house: TestHouse, client: TestClient) -> None:
    facts = {"source_call_id": "c-1", "language": "zh-CN", "business": {"loan": {"balance": 12.5}}}
    answer = send(client, metadata=facts, source="crm")
    assert answer.status_code == 201
    made = answer.json()
    assert answer.headers["location"] == f"/v1/recordings/{made['id']}"
    assert client.get(answer.headers["location"]).json()["recording"] == made
    assert (made["source"], made["stage"], made["state"]) == ("crm", "ingest", "waiting")
    assert made["metadata"]["language"] == "zh"
    assert made["metadata"]["business"] == {"loan.balance": 12.5}
    assert made["size"] == len(WAV)
    assert b"".join(house.objects.get(made["key"])) == WAV
    assert house.objects.stat(made["key"]).content_type == "audio/wav"
    (event,) = house.told
    assert (event.name, event.recording, event.actor, event.wakes) == (
        "recording.received",
        made["id"],
        "Lin",
        "ingest",
    )


def test_metadata_may_be_a_file_and_may_come_after_the_audio(client: TestClient) -> None:
    files = {
        "audio": ("call.wav", WAV),
        "metadata": ("call.wav.json", b'{"queue": "cards"}', "application/json"),
    }
    answer = client.post("/v1/recordings", files=files)
    assert answer.status_code == 201
    assert answer.json()["metadata"]["queue"] == "cards"
    assert answer.json()["source"] == "upload"


@pytest.mark.parametrize("facts", [{}, {"metadata": {"source_call_id": "c-1"}}])
def test_the_same_bytes_of_the_same_call_are_one_recording(
    house: TestHouse, client: TestClient, facts: dict[str, Any]
) -> None:
    first, second = send(client, **facts), send(client, **facts)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert second.headers["location"] == first.headers["location"]
    assert house.kept() == [first.json()["key"]]
    assert len(house.told) == 1


def test_another_call_source_or_sound_is_another_recording(client: TestClient) -> None:
    answers = [
        send(client),
        send(client, audio=WAV + b"."),
        send(client, source="crm"),
        send(client, metadata={"source_call_id": "c-1"}),
        send(client, metadata={"source_call_id": "c-2"}),
        send(client, metadata={"source_call_id": "c-2"}, source="crm"),
    ]
    assert [answer.status_code for answer in answers] == [201] * 6
    assert len({answer.json()["id"] for answer in answers}) == 6


def test_other_sound_for_a_known_call_is_a_version_that_is_not_yet_in_force(
    house: TestHouse, client: TestClient
) -> None:
    first = send(client, metadata={"source_call_id": "c-1"}).json()
    answer = send(client, audio=WAV + b"other", metadata={"source_call_id": "c-1"})
    assert answer.status_code == 201
    assert (answer.json()["in_force"], answer.json()["supersedes"]) == (False, first["id"])
    assert sorted(house.kept()) == sorted([first["key"], answer.json()["key"]])


def test_the_sound_of_any_version_is_known(house: TestHouse, client: TestClient) -> None:
    first, second = (
        send(client, audio=WAV + more, metadata={"source_call_id": "c-1"}).json() for more in (b"", b"2")
    )
    for more, known in ((b"", first), (b"2", second)):
        again = send(client, audio=WAV + more, metadata={"source_call_id": "c-1"})
        assert (again.status_code, again.json()["id"]) == (200, known["id"])
    assert sorted(house.kept()) == sorted([first["key"], second["key"]])


@pytest.mark.parametrize("facts", [{}, {"metadata": {"source_call_id": "c-1"}}])
def test_the_same_upload_many_times_at_once_is_one_recording(house: TestHouse, facts: dict[str, Any]) -> None:
    app, gate = house.app(), Barrier(6)

    def one(_: int) -> Response:
        client = TestClient(app, base_url="http://localhost")
        gate.wait()
        return send(client, **facts)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(one, range(6)))
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert house.kept() == [answers[0].json()["key"]]
    assert len(house.told) == 1


@pytest.mark.parametrize(
    ("metadata", "told"),
    [
        ('{"agent_channel": "1"}', "agent_channel is '1'"),
        ('{"agent_id": 7}', "agent_id is 7"),
        ('{"agnet_id": "7"}', "did you mean 'agent_id'"),
        ('{"language": "klingon"}', "language is 'klingon': write zh or en"),
        ('{"started_at": "2026-03-01T09:30:00"}', "started_at has no time zone"),
        (
            '{"started_at": "0001-01-01T00:00:00+14:00"}',
            "started_at is '0001-01-01T00:00:00+14:00': must lie",
        ),
        ('{"started_at": "9999-12-31T23:59:59-12:00"}', "must lie from 0001-01-02"),
        ('{"business": []}', "business"),
        ("[1]", "JSON list"),
        ("{", "not JSON"),
        ("", "not JSON"),
        ("\ufeff{}x", "not JSON"),
        ('{"queue": "' + "x" * 70_000 + '"}', "bytes long"),
    ],
)
@pytest.mark.parametrize("audio_first", [False, True])
def test_metadata_at_fault_is_told_in_its_authors_words_and_nothing_is_kept(
    house: TestHouse, client: TestClient, metadata: str, told: str, audio_first: bool
) -> None:
    parts: list[tuple[str, Any]] = [("metadata", (None, metadata)), ("audio", ("call.wav", WAV))]
    client = house.client(settings=house.settings.model_copy(update={"max_upload_bytes": 200_000}))
    answer = client.post("/v1/recordings", files=parts[::-1] if audio_first else parts)
    assert (answer.status_code, answer.json()["code"]) == (422, "qa.metadata_invalid")
    assert told in " ".join(answer.json()["problems"])
    assert is_empty(house)


def test_every_wrong_field_is_told_at_once(client: TestClient) -> None:
    answer = send(client, metadata={"agent_id": 7, "queue": 8, "foo": 9})
    assert len(answer.json()["problems"]) == 3


@pytest.mark.parametrize(
    ("parts", "status", "told"),
    [
        ([], 400, "not a multipart form"),
        ([("metadata", (None, "{}"))], 422, "no part 'audio'"),
        ([("audio", ("a.wav", b""))], 422, "has no bytes"),
        ([("audio", (None, ""))], 422, "has no bytes"),
        ([("audio", ("a.wav", WAV)), ("audio", ("b.wav", WAV))], 422, "comes twice"),
        ([("metadata", (None, "{}")), ("metadata", (None, "{}"))], 422, "comes twice"),
        ([("audio", ("a.wav", WAV)), ("recording", ("b.wav", WAV))], 422, "'recording' is not known"),
        ([("source", (None, "")), ("audio", ("a.wav", WAV))], 422, "'source' is not a name"),
        ([("source", (None, b"\xff")), ("audio", ("a.wav", WAV))], 422, "'source' is not a name"),
        ([("source", (None, "x" * 201)), ("audio", ("a.wav", WAV))], 422, "'source' is not a name"),
    ],
)
def test_a_form_at_fault_is_refused_and_nothing_is_kept(
    house: TestHouse, client: TestClient, parts: list[Any], status: int, told: str
) -> None:
    answer = client.post("/v1/recordings", files=parts)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert told in answer.json()["detail"]
    assert is_empty(house)


def test_a_body_of_another_type_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/recordings", content=WAV, headers={"content-type": "audio/wav"})
    assert (answer.status_code, answer.json()["code"]) == (400, "api.body_unreadable")


def test_a_recording_too_long_is_refused_and_nothing_is_kept(house: TestHouse, client: TestClient) -> None:
    answer = send(client, audio=WAV + bytes(10_000))
    assert (answer.status_code, answer.json()["code"]) == (413, "storage.object_too_large")
    assert is_empty(house)
    assert send(client, audio=bytes(10_000)).status_code == 201


def test_a_request_too_long_is_refused_by_its_header_alone(house: TestHouse, client: TestClient) -> None:
    answer = send(client, audio=bytes(10_000 + 2 * 1024 * 1024))
    assert (answer.status_code, answer.json()["code"]) == (413, "api.too_large")
    assert is_empty(house)


@pytest.mark.parametrize("length", [0, 30, 400, 3000])
def test_an_upload_that_breaks_off_leaves_nothing(house: TestHouse, client: TestClient, length: int) -> None:
    whole = b'--x\r\nContent-Disposition: form-data; name="audio"; filename="a"\r\n\r\n' + WAV * 20
    kind = {"content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/v1/recordings", content=whole[:length], headers=kind)
    assert (answer.status_code, answer.json()["code"]) == (400, "api.upload_broken_off")
    assert is_empty(house)
    assert not [path for path in (house.settings.data_dir / "objects").rglob("*") if path.is_file()]


class Troubled:
    """An object store whose `put` reads some bytes and then fails; the rest is the real one's."""

    def __init__(self, house: TestHouse, error: Exception) -> None:
        self._objects, self._error = house.objects, error

    def put(self, key: str, data: Any, **options: Any) -> Any:
        data.read(100)
        raise self._error

    def __getattr__(self, name: str) -> Any:
        return getattr(self._objects, name)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (StorageFull("The disk is full; make room."), 507),
        (StorageUnavailable("The object store does not answer."), 503),
        (ObjectsRefused("The object store turns us away."), 502),
        (OSError("/secret/path is gone"), 500),
    ],
)
def test_a_store_in_trouble_is_told_and_no_recording_is_made(
    house: TestHouse, error: Exception, status: int
) -> None:
    answer = send(house.client(objects=Troubled(house, error)))
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text
    assert is_empty(house)


class Away:
    """A database that is away for whoever wants to write."""

    def __init__(self, house: TestHouse, error: Exception) -> None:
        self._house, self._error = house, error

    def begin(self) -> Any:
        raise self._error


@pytest.mark.parametrize("error", [StorageUnavailable("The database does not answer."), KeyError("bug")])
def test_audio_without_a_row_is_forgotten_again(house: TestHouse, error: Exception) -> None:
    answer = send(house.client(store=Away(house, error)))
    assert answer.status_code in {503, 500}
    assert is_empty(house)
