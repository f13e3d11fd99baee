import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from api import problems
from api.guard import MAX_JSON_BYTES, Guard


def client() -> TestClient:
    app = FastAPI()
    problems.install(app)

    @app.post("/echo")
    async def echo(body: dict[str, str]) -> int:
        return len(body)

    @app.post("/big")
    async def big(request: Request) -> int:
        return sum([len(chunk) async for chunk in request.stream()])

    @app.get("/own")
    async def own() -> int:
        raise KeyError("secret")

    app.add_middleware(Guard, hosts=("qa.example",), limits={"/big": 3 * MAX_JSON_BYTES})
    return TestClient(app, base_url="http://localhost:8080")


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8080",
        "127.0.0.1:8080",
        "[::1]:8080",
        "10.1.2.3",
        "qa.example",
        "QA.example:443",
    ],
)
def test_own_names_and_bare_addresses_are_answered(host: str) -> None:
    assert client().get("/nowhere", headers={"host": host}).status_code == 404


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil@localhost",
        "localhost:80:80",
        "",
        "[::1",
        "a b",
        "qa.example.",
        "2130706433x",
    ],
)
def test_a_foreign_name_is_refused(host: str) -> None:
    answer = client().get("/nowhere", headers={"host": host})
    assert answer.status_code == 421
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "api.host_refused"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "same-origin", "origin": "http://localhost:5173"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://localhost:8080"}, 200),
        ({"origin": "http://localhost:9999"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://evil.example"}, 403),
    ],
)
def test_a_change_must_not_come_from_another_site(headers: dict[str, str], status: int) -> None:
    assert client().post("/echo", json={}, headers=headers).status_code == status


def test_reading_from_another_site_is_left_to_the_browser() -> None:
    assert client().get("/nowhere", headers={"sec-fetch-site": "cross-site"}).status_code == 404


def test_a_body_too_long_is_refused_by_its_header() -> None:
    answer = client().post(
        "/echo", content=b" " * (MAX_JSON_BYTES + 1), headers={"content-type": "application/json"}
    )
    assert answer.status_code == 413
    assert answer.json()["code"] == "api.too_large"
    assert f"{MAX_JSON_BYTES:,}" in answer.json()["detail"]
    assert answer.headers["connection"] == "close"


def test_a_body_too_long_is_refused_while_it_comes_where_no_length_was_named() -> None:
    pieces = (b" " * 65536 for _ in range(40))
    answer = client().post("/echo", content=pieces, headers={"content-type": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["code"] == "api.too_large"


def test_a_path_may_have_its_own_limit() -> None:
    assert client().post("/big", content=b" " * (2 * MAX_JSON_BYTES)).json() == 2 * MAX_JSON_BYTES
    assert client().post("/big", content=(b" " * 65536 for _ in range(60))).status_code == 413


def test_every_answer_carries_the_fields_that_protect_it() -> None:
    for answer in (client().get("/own"), client().get("/nowhere"), client().get("/", headers={"host": "x"})):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert not [name for name in answer.headers if name.startswith("access-control-")]
        assert "server" not in answer.headers


def test_an_unforeseen_error_tells_nothing_of_the_inside(caplog: pytest.LogCaptureFixture) -> None:
    answer = client().get("/own")
    assert answer.status_code == 500
    assert answer.json()["code"] == "api.unexpected"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    reference = answer.json()["detail"].split()[-1].rstrip(".")
    assert reference in caplog.text
