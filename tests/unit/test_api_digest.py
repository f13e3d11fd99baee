"""A week in short: for who coaches, and for the agent."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from qa.access import Person, Role
from qa.statistics.figure import Figure, FigureState, Interval
from qa.statistics.many import beyond_chance, chance_of
from scoring.form import Status
from tests.coached import EARS, take
from tests.house import NOON, TestHouse
from tests.reviewed import PEOPLE, as_, reviewed, staffed

PEOPLE.setdefault("sue", Person("sue", "Sue", frozenset({Role.SUPERVISOR}), frozenset({"Loans"})))
THIS, EARLIER = NOON - timedelta(days=4), NOON - timedelta(days=20)


def fill(house: TestHouse, **how: Any) -> None:
    """Six agents: in the last week they thank half as often; agent a1 never discloses, which is nothing new."""
    with house.store.begin() as unit:
        for number in range(6):
            for each in range(24):
                now = each % 2 == 0
                missed = (("thanks",) if now and each % 4 == 0 else ()) + (
                    ("discloses",) if number == 1 else ()
                )
                at = (THIS if now else EARLIER) + timedelta(minutes=each)
                extra = how if now else {}
                take(
                    unit, f"a{number}-{each}", f"a{number}", at, missed=missed, score=90.0 - each % 5, **extra
                )


@pytest.fixture
def staff(house: TestHouse) -> TestClient:
    return staffed(house)


def test_the_digest_says_what_changed_and_what_waits(house: TestHouse, staff: TestClient) -> None:
    fill(house)
    reviewed(staff, "e-a1-0")
    contest = {"criterion": "discloses", "reason": "I said so."}
    assert staff.post("/v1/evaluations/e-a1-2/disputes", json=contest, **as_("ann")).status_code == 201
    asked = {"evaluation": "e-a2-0", "reason": "please", "blind": False, "due_days": 3}
    assert staff.post("/v1/reviews", json=asked).status_code == 201
    plan = {"agent": "a1", "rubric": "manners", "goals": [{"criterion": "thanks", "target": 0.9}]}
    assert staff.post("/v1/coaching", json=plan | {"due": "2026-02-20"}, **as_("sue")).status_code == 201
    told = staff.get("/v1/digest?week=2026-W09&team=Loans", **as_("sue"))
    assert told.status_code == 200, told.text
    digest = told.json()
    assert (digest["week"], digest["start"], digest["before"]) == ("2026-W09", "2026-02-23", "2026-03-02")
    (rubric,) = digest["rubrics"]
    first = rubric["changes"][0]
    assert (first["criterion"], first["verdict"]) == ("thanks", "lower")
    assert first["difference"]["interval"]["high"] < 0
    listed = staff.get("/v1/recordings", params=first["calls"] | {"limit": "200"}).json()["items"]
    assert len(listed) == first["present"]["n"] == 72
    assert {each["verdict"] for each in rubric["changes"][1:]} <= {"cannot_tell", "too_little"}
    assert [(need["agent"], need["criterion"]) for need in rubric["needs"]] == []
    assert [each["recording"] for each in digest["disputes"]] == ["a1-2"]
    assert digest["reviews"] == {"open": 1, "soon": 1, "overdue": 0}
    assert digest["coverage"]["denominator"] == 72
    assert [each["overdue"] for each in digest["coaching"]] == [True]
    assert staff.get("/v1/digest", **as_("ann")).status_code == 403
    other = staff.get("/v1/digest?team=Cards", **as_("sue")).json()
    assert (other["disputes"], other["coaching"], other["coverage"]["denominator"]) == ([], [], 0)


def test_nobody_is_told_of_a_change_of_the_machine(house: TestHouse, staff: TestClient) -> None:
    fill(house, ears=replace(EARS, version="2"))
    (rubric,) = staff.get("/v1/digest?week=2026-W09").json()["rubrics"]
    assert {each["verdict"] for each in rubric["changes"]} == {"broken"}
    assert {tuple(each["breaks"]) for each in rubric["changes"]} == {("asr",)}
    assert {each["difference"] for each in rubric["changes"]} == {None}
    assert [each["part"] for each in rubric["breaks"]] == ["asr"]


def test_an_agents_week_tells_of_nobody_else(house: TestHouse, staff: TestClient) -> None:
    with house.store.begin() as unit:
        for number in range(6):
            for each in range(40):
                missed = (
                    ("thanks",)
                    if number == 1 and each < 30
                    else ("greets",)
                    if number != 1 and each < 20
                    else ()
                )
                at = THIS - timedelta(days=each % 20)
                take(unit, f"a{number}-{each}", f"a{number}", at, missed=missed)
    plan = {"agent": "a1", "rubric": "manners", "goals": [{"criterion": "thanks", "target": 0.9}]}
    made = staff.post("/v1/coaching", json=plan | {"due": "2026-04-01"}).json()["plan"]["id"]
    staff.post(f"/v1/coaching/{made}/share")
    told = staff.get("/v1/me/week?week=2026-W09", **as_("ann"))
    assert told.status_code == 200, told.text
    week = told.json()
    assert list(week)[:3] == ["week", "start", "before"]
    (rubric,) = week["rubrics"]
    assert [each["criterion"] for each in rubric["strengths"]] == ["greets"]
    assert [(each["criterion"], each["evidence"]) for each in rubric["work_on"]] == [("thanks", 30)]
    mine = staff.get("/v1/recordings", params=rubric["work_on"][0]["calls"] | {"limit": "200"}, **as_("ann"))
    assert len(mine.json()["items"]) == 30
    assert week["to_acknowledge"] == [made]
    assert {f"a{number}" for number in (0, 2, 3, 4, 5) if f'"a{number}"' in told.text} == set()
    assert staff.get("/v1/me/week", **as_("bob")).status_code == 403
    assert staff.get("/v1/me/week?week=2026-W60", **as_("ann")).status_code == 422


def figure(value: float, half: float) -> Figure:
    return Figure(FigureState.TOLD, 50, value, Interval(value - half, value + half, 0.95), 0)


def test_of_many_differences_by_chance_few_are_picked() -> None:
    random = np.random.default_rng(7)
    noise = [figure(float(value), 1.96) for value in random.normal(0, 1, 1000)]
    assert len(beyond_chance(noise)) <= 2, "a 95 % interval alone would pick some 50"
    real = [figure(6.0, 1.96), *noise, Figure(FigureState.TOO_LITTLE, 3)]
    assert 0 in beyond_chance(real)
    assert chance_of(figure(1.96, 1.96)) == pytest.approx(0.05, abs=1e-4)
    assert chance_of(Figure(FigureState.TOO_LITTLE, 3)) is None
    assert beyond_chance([]) == frozenset()


def test_a_rubric_that_was_retired_is_told_of_in_its_weeks(house: TestHouse, staff: TestClient) -> None:
    fill(house)
    with house.store.begin() as unit:
        (version,) = unit.rubrics.of("manners")
        unit.rubrics.put(replace(version, status=Status.RETIRED))
    told = [staff.get(f"/v1/digest?week={week}").json() for week in ("2026-W09", "2026-W20")]
    assert [[each["rubric"] for each in week["rubrics"]] for week in told] == [["manners"], []]
    assert staff.get("/v1/digest?week=2026-W09&team=Cards").json()["rubrics"][0]["changes"] == []
