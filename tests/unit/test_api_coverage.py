"""The switch's calls in, a day's coverage out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.coverage import MOST_CALLS
from qa.coverage import close
from storage.coverage import Stretch
from tests.house import NOON, TestHouse, open_house

DAY = "2026-03-01"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    with open_house(tmp_path, time_zone="Asia/Shanghai") as opened:
        yield opened


def call(name: str, **facts: Any) -> dict[str, Any]:
    return {"source": "pbx", "call_id": f"call-{name}", "started_at": "2026-03-01T09:30:00+08:00"} | facts


def test_calls_meet_their_recordings(house: TestHouse, client: TestClient) -> None:
    house.scored("a", team="Loans")
    house.failed("b")
    answer = client.post("/v1/cdrs", json={"calls": [call("a"), call("b"), call("c", team="Loans")]})
    assert (answer.status_code, answer.json()) == (200, {"new": 3, "changed": 0, "same": 0})
    told = client.get("/v1/coverage", params={"day": DAY}).json()
    assert (told["day"], told["zone"], told["team"], told["share"]) == (DAY, "Asia/Shanghai", None, 1 / 3)
    totals = told["totals"]
    assert (totals["basis"], totals["numerator"], totals["denominator"]) == ("cdr", 1, 3)
    assert [step["calls"] for step in totals["funnel"]] == [3, 3, 2, 1, 1, 1]
    assert totals["drops"] == [
        {"reached": "recorded", "reason": "not_received", "calls": 1},
        {"reached": "received", "reason": "failed:asr.not_audio", "calls": 1},
    ]
    assert {gap["call_id"] for gap in told["gaps"]} == {"call-b", "call-c"}
    assert (told["written"], told["next"]) == ([], None)
    loans = client.get("/v1/coverage", params={"day": DAY, "team": "Loans"}).json()
    assert (loans["totals"]["numerator"], loans["totals"]["denominator"]) == (1, 2)


def test_the_same_calls_may_come_again(house: TestHouse, client: TestClient) -> None:
    client.post("/v1/cdrs", json={"calls": [call("a"), call("b")]})
    again = client.post("/v1/cdrs", json={"calls": [call("a"), call("b", agent="a7"), call("c")]})
    assert again.json() == {"new": 1, "changed": 1, "same": 1}
    assert [event.name for event in house.told] == ["calls.listed"] * 2


def test_without_the_switch_it_says_so(house: TestHouse, client: TestClient) -> None:
    house.scored("a")
    totals = client.get("/v1/coverage", params={"day": DAY}).json()["totals"]
    assert (totals["basis"], totals["numerator"], totals["denominator"]) == ("recordings", 1, 1)


def test_left_out_the_day_is_yesterday_in_the_houses_zone(client: TestClient) -> None:
    told = client.get("/v1/coverage").json()
    assert (told["day"], told["share"]) == ("2026-02-28", None)


def test_gaps_are_read_page_by_page(client: TestClient) -> None:
    client.post("/v1/cdrs", json={"calls": [call(str(number)) for number in range(5)]})
    first = client.get("/v1/coverage", params={"day": DAY, "limit": 3})
    assert 'rel="next"' in first.headers["link"]
    query = {"day": DAY, "limit": 3, "cursor": first.json()["next"]}
    second = client.get("/v1/coverage", params=query).json()
    found = [gap["call_id"] for gap in first.json()["gaps"] + second["gaps"]]
    assert sorted(found) == [f"call-{number}" for number in range(5)]
    refused = client.get("/v1/coverage", params=query | {"team": "x"})
    assert (refused.status_code, refused.json()["code"]) == (400, "storage.cursor_invalid")


def test_everything_wrong_is_told_at_once_and_nothing_is_kept(client: TestClient) -> None:
    wrong = [call("a"), call("b", started_at="2026-03-01T09:30:00"), call("c", duration=-1)]
    answer = client.post("/v1/cdrs", json={"calls": wrong})
    assert (answer.status_code, answer.json()["code"]) == (422, "api.request_invalid")
    places = [problem.split(" ")[2] for problem in answer.json()["problems"]]
    assert places == ["calls.1.started_at", "calls.2.duration"]
    assert client.get("/v1/coverage", params={"day": DAY}).json()["totals"]["denominator"] == 0


@pytest.mark.parametrize("count", [0, MOST_CALLS + 1])
def test_neither_none_nor_too_many(client: TestClient, count: int) -> None:
    assert client.post("/v1/cdrs", json={"calls": [call("a")] * count}).status_code == 422


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "tomorrow"])
def test_a_day_off_the_calendar_is_refused(client: TestClient, day: str) -> None:
    assert client.get("/v1/coverage", params={"day": day}).status_code == 422


def test_what_was_written_stays_beside_what_is(house: TestHouse, client: TestClient) -> None:
    with house.store.begin() as unit:
        books = unit.coverage.books(Stretch(since=NOON, before=NOON))
        closing = close(date(2026, 3, 1), books, None, zone="Asia/Shanghai", now=NOON)
        assert closing is not None
        unit.closings.add(closing)
    house.scored("a")
    told = client.get("/v1/coverage", params={"day": DAY}).json()
    (written,) = told["written"]
    assert (written["number"], written["totals"]["denominator"]) == (0, 0)
    assert told["totals"]["denominator"] == 1
