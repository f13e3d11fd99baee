import base64
import io
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from fastapi.testclient import TestClient

from config.settings import Settings
from qa.recording import Recording
from storage.errors import StorageUnavailable
from tests.house import WAV, TestHouse, open_house

SECRET = "s3cret-通"
SOURCES = """
sources:
- name: rec
  prefix: rec/
  template: "{agent_id}_{started_at:%Y%m%d%H%M%S}_{source_call_id}.wav"
  timezone: UTC
  sidecar: "{stem}.json"
  sidecar_wait: 600
- name: pbx
  prefix: pbx/
"""
KEY = "rec/a-7_20260301093000_c-1.wav"
BEARER = {"authorization": f"Bearer {SECRET}".encode()}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    (tmp_path / "sources.yaml").write_text(SOURCES)
    with open_house(tmp_path, events_secret=SECRET, sources=tmp_path / "sources.yaml") as opened:
        yield opened


def event(*keys: str, bucket: str = "calls") -> bytes:
    return json.dumps(
        {
            "Records": [
                {
                    "eventName": "ObjectCreated:Put",
                    "s3": {"bucket": {"name": bucket}, "object": {"key": quote_plus(key), "size": "1"}},
                }
                for key in keys
            ]
        }
    ).encode()


def tell(client: TestClient, *keys: str) -> list[dict[str, Any]]:
    answer = client.post("/v1/events/s3", content=event(*keys), headers=BEARER)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def put(house: TestHouse, key: str, content: bytes = WAV) -> None:
    house.objects.put(key, io.BytesIO(content))


def kept(house: TestHouse, recording: str) -> Recording:
    with house.store.read() as unit:
        return unit.recordings.get(recording)


def recordings(client: TestClient) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get("/v1/recordings").json()["items"]
    return items


def test_a_new_recording_is_taken_in_with_what_its_name_tells(house: TestHouse, client: TestClient) -> None:
    put(house, KEY)
    (item,) = tell(client, KEY)
    assert item["outcome"] == "taken"
    made = kept(house, item["recording"])
    assert (made.source, made.key, made.state) == ("rec", KEY, "waiting")
    assert (made.metadata.agent_id, made.metadata.source_call_id) == ("a-7", "c-1")
    assert [told.name for told in house.told] == ["recording.received"]


def test_the_same_notification_again_changes_nothing(house: TestHouse, client: TestClient) -> None:
    put(house, KEY)
    first, second = tell(client, KEY), tell(client, KEY, KEY)
    assert [item["outcome"] for item in first + second] == ["taken", "known"]
    assert first[0]["recording"] == second[0]["recording"]
    named = client.post("/v1/recordings/from-bucket", json={"key": KEY, "source": "rec"})
    assert (named.status_code, named.json()["id"]) == (200, first[0]["recording"])
    assert len(house.told) == 1


def test_many_at_once_are_one_recording(house: TestHouse) -> None:
    put(house, KEY)
    app = house.app()
    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(lambda _: tell(TestClient(app, base_url="http://localhost"), KEY)[0], range(6)))
    assert sorted(item["outcome"] for item in told) == ["known"] * 5 + ["taken"]
    assert len({item["recording"] for item in told}) == 1


@pytest.mark.parametrize(
    "shown",
    [
        f"Bearer {SECRET}".encode(),
        f"bearer  {SECRET}".encode(),
        SECRET.encode(),
        b"Basic " + base64.b64encode(f"anyone:{SECRET}".encode()),
    ],
)
def test_the_secret_may_be_shown_in_several_ways(client: TestClient, shown: bytes) -> None:
    assert client.post("/v1/events/s3", content=event(), headers={"authorization": shown}).status_code == 200


@pytest.mark.parametrize(
    "shown", ["", "Bearer", "Bearer wrong", "wrong", "Basic !!", "Basic d3Jvbmc=", "Bearer é"]
)
def test_without_the_secret_nothing_is_read(house: TestHouse, client: TestClient, shown: str) -> None:
    put(house, KEY)
    headers = {"authorization": shown.encode("latin-1")} if shown else {}
    answer = client.post("/v1/events/s3", content=event(KEY), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "api.secret_refused")
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Bearer" in answer.headers["www-authenticate"]
    assert SECRET not in answer.text
    assert recordings(client) == []


def test_the_door_is_closed_without_a_secret(tmp_path: Path) -> None:
    with open_house(tmp_path) as house:
        answer = house.client().post("/v1/events/s3", content=event(KEY), headers={"authorization": "Bearer"})
    assert (answer.status_code, answer.json()["code"]) == (404, "api.door_closed")


def test_a_notification_at_fault_is_told_record_by_record(client: TestClient) -> None:
    answer = client.post("/v1/events/s3", content=b'{"Records": [1, {}]}', headers=BEARER)
    assert (answer.status_code, answer.json()["code"]) == (422, "qa.event_invalid")
    assert len(answer.json()["problems"]) == 2


def test_one_object_at_fault_keeps_no_other_out(house: TestHouse, client: TestClient) -> None:
    for key in ("rec/nonsense.wav", KEY, "pbx/empty.wav", "pbx/bad.wav", "other/x.wav", "other/x.txt"):
        put(house, key, b"" if "empty" in key else WAV)
    put(house, "pbx/bad.wav.json", b'{"agent_id": 7}')
    put(house, "rec/notes.txt")
    told = tell(
        client,
        *("rec/nonsense.wav", "pbx/empty.wav", "pbx/bad.wav", "pbx/gone.wav", "pbx//x.wav", "other/x.wav"),
        *("other/x.txt", "rec/notes.txt", "uploads/" + "0" * 32, KEY),
    )
    assert [(item["outcome"], item["code"]) for item in told] == [
        ("refused", "qa.name_unmatched"),
        ("refused", "asr.empty_audio"),
        ("refused", "qa.metadata_invalid"),
        ("refused", "storage.object_missing"),
        ("refused", "storage.key_invalid"),
        ("refused", "qa.source_unknown"),
        ("ignored", None),
        ("ignored", None),
        ("ignored", None),
        ("taken", None),
    ]
    assert "'rec/nonsense.wav'" in told[0]["detail"]
    assert len(recordings(client)) == 1
    assert kept(house, told[-1]["recording"]).key == KEY


def test_a_refusal_is_kept_once_and_forgotten_when_the_object_is_mended(
    house: TestHouse, client: TestClient
) -> None:
    put(house, "pbx/a.wav")
    put(house, "pbx/a.wav.json", b'{"agent_id": 7}')
    tell(client, "pbx/a.wav")
    tell(client, "pbx/a.wav")
    with house.store.read() as unit:
        (refused,) = unit.refused.page(limit=10).refused
    assert (refused.key, refused.source, refused.code) == ("pbx/a.wav", "pbx", "qa.metadata_invalid")
    assert [told.name for told in house.told] == ["delivery.refused"]
    put(house, "pbx/a.wav.json", b'{"agent_id": "7"}')
    (item,) = tell(client, "pbx/a.wav.json")  # the mended sidecar brings its recording
    assert item["outcome"] == "taken"
    with house.store.read() as unit:
        assert unit.refused.count() == 0


@pytest.mark.parametrize(
    "key", ["pbx/a\ud800.wav", "pbx/a\0.wav", "uploads/\ud800/", "\ud800.json", "pbx/" + "a" * 1100 + ".wav"]
)
def test_a_key_that_cannot_be_written_down_does_no_harm(client: TestClient, key: str) -> None:
    body = {
        "source": "aws.s3",
        "detail-type": "Object Created",
        "detail": {"bucket": {"name": "b"}, "object": {"key": key}},
    }
    answer = client.post("/v1/events/s3", content=json.dumps(body).encode(), headers=BEARER)
    if "\ud800" in key:
        assert (answer.status_code, answer.json()["code"]) == (422, "qa.event_invalid")
    else:
        assert (answer.status_code, answer.json()["items"][0]["outcome"]) == (200, "refused")


def test_the_same_call_under_another_key_is_a_version(house: TestHouse, client: TestClient) -> None:
    other = KEY.replace("a-7", "a-8")
    put(house, KEY)
    put(house, other)
    first, second = tell(client, KEY, other)
    assert (first["outcome"], second["outcome"]) == ("taken", "taken")
    assert kept(house, second["recording"]).supersedes == first["recording"]


def test_a_recording_waits_for_its_sidecar_and_is_completed_when_it_comes(
    house: TestHouse, client: TestClient
) -> None:
    put(house, KEY)
    (item,) = tell(client, KEY)
    waiting = kept(house, item["recording"])
    assert waiting.next_attempt_at - waiting.received_at == timedelta(seconds=600)
    put(house, KEY.replace(".wav", ".json"), b'{"queue": "cards", "source_call_id": "c-1"}')
    (described,) = tell(client, KEY.replace(".wav", ".json"))
    assert (described["outcome"], described["recording"]) == ("described", item["recording"])
    complete = kept(house, item["recording"])
    assert (complete.metadata.queue, complete.metadata.agent_id) == ("cards", "a-7")
    assert complete.next_attempt_at < waiting.next_attempt_at
    assert [told.name for told in house.told] == ["recording.received", "recording.described"]
    assert house.told[-1].wakes == "ingest"
    assert tell(client, KEY.replace(".wav", ".json"))[0]["outcome"] == "known"


def test_a_sidecar_that_is_first_waits_for_its_recording(house: TestHouse, client: TestClient) -> None:
    beside = KEY.replace(".wav", ".json")
    put(house, beside, b'{"queue": "cards"}')
    assert tell(client, beside)[0]["outcome"] == "ignored"
    put(house, KEY)
    (item,) = tell(client, KEY)
    made = kept(house, item["recording"])
    assert made.metadata.queue == "cards"
    assert made.next_attempt_at == made.received_at


def test_a_late_sidecar_does_not_change_what_was_told_otherwise(house: TestHouse, client: TestClient) -> None:
    put(house, "pbx/a.wav")
    body = {"key": "pbx/a.wav", "source": "pbx", "metadata": {"queue": "told"}}
    made = client.post("/v1/recordings/from-bucket", json=body).json()
    put(house, "pbx/a.wav.json", b'{"queue": "late"}')
    (item,) = tell(client, "pbx/a.wav.json")
    assert (item["outcome"], item["recording"]) == ("known", made["id"])


def test_another_bucket_is_none_of_ours(tmp_path: Path) -> None:
    with open_house(tmp_path, events_secret=SECRET) as house:
        put(house, "a.wav")
        elsewhere = Settings(
            data_dir=tmp_path, events_secret=SECRET, objects_url="s3://k:s@127.0.0.1:9/calls"
        )
        client = house.client(settings=elsewhere)
        for bucket, outcome in (("other", "ignored"), ("calls", "taken")):
            body = event("a.wav", bucket=bucket)
            answer = client.post("/v1/events/s3", content=body, headers=BEARER)
            assert [item["outcome"] for item in answer.json()["items"]] == [outcome]


def test_a_store_that_is_away_asks_to_be_told_again(house: TestHouse) -> None:
    class Away:
        def stat(self, key: str) -> None:
            raise StorageUnavailable("The object store does not answer.")

    client = house.client(objects=Away())
    answer = client.post("/v1/events/s3", content=event(KEY), headers=BEARER)
    assert answer.status_code == 503
