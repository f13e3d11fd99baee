"""Coaching over HTTP: a plan from draft to done, who sees what of it, and what it did."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa.access import Person, Role
from qa.coaching_events import (
    CoachingAcknowledged,
    CoachingClipped,
    CoachingDone,
    CoachingDrafted,
    CoachingShared,
)
from tests import reviewed
from tests.coached import judged, take
from tests.house import NOON, TestHouse
from tests.reviewed import PEOPLE, as_, staffed

PEOPLE.setdefault("sue", Person("sue", "Sue", frozenset({Role.SUPERVISOR}), frozenset({"Loans"})))
PEOPLE.setdefault("sam", Person("sam", "Sam", frozenset({Role.SUPERVISOR}), frozenset({"Cards"})))


@pytest.fixture
def staff(house: TestHouse) -> TestClient:
    client = staffed(house)
    judged(house, "r", "a1", missed=("thanks",))
    judged(house, "other", "a2")
    return client


def draft(client: TestClient, who: str = "sue", **changed: Any) -> Any:
    body = {
        "agent": "a1",
        "rubric": "manners",
        "goals": [{"criterion": "thanks", "target": 0.8}],
        "due": "2026-04-01",
    }
    return client.post("/v1/coaching", json=body | changed, **as_(who))


def clip(client: TestClient, plan: str, who: str = "sue", **changed: Any) -> Any:
    body = {
        "recording": "r",
        "start": 1.0,
        "end": 4.0,
        "note": "Here she could thank.",
        "criterion": "thanks",
    }
    return client.post(f"/v1/coaching/{plan}/clips", json=body | changed, **as_(who))


def act(client: TestClient, plan: str, what: str, who: str = "sue", **body: str) -> Any:
    return client.post(f"/v1/coaching/{plan}/{what}", json=body or None, **as_(who))


def test_a_plan_goes_its_way(house: TestHouse, staff: TestClient) -> None:
    made = draft(staff)
    assert made.status_code == 201, made.text
    plan = made.json()["plan"]["id"]
    assert made.json()["plan"]["team"] == "Loans"
    assert clip(staff, plan).status_code == 201
    assert staff.get(f"/v1/coaching/{plan}", **as_("ann")).status_code == 404, "a draft is the coach's own"
    goals = {"goals": [{"criterion": "greets", "target": 1.0}], "due": "2026-03-02"}
    assert (
        staff.put(f"/v1/coaching/{plan}", json=goals, **as_("sue")).json()["plan"]["goals"][0]["target"]
        == 1.0
    )
    assert act(staff, plan, "acknowledge", "ann").status_code == 404
    assert act(staff, plan, "share").json()["plan"]["state"] == "shared"
    assert staff.put(f"/v1/coaching/{plan}", json=goals, **as_("sue")).status_code == 409
    assert act(staff, plan, "done", reason="x").status_code == 409, "the agent has not seen it"
    assert act(staff, plan, "acknowledge", "amy").status_code == 404, "another agent's plan is not there"
    assert act(staff, plan, "acknowledge", "bob").status_code == 403
    seen = act(staff, plan, "acknowledge", "ann")
    assert seen.json()["plan"]["state"] == "acknowledged"
    assert act(staff, plan, "replies", "ann", text="I will.").json()["plan"]["remarks"][0]["by"] == "ann"
    listed = {
        who: len(staff.get("/v1/coaching", **as_(who)).json()["items"])
        for who in ("ann", "amy", "sue", "sam", "cy")
    }
    assert listed == {"ann": 1, "amy": 0, "sue": 1, "sam": 0, "cy": 1}
    assert staff.get("/v1/coaching?state=drafted", **as_("sue")).json()["items"] == []
    done = act(staff, plan, "done", reason="She greets everyone.").json()
    assert (done["plan"]["state"], done["plan"]["ended_why"]) == ("done", "She greets everyone.")
    kinds = {type(event) for event in house.told}
    assert {CoachingDrafted, CoachingClipped, CoachingShared, CoachingAcknowledged, CoachingDone} <= kinds
    (clipped,) = (each for each in house.told if isinstance(each, CoachingClipped))
    assert clipped.recording == "r"
    assert "thank" not in str(clipped.details())


def test_clips_are_named_as_the_recording_system_names_their_calls(
    house: TestHouse, staff: TestClient
) -> None:
    reviewed.judged(house, "named", "a1")  # as `call-named`; that of `r` was not told
    plan = draft(staff).json()["plan"]["id"]
    assert clip(staff, plan).json()["call_ids"] == {}
    assert clip(staff, plan, recording="named").json()["call_ids"] == {"named": "call-named"}
    act(staff, plan, "share")
    for who in ("ann", "sue", "cy"):
        shown = staff.get(f"/v1/coaching/{plan}", **as_(who)).json()
        assert [each["recording"] for each in shown["plan"]["clips"]] == ["r", "named"]
        assert shown["call_ids"] == {"named": "call-named"}
    (mine,) = staff.get("/v1/me/week", **as_("ann")).json()["coaching"]
    (due,) = staff.get("/v1/digest", **as_("sue")).json()["coaching"]
    assert mine["call_ids"] == due["call_ids"] == {"named": "call-named"}


def test_what_cannot_be_planned_is_refused(staff: TestClient) -> None:
    assert draft(staff, agent="a9").json()["code"] == "storage.not_found"
    assert draft(staff, "sam").status_code == 404, "an agent of another team"
    assert draft(staff, rubric="weather").json()["code"] == "scoring.rubric_unknown"
    assert draft(staff, goals=[{"criterion": "weather", "target": 0.5}]).json()["code"] == "qa.not_asked"
    assert draft(staff, goals=[{"criterion": "thanks", "target": 1.5}]).status_code == 422
    plan = draft(staff).json()["plan"]["id"]
    assert clip(staff, plan, recording="other").json()["code"] == "qa.not_theirs"
    assert clip(staff, plan, recording="nothing").status_code == 404
    assert clip(staff, plan, start=4.0, end=4.0).status_code == 409
    assert staff.delete(f"/v1/coaching/{plan}/clips/nothing", **as_("sue")).status_code == 409
    kept = clip(staff, plan).json()["plan"]["clips"][0]["id"]
    assert staff.delete(f"/v1/coaching/{plan}/clips/{kept}", **as_("sue")).json()["plan"]["clips"] == []
    assert act(staff, plan, "cancel", reason="She left.").json()["plan"]["state"] == "cancelled"
    assert act(staff, plan, "remarks", text="x").status_code == 409


def test_an_effect_is_told_against_agents_who_began_alike(house: TestHouse) -> None:
    client = staffed(house)
    with house.store.begin() as unit:
        for number in range(12):
            for each in range(60):
                after = each >= 30
                begun = 22 if number == 1 else 20 + number % 4
                missed = each % 30 < (3 if number == 1 and after else begun)
                at = NOON + (timedelta(minutes=each) if after else -timedelta(days=1 + each % 20))
                short = ("thanks",) if missed else ()
                take(unit, f"a{number}-{each}", f"a{number}", at, missed=short)
    plan = draft(client).json()["plan"]["id"]
    early = client.get(f"/v1/coaching/{plan}/effect", **as_("sue"))
    assert early.status_code == 409
    act(client, plan, "share")
    told = client.get(f"/v1/coaching/{plan}/effect?weeks=4", **as_("ann")).json()
    (goal,) = told["goals"]
    assert (told["before"], told["start"], told["end"]) == ("2026-02-01", "2026-03-01", "2026-03-02")
    assert goal["before"]["value"] == pytest.approx(8 / 30)
    assert goal["after"]["value"] == pytest.approx(0.9)
    assert goal["reached"] is None, "the interval holds the target"
    assert goal["effect"]["verdict"] == "better"
    assert goal["effect"]["figure"]["interval"]["low"] > 0
    assert goal["effect"]["others"] >= 8
    few = client.get(f"/v1/coaching/{draft(client).json()['plan']['id']}/effect", **as_("sue"))
    assert few.status_code == 409


def test_too_little_is_a_state(house: TestHouse, staff: TestClient) -> None:
    plan = draft(staff).json()["plan"]["id"]
    act(staff, plan, "share")
    (goal,) = staff.get(f"/v1/coaching/{plan}/effect", **as_("sue")).json()["goals"]
    assert (goal["effect"]["verdict"], goal["before"]["state"], goal["reached"]) == (
        "too_little",
        "too_little",
        None,
    )


def test_a_drafts_clips_are_arranged_until_it_is_shared(staff: TestClient) -> None:
    plan = draft(staff).json()["plan"]["id"]
    for start in (1.0, 2.0, 3.0):
        last = clip(staff, plan, start=start)
    ids = [each["id"] for each in last.json()["plan"]["clips"]]

    def arranged(order: list[str]) -> Any:
        return staff.put(f"/v1/coaching/{plan}/clips", json={"clips": order}, **as_("sue"))

    assert arranged(ids[:2]).status_code == 409
    assert arranged([ids[2], ids[0], ids[1]]).status_code == 200
    staff.delete(f"/v1/coaching/{plan}/clips/{ids[0]}", **as_("sue"))
    clip(staff, plan, start=0.5)
    found = staff.get(f"/v1/coaching/{plan}", **as_("sue")).json()["plan"]["clips"]
    assert [each["start"] for each in found] == [3.0, 2.0, 0.5]
    assert act(staff, plan, "share").status_code == 200
    assert arranged([each["id"] for each in found]).status_code == 409
