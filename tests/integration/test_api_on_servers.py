"""The API on a real PostgreSQL and a real S3, where two requests truly happen at once."""

import io
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from tests.house import NOON, WAV, TestHouse, open_house

pytestmark = pytest.mark.integration

AT_ONCE = 8


@pytest.fixture
def house(tmp_path: Path, postgres_url: str, s3_url: str) -> Iterator[TestHouse]:
    with open_house(
        tmp_path, database_url=postgres_url, objects_url=s3_url, max_upload_bytes=100_000
    ) as opened:
        yield opened


def at_once(house: TestHouse, ask: Callable[[TestClient], Response]) -> list[Response]:
    app, gate = house.app(), Barrier(AT_ONCE)

    def one(_: int) -> Response:
        client = TestClient(app, base_url="http://localhost")
        gate.wait()
        return ask(client)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def assert_one_recording(house: TestHouse, answers: list[Response]) -> None:
    assert sorted(answer.status_code for answer in answers) == [200] * (AT_ONCE - 1) + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert house.kept() == [answers[0].json()["key"]]
    assert [event.name for event in house.told] == ["recording.received"]


@pytest.mark.parametrize("facts", [{}, {"source_call_id": "c-1"}])
@pytest.mark.parametrize("_again", range(3))
def test_the_same_upload_many_times_at_once_is_one_recording(
    house: TestHouse, facts: dict[str, Any], _again: int
) -> None:
    form = {"metadata": json.dumps(facts)}
    answers = at_once(
        house, lambda client: client.post("/v1/recordings", files={"audio": ("a.wav", WAV)}, data=form)
    )
    assert_one_recording(house, answers)


def test_the_same_key_named_many_times_at_once_is_one_recording(house: TestHouse) -> None:
    house.waiting("other")
    house.objects.remove("other.wav")
    house.told.clear()
    key = "2026/通话 50%+a.wav"
    client = house.client()
    assert client.post("/v1/recordings/from-bucket", json={"key": key, "source": "pbx"}).status_code == 404
    house.objects.put(key, io.BytesIO(WAV))
    answers = at_once(
        house, lambda c: c.post("/v1/recordings/from-bucket", json={"key": key, "source": "pbx"})
    )
    assert_one_recording(house, answers)


def test_audio_comes_in_parts_from_the_bucket(house: TestHouse) -> None:
    house.waiting("a")
    client = house.client()
    whole = client.get("/v1/recordings/a/audio")
    assert (whole.status_code, whole.content, whole.headers["content-type"]) == (200, WAV, "audio/wav")
    part = client.get(
        "/v1/recordings/a/audio", headers={"range": "bytes=-10", "if-range": whole.headers["etag"]}
    )
    assert (part.status_code, part.content) == (206, WAV[-10:])
    assert client.get("/v1/recordings/a/audio", headers={"range": "bytes=100000-"}).status_code == 416


def test_an_upload_too_long_leaves_nothing_in_the_bucket(house: TestHouse) -> None:
    answer = house.client().post("/v1/recordings", files={"audio": ("a.wav", bytes(100_001))})
    assert answer.status_code == 413
    assert house.kept() == []


def test_the_list_pages_and_filters_as_on_sqlite(house: TestHouse) -> None:
    for number in range(5):
        house.scored(f"r{number}", score=50 + 10 * number, started_at=NOON)
    client, seen, cursor = house.client(), [], None
    while True:
        query = {"limit": 2, "rubric": "compliance", "score_from": 60} | (
            {"cursor": cursor} if cursor else {}
        )
        page = client.get("/v1/recordings", params=query).json()
        seen += [item["recording"]["id"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == ["r4", "r3", "r2", "r1"]


def test_the_service_is_ready(house: TestHouse) -> None:
    assert house.client().get("/readyz").json() == {"database": "ok", "objects": "ok", "broker": "none"}
