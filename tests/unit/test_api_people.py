"""People, teams and keys: made by administrators, written into the trail, and never the last one taken away."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from api.first_run import FILE, setup_token
from qa.access import Role
from qa.people_events import KeyChanged, PersonChanged, TeamChanged
from tests.house import TestHouse
from tests.people import PASSWORD, Clock, door, settle, sign_in

EMMA = {"login": "Emma", "name": "Emma Reed", "roles": ["supervisor"], "leads": ["sales"]}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def admin(house: TestHouse, clock: Clock) -> TestClient:
    settle(house, "root", Role.ADMINISTRATOR)
    client = door(house, clock)
    sign_in(client, "root")
    return client


def test_a_person_is_invited_and_sets_the_password(house: TestHouse, admin: TestClient, clock: Clock) -> None:
    made = admin.post("/v1/people", json=EMMA)
    assert made.status_code == 201
    assert admin.post("/v1/people", json=EMMA).status_code == 409
    emma = door(house, clock)
    token = {"login": "emma", "token": made.json()["token"], "password": "quiet orange lantern"}
    clock.move(hours=71)
    assert emma.put("/v1/session/password", json=token).status_code == 204
    assert emma.put("/v1/session/password", json=token).status_code == 401
    assert sign_in(emma, "emma", "quiet orange lantern").json()["teams"] == ["sales"]
    sign_in(admin, "root")
    shown = admin.get("/v1/people").json()["items"]
    assert [(each["login"], each["roles"], each["leads"]) for each in shown] == [
        ("emma", ["supervisor"], ["sales"]),
        ("root", ["administrator"], []),
    ]
    assert "argon2" not in str(shown)
    changed = [each for each in house.told if isinstance(each, PersonChanged)]
    assert [(each.actor, each.what.partition(";")[0]) for each in changed] == [
        ("p-root", "active"),
        (changed[0].person, "password"),
    ]


def test_an_invitation_ends(house: TestHouse, admin: TestClient, clock: Clock) -> None:
    token = admin.post("/v1/people", json=EMMA).json()["token"]
    clock.move(hours=73)
    body = {"login": "emma", "token": token, "password": "quiet orange lantern"}
    assert door(house, clock).put("/v1/session/password", json=body).status_code == 401


def test_whoever_loses_a_role_or_is_reset_is_signed_out(
    house: TestHouse, admin: TestClient, clock: Clock
) -> None:
    settle(house, "lin", Role.QA_LEAD, Role.REVIEWER)
    lin = door(house, clock)
    facts = {"name": "Lin", "roles": ["qa_lead"]}
    sign_in(lin, "lin")
    assert admin.put("/v1/people/p-lin", json=facts).status_code == 200
    assert lin.get("/v1/session").status_code == 401
    sign_in(lin, "lin")
    assert admin.post("/v1/people/p-lin/reset").status_code == 200
    assert lin.get("/v1/session").status_code == 401
    assert sign_in(lin, "lin").status_code == 401
    assert admin.put("/v1/people/p-nobody", json=facts).status_code == 404


def test_the_last_administrator_stays_one(admin: TestClient) -> None:
    for roles, active in (([], True), (["administrator"], False)):
        facts = {"name": "Root", "roles": roles, "active": active}
        answer = admin.put("/v1/people/p-root", json=facts)
        assert (answer.status_code, answer.json()["code"]) == (409, "qa.last_administrator")


def test_teams_stand_in_a_tree(house: TestHouse, admin: TestClient) -> None:
    assert admin.put("/v1/teams/east", json={"parent": "sales"}).status_code == 404
    admin.put("/v1/teams/sales", json={})
    admin.put("/v1/teams/east", json={"parent": "sales"})
    admin.put("/v1/teams/a", json={"parent": "east"})
    circle = admin.put("/v1/teams/sales", json={"parent": "a"})
    assert (circle.status_code, circle.json()["code"]) == (409, "qa.teams_in_circle")
    assert admin.get("/v1/teams").json()["parents"] == {"a": "east", "east": "sales", "sales": None}
    assert admin.delete("/v1/teams/east").json()["parents"] == {"a": "sales", "sales": None}
    assert admin.delete("/v1/teams/east").status_code == 404
    assert len([each for each in house.told if isinstance(each, TeamChanged)]) == 4


def key(admin: TestClient, **more: object) -> tuple[str, dict[str, str]]:
    made = admin.post("/v1/keys", json={"name": "recorder", "roles": ["uploader"], **more})
    assert made.status_code == 201
    body = made.json()
    return body["key"]["id"], {"authorization": f"Bearer {body['secret']}"}


def test_a_key_opens_what_it_is_for_until_it_is_revoked(
    house: TestHouse, admin: TestClient, clock: Clock
) -> None:
    name, bearer = key(admin)
    program = door(house, clock)
    sent = program.post(
        "/v1/recordings", files={"audio": b"RIFF\x2c\x00\x00\x00WAVEfmt data"}, headers=bearer
    )
    assert sent.status_code == 201
    assert house.told[-1].actor == f"key:{name}"
    assert program.get("/v1/recordings", headers=bearer).status_code == 403
    assert admin.delete(f"/v1/keys/{name}").json()["revoked_at"] is not None
    assert admin.delete(f"/v1/keys/{name}").status_code == 200
    assert program.get("/v1/session", headers=bearer).status_code == 401
    assert [each.what for each in house.told if isinstance(each, KeyChanged)] == [
        "made, as uploader",
        "revoked",
    ]
    assert "eck_" not in admin.get("/v1/keys").text


def test_a_key_may_be_narrowed_to_actions_and_ends(house: TestHouse, admin: TestClient, clock: Clock) -> None:
    _, bearer = key(admin, roles=["qa_lead"], only=["read_trends"], days=1)
    program = door(house, clock)
    asked = "/v1/trends?rubric=compliance"
    assert program.get(asked, headers=bearer).status_code == 200
    assert program.get("/v1/recordings", headers=bearer).status_code == 403
    clock.move(hours=25)
    assert program.get(asked, headers=bearer).status_code == 401


def test_a_key_is_exchanged_for_a_short_token(house: TestHouse, admin: TestClient, clock: Clock) -> None:
    name, bearer = key(admin, roles=["reviewer"])
    program = door(house, clock)
    form = {
        "grant_type": "client_credentials",
        "client_id": name,
        "client_secret": bearer["authorization"].split()[1],
    }
    token = program.post("/v1/token", data=form).json()
    assert (token["token_type"], token["expires_in"]) == ("Bearer", 900)
    short = {"authorization": f"Bearer {token['access_token']}"}
    assert program.get("/v1/recordings", headers=short).status_code == 200
    assert program.post("/v1/token", data=form | {"client_id": "other"}).status_code == 401
    assert program.post("/v1/token", data=form | {"grant_type": "password"}).status_code == 422
    clock.move(minutes=14)
    assert program.get("/v1/recordings", headers=short).status_code == 200
    admin.delete(f"/v1/keys/{name}")
    assert program.get("/v1/recordings", headers=short).status_code == 401


def test_a_new_house_has_its_administrator_made_once(house: TestHouse, clock: Clock) -> None:
    folder = house.settings.data_dir
    assert setup_token(house.store, folder / "not yet made")
    client = door(house, clock)
    body = {"login": "Root", "name": "Root", "password": PASSWORD, "token": "guessed"}
    assert client.post("/v1/setup", json=body).status_code == 401
    token = setup_token(house.store, folder)
    assert token is not None
    assert token == setup_token(house.store, folder)
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600
    assert client.post("/v1/setup", json=body).status_code == 401
    assert client.post("/v1/setup", json=body | {"token": token}).json()["roles"] == ["administrator"]
    assert client.get("/v1/people").status_code == 200
    assert not (folder / FILE).exists()
    assert setup_token(house.store, folder) is None
    again = client.post("/v1/setup", json=body | {"token": token})
    assert (again.status_code, again.json()["code"]) == (409, "api.setup_done")


def test_sessions_end_by_themselves(house: TestHouse, admin: TestClient, clock: Clock) -> None:
    clock.move(seconds=timedelta(hours=13).total_seconds())
    assert admin.get("/v1/people").status_code == 401


def test_a_team_may_be_named_with_a_slash(admin: TestClient) -> None:
    admin.put("/v1/teams/sales", json={})
    put = admin.put("/v1/teams/sales%2Feast", json={"parent": "sales"})
    assert (put.status_code, put.json()["parents"]) == (200, {"sales": None, "sales/east": "sales"})
    assert admin.delete("/v1/teams/sales%2Feast").json()["parents"] == {"sales": None}
