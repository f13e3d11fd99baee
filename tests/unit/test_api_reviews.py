"""Reviews through the API: planned, handed out, done blind, released, acknowledged."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa.flag import Flag, FlagKind
from qa.programme_events import (
    ReviewAcknowledged,
    ReviewAssigned,
    ReviewReleased,
    ReviewRequested,
    ReviewSkipped,
    ReviewsPlanned,
    ReviewSubmitted,
)
from tests.house import NOON, TestHouse
from tests.reviewed import FORM, as_, form, judged, outcomes, reviewed, staffed

PLAN = {
    "rubric": "manners",
    "since": (NOON - timedelta(days=1)).isoformat(),
    "before": (NOON + timedelta(days=1)).isoformat(),
    "random": 4,
    "by_risk": 1,
    "seed": "s",
    "rules": [{"name": "all of Ann", "agents": ["a1"], "each": "house", "number": 2}],
}


@pytest.fixture
def staff(house: TestHouse) -> TestClient:
    return staffed(house)


def worklist(client: TestClient, who: str) -> list[dict[str, Any]]:
    answer = client.get("/v1/worklist", **as_(who))
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_a_plan_draws_and_hands_out_and_says_why(house: TestHouse, staff: TestClient) -> None:
    for number in range(12):
        judged(house, f"r{number:02}", "a1" if number % 2 else "a2", queue="loans")
    for who, more in {"lin": {}, "max": {"agent": "a2", "queues": ["loans"]}}.items():
        assert staff.put(f"/v1/reviewers/{who}", json=more).status_code == 200
    answer = staff.post("/v1/review-plans", json=PLAN)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert told["plan"]["candidates"] == 12
    assert told["plan"]["count"] == told["assigned"] + told["waiting"] >= 6
    tasks = {who: worklist(staff, who) for who in ("lin", "max")}
    assert len(tasks["lin"]) + len(tasks["max"]) == told["assigned"]
    assert all(task["review"]["agent"] == "a1" for task in tasks["max"]), "no own calls"
    drawn = [task for task in tasks["lin"] if "random" in task["review"]["why"]]
    assert all("Drawn by chance from 12 calls" in task["flags"][-1]["why"] for task in drawn)
    assert "flag.drawn" in str(staff.get("/v1/reviews").json()["said"])
    assert all(0 < task["review"]["chance"] <= 1 for each in tasks.values() for task in each)
    assert staff.get("/v1/review-plans").json()["items"] == [told["plan"]]
    again = staff.post("/v1/review-plans", json=PLAN)
    assert again.status_code == 409
    assert "no moment in common" in again.json()["detail"]
    kinds = [type(event) for event in house.told]
    assert kinds.count(ReviewsPlanned) == 1
    assert kinds.count(ReviewAssigned) == told["assigned"]


def test_a_blind_review_shows_the_machine_once_all_is_answered(house: TestHouse, staff: TestClient) -> None:
    evaluation = judged(house)
    asked = staff.post("/v1/reviews", json={"evaluation": evaluation, "reason": "a complaint"}).json()
    path = f"/v1/reviews/{asked['id']}"
    assert staff.post(f"{path}/take-over", **as_("lin")).status_code == 200
    (task,) = worklist(staff, "lin")
    assert [flag["criterion"] for flag in task["flags"]] == []
    shown = staff.get(path, **as_("lin")).json()
    assert shown["machine"] is None
    for peek in ("recordings/r/evaluations", "evaluations/e-r"):
        refused = staff.get(f"/v1/{peek}", **as_("lin"))
        assert (refused.status_code, refused.json()["code"]) == (409, "qa.still_blind")
        assert staff.get(f"/v1/{peek}", **as_("eva")).status_code == 200
    with house.store.begin() as unit:
        unit.flags.replace(
            "r", [Flag(FlagKind.HEALTH, "A hum."), Flag(FlagKind.AUTO_FAIL, "x", criterion="discloses")]
        )
    for who, standings, raised in (("lin", 0, ["health"]), ("eva", 1, ["health", "auto_fail"])):
        listed = staff.get("/v1/recordings", **as_(who)).json()["items"][0]
        for call in (listed, staff.get("/v1/recordings/r", **as_(who)).json()):
            assert len(call["standings"]) == standings
            assert [flag["kind"] for flag in call["flags"]] == raised
    assert [each["criterion"] for each in shown["questions"]] == list(FORM)
    part = {"answers": [{"criterion": "greets", "outcome": "met"}, {"criterion": "thanks", "outcome": "met"}]}
    assert staff.put(f"{path}/answers", json=part, **as_("lin")).json()["machine"] is None
    refused = staff.post(f"{path}/submit", **as_("lin"))
    assert (refused.status_code, refused.json()["code"]) == (409, "qa.unanswered")
    whole = {"answers": [{"criterion": "discloses", "outcome": "not_met"}]}
    shown = staff.put(f"{path}/answers", json=whole, **as_("lin")).json()
    assert outcomes(shown["machine"]) == FORM
    assert staff.get("/v1/evaluations/e-r", **as_("lin")).status_code == 200
    assert staff.post(f"{path}/submit", **as_("lin")).json()["problems"] == [
        "thanks is met where the machine says not_met: say why"
    ]
    mended = {"answers": [{"criterion": "thanks", "outcome": "not_met"}]}
    staff.put(f"{path}/answers", json=mended, **as_("lin"))
    done = staff.post(f"{path}/submit", **as_("lin")).json()
    assert done["review"]["state"] == "released"
    with house.store.read() as unit:
        first = {each.criterion: each.outcome for each in unit.ratings.of("manners")}
    assert first["thanks"] == "met", "the first answer is the blind one"


def test_the_agent_sees_it_once_it_is_released_and_says_so(house: TestHouse) -> None:
    client = staffed(house, review_delay_hours=24)
    review = reviewed(client, judged(house), thanks="met", discloses="met")
    path = f"/v1/reviews/{review['id']}"
    assert review["state"] == "submitted"
    assert client.get(path, **as_("ann")).status_code == 404
    early = client.post(f"{path}/acknowledge", **as_("ann"))
    assert early.status_code == 404
    listed = client.get("/v1/recordings/r/evaluations", **as_("ann")).json()
    assert [each["author"]["kind"] for each in listed] == ["machine"]
    at_once = staffed(house)
    judged(house, "q")
    review = reviewed(at_once, "e-q", thanks="met", discloses="met")
    path = f"/v1/reviews/{review['id']}"
    assert at_once.get(path, **as_("amy")).status_code == 404
    shown = at_once.get(path, **as_("ann")).json()
    assert shown["result"]["score"] == 100.0
    assert outcomes(shown["machine"]) == FORM
    assert at_once.post(f"{path}/acknowledge", **as_("ann")).json()["state"] == "acknowledged"
    again = at_once.post(f"{path}/acknowledge", **as_("ann"))
    assert (again.status_code, again.json()["code"]) == (409, "qa.transition_refused")
    kinds = [type(event) for event in house.told]
    assert kinds.count(ReviewSubmitted) == 2
    assert kinds.count(ReviewReleased) == kinds.count(ReviewAcknowledged) == 1


def test_the_machines_card_stays_beside_and_the_receipts_tell(house: TestHouse, staff: TestClient) -> None:
    evaluation = judged(house)
    before = staff.get(f"/v1/evaluations/{evaluation}").json()
    review = reviewed(staff, evaluation, discloses="met")
    assert staff.get(f"/v1/evaluations/{evaluation}").json() == before
    authors = [each["author"] for each in staff.get("/v1/recordings/r/evaluations").json()]
    assert [each["kind"] for each in authors] == ["machine", "person"]
    receipt = staff.get(f"/v1/evaluations/{review['result']}/receipt").json()
    assert receipt["parts"]["subject"]["author"] == {"kind": "person", "name": "lin"}
    assert "review.submitted" in [each["name"] for each in receipt["parts"]["decisions"]]


def test_nobody_reviews_an_own_call_or_anothers_review(house: TestHouse, staff: TestClient) -> None:
    judged(house, agent="a2")
    asked = staff.post("/v1/reviews", json={"evaluation": "e-r", "reason": "x", "blind": False}).json()
    path = f"/v1/reviews/{asked['id']}"
    refused = staff.post(f"{path}/take-over", **as_("max"))
    assert (refused.status_code, refused.json()["code"]) == (409, "qa.own_call")
    staff.post(
        f"{path}/assign", json={"person": "max"}
    )  # the lead may not know; answering is refused all the same
    assert staff.put(f"{path}/answers", json=form(), **as_("max")).json()["code"] == "qa.own_call"
    staff.post(f"{path}/assign", json={"person": "lin"})
    assert staff.put(f"{path}/answers", json=form(), **as_("eva")).json()["code"] == "qa.not_theirs"
    left = staff.post(f"{path}/skip", json={"reason": "I know the customer"}, **as_("lin")).json()
    assert (left["state"], left["reviewer"]) == ("waiting", None)
    assert staff.post(f"{path}/take-over", **as_("lin")).json()["code"] == "qa.not_theirs"
    staff.put("/v1/reviewers/lin", json={})
    staff.put("/v1/reviewers/eva", json={"languages": ["en"]})
    (handed,) = staff.post("/v1/worklist/share-out").json()["items"]
    assert handed["review"]["reviewer"] == "eva"
    assert staff.get("/v1/reviewers").json()["load"] == {"eva": 1}
    assert [type(event) for event in house.told].count(ReviewSkipped) == 1


def test_a_reviewer_takes_a_call_that_nobody_asked_about_once(house: TestHouse, staff: TestClient) -> None:
    evaluation = judged(house, agent="a2")
    refused = staff.post("/v1/worklist", json={"evaluation": evaluation}, **as_("max"))
    assert (refused.status_code, refused.json()["code"]) == (409, "qa.own_call")
    taken = staff.post("/v1/worklist", json={"evaluation": evaluation, "reason": "a hunch"}, **as_("lin"))
    assert taken.status_code == 201, taken.text
    review = taken.json()
    assert (review["reviewer"], review["blind"], review["chance"], review["why"]) == (
        "lin",
        False,
        None,
        ["a hunch"],
    )
    again = staff.post("/v1/worklist", json={"evaluation": evaluation}, **as_("eva"))
    assert (again.status_code, review["id"] in again.json()["detail"]) == (409, True)
    assert [type(event) for event in house.told] == [ReviewRequested, ReviewAssigned]
    (task,) = staff.get("/v1/recordings/r/reviews", **as_("eva")).json()["items"]
    assert (task["review"]["id"], task["call_id"]) == (review["id"], "call-r")
    assert staff.get("/v1/recordings/r/reviews", **as_("ann")).status_code == 404


def test_the_queue_is_read_page_by_page_and_narrowed(house: TestHouse, staff: TestClient) -> None:
    for number in range(5):
        judged(house, f"r{number}", "a1" if number % 2 else "a2", queue="loans" if number else "cards")
        staff.post("/v1/reviews", json={"evaluation": f"e-r{number}", "reason": "x", "due_days": 1 + number})
    seen, address = [], "/v1/reviews?limit=2"
    while address:
        page = staff.get(address, **as_("lin"))
        seen += [task["review"]["recording"] for task in page.json()["items"]]
        address = page.links.get("next", {}).get("url")
    assert seen == ["r0", "r1", "r2", "r3", "r4"]

    def listed(query: str, who: str = "lin") -> list[str]:
        answer = staff.get(f"/v1/reviews?{query}", **as_(who))
        assert answer.status_code == 200, answer.text
        return [task["review"]["recording"] for task in answer.json()["items"]]

    assert listed("queue=cards") == ["r0"]
    assert listed("agent=a1") == ["r1", "r3"]
    assert listed("mine=true") == listed("overdue=true") == listed("state=released") == []
    assert listed("soon=true") == seen
    assert listed("soon=true&overdue=true") == []
    assert staff.get("/v1/reviews?nonsense=1", **as_("lin")).status_code == 422


def test_a_lead_hands_several_out_at_once_and_hears_which_could_not_go(
    house: TestHouse, staff: TestClient
) -> None:
    asked = []
    for name, agent in (("r0", "a1"), ("r1", "a2")):
        judged(house, name, agent)
        asked.append(staff.post("/v1/reviews", json={"evaluation": f"e-{name}", "reason": "x"}).json()["id"])
    staff.put("/v1/reviewers/max", json={"agent": "a2"})
    handed = staff.post("/v1/worklist/assign", json={"person": "max", "reviews": asked}).json()
    assert [each["id"] for each in handed["items"]] == asked[:1]
    assert [each["review"] for each in handed["refused"]] == asked[1:]
    assert (handed["refused"][0]["code"], "own call" in handed["refused"][0]["why"]) == ("qa.own_call", True)
    assert [task["review"]["id"] for task in worklist(staff, "max")] == asked[:1]
    forbidden = staff.post("/v1/worklist/assign", json={"person": "max", "reviews": asked}, **as_("lin"))
    assert forbidden.status_code == 403


def test_an_agent_finds_what_people_said_of_own_calls(house: TestHouse, staff: TestClient) -> None:
    seen = [reviewed(staff, judged(house, name))["id"] for name in ("r0", "r1")]
    assert staff.post(f"/v1/reviews/{seen[0]}/acknowledge", **as_("ann")).status_code == 200
    mine = staff.get("/v1/me/reviews", **as_("ann")).json()["items"]
    assert [each["review"]["id"] for each in mine] == [seen[1], seen[0]]
    assert staff.get("/v1/me/reviews", **as_("amy")).json()["items"] == []
    assert staff.get("/v1/me/reviews", **as_("lin")).status_code == 403


def test_bodies_that_cannot_be_are_refused(house: TestHouse, staff: TestClient) -> None:
    both = PLAN | {"rules": [{"name": "x", "number": 1, "share": 0.5}]}
    assert "one of the two" in staff.post("/v1/review-plans", json=both).text
    backwards = PLAN | {"since": PLAN["before"], "before": PLAN["since"]}
    assert "earlier" in staff.post("/v1/review-plans", json=backwards).text
    twice = PLAN | {"rules": [{"name": "x", "number": 1}, {"name": "x", "number": 2}]}
    assert staff.post("/v1/review-plans", json=twice).json()["code"] == "qa.options_invalid"
    assert staff.get("/v1/reviews/none").status_code == 404
    judged(house)
    theirs = {"evaluation": reviewed(staff, "e-r")["result"], "reason": "again"}
    assert "the machine's" in staff.post("/v1/reviews", json=theirs).json()["detail"]
    assert staff.post("/v1/review-plans", json=PLAN, **as_("lin")).status_code == 403
    assert staff.get("/v1/worklist", **as_("ann")).status_code == 403
    assert staff.get("/v1/reviews", **as_("cy")).json()["items"] == []


def listed(client: TestClient, who: str, path: str = "/v1/recordings", **asked: str) -> set[str]:
    items = client.get(path, params=asked, **as_(who)).json()["items"]
    return {
        each["recording"]["id"] if path == "/v1/recordings" else each["review"]["recording"] for each in items
    }


TELLING = (
    {"rubric": "manners", "criterion": "thanks", "outcome": "not_met"},
    {"rubric": "manners", "score_to": "50"},
    {"flag": "auto_fail"},
)


def test_lists_chosen_by_findings_leave_out_what_somebody_scores_blind(
    house: TestHouse, staff: TestClient
) -> None:
    for name in ("r", "s"):
        judged(house, name)
        with house.store.begin() as unit:
            unit.flags.add(name, Flag(FlagKind.AUTO_FAIL, "discloses: not said", criterion="discloses"))
            unit.flags.add(name, Flag(FlagKind.TENSION_PEAK, "tense"))
    asked = staff.post("/v1/reviews", json={"evaluation": "e-r", "reason": "x"}).json()
    assert staff.post(f"/v1/reviews/{asked['id']}/take-over", **as_("lin")).status_code == 200
    for wanted in TELLING:
        assert listed(staff, "lin", **wanted) == {"s"}, wanted
        assert listed(staff, "eva", **wanted) == {"r", "s"}, wanted
    assert listed(staff, "lin", flag="tension_peak") == {"r", "s"}
    assert listed(staff, "lin") == {"r", "s"}
    assert listed(staff, "lin", "/v1/reviews", flag="auto_fail") == set()
    assert listed(staff, "eva", "/v1/reviews", flag="auto_fail") == {"r"}
    staff.put(f"/v1/reviews/{asked['id']}/answers", json=form(), **as_("lin"))
    for wanted in TELLING:
        assert listed(staff, "lin", **wanted) == {"r", "s"}, wanted


def test_lists_chosen_by_findings_leave_out_what_is_calibrated(house: TestHouse, staff: TestClient) -> None:
    body = {"title": "x", "evaluation": judged(house), "participants": ["lin", "eva"]}
    assert staff.post("/v1/calibrations", json=body).status_code == 201
    assert listed(staff, "lin", **TELLING[0]) == set()
    assert listed(staff, "max", **TELLING[0]) == {"r"}
