"""Coverage day by day: what was written of closed days, what stands of open ones."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa.access import Person, Role
from qa.coverage import Basis, Books, Closing, Count, Place, Step, TeamTotals, Totals, together, total
from tests.house import TestHouse, open_house

SCORED, LOST = Place(Step.SCORED, ""), Place(Step.RECORDED, "not_received")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    with open_house(tmp_path, time_zone="Asia/Shanghai") as opened:
        yield opened


def totals(scored: int, lost: int) -> Totals:
    return total((Count(SCORED, True, scored), Count(LOST, True, lost)))


def written(house: TestHouse, day: int, number: int, east: Totals, west: Totals) -> None:
    books = Books(together((east, west)), (TeamTotals("east", east), TeamTotals("west", west)))
    at = datetime(2026, 2, day + 1, 3 + number, tzinfo=UTC)
    with house.store.begin() as unit:
        unit.closings.add(Closing(date(2026, 2, day), number, at, "Asia/Shanghai", books))


def ask(client: TestClient, **query: Any) -> dict[str, Any]:
    answer = client.get("/v1/coverage/days", params=query)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_totals_of_parts_sum_up_to_those_of_the_whole() -> None:
    east, west = totals(3, 1), total((Count(SCORED, False, 2),))
    whole = total((Count(SCORED, True, 3), Count(LOST, True, 1), Count(SCORED, False, 2)))
    assert together((east, west)) == whole
    assert together(()) == total(())
    assert together((west,)).basis is Basis.RECORDINGS


def test_a_closed_day_is_told_as_it_was_written_last_and_an_open_one_as_it_stands(
    house: TestHouse, client: TestClient
) -> None:
    written(house, 26, 0, totals(1, 3), totals(0, 0))
    written(house, 26, 1, totals(3, 1), totals(0, 0))
    house.scored("a")
    told = ask(client, since="2026-02-25", until="2026-03-01")
    assert (told["today"], told["zone"]) == ("2026-03-01", "Asia/Shanghai")
    days = {each["day"]: each for each in told["days"]}
    assert list(days) == [f"2026-02-{day}" for day in (25, 26, 27, 28)] + ["2026-03-01"]
    closed = days["2026-02-26"]
    assert (closed["share"], closed["closed_share"], closed["amendments"]) == (0.75, 0.25, 1)
    assert (closed["closed_at"], closed["amended_at"]) == ("2026-02-27T03:00:00Z", "2026-02-27T04:00:00Z")
    assert (days["2026-02-25"]["open"], days["2026-02-25"]["share"]) == (False, None)
    today = days["2026-03-01"]
    assert (today["open"], today["totals"]["denominator"], today["share"]) == (True, 1, 1.0)
    assert (told["whole"]["denominator"], told["share"]) == (5, 0.8)


def test_a_team_is_told_of_itself_and_a_supervisor_of_the_teams_within_reach(house: TestHouse) -> None:
    written(house, 26, 0, totals(1, 1), totals(5, 0))
    lead = house.client()
    assert ask(lead, team="east", since="2026-02-26", until="2026-02-26")["share"] == 0.5
    boss = Person("b", "B", frozenset({Role.SUPERVISOR}), frozenset({"west"}))
    client = house.client(authenticate=lambda _: boss)
    assert ask(client, since="2026-02-26", until="2026-02-26")["whole"]["denominator"] == 5
    assert ask(client, team="east", since="2026-02-26", until="2026-02-26")["whole"]["denominator"] == 0


@pytest.mark.parametrize(("since", "until"), [("2026-03-02", "2026-03-01"), ("2025-03-01", "2026-03-02")])
def test_days_that_are_none_or_too_many_are_refused(client: TestClient, since: str, until: str) -> None:
    answer = client.get("/v1/coverage/days", params={"since": since, "until": until})
    assert (answer.status_code, answer.json()["code"]) == (422, "api.request_invalid")


def test_left_out_it_is_ninety_days_up_to_today(client: TestClient) -> None:
    days = ask(client)["days"]
    assert (len(days), days[-1]["day"]) == (90, "2026-03-01")
