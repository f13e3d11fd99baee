"""Whoever asks too much waits, and others do not."""

from datetime import datetime, timedelta

from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api.authentication import whoever_signed_in
from api.rates import Rates, neighbourhood
from qa.access import Role
from tests.house import TestHouse
from tests.people import Clock, door, settle, sign_in


@given(st.lists(st.floats(0, 30), min_size=1, max_size=200), st.integers(1, 20))
def test_no_minute_has_more_than_two_minutes_worth(pauses: list[float], a_minute: int) -> None:
    clock = Clock()
    went: list[datetime] = []
    rates = Rates(a_minute, clock.seconds)
    for pause in pauses:
        clock.move(seconds=pause)
        if rates.take("one") is None:
            went.append(clock.at)
    for at in went:
        assert len([each for each in went if at <= each <= at + timedelta(minutes=1)]) <= 2 * a_minute + 1


def test_the_wait_is_as_long_as_it_takes() -> None:
    clock = Clock()
    rates = Rates(2, clock.seconds)
    assert [rates.take("one") for _ in range(2)] == [None, None]
    wait = rates.take("one")
    assert wait == timedelta(seconds=30)
    assert rates.take("other") is None
    clock.move(seconds=29)
    assert rates.take("one") is not None
    clock.move(seconds=1)
    assert rates.take("one") is None
    assert Rates(0, lambda: 0.0).take("one") is None


def test_addresses_of_one_network_count_together() -> None:
    assert neighbourhood("2001:db8:1:2:3::4") == neighbourhood("2001:db8:1:2::9")
    assert neighbourhood("10.0.0.1") != neighbourhood("10.0.0.2")
    assert neighbourhood("testclient") == "testclient"


def test_a_person_who_asks_too_much_is_told_when_to_ask_again(house: TestHouse) -> None:
    clock = Clock()
    for login in ("lin", "mia"):
        settle(house, login, Role.REVIEWER)
    app = house.app(authenticate=whoever_signed_in, now=clock)
    app.state.rates = Rates(3, clock.seconds)
    lin, mia = (TestClient(app, base_url="http://localhost") for _ in range(2))
    sign_in(lin, "lin")
    sign_in(mia, "mia")
    assert [lin.get("/v1/recordings").status_code for _ in range(4)] == [200, 200, 200, 429]
    held = lin.get("/v1/recordings")
    assert (held.json()["code"], held.headers["retry-after"]) == ("api.too_many", "20")
    assert mia.get("/v1/recordings").status_code == 200
    clock.move(seconds=20)
    assert lin.get("/v1/recordings").status_code == 200


def test_an_address_that_knocks_too_often_waits(house: TestHouse) -> None:
    settings = house.settings.model_copy(update={"requests_a_minute": 2})
    client = door(house, Clock(), settings=settings)
    assert [client.get("/v1/recordings").status_code for _ in range(3)] == [401, 401, 429]
    assert sign_in(client, "nobody").status_code == 429
    assert client.get("/healthz").status_code == 200
