from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest

import asr.errors
import qa.errors
import scoring.errors
import storage.errors
from api import refusals
from api.errors import ANSWERS, answer_to
from api.problems import kinds
from storage.errors import SchemaBehind, StorageUnavailable
from tests.house import TestHouse

ROOTS: tuple[type[Exception], ...] = (
    asr.errors.AsrError,
    scoring.errors.ScoringError,
    qa.errors.QaError,
    storage.errors.StorageError,
    refusals.ApiError,
)


def family(root: type[Exception]) -> Iterator[type[Exception]]:
    yield root
    for kind in root.__subclasses__():
        yield from family(kind)


EVERY = [kind for root in ROOTS for kind in family(root)]


@pytest.mark.parametrize("refusal", EVERY, ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_status_a_title_and_advice(refusal: type[Exception]) -> None:
    answer = answer_to(refusal)
    assert 400 <= answer.status <= 599
    assert answer.title
    assert answer.what_to_do.endswith(".")


def test_every_refusal_of_the_api_has_a_row_of_its_own() -> None:
    assert [kind for kind in family(refusals.ApiError) if kind not in ANSWERS] == []


def test_what_may_succeed_later_is_not_called_the_clients_fault() -> None:
    later = {
        HTTPStatus.CONFLICT,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.INSUFFICIENT_STORAGE,
    }
    assert [
        kind for kind in EVERY if getattr(kind, "retryable", False) and answer_to(kind).status not in later
    ] == []


def test_an_error_that_is_no_refusal_has_no_row() -> None:
    with pytest.raises(KeyError):
        answer_to(ValueError)


def test_every_kind_of_problem_is_listed_once(house: TestHouse) -> None:
    listed = house.client().get("/v1/problems").json()
    codes = [kind["code"] for kind in listed]
    assert codes == sorted(set(codes))
    assert {kind.code for kind in EVERY} <= set(codes)  # type: ignore[attr-defined] # every refusal of ours has one
    assert {"http.route_unknown", "http.method_refused", "api.unexpected"} <= set(codes)
    assert len(listed) == len(kinds())


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "http.route_unknown"),
        ("GET", "/v1/recordings/", 404, "http.route_unknown"),
        ("GET", "/v1/recordings/a/b/c", 404, "http.route_unknown"),
        ("GET", "/static-offline-docs/../../etc/passwd", 404, "http.route_unknown"),
        ("DELETE", "/v1/recordings", 405, "http.method_refused"),
        ("PUT", "/v1/recordings/a/audio", 405, "http.method_refused"),
        ("OPTIONS", "/v1/recordings", 405, "http.method_refused"),
    ],
)
def test_what_the_framework_refuses_is_a_problem_too(
    house: TestHouse, method: str, path: str, status: int, code: str
) -> None:
    answer = house.client().request(method, path)
    told = answer.json()
    assert (answer.status_code, told["status"], told["code"]) == (status, status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(told) == {"type", "title", "status", "detail", "code", "instance", "what_to_do"}
    assert told["instance"].startswith("/")
    if status == 405:
        assert answer.headers["allow"]


def test_a_problem_leads_to_its_kind(house: TestHouse) -> None:
    client = house.client()
    told = client.get("/v1/recordings/nobody").json()
    address, _, code = told["type"].partition("#")
    (kind,) = [kind for kind in client.get(address).json() if kind["code"] == code]
    assert (kind["status"], kind["title"], kind["what_to_do"]) == (
        told["status"],
        told["title"],
        told["what_to_do"],
    )


def test_a_name_with_nul_is_refused_before_a_database_has_to(house: TestHouse) -> None:
    answer = house.client().get("/v1/recordings/a%00b")
    assert (answer.status_code, answer.json()["code"]) == (422, "api.request_invalid")


def test_a_problem_can_quote_any_path(house: TestHouse) -> None:
    told = house.client().get("/v1/recordings/%E5%BD%95%E9%9F%B3%ff%22").json()
    assert told["status"] == 404
    assert "录音" in told["instance"]


class Broken:
    """A store whose every use fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        def fail(*_: Any, **__: Any) -> Any:
            raise self._error

        return fail


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (StorageUnavailable("The database does not answer."), 503, "storage.unavailable"),
        (SchemaBehind("The tables are older."), 503, "storage.schema_behind"),
        (RuntimeError("password=hunter2 in /srv/secret.py"), 500, "api.unexpected"),
    ],
)
def test_a_database_in_trouble_is_told_without_its_inside(
    house: TestHouse, error: Exception, status: int, code: str
) -> None:
    client = house.client(store=Broken(error))
    for answer in (
        client.get("/v1/recordings"),
        client.post("/v1/recordings/a/retry"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert "hunter2" not in answer.text
        assert "Traceback" not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.get("/healthz").status_code == 200
