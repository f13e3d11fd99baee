import asyncio
import io
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.folder import FolderObjects
from storage.stream import CHUNK_BYTES, Opened
from tests.house import WAV, TestHouse, open_house

AUDIO = "/v1/recordings/a/audio"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    with open_house(tmp_path) as opened:
        opened.waiting("a")
        yield opened


def test_the_whole_comes_byte_for_byte(client: TestClient) -> None:
    answer = client.get(AUDIO)
    assert answer.status_code == 200
    assert answer.content == WAV
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["content-length"] == str(len(WAV))
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["content-disposition"].startswith('inline; filename="call-a.wav"')
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "content-range" not in answer.headers


def test_a_part_comes_with_its_place(client: TestClient) -> None:
    answer = client.get(AUDIO, headers={"range": "bytes=8-11"})
    assert (answer.status_code, answer.content) == (206, b"WAVE")
    assert answer.headers["content-range"] == f"bytes 8-11/{len(WAV)}"
    assert answer.headers["content-length"] == "4"
    assert answer.headers["content-type"] == "audio/wav"


def test_a_range_past_the_end_is_refused_with_the_size(client: TestClient) -> None:
    answer = client.get(AUDIO, headers={"range": f"bytes={len(WAV)}-"})
    assert (answer.status_code, answer.json()["code"]) == (416, "api.range_unsatisfiable")
    assert answer.headers["content-range"] == f"bytes */{len(WAV)}"


def test_head_tells_what_get_would_send_without_the_bytes(client: TestClient) -> None:
    for fields in ({}, {"range": "bytes=0-3"}):
        head, get = client.head(AUDIO, headers=fields), client.get(AUDIO, headers=fields)
        assert head.content == b""
        assert (head.status_code, head.headers) == (get.status_code, get.headers)
    assert client.head("/v1/recordings/nobody/audio").status_code == 404


def test_a_good_copy_is_not_sent_again(house: TestHouse, client: TestClient) -> None:
    etag = client.get(AUDIO).headers["etag"]
    again = client.get(AUDIO, headers={"if-none-match": f'"x", {etag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert client.get(AUDIO, headers={"range": "bytes=0-1", "if-range": etag}).status_code == 206
    house.objects.put("a.wav", io.BytesIO(WAV + b"more"))
    assert client.get(AUDIO, headers={"if-none-match": etag}).status_code == 200
    changed = client.get(AUDIO, headers={"range": "bytes=0-1", "if-range": etag})
    assert (changed.status_code, changed.content) == (200, WAV + b"more")


@pytest.mark.parametrize(
    ("content", "kind", "way"),
    [
        (b"OggS" + bytes(100), "audio/ogg", 'inline; filename="call-b.ogg"'),
        (b"ID3\x04" + bytes(100), "audio/mpeg", 'inline; filename="call-b.mp3"'),
        (b"<html><script>alert(1)</script>", "application/octet-stream", 'attachment; filename="call-b.bin"'),
        (b"x", "application/octet-stream", 'attachment; filename="call-b.bin"'),
    ],
)
def test_content_decides_the_type_whatever_the_key_says(
    house: TestHouse, client: TestClient, content: bytes, kind: str, way: str
) -> None:
    house.waiting("b", content)
    answer = client.get("/v1/recordings/b/audio")
    assert answer.content == content
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"].startswith(way)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_odd_name_stays_inside_its_field(house: TestHouse, client: TestClient) -> None:
    house.waiting("b", source_call_id='通话"; x=../50%')
    field = client.get("/v1/recordings/b/audio").headers["content-disposition"]
    assert field.startswith('inline; filename="')
    assert "filename*=UTF-8''%E9%80%9A%E8%AF%9D" in field


def test_audio_that_is_gone_is_told(house: TestHouse, client: TestClient) -> None:
    house.objects.remove("a.wav")
    answer = client.get(AUDIO)
    assert (answer.status_code, answer.json()["code"]) == (404, "storage.object_missing")


class Watched(FolderObjects):
    """A folder that remembers what was opened."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.opened: list[Opened] = []

    def get(self, key: str, *, start: int = 0, length: int | None = None) -> Opened:
        self.opened.append(super().get(key, start=start, length=length))
        return self.opened[-1]


@pytest.mark.parametrize("sent", [0, 1])
def test_a_player_that_breaks_off_leaves_nothing_open(house: TestHouse, tmp_path: Path, sent: int) -> None:
    house.waiting("b", WAV + bytes(3 * CHUNK_BYTES))
    objects = Watched(tmp_path / "objects")
    told: list[MutableMapping[str, Any]] = []
    gone = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if sent:
            await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        told.append(message)
        if len(message.get("body", b"")) > 0:
            gone.set()
            await asyncio.Event().wait()  # takes no more

    scope = {
        "type": "http",
        "asgi": {"spec_version": "2.3"},
        "method": "GET",
        "path": "/v1/recordings/b/audio",
    }
    scope |= {"headers": [(b"host", b"localhost")], "query_string": b"", "scheme": "http"}
    asyncio.run(house.app(objects=objects)(scope, receive, send))
    assert told[0]["status"] == 200
    assert len(objects.opened) == 2  # what it is, and what is sent
    assert [list(each) for each in objects.opened] == [[], []]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.integers(0, 400), last=st.none() | st.integers(0, 400), suffix=st.booleans())
def test_any_range_gives_what_slicing_gives(
    client: TestClient, first: int, last: int | None, suffix: bool
) -> None:
    if suffix:
        header, expected = f"bytes=-{first}", WAV[-first:] if first else b""
    else:
        header, expected = (
            f"bytes={first}-{'' if last is None else last}",
            WAV[first : None if last is None else last + 1],
        )
    answer = client.get(AUDIO, headers={"range": header})
    if not suffix and last is not None and last < first:
        assert (answer.status_code, answer.content) == (200, WAV)
    elif expected:
        assert (answer.status_code, answer.content) == (206, expected)
    else:
        assert answer.status_code == 416
