"""Saying who speaks where over HTTP: who may, what follows, and what is refused."""

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from qa.content import Erased
from qa.events import PartiesCorrected
from tests.house import NOON, TestHouse
from tests.reviewed import as_, staffed

SWAPPED = {"channel-0": "customer", "channel-1": "agent"}


@pytest.fixture
def staff(house: TestHouse) -> TestClient:
    house.scored("r", agent_id="a1")
    house.scored("other", agent_id="a1")
    return staffed(house)


def say(client: TestClient, who: str = "lin", recording: str = "r", **changed: Any) -> Any:
    body = {"parties": SWAPPED, "reason": "The agent is on the right."} | changed
    return client.post(f"/v1/recordings/{recording}/parties", json=body, **as_(who))


def test_a_reviewer_corrects_the_parties_and_the_call_goes_on_its_way_again(
    house: TestHouse, staff: TestClient
) -> None:
    answer = say(staff)
    assert answer.status_code == 202, answer.text
    made = answer.json()
    assert (made["recording"]["stage"], made["recording"]["state"]) == ("transcribe", "waiting")
    assert (made["told"]["transcript"], made["told"]["by"], made["alike"]) == ("t-r", "lin", 1)
    (event,) = [each for each in house.told if isinstance(each, PartiesCorrected)]
    assert (event.actor, event.wakes) == ("lin", "transcribe")
    assert event.former == "channel-0=agent channel-1=customer"
    assert event.sides == "channel-0=customer channel-1=agent"
    assert "right" not in str(event.details())  # the reason is sealed with the call
    shown = staff.get("/v1/recordings/r", **as_("lin")).json()["told"]
    assert (shown["reason"], shown["result"]) == ("The agent is on the right.", None)


def test_calls_of_a_source_that_were_corrected_alike_are_counted(staff: TestClient) -> None:
    say(staff)
    assert say(staff, recording="other").json()["alike"] == 2


def test_the_same_said_twice_sends_nothing_on_its_way_twice(house: TestHouse, staff: TestClient) -> None:
    first, again = say(staff).json(), say(staff, "bob").json()
    assert again["told"]["id"] == first["told"]["id"]
    assert len([each for each in house.told if isinstance(each, PartiesCorrected)]) == 1


def test_while_a_call_is_on_its_way_nothing_else_is_said(staff: TestClient) -> None:
    say(staff)
    refused = say(staff, parties={})
    assert (refused.status_code, refused.json()["code"]) == (409, "qa.not_settled")


@pytest.mark.parametrize(
    ("parties", "status"),
    [
        ({"channel-0": "agent"}, 422),
        ({"channel-0": "agent", "channel-2": "customer"}, 422),
        ({"channel-0": "boss", "channel-1": "agent"}, 422),
    ],
)
def test_parties_that_do_not_fit_the_call_are_refused(
    staff: TestClient, parties: dict[str, str], status: int
) -> None:
    assert say(staff, parties=parties).status_code == status


def test_nobody_says_who_speaks_in_a_call_of_their_own(house: TestHouse, staff: TestClient) -> None:
    house.scored("own", agent_id="a2")
    refused = say(staff, "max", "own")
    assert (refused.status_code, refused.json()["code"]) == (409, "qa.own_call")
    assert say(staff, "ann").status_code == 403


def test_parties_of_a_call_whose_sound_was_erased_stay_as_they_are(
    house: TestHouse, staff: TestClient
) -> None:
    with house.store.begin() as unit:
        loaded = unit.recordings.get("r")
        unit.recordings.save(replace(loaded, erased=Erased("p-1", audio=NOON)), loaded=loaded)
    refused = say(staff)
    assert (refused.status_code, refused.json()["code"]) == (410, "qa.content_gone")
    with house.store.read() as unit:
        assert unit.parties.of("r") is None


def test_a_call_that_nobody_has_heard_yet_has_no_parties(house: TestHouse, staff: TestClient) -> None:
    house.waiting("new")
    assert say(staff, recording="new").status_code == 409
