"""Plans of reviews through the API: seen before they are drawn, and how far they are afterwards; who takes what on."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa.access import Role
from qa.programme_events import ReviewsPlanned
from tests.house import NOON, TestHouse
from tests.people import settle
from tests.reviewed import as_, form, judged, staffed

PLAN = {
    "rubric": "manners",
    "since": (NOON - timedelta(days=1)).isoformat(),
    "before": (NOON + timedelta(days=1)).isoformat(),
    "random": 4,
    "by_risk": 1,
    "rules": [{"name": "all of Ann", "agents": ["a1"], "each": "house", "number": 2}],
}
PREVIEW = "/v1/review-plans/preview"


@pytest.fixture
def staff(house: TestHouse) -> TestClient:
    for number in range(12):
        judged(house, f"r{number:02}", "a1" if number % 2 else "a2", queue="loans")
    return staffed(house)


def answered(client: TestClient, path: str, body: object) -> Any:
    answer = client.post(path, json=body)
    assert answer.status_code < 300, answer.text
    return answer.json()


def test_a_preview_shows_what_the_plan_then_draws_and_writes_nothing(
    house: TestHouse, staff: TestClient
) -> None:
    shown = answered(staff, PREVIEW, PLAN)
    assert staff.get("/v1/review-plans").json()["items"] == []
    assert staff.get("/v1/reviews").json()["items"] == []
    assert house.told == []
    told = shown["outlook"]
    assert (told["candidates"], told["fitting"]) == (12, {"all of Ann": 6})
    assert [(each["name"], each["calls"]) for each in told["agents"]] == [("a1", 6), ("a2", 6)]
    assert shown["overlapping"] is None
    assert (shown["foreseen"]["rate"], shown["foreseen"]["checks"]) == (0.05, 0)
    made = answered(staff, "/v1/review-plans", PLAN | {"seed": shown["seed"]})["plan"]
    assert (made["candidates"], made["count"], made["drawn"]) == (12, told["count"], told["drawn"])
    assert made["drawn"]["random"] == shown["foreseen"]["reviews"] == 4


def test_a_preview_says_what_stands_in_the_way(house: TestHouse, staff: TestClient) -> None:
    none = PLAN | {"since": (NOON - timedelta(days=9)).isoformat(), "before": PLAN["since"]}
    assert answered(staff, PREVIEW, none)["outlook"]["candidates"] == 0
    refused = staff.post("/v1/review-plans", json=none)
    assert (refused.status_code, refused.json()["code"]) == (409, "qa.nothing_to_draw")
    assert "manners" in refused.json()["detail"]
    made = answered(staff, "/v1/review-plans", PLAN)["plan"]
    assert answered(staff, PREVIEW, PLAN)["overlapping"] == made
    refused = staff.post("/v1/review-plans", json=PLAN)
    assert (refused.status_code, refused.json()["code"]) == (409, "qa.plans_overlap")
    assert [type(event) for event in house.told].count(ReviewsPlanned) == 1
    all_of_them = answered(staff, PREVIEW, PLAN | {"random": 1000})
    assert all_of_them["outlook"]["count"] == 12
    ends = all_of_them["foreseen"]["interval"]
    assert ends["low"] == ends["high"] == 0.05
    twice = PLAN | {"rules": [{"name": "x", "number": 1}, {"name": "x", "number": 2}]}
    assert staff.post(PREVIEW, json=twice).json()["code"] == "qa.options_invalid"
    assert staff.post(PREVIEW, json=PLAN, **as_("lin")).status_code == 403


def test_the_rate_that_reviews_found_is_reckoned_with(house: TestHouse) -> None:
    for number in range(40):
        judged(house, f"r{number:02}", f"a{number % 4}")
    staff = staffed(house)
    staff.put("/v1/reviewers/lin", json={})
    answered(staff, "/v1/review-plans", PLAN | {"random": 36, "rules": []})
    for number, task in enumerate(staff.get("/v1/worklist", **as_("lin")).json()["items"]):
        path = f"/v1/reviews/{task['review']['id']}"
        staff.put(f"{path}/answers", json=form(**({"thanks": "met"} if number < 9 else {})), **as_("lin"))
        assert staff.post(f"{path}/submit", **as_("lin")).status_code == 200
    (first, *_) = staff.get("/v1/quality/error-rates?rubric=manners").json()["items"]
    told = answered(staff, PREVIEW, PLAN)["foreseen"]
    assert (told["rate"], told["checks"]) == (first["rate"]["value"], first["rate"]["n"])
    assert told["checks"] >= 36


def test_a_plan_tells_how_far_it_is_and_its_reviews_are_listed(staff: TestClient) -> None:
    staff.put("/v1/reviewers/lin", json={"at_most": 2})
    plan = answered(staff, "/v1/review-plans", PLAN)["plan"]
    of, count = plan["id"], plan["count"]

    def progress() -> dict[str, int]:
        told: dict[str, int] = staff.get("/v1/review-plans").json()["progress"][of]
        return told

    def listed(query: str) -> list[str]:
        items = staff.get(f"/v1/reviews?plan={of}&{query}").json()["items"]
        return [each["review"]["id"] for each in items]

    assert progress() == {"waiting": count - 2, "skipped": 0, "assigned": 2, "done": 0}
    assert len(listed("state=waiting")) == count - 2
    assert len(listed("")) == count
    left, done = listed("state=assigned")
    staff.post(f"/v1/reviews/{left}/skip", json={"reason": "I know the customer"}, **as_("lin"))
    staff.put(f"/v1/reviews/{done}/answers", json=form(), **as_("lin"))
    assert staff.post(f"/v1/reviews/{done}/submit", **as_("lin")).status_code == 200
    assert progress() == {"waiting": count - 1, "skipped": 1, "assigned": 0, "done": 1}
    assert listed("skipped=true") == [left]
    assert left not in listed("skipped=false")
    assert listed("state=submitted&state=released&state=acknowledged") == [done]
    assert staff.get("/v1/reviews?plan=another").json()["items"] == []


def test_reviewers_are_listed_with_those_who_could_be(house: TestHouse, staff: TestClient) -> None:
    settle(house, "eva", Role.REVIEWER, agent_id="a7")
    settle(house, "bob", Role.QA_LEAD)
    settle(house, "ann", Role.AGENT)
    settle(house, "gone", Role.REVIEWER, active=False)
    settle(house, "idle", Role.REVIEWER, active=False)
    for who in ("p-eva", "p-gone", "p-ann", "nobody"):
        assert staff.put(f"/v1/reviewers/{who}", json={"at_most": 0}).status_code == 200
    told = staff.get("/v1/reviewers", **as_("lin")).json()
    assert {each["person"] for each in told["items"]} == {"p-eva", "p-gone", "p-ann", "nobody"}
    assert [(each["name"], each["agent"], each["may_review"]) for each in told["people"]] == [
        ("Ann", None, False),
        ("Bob", None, True),
        ("Eva", "a7", True),
        ("Gone", None, False),
        ("nobody", None, False),
    ]
