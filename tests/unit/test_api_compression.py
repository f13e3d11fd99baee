"""What is long and made of words is compressed for those who can read it so; sound and what is compressed already is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import COMPRESSED_FROM_BYTES
from tests import sounds
from tests.house import TestHouse, open_house

DOCUMENT = "/openapi.json"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    with open_house(tmp_path) as opened:
        opened.scored("a")
        yield opened


def test_a_long_answer_is_compressed_for_who_asks(client: TestClient) -> None:
    packed = client.get(DOCUMENT, headers={"accept-encoding": "gzip, br"})
    plain = client.get(DOCUMENT, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content) / 4
    assert "content-encoding" not in plain.headers
    assert "accept-encoding" in plain.headers["vary"].lower()
    assert packed.json() == plain.json()


def test_a_short_answer_goes_as_it_is(client: TestClient) -> None:
    answer = client.get("/v1/recordings/a", headers={"accept-encoding": "gzip"})
    assert len(answer.content) < COMPRESSED_FROM_BYTES
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("part", [{}, {"range": "bytes=0-7999"}])
def test_sound_is_not_compressed(client: TestClient, house: TestHouse, part: dict[str, str]) -> None:
    house.waiting("b", sounds.wav(sounds.babble(1, 8000), 8000))
    whole = client.get("/v1/recordings/b/audio").content
    assert len(whole) > 2 * COMPRESSED_FROM_BYTES
    answer = client.get("/v1/recordings/b/audio", headers={"accept-encoding": "gzip", **part})
    assert "content-encoding" not in answer.headers
    assert answer.content == whole[: 8000 if part else None]
