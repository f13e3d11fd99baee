"""A CSV file of the switch's calls: tried out, then taken in whole, or not at all."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from api.cdr_files import MAX_BYTES
from qa.coverage import close
from storage.coverage import Stretch
from tests.house import NOON, TestHouse, open_house

HEADER = "source,call_id,started_at,agent,trunk"
ROWS = [
    "pbx,1,2026-03-01T09:30:00+08:00,a7,SIP/4",
    "pbx,2,2026-02-28 23:30:00,a7,SIP/4",
    "pbx,3,2025-12-31T09:30:00+08:00,,",
]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    with open_house(tmp_path, time_zone="Asia/Shanghai") as opened:
        yield opened


def send(client: TestClient, *rows: str, **how: Any) -> httpx.Response:
    body = "\ufeff" + "\r\n".join(rows)
    return client.post("/v1/cdrs/file", params=how, content=body, headers={"content-type": "text/csv"})


def listed(client: TestClient) -> int:
    days = client.get("/v1/coverage/days").json()["whole"]
    return int(days["listed"])


def test_a_file_is_looked_at_and_nothing_is_kept(house: TestHouse, client: TestClient) -> None:
    told = send(client, HEADER, *ROWS, dry_run=True).json()
    assert told["columns"][-2:] == [{"name": "agent", "fact": "agent"}, {"name": "trunk", "fact": None}]
    assert [(each["day"], each["calls"], each["book"]) for each in told["days"]] == [
        ("2025-12-31", 1, "past"),
        ("2026-02-28", 1, "open"),
        ("2026-03-01", 1, "open"),
    ]
    assert (told["calls"], told["days_in_all"], told["problems"]) == (3, 3, [])
    assert told["done"] == {"new": 3, "changed": 0, "same": 0}
    assert (listed(client), house.told) == (0, [])


def test_a_file_is_taken_in_and_told_what_came_of_it(house: TestHouse, client: TestClient) -> None:
    assert send(client, HEADER, *ROWS).json()["done"] == {"new": 3, "changed": 0, "same": 0}
    other = ROWS[1].replace("a7", "a8")
    before = send(client, HEADER, ROWS[0], other, dry_run=True).json()
    after = send(client, HEADER, ROWS[0], other).json()
    assert before["done"] == after["done"] == {"new": 0, "changed": 1, "same": 1}
    assert (before["dry_run"], after["dry_run"]) == (True, False)
    assert listed(client) == 2  # the third began before the days that are shown
    assert [event.name for event in house.told] == ["calls.listed"] * 2


def test_a_closed_day_is_told(house: TestHouse, client: TestClient) -> None:
    with house.store.begin() as unit:
        books = unit.coverage.books(Stretch(since=NOON, before=NOON))
        closing = close(date(2026, 2, 28), books, None, zone="Asia/Shanghai", now=NOON)
        assert closing is not None
        unit.closings.add(closing)
    told = send(client, HEADER, *ROWS[:2], dry_run=True).json()
    assert [each["book"] for each in told["days"]] == ["closed", "open"]


def test_what_is_wrong_is_told_by_line_with_its_code_and_nothing_is_kept(client: TestClient) -> None:
    wrong = [HEADER, ROWS[0], "pbx,,yesterday,,", "pbx,3,2026-03-01T09:30:00+08:00"]
    told = send(client, *wrong, dry_run=True).json()
    assert told["problems"] == [
        "line 3: call_id is empty: every call has one",
        "line 3: started_at is 'yesterday': write it as 2026-03-01T09:30:00+08:00",
    ]
    assert (told["calls"], told["done"]) == (2, None)
    (said,) = told["said"][told["problems"][1]]
    assert (said["code"], said["values"]["line"]) == ("cdr.at", "3")
    (why,) = said["why"]
    assert (why["code"], why["values"]) == ("cdr.moment", {"column": "started_at", "given": "'yesterday'"})
    refused = send(client, *wrong)
    assert (refused.status_code, refused.json()["code"]) == (422, "qa.cdr_invalid")
    assert refused.json()["problems"] == told["problems"]
    assert listed(client) == 0


def test_source_zone_and_names_may_be_given_apart(client: TestClient) -> None:
    rows = ("uniqueid,calldate,host", "17.4,2026-03-01 00:30:00,x")
    names = ["call_id=uniqueid", "started_at = calldate"]
    bare = send(client, *rows, source="asterisk", dry_run=True).json()
    assert [each["fact"] for each in bare["columns"]] == [None] * 3
    assert len(bare["problems"]) == 2
    told = send(client, *rows, source="asterisk", zone="America/New_York", column=names).json()
    assert [each["fact"] for each in told["columns"]] == ["call_id", "started_at", None]
    assert [each["day"] for each in told["days"]] == ["2026-03-01"]
    again = send(client, *rows, source="asterisk", column=names, dry_run=True).json()
    assert again["done"] == {"new": 0, "changed": 1, "same": 0}  # without a zone it is the house's


@pytest.mark.parametrize("how", [{"zone": "Mars/Olympus"}, {"zone": "../x"}, {"column": "call_id"}, {"x": 1}])
def test_what_cannot_be_meant_is_refused(client: TestClient, how: dict[str, Any]) -> None:
    refused = send(client, HEADER, *ROWS, **how)
    assert (refused.status_code, refused.json()["code"]) == (422, "api.request_invalid")


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", HEADER.encode("utf-16"), b'a"b,"c\n'])
def test_what_is_no_such_file_is_told(client: TestClient, body: bytes) -> None:
    told = client.post("/v1/cdrs/file?dry_run=true", content=body)
    assert told.status_code == 200
    assert told.json()["problems"]
    assert told.json()["done"] is None
    assert client.post("/v1/cdrs/file", content=body).status_code == 422


def test_a_file_that_is_too_long_is_refused_before_it_is_sent(client: TestClient) -> None:
    refused = client.post("/v1/cdrs/file", headers={"content-length": str(MAX_BYTES + 1)}, content=b"x")
    assert (refused.status_code, refused.json()["code"]) == (413, "api.too_large")
