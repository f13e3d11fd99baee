"""The ways in, and one's own sessions."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from qa.access import Role
from tests.house import TestHouse
from tests.people import Clock, door, settle, sign_in


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_new_house_says_that_it_is_to_be_set_up(house: TestHouse, clock: Clock) -> None:
    assert door(house, clock).get("/v1/session/doors").json() == {"set_up": True, "provider": False}
    settle(house, "root", Role.ADMINISTRATOR)
    changed = house.settings.model_copy(update={"oidc_issuer": "https://id.example.com"})
    told = house.client(settings=changed, authenticate=lambda _: None).get("/v1/session/doors").json()
    assert told == {"set_up": False, "provider": True}


def test_one_sees_where_one_is_signed_in_and_signs_out_elsewhere(house: TestHouse, clock: Clock) -> None:
    settle(house, "emma", Role.REVIEWER)
    settle(house, "bo", Role.REVIEWER)
    here, there, other = (door(house, clock) for _ in range(3))
    sign_in(there, "emma")
    sign_in(other, "bo")
    clock.move(minutes=10)
    sign_in(here, "emma")
    me = here.get("/v1/session/own").json()
    assert (me["login"], me["password"], me["second_factor"], me["recovery_codes"]) == (
        "emma",
        True,
        False,
        0,
    )
    assert [each["this"] for each in me["sessions"]] == [True, False]
    assert here.delete("/v1/session/own/others").status_code == 204
    assert [each["this"] for each in here.get("/v1/session/own").json()["sessions"]] == [True]
    assert (there.get("/v1/session").status_code, other.get("/v1/session").status_code) == (401, 200)
    assert house.told[-1].details()["what"] == "other sessions ended"


def test_a_session_that_idled_out_is_not_listed(house: TestHouse, clock: Clock) -> None:
    settle(house, "emma", Role.REVIEWER)
    here, there = door(house, clock), door(house, clock)
    sign_in(there, "emma")
    clock.move(hours=2)
    sign_in(here, "emma")
    (only,) = here.get("/v1/session/own").json()["sessions"]
    assert only["this"]
    assert timedelta(hours=1).total_seconds() == house.settings.session_idle_seconds


def test_a_program_has_no_account(client: TestClient) -> None:
    assert client.get("/v1/session/own").json()["sessions"] == []
