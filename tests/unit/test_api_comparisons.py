"""Agents beside each other over HTTP: every number lists its calls, and what is turned off says so."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from fastapi.testclient import TestClient

from asr.cues.cue import Cues
from asr.transcript import Engine
from qa.house_events import SettingChanged
from tests.coached import crowd, judged, take
from tests.house import NOON, TestHouse
from tests.programme import SOURCE
from tests.reviewed import as_, staffed

RUBRIC = {"rubric": "manners"}


def get(client: TestClient, path: str, who: str = "bob", **query: Any) -> Any:
    answer = client.get(path, params=RUBRIC | query, **as_(who))
    assert answer.status_code == 200, answer.text
    return answer.json()


def listed(client: TestClient, calls: dict[str, str]) -> set[str]:
    found = client.get("/v1/recordings", params=calls | {"limit": "200"})
    assert found.status_code == 200, found.text
    return {each["recording"]["id"] for each in found.json()["items"]}


@pytest.fixture
def staff(house: TestHouse) -> TestClient:
    return staffed(house)


def test_every_point_lists_exactly_its_calls_and_tells_what_changed(
    house: TestHouse, staff: TestClient
) -> None:
    new, former = Engine("ears", "2", "base", "1" * 64), Cues((), (("tension_model", "index"),))
    judged(house, "old", "a1", NOON - timedelta(days=8), cues=former)
    judged(house, "unknown", None, NOON - timedelta(days=8), cues=former, team=None)
    judged(house, "same-week", "a1", NOON - timedelta(days=6), ears=new, cues=former)
    judged(house, "rubric", "a2", NOON, ears=new, version="2", missed=("thanks",), cues=former)
    told = get(staff, "/v1/trends")
    expected = [
        ("2026-02-16", 2, {"old", "unknown"}, []),
        ("2026-02-23", 1, {"same-week"}, ["asr"]),
        ("2026-02-23", 1, {"rubric"}, ["rubric"]),
    ]
    found = [(p["start"], p["n"], listed(staff, p["calls"]), p["breaks"]) for p in told["points"]]
    assert found == expected
    (changed,) = told["breaks"]
    assert (changed["day"], changed["part"]) == ("2026-02-23", "asr")
    assert (changed["former"], changed["present"]) == ("ears 1 base", "ears 2 base")
    lines = get(staff, "/v1/trends", by="agent")["points"]
    assert [(p["group"], listed(staff, p["calls"])) for p in lines] == [
        ("", {"unknown"}),
        ("a1", {"old"}),
        ("a1", {"same-week"}),
        ("a2", {"rubric"}),
    ]


def test_a_figure_says_when_there_is_too_little(house: TestHouse, staff: TestClient) -> None:
    crowd(house, 3, 12, {"a0": 6})
    (whole,) = get(staff, "/v1/trends", period="month", since="2026-02-01", before="2026-03-01")["points"]
    assert (whole["score"]["state"], whole["rate"]["state"], whole["agents"]) == ("told", "told", 3)
    assert whole["rate"]["interval"]["low"] < whole["rate"]["value"] < whole["rate"]["interval"]["high"]
    few = get(staff, "/v1/trends", by="agent", period="month")["points"]
    assert {(p["score"]["state"], p["score"]["value"]) for p in few} == {("too_little", None)}
    assert all(p["score"]["needed"] > 0 for p in few)


def test_the_map_shows_who_is_apart_and_lists_the_calls_behind_it(
    house: TestHouse, staff: TestClient
) -> None:
    crowd(house, 6, 32, {"a0": 24, "a1": 2, "a2": 3, "a3": 2, "a4": 1, "a5": 2})
    told = get(staff, "/v1/heatmap", team="Loans")
    cells = {(c["agent"], c["criterion"]): c for c in told["cells"]}
    worst = cells["a0", "thanks"]
    assert (worst["apart"], worst["not_met"]) == ("lower", 24)
    assert listed(staff, worst["calls"]) == {f"a0-{each}" for each in range(24)}
    assert {c["apart"] for key, c in cells.items() if key != ("a0", "thanks")} <= {
        "cannot_tell",
        "too_little",
    }
    assert told["criteria"][0]["criterion"] == "thanks"
    assert len(listed(staff, told["criteria"][0]["calls"])) == told["criteria"][0]["not_met"] == 34
    (need,) = get(staff, "/v1/needs")["items"]
    assert (need["agent"], need["criterion"], need["evidence"]) == ("a0", "thanks", 24)
    assert 0 < need["excess"] < 24
    peers = get(staff, "/v1/peers", criterion="thanks")["team"]["peers"]
    assert peers[-1]["agent"] == "a0"
    assert peers[-1]["difference"]["interval"]["high"] < 0


def test_an_agent_sees_nobody_else(house: TestHouse, staff: TestClient) -> None:
    crowd(house, 6, 2, {})
    own = get(staff, "/v1/heatmap", "ann")
    assert {c["agent"] for c in own["cells"]} == {"a1"}
    assert {c["apart"] for c in own["cells"]} == {"too_little"}
    assert staff.get("/v1/leaderboard", params=RUBRIC, **as_("ann")).status_code == 403


def test_there_is_a_leaderboard_only_where_it_is_turned_on(house: TestHouse) -> None:
    house.shelve(SOURCE)
    client = house.client()
    off = client.get("/v1/leaderboard", params=RUBRIC)
    assert (off.status_code, off.json()["code"]) == (404, "qa.switched_off")
    assert "administrator" in off.json()["detail"]
    turned = client.put(
        "/v1/house-settings/leaderboards", json={"on": True, "reason": "The works council agreed."}
    )
    assert turned.status_code == 200, turned.text
    assert client.get("/v1/house-settings").json()["items"][0]["by"] == "Lin"
    (event,) = (each for each in house.told if isinstance(each, SettingChanged))
    assert (event.setting, event.on, event.reason) == ("leaderboards", True, "The works council agreed.")
    crowd(house, 6, 31, {"a0": 30, "a1": 29})
    board = client.get("/v1/leaderboard", params=RUBRIC).json()
    places = {each["agent"]: (each["place"], each["place_to"], each["tied"]) for each in board["items"]}
    assert places["a5"] == places["a2"] == (1, 4, 3)
    assert places["a0"] == places["a1"] == (5, 6, 1)
    off = client.put("/v1/house-settings/leaderboards", json={"on": False, "reason": "No more."})
    assert client.get("/v1/leaderboard", params=RUBRIC).status_code == 404
    assert client.put("/v1/house-settings/other", json={"on": True, "reason": "x"}).status_code == 422


def test_an_agent_is_held_against_their_own_past(house: TestHouse, staff: TestClient) -> None:
    with house.store.begin() as unit:
        for week, each in product(range(14), range(10)):
            score = 20.0 if week == 13 else 88.0 + each % 4 + week % 2
            take(unit, f"{week}-{each}", "a1", NOON - timedelta(weeks=13 - week, minutes=each), score=score)
    told = get(staff, "/v1/trends/control", agent="a1")
    assert [mark["state"] for mark in told["marks"]] == ["learning"] * 12 + ["usual", "beyond"]
    assert told["measure"] == "mean"
    refused = staff.get("/v1/trends/control", params=RUBRIC)
    assert refused.status_code == 422


def test_a_mark_lists_its_calls_and_tells_what_changed_before_it(house: TestHouse, staff: TestClient) -> None:
    new = Engine("ears", "2", "base", "1" * 64)
    judged(house, "old", "a1", NOON - timedelta(days=8))
    judged(house, "others", "a2", NOON - timedelta(days=8))
    judged(house, "heard-anew", "a1", NOON - timedelta(days=6), ears=new)
    judged(house, "later", "a1", NOON, ears=new)
    told = get(staff, "/v1/trends/control", agent="a1")
    marks, (changed,) = told["marks"], told["breaks"]
    assert [(mark["period"], listed(staff, mark["calls"]), mark["breaks"]) for mark in marks] == [
        ("2026-02-16", {"old"}, []),
        ("2026-02-23", {"heard-anew", "later"}, ["asr"]),
    ]
    assert (changed["former"], changed["present"]) == ("ears 1 base", "ears 2 base")
    missed = get(staff, "/v1/trends/control", agent="a1", criterion="thanks")
    assert (missed["measure"], [mark["value"] for mark in missed["marks"]]) == ("share", [1.0, 1.0])
