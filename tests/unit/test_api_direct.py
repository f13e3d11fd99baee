"""Uploads whose parts go to addresses of their own; here through the service, as its store is a folder."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from qa.recording import State
from tests import sounds
from tests.desks import Plan, make_desk
from tests.house import TestHouse, open_house
from workers.desk import Desk
from workers.presence import Presence
from workers.shift import step
from workers.strays import forget_strays

MIB = 1024 * 1024
LONG = bytes(range(256)) * 4096 * 11
"""11 MiB: three parts."""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    (tmp_path / "sources.yaml").write_text(
        'sources: [{name: rec, prefix: rec/, template: "{agent_id}_{source_call_id}.wav"}]'
    )
    with open_house(
        tmp_path,
        upload_part_bytes=5 * MIB,
        max_upload_bytes=20 * MIB,
        upload_seconds=3600,
        sources=tmp_path / "sources.yaml",
    ) as opened:
        yield opened


def begin(client: TestClient, audio: bytes = LONG, **more: Any) -> dict[str, Any]:
    answer = client.post("/v1/uploads", json={"name": "通话 1.wav", "size": len(audio), **more})
    assert answer.status_code == 201, answer.text
    sending: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"/v1/uploads/{sending['upload']['id']}"
    return sending


def put(client: TestClient, sending: dict[str, Any], audio: bytes = LONG) -> None:
    for part in sending["parts"]:
        piece = audio[part["start"] : part["start"] + part["size"]]
        answer = client.put(part["url"], content=piece)
        assert answer.is_success, answer.text


def complete(client: TestClient, sending: dict[str, Any]) -> Any:
    return client.post(f"/v1/uploads/{sending['upload']['id']}/complete")


def test_parts_become_a_recording_by_the_path_of_all_doors(house: TestHouse, client: TestClient) -> None:
    sending = begin(client, source="pbx", metadata={"source_call_id": "c-1", "queue": "cards"})
    assert [(part["start"], part["size"]) for part in sending["parts"]] == [
        (0, 5 * MIB),
        (5 * MIB, 5 * MIB),
        (10 * MIB, MIB),
    ]
    put(client, sending)
    assert house.kept() == []
    answer = complete(client, sending)
    assert answer.status_code == 201
    recording = answer.json()
    assert answer.headers["location"] == f"/v1/recordings/{recording['id']}"
    assert (recording["source"], recording["metadata"]["queue"], recording["size"]) == (
        "pbx",
        "cards",
        len(LONG),
    )
    assert [told.name for told in house.told] == ["recording.received"]
    assert client.get(f"/v1/recordings/{recording['id']}/audio").content == LONG
    over = client.get(f"/v1/uploads/{sending['upload']['id']}").json()
    assert (over["upload"]["state"], over["upload"]["recording"], over["parts"]) == (
        "completed",
        recording["id"],
        [],
    )


def test_completing_again_answers_with_the_same_recording(house: TestHouse, client: TestClient) -> None:
    sending = begin(client)
    put(client, sending)
    first, again = complete(client, sending), complete(client, sending)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert len(house.told) == 1


def test_completing_at_once_makes_one_recording(house: TestHouse, client: TestClient) -> None:
    sending = begin(client)
    put(client, sending)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: complete(client, sending), range(4)))
    assert {answer.status_code for answer in answers} <= {200, 201}, [a.text for a in answers]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(house.told) == 1
    assert client.get(f"/v1/recordings/{answers[0].json()['id']}/audio").content == LONG


def test_a_part_that_is_missing_is_named_and_may_follow(house: TestHouse, client: TestClient) -> None:
    sending = begin(client)
    put(client, {"parts": sending["parts"][::2]})
    answer = complete(client, sending)
    assert (answer.status_code, answer.json()["code"]) == (409, "storage.parts_missing")
    assert answer.json()["problems"] == ["part 2 did not come; PUT its 5242880 bytes at its address"]
    assert answer.headers["content-type"] == "application/problem+json"
    left = client.get(f"/v1/uploads/{sending['upload']['id']}").json()["parts"]
    assert [part["arrived"] for part in left] == [True, False, True]
    put(client, {"parts": left[1:2]})
    assert complete(client, sending).status_code == 201


@pytest.mark.parametrize("size", [0, 1, MIB - 1])
def test_a_part_too_short_is_refused(house: TestHouse, client: TestClient, size: int) -> None:
    sending = begin(client, audio=bytes(MIB))
    answer = client.put(sending["parts"][0]["url"], content=bytes(size))
    assert (answer.status_code, answer.json()["code"]) == (400, "storage.object_incomplete")
    assert complete(client, sending).json()["code"] == "storage.parts_missing"


@pytest.mark.parametrize(
    ("size", "code"), [(MIB + 1, "storage.object_incomplete"), (6 * MIB, "api.too_large")]
)
def test_a_part_too_long_is_refused(client: TestClient, size: int, code: str) -> None:
    sending = begin(client, audio=bytes(MIB))
    answer = client.put(sending["parts"][0]["url"], content=bytes(size))
    assert answer.json()["code"] == code
    assert 400 <= answer.status_code < 500


def test_a_part_nobody_asked_for_is_refused(client: TestClient) -> None:
    sending = begin(client)
    for number in (0, 4, -1):
        url = sending["parts"][0]["url"].removesuffix("1") + str(number)
        answer = client.put(url, content=b"x")
        assert (answer.status_code, answer.json()["code"]) == (404, "storage.not_found"), number


def test_an_upload_nobody_began_is_not_found(client: TestClient) -> None:
    for ask in (client.get, client.delete):
        assert ask("/v1/uploads/" + "0" * 32).status_code == 404
    assert client.post("/v1/uploads/nobody/complete").json()["code"] == "storage.not_found"
    assert client.put("/v1/uploads/nobody/parts/1", content=b"x").json()["code"] == "storage.not_found"


def test_once_completed_nobody_can_put_other_bytes(client: TestClient) -> None:
    sending = begin(client)
    put(client, sending)
    recording = complete(client, sending).json()["id"]
    answer = client.put(sending["parts"][0]["url"], content=bytes(5 * MIB))
    assert (answer.status_code, answer.json()["code"]) == (409, "qa.upload_over")
    assert client.get(f"/v1/recordings/{recording}/audio").content == LONG
    assert client.delete(f"/v1/uploads/{sending['upload']['id']}").status_code == 409


def test_an_upload_that_is_aborted_leaves_nothing(house: TestHouse, client: TestClient) -> None:
    sending = begin(client)
    put(client, sending)
    address = f"/v1/uploads/{sending['upload']['id']}"
    assert [client.delete(address).status_code for _ in range(2)] == [204, 204]
    assert list(house.objects.unfinished("")) == []
    assert complete(client, sending).json()["code"] == "qa.upload_over"
    assert client.put(sending["parts"][0]["url"], content=bytes(5 * MIB)).status_code == 409
    assert client.get(address).json()["upload"]["state"] == "aborted"


def test_an_upload_that_expired_is_over_and_swept(house: TestHouse, tmp_path: Path) -> None:
    begun = datetime.now(UTC)  # what the store dates by
    moment = [begun]
    client = house.client(now=lambda: moment[-1])
    sending = begin(client)
    address = f"/v1/uploads/{sending['upload']['id']}"
    put(client, sending)
    moment.append(begun + timedelta(hours=1))
    for answer in (complete(client, sending), client.put(sending["parts"][0]["url"], content=bytes(5 * MIB))):
        assert (answer.status_code, answer.json()["code"]) == (410, "qa.upload_expired")
    assert client.get(address).json()["upload"]["state"] == "expired"
    with Presence(tmp_path / "workers", "w") as presence:
        desk = lay(house, tmp_path, presence, now=lambda: moment[-1])
        for hours, removed in ((23, 0), (25, 1), (26, 0)):
            moment.append(begun + timedelta(hours=hours))
            assert forget_strays(desk) == removed
        assert list(house.objects.unfinished("")) == []
        assert client.get(address).status_code == 200
        moment.append(begun + timedelta(days=31))
        forget_strays(desk)
    assert client.get(address).status_code == 404


def lay(house: TestHouse, folder: Path, presence: Presence, **parts: Any) -> Desk:
    known = {"store": house.store, "objects": house.objects} | parts
    return make_desk(Plan(folder), presence, lambda: False, **known)


def test_parts_that_are_joined_and_not_yet_a_recording_are_taken_in_by_completing_again(
    house: TestHouse, client: TestClient
) -> None:
    """As after a process that was killed between the two."""
    sending = begin(client)
    put(client, sending)
    (begun,) = house.objects.unfinished("")
    house.objects.join(begun.key, begun.handle, [5 * MIB, 5 * MIB, MIB])
    shown = client.get(f"/v1/uploads/{sending['upload']['id']}").json()
    assert [part["arrived"] for part in shown["parts"]] == [True, True, True]
    assert complete(client, sending).status_code == 201


@pytest.mark.parametrize(
    ("told", "state"), [("right", State.WAITING), ("wrong", State.FAILED), (None, State.WAITING)]
)
def test_the_digest_that_was_told_is_checked_at_ingest(
    house: TestHouse, client: TestClient, tmp_path: Path, told: str | None, state: State
) -> None:
    audio = sounds.wav(sounds.babble(0.5, 8000), 8000)
    digests = {"right": hashlib.sha256(audio).hexdigest(), "wrong": "0" * 64, None: None}
    sending = begin(client, audio, sha256=digests[told])
    put(client, sending, audio)
    recording = complete(client, sending).json()["id"]
    with Presence(tmp_path / "workers", "w") as presence:
        step(lay(house, tmp_path, presence))
    with house.store.read() as unit:
        kept = unit.recordings.get(recording)
    assert kept.state is state
    assert (kept.problem and kept.problem.code) == ("workers.audio_differs" if told == "wrong" else None)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "body field name field required"),
        ({"name": "a", "size": 0}, "body field size"),
        ({"name": "a", "size": -1}, "body field size"),
        ({"name": "a", "size": "1"}, "body field size"),
        ({"name": "a", "size": 1.5}, "body field size"),
        ({"name": "", "size": 1}, "body field name"),
        ({"name": "a\u0000b", "size": 1}, "body field name"),
        ({"name": "a\r\nb", "size": 1}, "body field name"),
        ({"name": "x" * 201, "size": 1}, "body field name"),
        ({"name": "a", "size": 1, "sha256": "x" * 64}, "body field sha256"),
        ({"name": "a", "size": 1, "sha256": "A" * 64}, "body field sha256"),
        ({"name": "a", "size": 1, "key": "calls/1.wav"}, "body field key is not known here"),
    ],
)
def test_what_is_at_fault_is_told_field_by_field(
    house: TestHouse, client: TestClient, body: dict[str, Any], told: str
) -> None:
    answer = client.post("/v1/uploads", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "api.request_invalid")
    assert answer.json()["problems"][0].startswith(told), answer.json()["problems"]
    assert list(house.objects.unfinished("")) == []


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "..", "a\\b", "%2e%2e/x", "' OR 1=1 --", "<script>"]
)
def test_no_key_is_made_of_a_name(house: TestHouse, client: TestClient, name: str) -> None:
    sending = begin(client, b"RIFF", name=name)
    put(client, sending, b"RIFF")
    recording = complete(client, sending).json()
    assert recording["key"] == f"uploads/{sending['upload']['id']}"
    assert house.kept() == [recording["key"]]


def test_a_file_too_large_is_refused_before_a_byte_is_sent(house: TestHouse, client: TestClient) -> None:
    answer = client.post("/v1/uploads", json={"name": "a.wav", "size": 20 * MIB + 1})
    assert (answer.status_code, answer.json()["code"]) == (413, "storage.object_too_large")
    assert list(house.objects.unfinished("")) == []


def test_a_name_tells_of_the_call_as_its_source_has_it(client: TestClient) -> None:
    sending = begin(client, source="rec", name="a-7_c-9.wav")
    assert sending["upload"]["metadata"]["source_call_id"] == "c-9"
    answer = client.post("/v1/uploads", json={"name": "nothing.wav", "size": 1, "source": "rec"})
    assert (answer.status_code, answer.json()["code"]) == (422, "qa.name_unmatched")
    answer = client.post("/v1/uploads", json={"name": "a", "size": 1, "metadata": {"agent_id": 7}})
    assert answer.json()["code"] == "qa.metadata_invalid"


def test_addresses_lead_to_the_name_the_service_was_called_by(house: TestHouse) -> None:
    client = house.client()
    url = begin(client)["parts"][0]["url"]
    assert urlsplit(url).netloc == "localhost"
