"""The audit trail, searched."""

from datetime import timedelta

from fastapi.testclient import TestClient

from qa.house_events import SourcePaused
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
