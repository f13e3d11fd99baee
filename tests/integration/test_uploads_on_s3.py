"""Uploads straight to a real S3: no byte of theirs passes through the service."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient

from storage.address import open_objects
from storage.errors import AddressInvalid
from tests.house import TestHouse, open_house
from tests.integration.conftest import Weed

pytestmark = pytest.mark.integration

MIB = 1024 * 1024
LONG = bytes(range(256)) * 4096 * 11


@pytest.fixture
def house(s3_url: str, tmp_path: Path) -> Iterator[TestHouse]:
    with open_house(tmp_path, objects_url=s3_url, upload_part_bytes=5 * MIB) as opened:
        yield opened
        for left in opened.objects.unfinished(""):
            opened.objects.forget_parts(left.key, left.handle)


@pytest.fixture
def client(house: TestHouse) -> TestClient:
    return house.client()


def begin(client: TestClient) -> dict[str, Any]:
    told = {"name": "a.wav", "size": len(LONG), "sha256": hashlib.sha256(LONG).hexdigest()}
    sending: dict[str, Any] = client.post("/v1/uploads", json=told).json()
    return sending


def put(sending: dict[str, Any]) -> list[int]:
    return [
        httpx.put(part["url"], content=LONG[part["start"] : part["start"] + part["size"]]).status_code
        for part in sending["parts"]
    ]


def complete(client: TestClient, sending: dict[str, Any]) -> Any:
    return client.post(f"/v1/uploads/{sending['upload']['id']}/complete")


def test_parts_go_to_the_store_and_become_a_recording(
    weed: Weed, house: TestHouse, client: TestClient
) -> None:
    sending = begin(client)
    assert {urlsplit(part["url"]).port for part in sending["parts"]} == {weed.port}
    assert weed.secret not in str(sending)
    assert put(sending) == [200, 200, 200]
    assert [part["arrived"] for part in _get(client, sending)["parts"]] == [True, True, True]
    assert house.kept() == []
    first, again = complete(client, sending), complete(client, sending)
    assert (first.status_code, again.status_code) == (201, 200)
    recording = first.json()
    assert client.get(f"/v1/recordings/{recording['id']}/audio").content == LONG
    assert put(sending) == [404, 404, 404]  # nobody can put other bytes there
    assert client.get(f"/v1/recordings/{recording['id']}/audio").content == LONG


def test_a_part_of_another_size_keeps_the_recording_out_until_it_is_mended(client: TestClient) -> None:
    sending = begin(client)
    put(sending)
    for length in (0, 5 * MIB + 1):
        httpx.put(sending["parts"][0]["url"], content=bytes(length))
    httpx.put(sending["parts"][2]["url"], content=b"short")
    put({"parts": sending["parts"][:1]})
    assert complete(client, sending).status_code == 201


def test_what_is_missing_is_named(client: TestClient) -> None:
    sending = begin(client)
    put({"parts": sending["parts"][1:]})
    answer = complete(client, sending)
    assert (answer.status_code, answer.json()["code"]) == (409, "storage.parts_missing")
    assert answer.json()["problems"] == ["part 1 did not come; PUT its 5242880 bytes at its address"]


def test_an_address_serves_for_its_part_only(client: TestClient, weed: Weed) -> None:
    url = begin(client)["parts"][0]["url"]
    assert httpx.get(url).status_code == 403
    assert httpx.put(url.replace("partNumber=1", "partNumber=2"), content=b"x").status_code == 403
    assert httpx.put(url.replace("uploads/", "calls/"), content=b"x").status_code == 403


def test_a_part_sent_here_is_sent_on(client: TestClient) -> None:
    sending = begin(client)
    answer = client.put(f"/v1/uploads/{sending['upload']['id']}/parts/1", content=b"x")
    assert (answer.status_code, answer.json()["code"]) == (409, "api.part_elsewhere")


def test_what_was_aborted_is_gone_from_the_store(house: TestHouse, client: TestClient) -> None:
    sending = begin(client)
    put(sending)
    assert client.delete(f"/v1/uploads/{sending['upload']['id']}").status_code == 204
    assert list(house.objects.unfinished("uploads/")) == []
    assert put(sending) == [404, 404, 404]


def test_addresses_are_signed_for_the_host_that_uploaders_see(
    weed: Weed, s3_url: str, tmp_path: Path
) -> None:
    public = f"http://localhost:{weed.port}"
    objects = open_objects(s3_url, tmp_path, public)
    settings: dict[str, Any] = {"objects_url": s3_url}
    with open_house(tmp_path, **settings) as house:
        client = house.client(objects=objects)
        sending = begin(client)
        (part,) = sending["parts"]
        assert urlsplit(part["url"]).netloc == f"localhost:{weed.port}"
        assert put(sending) == [200]
        assert complete(client, sending).status_code == 201


@pytest.mark.parametrize(
    "public", ["s3.example.com", "ftp://s3.example.com", "https://s3.example.com/bucket"]
)
def test_a_public_address_that_cannot_be_used_is_refused(s3_url: str, tmp_path: Path, public: str) -> None:
    with pytest.raises(AddressInvalid, match="EVERYCALL_OBJECTS_PUBLIC_URL"):
        open_objects(s3_url, tmp_path, public)


def _get(client: TestClient, sending: dict[str, Any]) -> dict[str, Any]:
    shown: dict[str, Any] = client.get(f"/v1/uploads/{sending['upload']['id']}").json()
    return shown
