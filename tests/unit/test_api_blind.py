"""Who scores a call blind finds the machine's answer nowhere: not in other reviews, their reasons, disputes or proposals."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa.flag import Flag, FlagKind
from tests.house import TestHouse
from tests.reviewed import FORM, as_, form, judged, reviewed, staffed


@pytest.fixture
def staff(house: TestHouse) -> TestClient:
    client = staffed(house)
    judged(house)
    with house.store.begin() as unit:
        unit.flags.replace(
            "r", [Flag(FlagKind.HEALTH, "A hum."), Flag(FlagKind.AUTO_FAIL, "x", criterion="discloses")]
        )
    return client


def blind(client: TestClient, *who: str) -> str:
    """Open a session in which people score the call blind; gives its id."""
    body = {"title": "x", "evaluation": "e-r", "participants": list(who)}
    opened = client.post("/v1/calibrations", json=body)
    assert opened.status_code == 201, opened.text
    return str(opened.json()["id"])


def get(client: TestClient, who: str, path: str) -> Any:
    return client.get(f"/v1/{path}", **as_(who))


def test_anothers_review_shows_neither_the_machine_nor_what_was_answered(staff: TestClient) -> None:
    done = reviewed(staff, "e-r", by="max", thanks="met")
    blind(staff, "lin", "eva")
    seen = get(staff, "bob", f"reviews/{done['id']}").json()
    assert seen["machine"] is not None
    assert seen["result"] is not None
    hidden = get(staff, "lin", f"reviews/{done['id']}").json()
    assert (hidden["machine"], hidden["result"], hidden["review"]["answers"]) == (None, None, [])
    assert [each["criterion"] for each in hidden["questions"]]


def test_ones_own_sighted_review_of_the_call_waits_until_the_blind_one_is_given(staff: TestClient) -> None:
    asked = staff.post("/v1/reviews", json={"evaluation": "e-r", "reason": "x", "blind": False}).json()
    staff.post(f"/v1/reviews/{asked['id']}/take-over", **as_("lin"))
    session = blind(staff, "lin", "eva")
    answered = staff.put(f"/v1/reviews/{asked['id']}/answers", json=form(), **as_("lin")).json()
    assert (answered["machine"], len(answered["review"]["answers"])) == (None, 3)
    for who in ("lin", "eva"):
        votes = {"votes": [{"criterion": name, "outcome": "met"} for name in FORM]}
        assert staff.put(f"/v1/calibrations/{session}/votes", json=votes, **as_(who)).status_code == 200
    assert staff.post(f"/v1/calibrations/{session}/close").status_code == 200
    assert get(staff, "lin", f"reviews/{asked['id']}").json()["machine"] is not None


@pytest.mark.parametrize("listed", ["reviews", "recordings/r/reviews"])
def test_lists_of_reviews_tell_no_flag_of_a_call_that_is_scored_blind_elsewhere(
    staff: TestClient, listed: str
) -> None:
    staff.post("/v1/reviews", json={"evaluation": "e-r", "reason": "x", "blind": False})
    blind(staff, "lin", "eva")
    for who, kinds in (("lin", ["health"]), ("max", ["health", "auto_fail"])):
        (task,) = get(staff, who, listed).json()["items"]
        assert [flag["kind"] for flag in task["flags"]] == kinds


def test_the_name_of_a_rule_tells_nothing_while_the_review_is_blind(staff: TestClient) -> None:
    plan = {
        "rubric": "manners",
        "since": "2026-03-01T00:00:00Z",
        "before": "2026-03-02T00:00:00Z",
        "random": 1,
        "rules": [{"name": "bad scores", "share": 1.0}],
        "blind": True,
    }
    made = staff.post("/v1/review-plans", json=plan)
    assert made.status_code == 201, made.text
    (task,) = get(staff, "bob", "reviews").json()["items"]
    assert "bad scores" not in task["review"]["why"]
    assert task["review"]["why"] == ["random"]
    path = f"/v1/reviews/{task['review']['id']}"
    staff.post(f"{path}/take-over", **as_("lin"))
    assert staff.get(path, **as_("lin")).json()["review"]["why"] == ["random"]
    staff.put(f"{path}/answers", json=form(), **as_("lin"))
    assert "bad scores" in staff.get(path, **as_("lin")).json()["review"]["why"]


def test_disputes_of_the_call_are_told_to_who_is_not_blind(staff: TestClient) -> None:
    done = reviewed(staff, "e-r", by="max")
    body = {"criterion": "thanks", "reason": "I did thank."}
    opened = staff.post(f"/v1/evaluations/{done['result']}/disputes", json=body, **as_("ann"))
    assert opened.status_code == 201, opened.text
    blind(staff, "lin", "eva")
    assert [each["id"] for each in get(staff, "max", "disputes").json()["items"]] == [opened.json()["id"]]
    assert get(staff, "lin", "disputes").json()["items"] == []
    refused = get(staff, "lin", f"disputes/{opened.json()['id']}")
    assert (refused.status_code, refused.json()["code"]) == (409, "qa.still_blind")


def test_proposals_with_the_call_are_not_told_to_who_is_blind(staff: TestClient) -> None:
    done = reviewed(staff, "e-r", by="max")
    body = {"criterion": "thanks", "reason": "I did thank."}
    dispute = staff.post(f"/v1/evaluations/{done['result']}/disputes", json=body, **as_("ann")).json()
    ruling = {"verdict": "overturned", "outcome": "met", "reason": "She did."}
    ruled = staff.post(f"/v1/disputes/{dispute['id']}/decide", json=ruling, **as_("bob"))
    assert ruled.status_code == 200, ruled.text
    made = [each["id"] for each in get(staff, "bob", "proposals").json()["items"]]
    assert made
    blind(staff, "bob", "eva")
    assert get(staff, "bob", "proposals").json()["items"] == []
    refused = get(staff, "bob", f"proposals/{made[0]}")
    assert (refused.status_code, refused.json()["code"]) == (409, "qa.still_blind")
