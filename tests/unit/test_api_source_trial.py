"""A source tried on a file: which side is the agent, and what is heard there."""

import io
import json
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from tests.house import TestHouse, open_house

SOURCES = """
sources:
  - name: pbx
    prefix: pbx/
    template: "{agent_id}_{direction}.wav"
    agent_channel: {inbound: 1, outbound: 0}
"""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    file = tmp_path / "sources.yaml"
    file.write_text(SOURCES)
    with open_house(tmp_path / "var", sources=file) as opened:
        yield opened


def sound(channels: int = 2) -> bytes:
    """Make two seconds at 8 kHz: a tone on channel 0 in the second one, silence on channel 1."""
    seconds = np.arange(16_000) / 8000
    tone = np.where(seconds >= 1, 8000 * np.sin(seconds * 2 * np.pi * 440), 0)
    samples = np.stack([tone, np.zeros_like(tone)][:channels], axis=1).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(channels)
        written.setsampwidth(2)
        written.setframerate(8000)
        written.writeframes(samples.tobytes())
    return file.getvalue()


def attempt(client: TestClient, name: str = "a7_inbound.wav", **more: Any) -> dict[str, Any]:
    audio = more.pop("audio", sound())
    files = {"audio": (name, audio)} | more.pop("files", {})
    answer = client.post("/v1/sources/try", files=files, data={"source": "pbx"} | more)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_it_says_what_the_rule_makes_of_a_file_and_keeps_nothing(
    house: TestHouse, client: TestClient
) -> None:
    told = attempt(client)
    assert (told["key"], told["agent_channel"], told["by_source"]) == ("pbx/a7_inbound.wav", 1, True)
    assert (told["metadata"]["agent_id"], told["metadata"]["direction"]) == ("a7", "inbound")
    assert (told["rate_hz"], told["container"], round(told["duration"], 2)) == (8000, "wav", 2)
    tone, silence = told["channels"]
    assert tone["sounding"] == pytest.approx(0.5, abs=0.02)
    assert tone["level_dbfs"] == pytest.approx(-15.3, abs=0.3)
    assert tone["first"] == pytest.approx(1.0, abs=0.05)
    assert (silence["level_dbfs"], silence["sounding"], max(silence["envelope"])) == (None, 0, 0)
    assert house.kept() == []
    assert client.get("/v1/recordings").json()["items"] == []


def test_direction_and_sidecar_count(client: TestClient) -> None:
    assert attempt(client, "a7_outbound.wav")["agent_channel"] == 0
    sidecar = {"sidecar": ("a.json", json.dumps({"agent_channel": 0}))}
    told = attempt(client, files=sidecar)
    assert (told["agent_channel"], told["by_source"]) == (0, True)


def test_a_name_that_is_not_understood_is_told_beside_what_is_heard(client: TestClient) -> None:
    told = attempt(client, "call.wav")
    assert told["metadata"] is None
    assert told["misread"]["code"] == "qa.name_unmatched"
    assert (told["agent_channel"], told["by_source"], len(told["channels"])) == (0, False, 2)


def test_on_one_channel_there_is_no_side(client: TestClient) -> None:
    told = attempt(client, audio=sound(1))
    assert (told["agent_channel"], len(told["channels"])) == (None, 1)


def test_what_cannot_be_tried_is_refused_by_name(client: TestClient) -> None:
    files = {"audio": ("a7_inbound.wav", b"<html>")}
    page = client.post("/v1/sources/try", files=files, data={"source": "pbx"})
    assert (page.status_code, page.json()["code"]) == (422, "asr.not_audio")
    other = client.post("/v1/sources/try", files={"audio": ("a.wav", sound())}, data={"source": "x"})
    assert (other.status_code, other.json()["code"]) == (404, "storage.not_found")
    long = {"audio": ("a7_inbound.wav", sound()), "sidecar": ("a.json", b" " * 2_000_000)}
    refused = client.post("/v1/sources/try", files=long, data={"source": "pbx"})
    assert (refused.status_code, refused.json()["code"]) == (422, "api.request_invalid")
