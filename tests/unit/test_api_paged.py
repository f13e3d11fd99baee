"""Lists that grow with the house come page by page: each item once, the next page named in the answer and its Link."""

from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from qa.account import Account
from qa.legal_hold import LegalHold, Subject
from qa.purge import Purge
from tests.house import TestHouse
from tests.reviewed import as_, judged, staffed

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def walk(client: TestClient, address: str, who: dict[str, dict[str, str]], size: int) -> list[str]:
    found: list[str] = []
    place: str | None = f"{address}?limit={size}"
    while place is not None:
        answer = client.get(place, **who)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page["items"]) <= size
        found += [(each.get("review") or each)["id"] for each in page["items"]]
        place = answer.links.get("next", {}).get("url")
        assert (place is None) is (page["next"] is None)
    return found


@pytest.fixture
def staff(house: TestHouse) -> TestClient:
    client = staffed(house)
    with house.store.begin() as unit:
        for number in range(5):
            at = NOON + timedelta(hours=number)
            facts = (f"Person {number}", frozenset(), frozenset(), None, True, at)
            unit.people.add(Account(f"p-{number}", f"login-{number}", *facts))
            unit.legal_holds.put(
                LegalHold(f"h-{number}", Subject.AGENT, "a1", None, None, "a suit", "bob", at)
            )
            unit.purges.add(Purge(f"g-{number}", None, "bob", at, "0" * 64, 0, 0), ())
    return client


@pytest.mark.parametrize("size", [1, 2, 5, 200])
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/v1/people", [f"p-{number}" for number in range(5)]),
        ("/v1/legal-holds", [f"h-{number}" for number in range(5)]),
        ("/v1/retention/purges", [f"g-{number}" for number in (4, 3, 2, 1, 0)]),
    ],
)
def test_each_is_on_one_page(staff: TestClient, address: str, expected: list[str], size: int) -> None:
    assert walk(staff, address, as_("cy"), size) == expected


def test_ones_own_worklist_comes_page_by_page_and_holds_nobody_elses(
    house: TestHouse, staff: TestClient
) -> None:
    mine = []
    for number, who in enumerate(["lin", "eva", "lin", "lin"]):
        made = judged(house, f"r-{number}")
        asked = staff.post("/v1/reviews", json={"evaluation": made, "reason": "please"}).json()
        assert staff.post(f"/v1/reviews/{asked['id']}/take-over", **as_(who)).status_code == 200
        mine += [asked["id"]] if who == "lin" else []
    assert sorted(walk(staff, "/v1/worklist", as_("lin"), 2)) == sorted(mine)


def test_a_cursor_of_another_list_is_refused(staff: TestClient) -> None:
    place = staff.get("/v1/legal-holds?limit=1", **as_("cy")).json()["next"]
    for address in ("/v1/people", "/v1/retention/purges", "/v1/legal-holds?released=true"):
        joint = "&" if "?" in address else "?"
        refused = staff.get(f"{address}{joint}cursor={place}", **as_("cy"))
        assert refused.json()["code"] == "storage.cursor_invalid"
    assert staff.get(f"/v1/worklist?cursor={place}", **as_("lin")).json()["code"] == "storage.cursor_invalid"
