"""Sign-in: by password and second factor, held back after failures, ended in time; and nothing secret is kept."""

import pyotp
import pytest
from fastapi.testclient import TestClient

from api.authentication import COOKIE, OURS
from qa.access import Role
from qa.people_events import SignInFailed, SignInPaused
from tests.house import TestHouse
from tests.people import PASSWORD, Clock, door, settle, sign_in

WHO = "/v1/session"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(house: TestHouse, clock: Clock) -> TestClient:
    settle(house, "emma", Role.SUPERVISOR, leads=frozenset({"sales"}))
    with house.store.begin() as unit:
        unit.people.put_team("sales", None)
        unit.people.put_team("sales/east", "sales")
    return door(house, clock)


def test_a_session_begins_with_a_password_and_says_what_one_may(house: TestHouse, client: TestClient) -> None:
    assert client.get(WHO).status_code == 401
    answer = sign_in(client, "EMMA ")
    assert answer.status_code == 201
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/" in cookie
    me = client.get(WHO).json()
    assert (me["id"], me["roles"], me["teams"]) == ("p-emma", ["supervisor"], ["sales", "sales/east"])
    assert me["may"]["read_recording"] == "teams"
    assert "manage_people" not in me["may"]
    assert client.get("/v1/recordings").status_code == 200
    assert client.get("/v1/people").status_code == 403
    assert client.delete(WHO).status_code == 204
    assert client.get("/v1/recordings").status_code == 401
    told = [(event.name, event.actor) for event in house.told]
    assert told == [("person.signed_in", "p-emma"), ("person.signed_out", "p-emma")]


def test_over_tls_the_cookie_stays_there(house: TestHouse, clock: Clock) -> None:
    settle(house, "bo")
    client = door(house, clock)
    client.base_url = "https://localhost"
    assert "secure" in sign_in(client, "bo").headers["set-cookie"].lower()


def test_signing_in_ends_the_session_before_it(client: TestClient) -> None:
    sign_in(client, "emma")
    former = client.cookies[COOKIE]
    sign_in(client, "emma")
    assert client.cookies[COOKIE] != former
    client.cookies.clear()
    assert client.get(WHO, headers={"cookie": f"{COOKIE}={former}"}).status_code == 401


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (61, 401)])
def test_who_does_nothing_is_signed_out(
    client: TestClient, clock: Clock, minutes: float, status: int
) -> None:
    sign_in(client, "emma")
    clock.move(minutes=minutes)
    assert client.get(WHO).status_code == status


def test_no_session_lasts_for_ever(client: TestClient, clock: Clock) -> None:
    sign_in(client, "emma")
    for _ in range(23):
        clock.move(minutes=30)
        assert client.get(WHO).status_code == 200
    clock.move(minutes=31)
    assert client.get(WHO).status_code == 401


def test_a_change_with_a_cookie_needs_what_only_our_pages_send(client: TestClient) -> None:
    sign_in(client, "emma")
    del client.headers[OURS]
    answer = client.delete(WHO)
    assert (answer.status_code, answer.json()["code"]) == (403, "api.cross_site_refused")
    assert client.get(WHO).status_code == 200
    foreign = client.delete(WHO, headers={OURS: "1", "origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert client.delete(WHO, headers={OURS: "1", "origin": "http://localhost"}).status_code == 204


@pytest.mark.parametrize("login", ["emma", "nobody"])
def test_a_wrong_password_and_an_unknown_login_are_told_alike(client: TestClient, login: str) -> None:
    answer = sign_in(client, login, "wrong")
    assert (answer.status_code, answer.json()["code"]) == (401, "api.sign_in_refused")


def test_after_five_failures_one_waits_each_time_twice_as_long(
    house: TestHouse, client: TestClient, clock: Clock
) -> None:
    for _ in range(5):
        assert sign_in(client, "emma", "wrong").status_code == 401
    waits = []
    for _ in range(3):
        held = sign_in(client, "emma")
        assert (held.status_code, held.json()["code"]) == (429, "api.sign_in_paused")
        waits.append(int(held.headers["retry-after"]))
        clock.move(seconds=waits[-1])
        assert sign_in(client, "emma", "wrong").status_code == 401
    assert waits == [30, 60, 120]
    clock.move(seconds=240)
    assert sign_in(client, "emma").status_code == 201
    assert len([each for each in house.told if isinstance(each, SignInFailed)]) == 8
    assert {each.what for each in house.told if isinstance(each, SignInPaused)} == {"account", "address"}


def test_an_address_that_guesses_logins_waits_too(client: TestClient) -> None:
    for number in range(5):
        assert sign_in(client, f"guess-{number}").status_code == 401
    assert sign_in(client, "emma").status_code == 429


def test_a_closed_account_opens_nothing(house: TestHouse, clock: Clock) -> None:
    settle(house, "gone", Role.QA_LEAD, active=False)
    assert sign_in(door(house, clock), "gone").status_code == 401


def test_a_second_factor_is_asked_for_and_each_code_is_good_once(client: TestClient, clock: Clock) -> None:
    sign_in(client, "emma")
    assert client.post(f"{WHO}/factor", json={"password": "wrong"}).status_code == 401
    made = client.post(f"{WHO}/factor", json={"password": PASSWORD}).json()
    assert made["address"].startswith("otpauth://totp/EveryCall:emma?secret=")
    codes = pyotp.TOTP(made["secret"])
    assert client.post(f"{WHO}/factor/confirm", json={"code": "000000"}).status_code == 401
    spare = client.post(f"{WHO}/factor/confirm", json={"code": codes.at(clock.at)}).json()["codes"]
    assert len(set(spare)) == 10
    asked = sign_in(client, "emma")
    assert (asked.status_code, asked.json()["code"]) == (401, "api.code_needed")
    assert sign_in(client, "emma", code=codes.at(clock.at)).status_code == 401  # it confirmed the factor
    clock.move(seconds=60)
    assert sign_in(client, "emma", code=codes.at(clock.at)).status_code == 201
    assert sign_in(client, "emma", code=codes.at(clock.at)).status_code == 401
    assert sign_in(client, "emma", code=spare[3].upper()).status_code == 201
    assert sign_in(client, "emma", code=spare[3]).status_code == 401


def test_a_password_is_changed_with_the_former_one_and_ends_every_session(client: TestClient) -> None:
    sign_in(client, "emma")
    body = {"login": "emma", "token": "wrong", "password": "quiet orange lantern"}
    assert client.put(f"{WHO}/password", json=body).status_code == 401
    weak = client.put(f"{WHO}/password", json=body | {"token": PASSWORD, "password": "Emma123456789"})
    assert (weak.status_code, weak.json()["code"]) == (422, "qa.password_weak")
    assert client.put(f"{WHO}/password", json=body | {"token": PASSWORD}).status_code == 204
    assert client.get(WHO).status_code == 401
    assert sign_in(client, "emma").status_code == 401
    assert sign_in(client, "emma", "quiet orange lantern").status_code == 201


def test_no_secret_is_in_the_log_the_trail_or_the_database(
    house: TestHouse, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    answer = sign_in(client, "emma")
    sign_in(client, "emma", "not the password either")
    sign_in(client, PASSWORD)  # typed into the wrong field
    client.post("/v1/session", json={"login": "emma", "password": {"odd": PASSWORD}})
    secrets = (PASSWORD, client.cookies[COOKIE], "not the password either")
    with house.store.read() as unit:
        written = [str(event) for event in house.told]
        assert unit.people.look_up("p-emma") is not None
    database = b"".join(path.read_bytes() for path in house.settings.data_dir.glob("everycall.db*"))
    for secret in secrets:
        assert secret not in caplog.text
        assert secret not in "".join(written)
        assert secret.encode() not in database
    assert PASSWORD not in answer.text


def test_the_page_of_the_docs_sends_what_our_pages_send(client: TestClient) -> None:
    assert f"request.headers['{OURS}'] = '1'" in client.get("/docs").text
