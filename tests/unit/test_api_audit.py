"""The audit trail, searched."""

import csv
import io
import json
from datetime import timedelta
from itertools import count

from fastapi.testclient import TestClient

from api.trail import Lines
from qa.house_events import SourcePaused
from storage.audit import Sought
from tests.house import NOON, TestHouse


def fill(house: TestHouse) -> None:
    with house.store.begin() as unit:
        for hours, actor in ((0, "mia"), (11, "li"), (36, "mia")):
            at = NOON + timedelta(hours=hours)
            unit.record(SourcePaused(at=at, actor=actor, source="pbx", reason="moves"))


def test_a_day_is_the_houses_and_both_ends_belong_to_it(house: TestHouse, client: TestClient) -> None:
    fill(house)
    found = client.get("/v1/audit", params={"since": "2026-03-01", "until": "2026-03-01"}).json()
    assert [each["actor"] for each in found["items"]] == ["li", "mia"]
    assert found["begins"] == "2026-03-01T12:00:00Z"
    assert found["items"][0]["details"] == {"source": "pbx", "reason": "moves"}


def test_it_is_read_page_by_page_with_the_filters_kept(house: TestHouse, client: TestClient) -> None:
    fill(house)
    first = client.get("/v1/audit", params={"actor": "mia", "limit": 1})
    assert 'rel="next"' in first.headers["link"]
    query = {"actor": "mia", "limit": 1, "cursor": first.json()["next"]}
    second = client.get("/v1/audit", params=query).json()
    assert (len(second["items"]), second["next"]) == (1, None)
    other = client.get("/v1/audit", params=query | {"actor": "li"})
    assert (other.status_code, other.json()["code"]) == (400, "storage.cursor_invalid")


def test_the_lines_are_taken_out_and_that_is_a_line_itself(house: TestHouse, client: TestClient) -> None:
    fill(house)
    house.minutes = count(37 * 60)
    with house.store.begin() as unit:
        later = NOON + timedelta(hours=40)
        unit.record(SourcePaused(at=later, actor="mia", source="pbx", reason="after it began"))
    assert client.get("/v1/audit.csv", params={"actor": "mia"}).status_code == 422, "without a reason"
    answer = client.get("/v1/audit.csv", params={"actor": "mia", "reason": "the regulator asks"})
    header, *lines = csv.reader(io.StringIO(answer.text))
    assert header == ["id", "at", "name", "actor", "recording_id", "details"]
    assert [line[1:4] for line in lines] == [
        ["2026-03-03T00:00:00Z", "source.paused", "mia"],
        ["2026-03-01T12:00:00Z", "source.paused", "mia"],
    ]
    assert json.loads(lines[0][5]) == {"source": "pbx", "reason": "moves"}
    events = client.get("/v1/audit", params={"name": "results."}).json()["items"]
    sent, exported = (each["details"] for each in events)
    assert (exported["what"], exported["reason"]) == ("audit", "the regulator asks")
    assert json.loads(exported["chosen"]) == {"actor": "mia"}
    assert (sent["count"], sent["whole"]) == ("2", "True")
    (taken,) = client.get("/v1/exports").json()["items"]
    assert (taken["sheet"], taken["rows"], taken["state"]) == ("audit", 2, "whole")


def test_lines_come_in_pages_and_each_once(house: TestHouse) -> None:
    fill(house)
    pages = list(Lines(house.store, Sought(), lines_a_page=2))
    ids = [row[0] for page in pages for row in page]
    assert [len(page) for page in pages] == [2, 1]
    assert ids == sorted(set(ids), key=lambda each: -int(str(each)))
