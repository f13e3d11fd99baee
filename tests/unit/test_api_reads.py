"""Who was given a call's audio or words stands in the audit trail."""

import sqlite3
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from api.reads import AGAIN
from qa.events import RecordingRead
from tests.house import TestHouse

AUDIO, WORDS = "/v1/recordings/a/audio", "/v1/recordings/a/transcript"


@pytest.fixture
def client(house: TestHouse) -> TestClient:
    house.scored("a")
    house.scored("b")
    return house.client()


def read(house: TestHouse) -> list[tuple[str, str, str, str]]:
    return [(e.recording, e.what, e.address, e.actor) for e in house.told if isinstance(e, RecordingRead)]


def test_every_reading_is_written_down_once(house: TestHouse, client: TestClient) -> None:
    for path in (AUDIO, WORDS, AUDIO, f"{WORDS}?format=srt", AUDIO.replace("/a/", "/b/")):
        assert client.get(path).status_code == 200
    assert client.get(AUDIO, headers={"range": "bytes=4-7"}).status_code == 206
    assert read(house) == [
        ("a", "audio", "testclient", "Lin"),
        ("a", "transcript", "testclient", "Lin"),
        ("b", "audio", "testclient", "Lin"),
    ]
    with house.store.read() as unit:
        (words,) = [event for event in unit.audit.of("a") if event.details.get("what") == "transcript"]
    assert words.name == "recording.read"


def test_a_part_alone_is_a_reading_too(house: TestHouse, client: TestClient) -> None:
    client.get(AUDIO, headers={"range": "bytes=8-11"})
    assert [what for _, what, _, _ in read(house)] == ["audio"]


def test_another_day_is_another_reading(house: TestHouse, client: TestClient) -> None:
    client.get(AUDIO)
    for _ in range(AGAIN // timedelta(minutes=1)):
        house.now()  # a minute goes by
    client.get(AUDIO)
    assert len(read(house)) == 2


def test_what_sends_nothing_is_no_reading(house: TestHouse, client: TestClient) -> None:
    client.head(AUDIO)
    assert client.get("/v1/recordings/nobody/audio").status_code == 404
    assert client.get(f"{WORDS}?transcript=nothing").status_code == 404
    client.get("/v1/recordings/a")
    assert read(house) == []


def test_nothing_is_read_that_cannot_be_written_down(house: TestHouse, client: TestClient) -> None:
    with sqlite3.connect(house.settings.data_dir / "everycall.db") as raw:
        raw.execute("DROP TABLE audit_events")
    answer = client.get(AUDIO)
    assert answer.status_code >= 500
    assert b"RIFF" not in answer.content
