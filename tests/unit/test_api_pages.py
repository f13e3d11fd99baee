"""Lists of the programme, page by page: every item once, in order, and the next page in the Link field."""

import pytest
from fastapi.testclient import TestClient

from tests.house import TestHouse
from tests.reviewed import as_, judged, staffed


def filled(house: TestHouse) -> TestClient:
    """Contest a finding of five calls, and open a session on each."""
    client = staffed(house)
    for number in range(5):
        evaluation = judged(house, f"r{number}")
        body = {"criterion": "discloses", "reason": "I said so."}
        asked = client.post(f"/v1/evaluations/{evaluation}/disputes", json=body, **as_("ann"))
        assert asked.status_code == 201, asked.text
        ruling = {"verdict": "overturned", "outcome": "met", "reason": "Heard it."}
        assert client.post(f"/v1/disputes/{asked.json()['id']}/decide", json=ruling, **as_("eva")).is_success
        session = {"title": "x", "evaluation": evaluation, "participants": ["lin", "eva"]}
        assert client.post("/v1/calibrations", json=session).is_success
    return client


@pytest.mark.parametrize(("path", "count"), [("disputes", 5), ("proposals", 10), ("calibrations", 5)])
def test_pages_hold_every_item_once(house: TestHouse, path: str, count: int) -> None:
    client = filled(house)
    whole = client.get(f"/v1/{path}").json()
    assert (len(whole["items"]), whole["next"]) == (count, None)
    seen, url = [], f"/v1/{path}?limit=2"
    while url:
        page = client.get(url)
        assert page.status_code == 200, page.text
        assert len(page.json()["items"]) <= 2
        seen += page.json()["items"]
        assert ("next" in page.links) is (page.json()["next"] is not None)
        url = page.links["next"]["url"] if "next" in page.links else ""
    assert seen == whole["items"]
    cursor = client.get(f"/v1/{path}?limit=2").json()["next"]
    other = client.get(f"/v1/{path}", params={"cursor": cursor, "state": "open"})
    assert (other.status_code, other.json()["code"]) == (400, "storage.cursor_invalid")
