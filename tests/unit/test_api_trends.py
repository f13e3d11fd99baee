"""Trends, asked for over HTTP."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fastapi.testclient import TestClient

from scoring.finding import Outcome
from tests.house import TestHouse

ZONE = ZoneInfo("UTC")


def scored(house: TestHouse, name: str, **facts: Any) -> None:
    house.scored(name, **facts)
    with house.store.begin() as unit:
        unit.scores.count(name, ZONE)


def ask(client: TestClient, **query: Any) -> dict[str, Any]:
    answer = client.get("/v1/trends", params={"rubric": "manners"} | query)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


@pytest.fixture
def rubric(house: TestHouse) -> str:
    """Id of the rubric that `house.scored` scores by, with two scored calls."""
    scored(house, "a", team="Loans", agent_id="a1")
    scored(house, "b", agent_id="a2")
    with house.store.read() as unit:
        return unit.evaluations.of("a")[0].scorecard.rubric


def test_a_trend_says_what_it_is_of(client: TestClient, rubric: str) -> None:
    told = ask(client, rubric=rubric)
    question = told["question"]
    assert (question["since"], question["before"], question["period"]) == ("2025-12-01", "2026-03-02", "week")
    (point,) = told["points"]
    assert (point["start"], point["group"], point["n"]) == ("2026-02-23", "", 2)
    assert sum(point["outcomes"].values()) >= 2


def test_lines_and_filters(client: TestClient, rubric: str) -> None:
    teams = ask(client, rubric=rubric, by="team", period="day")["points"]
    assert [(each["group"], each["start"], each["n"]) for each in teams] == [
        ("", "2026-03-01", 1),
        ("Loans", "2026-03-01", 1),
    ]
    assert [each["group"] for each in ask(client, rubric=rubric, by="agent")["points"]] == ["a1", "a2"]
    assert ask(client, rubric=rubric, team="")["points"][0]["n"] == 1
    assert ask(client, rubric=rubric, author="person")["points"] == []
    criteria = ask(client, rubric=rubric, by="criterion")["points"]
    assert criteria
    assert all(each["n"] == 2 and each["passed"] == 0 for each in criteria)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, "api.request_invalid"),
        ({"rubric": "r", "since": "2026-03-05", "before": "2026-03-01"}, "qa.trend_unbounded"),
        ({"rubric": "r", "since": "1970-01-01"}, "qa.trend_unbounded"),
        ({"rubric": "r", "by": "weather"}, "api.request_invalid"),
    ],
)
def test_what_cannot_be_answered_is_refused(client: TestClient, query: dict[str, str], code: str) -> None:
    answer = client.get("/v1/trends", params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_recordings_are_listed_by_what_was_found(house: TestHouse, client: TestClient, rubric: str) -> None:
    with house.store.begin() as unit:
        (former,) = unit.evaluations.of("a")
        (section,) = former.scorecard.sections
        missed = tuple(replace(each, outcome=Outcome.NOT_MET, earned=0.0) for each in section.findings)
        card = replace(former.scorecard, sections=(replace(section, findings=missed),))
        unit.evaluations.add(replace(former, id="again", digest="other", scorecard=card))
        unit.scores.count("a", ZONE)

    def found(**query: str) -> list[str]:
        told = client.get("/v1/recordings", params={"rubric": rubric} | query).json()
        return [each["recording"]["id"] for each in told["items"]]

    assert found(criterion=missed[0].criterion) == ["a"]
    assert found(criterion=missed[0].criterion, outcome="undecided") == []
    assert found(criterion="weather") == []
    refused = client.get("/v1/recordings", params={"criterion": "greeting"})
    assert (refused.status_code, refused.json()["code"]) == (422, "api.request_invalid")
    assert "say which rubric" in refused.text
