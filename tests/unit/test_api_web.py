import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.web import PAGES
from tests.house import TestHouse

PAGE = "<!doctype html><title>EveryCall</title>"
SCRIPT = "console.log(1)"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "icon.svg").write_text("<svg/>")
    script = folder / "assets" / "index-a1b2.js"
    script.write_text(SCRIPT)
    script.with_name("index-a1b2.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    (tmp_path / "secret.txt").write_text("secret")
    return folder


@pytest.fixture
def client(house: TestHouse, built: Path) -> Iterator[TestClient]:
    with house.client(settings=house.settings.model_copy(update={"web_dir": built})) as opened:
        yield opened


@pytest.mark.parametrize("address", ["/", "/calls", "/calls/a1", "/calls/a1/b", "/upload", "/sign-in"])
def test_every_address_of_the_page_answers_with_the_page(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.text) == (200, PAGE)
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-cache"


def test_the_page_runs_nothing_inline_and_nothing_from_elsewhere(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy


@pytest.mark.parametrize("address", ["/call", "/settings", "/v1/nothing", "/calls-old", "/index.html"])
def test_other_addresses_are_not_the_pages(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.json()["code"]) == (404, "http.route_unknown")


def test_files_are_kept_for_ever_and_sent_compressed_where_that_is_read(client: TestClient) -> None:
    small = client.get("/assets/index-a1b2.js", headers={"accept-encoding": "gzip, br"})
    plain = client.get("/assets/index-a1b2.js", headers={"accept-encoding": "identity"})
    assert (small.text, plain.text) == (SCRIPT, SCRIPT)
    assert (small.headers["content-encoding"], small.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert "content-encoding" not in plain.headers
    assert "immutable" in plain.headers["cache-control"]
    assert "javascript" in plain.headers["content-type"]


@pytest.mark.parametrize("name", ["nothing.js", "..%2f..%2fsecret.txt", "%2e%2e/secret.txt", ".."])
def test_only_files_of_the_build_are_sent(client: TestClient, name: str) -> None:
    answer = client.get(f"/assets/{name}")
    assert answer.status_code in {200, 404}
    assert answer.text != "secret"
    assert answer.status_code == 404 or answer.text == PAGE


def test_without_a_build_the_page_says_how_to_make_one_and_the_api_works(
    house: TestHouse, tmp_path: Path
) -> None:
    with house.client(settings=house.settings.model_copy(update={"web_dir": tmp_path / "none"})) as client:
        answer = client.get("/calls")
        assert (answer.status_code, answer.json()["code"]) == (503, "api.workbench_not_built")
        assert "make web" in answer.json()["detail"]
        assert client.get("/assets/index-a1b2.js").status_code == 404
        assert client.get("/v1/recordings").status_code == 200


def test_the_router_of_the_page_has_the_same_addresses() -> None:
    source = "".join(
        each.read_text() for each in (Path(__file__).parents[2] / "web" / "src" / "app").glob("*.tsx")
    )
    for page in PAGES:
        assert f'path: "/{page.partition("/")[0]}' in source
