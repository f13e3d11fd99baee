"""Objects that were refused, listed and taken in again."""

import io
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa.house_events import ObjectsRetaken
from qa.ingest.sources import read
from storage.admission import deliver
from storage.doorstep import Doorstep
from tests.house import WAV, TestHouse

SOURCES = """
sources:
  - {name: pbx, prefix: a/}
  - {name: crm, prefix: b/, template: "{agent_id}_{source_call_id}.wav"}
"""

WHO = {"reason": "the template is mended"}


@pytest.fixture
def named(house: TestHouse, tmp_path: Path) -> TestClient:
    file = tmp_path / "sources.yaml"
    file.write_text(SOURCES)
    return house.client(settings=house.settings.model_copy(update={"sources": file}))


def refuse(house: TestHouse, *keys: str, sidecar: bytes = b"{") -> None:
    """Deliver objects whose sidecars, or names, are at fault."""
    step = Doorstep(house.store, house.objects, read(SOURCES), house.now, lambda: "never")
    for key in keys:
        house.objects.put(key, io.BytesIO(WAV))
        house.objects.put(f"{key}.json", io.BytesIO(sidecar))
        assert deliver(step, key).outcome == "refused"


def listed(client: TestClient, **chosen: Any) -> list[str]:
    return [each["key"] for each in client.get("/v1/refused-objects", params=chosen).json()["items"]]


def test_they_are_listed_with_the_reason_page_by_page(house: TestHouse, named: TestClient) -> None:
    refuse(house, "a/1.wav", "a/2.wav", "b/odd.wav")
    first = named.get("/v1/refused-objects", params={"limit": 2})
    assert first.json()["count"] == 3
    assert [each["key"] for each in first.json()["items"]] == ["b/odd.wav", "a/2.wav"]
    assert first.json()["items"][1] | {"id": "", "at": ""} == {
        "id": "",
        "key": "a/2.wav",
        "source": "pbx",
        "code": "qa.metadata_invalid",
        "detail": first.json()["items"][1]["detail"],
        "at": "",
    }
    assert "JSON" in first.json()["items"][1]["detail"]
    rest = named.get(first.links["next"]["url"]).json()
    assert ([each["key"] for each in rest["items"]], rest["next"]) == (["a/1.wav"], None)
    assert listed(named, source="crm") == ["b/odd.wav"]
    assert listed(named, code="qa.metadata_invalid", source="pbx") == ["a/2.wav", "a/1.wav"]
    assert named.get("/v1/refused-objects", params={"cursor": "x"}).status_code == 400


def test_what_was_mended_is_taken_in_and_the_rest_keeps_its_place(
    house: TestHouse, named: TestClient
) -> None:
    refuse(house, "a/1.wav", "a/2.wav")
    house.objects.put("a/2.wav.json", io.BytesIO(b'{"agent_id": "a-7"}'))
    done = named.post("/v1/refused-objects/retake", json=WHO).json()
    assert [(each["key"], each["outcome"]) for each in done["items"]] == [
        ("a/1.wav", "refused"),
        ("a/2.wav", "taken"),
    ]
    assert done["left"] == 1
    assert listed(named) == ["a/1.wav"]
    (event,) = [each for each in house.told if isinstance(each, ObjectsRetaken)]
    assert (event.actor, event.reason) == ("Lin", "the template is mended")
    assert (event.count, event.taken, event.chosen) == (2, 1, "limit=200")
    recording = named.get(f"/v1/recordings/{done['items'][1]['recording']}").json()["recording"]
    assert recording["metadata"]["agent_id"] == "a-7"


def test_one_is_chosen_by_its_id_and_others_by_filter(house: TestHouse, named: TestClient) -> None:
    refuse(house, "a/1.wav", "a/2.wav", "a/3.wav")
    for number in (1, 2, 3):
        house.objects.put(f"a/{number}.wav.json", io.BytesIO(b"{}"))
    items = named.get("/v1/refused-objects").json()["items"]
    one = next(each["id"] for each in items if each["key"] == "a/2.wav")
    done = named.post("/v1/refused-objects/retake", json=WHO | {"ids": [one]}).json()
    assert ([each["key"] for each in done["items"]], done["left"]) == (["a/2.wav"], 0)
    assert named.post("/v1/refused-objects/retake", json=WHO | {"source": "crm"}).json() == {
        "items": [],
        "left": 0,
    }
    done = named.post("/v1/refused-objects/retake", json=WHO | {"source": "pbx", "limit": 1}).json()
    assert ([each["key"] for each in done["items"]], done["left"]) == (["a/1.wav"], 1)


def test_to_ask_again_goes_on_with_others(house: TestHouse, named: TestClient) -> None:
    refuse(house, "a/1.wav", "a/2.wav")
    looked = [
        named.post("/v1/refused-objects/retake", json=WHO | {"limit": 1}).json()["items"][0]["key"]
        for _ in "abc"
    ]
    assert looked == ["a/1.wav", "a/2.wav", "a/1.wav"]


@pytest.mark.parametrize(
    "body", [{"ids": ["../x"]}, {"limit": 0}, {"key": "a/1.wav"}, {"actor": "Mia"}, {"reason": None}]
)
def test_what_is_not_understood_takes_nothing_in(
    house: TestHouse, named: TestClient, body: dict[str, Any]
) -> None:
    refuse(house, "a/1.wav")
    assert named.post("/v1/refused-objects/retake", json=WHO | body).status_code == 422
    assert listed(named) == ["a/1.wav"]
