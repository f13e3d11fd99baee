"""Calibration sessions, and how wrong the machine is, through the API."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa.programme_events import CalibrationClosed, CalibrationVoted
from tests.house import NOON, TestHouse, open_house
from tests.reviewed import as_, form, judged, staffed


@pytest.fixture
def staff(house: TestHouse) -> TestClient:
    return staffed(house)


def votes(**changed: str) -> dict[str, Any]:
    return {"votes": form(**changed)["answers"]}


def test_a_session_is_blind_until_it_is_closed(house: TestHouse, staff: TestClient) -> None:
    body = {"title": "March", "evaluation": judged(house), "participants": ["lin", "eva"], "expert": "lin"}
    session = staff.post("/v1/calibrations", json=body)
    assert session.status_code == 201, session.text
    path = f"/v1/calibrations/{session.json()['id']}"
    assert staff.put(f"{path}/votes", json=votes(discloses="met"), **as_("lin")).status_code == 200
    assert staff.get(path, **as_("eva")).json()["votes"] == {}
    asked = staff.get(f"{path}/form", **as_("eva"))
    assert {c["id"] for each in asked.json()["sections"] for c in each["criteria"]} == {
        each["criterion"] for each in votes()["votes"]
    }
    assert "outcome" not in asked.text
    assert staff.get(f"{path}/result").status_code == 409
    assert staff.get("/v1/evaluations/e-r", **as_("eva")).json()["code"] == "qa.still_blind"
    assert staff.get("/v1/evaluations/e-r").status_code == 200
    assert staff.put(f"{path}/votes", json=votes(), **as_("bob")).json()["code"] == "qa.not_theirs"
    assert staff.put(f"{path}/votes", json=votes(), **as_("eva")).status_code == 200
    assert [set(each["votes"]) for each in staff.get("/v1/calibrations").json()["items"]] == [set()]
    found = staff.post(f"{path}/close").json()
    assert [(each["rater"], each["score"]) for each in found["raters"]] == [
        ("everycall", 0.0),
        ("lin", 87.5),
        ("eva", 0.0),
    ]
    assert found["raters"][2]["off"] == -87.5
    assert staff.get(f"{path}/result", **as_("cy")).json() == found
    assert set(staff.get(path, **as_("eva")).json()["votes"]) == {"lin", "eva"}
    kinds = [type(event) for event in house.told]
    assert (kinds.count(CalibrationVoted), kinds.count(CalibrationClosed)) == (2, 1)
    agreement = {
        each["criterion"]: each for each in staff.get("/v1/quality/agreement?rubric=manners").json()["items"]
    }
    assert agreement["discloses"]["people"]["observed"]["state"] == "too_little"
    assert agreement["discloses"]["people"]["calls"] == 1


def test_a_session_takes_two(house: TestHouse, staff: TestClient) -> None:
    body = {"title": "x", "evaluation": judged(house), "participants": ["lin", "lin"]}
    assert "two people or more" in staff.post("/v1/calibrations", json=body).json()["detail"]
    assert staff.post("/v1/calibrations", json=body, **as_("lin")).status_code == 403


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A house, which nobody changes, whose machine is wrong about thanks in nine of 36 calls that were checked."""
    with open_house(tmp_path_factory.mktemp("checked")) as house:
        staff = staffed(house)
        check(house, staff)
        yield staff


def check(house: TestHouse, staff: TestClient) -> None:
    """Judge 40 calls, plan 36, and find the machine wrong about thanks in nine of them."""
    for number in range(40):
        judged(house, f"r{number:02}", f"a{number % 4}")
    staff.put("/v1/reviewers/lin", json={})
    plan = {
        "rubric": "manners",
        "since": (NOON - timedelta(days=1)).isoformat(),
        "before": (NOON + timedelta(days=1)).isoformat(),
        "random": 36,
    }
    assert staff.post("/v1/review-plans", json=plan).json()["assigned"] == 36
    for number, task in enumerate(staff.get("/v1/worklist", **as_("lin")).json()["items"]):
        path = f"/v1/reviews/{task['review']['id']}"
        changed = {"thanks": "met"} if number < 9 else {}
        staff.put(f"{path}/answers", json=form(**changed), **as_("lin"))
        assert staff.post(f"{path}/submit", **as_("lin")).status_code == 200


def test_error_rates_come_from_what_was_drawn(checked: TestClient) -> None:
    rates = {
        each["criterion"]: each["rate"]
        for each in checked.get("/v1/quality/error-rates?rubric=manners").json()["items"]
    }
    assert rates["thanks"]["value"] == pytest.approx(0.25)
    assert rates["thanks"]["n"] == 36
    assert rates["greets"]["value"] == 0
    assert 0 < rates["greets"]["interval"]["high"] < 0.2
    assert rates[""]["value"] == pytest.approx(9 / 108)
    narrowed = checked.get(
        "/v1/quality/error-rates", params={"rubric": "manners", "criterion": "greets", "queue": ""}
    )
    assert {each["criterion"] for each in narrowed.json()["items"]} == {"", "greets"}
    worth = checked.get("/v1/quality/confidence", params={"rubric": "manners", "target": 0.2}).json()
    assert worth["reliability"]["n"] == 108
    assert worth["threshold"]["state"] in {"chosen", "too_wrong"}
    machine = checked.get("/v1/quality/agreement?rubric=manners").json()["items"]
    assert {each["criterion"]: each["machine"]["observed"]["value"] for each in machine}[
        "thanks"
    ] == pytest.approx(0.75)
    assert checked.get("/v1/quality/modes").json() == {"items": []}
    assert checked.get("/v1/quality/error-rates?rubric=manners", **as_("ann")).status_code == 403


def test_published_figures_have_error_bars(checked: TestClient) -> None:
    told = checked.get("/v1/quality/published", params={"rubric": "manners"})
    assert told.status_code == 200, told.text
    found = {(each["kind"], each["criterion"]): each for each in told.json()["items"]}
    assert set(found) == {
        *(("score", ""), ("passed", ""), ("error", "")),
        *((kind, name) for kind in ("met", "error") for name in ("greets", "thanks", "discloses")),
    }
    thanks = found["met", "thanks"]
    assert (thanks["calls"], thanks["machine"], thanks["corrected"]["n"]) == (40, 0.0, 36)
    assert thanks["corrected"]["value"] == pytest.approx(0.25)
    bars = thanks["corrected"]["interval"]
    assert thanks["plus_minus"] == pytest.approx((bars["high"] - bars["low"]) / 2)
    assert found["error", "thanks"]["corrected"]["value"] == pytest.approx(0.25)
    assert found["error", ""]["machine"] is None
    # Every form fails for what is not disclosed, as the machine and the person agree.
    score = found["score", ""]["corrected"]
    assert score["value"] == pytest.approx(0.0)
    assert score["interval"] == {"low": 0.0, "high": found["score", ""]["plus_minus"], "confidence": 0.95}
    assert score["interval"]["high"] > 0
    assert found["passed", ""]["machine"] == 0.0


def test_published_figures_are_told_by_group_and_not_where_there_is_too_little(checked: TestClient) -> None:
    wanted = {"rubric": "manners", "by": "agent"}
    items = checked.get("/v1/quality/published", params=wanted).json()["items"]
    assert {each["group"] for each in items} == {"a0", "a1", "a2", "a3"}
    assert {each["corrected"]["state"] for each in items} == {"too_little"}
    assert {each["plus_minus"] for each in items} == {None}
    assert (
        checked.get("/v1/quality/published", params=wanted | {"before": "2020-01-01"}).json()["items"] == []
    )
    assert checked.get("/v1/quality/published", params=wanted, **as_("ann")).status_code == 403
    spans = wanted | {"since": "2020-01-01", "before": "2020-01-01"}
    assert checked.get("/v1/quality/published", params=spans).json()["code"] == "qa.trend_unbounded"
