"""The first administrator, the way back in, and the accounts of the demo, from the command line."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from cli.main import cli
from cli.people_files import check_no_demo, demo_people
from config import Settings
from qa.access import Role
from qa.errors import PasswordWeak
from tests.house import TestHouse, open_house
from tests.people import PASSWORD, Clock, door, sign_in


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EVERYCALL_DATA_DIR", str(tmp_path))
    return tmp_path


def test_an_administrator_is_made_and_let_in_again(at_home: Path) -> None:
    with open_house(at_home) as house:
        told = CliRunner().invoke(
            cli, ["people", "create-admin", "--login", "Root", "--name", "R", "--password", PASSWORD]
        )
        assert (told.exit_code, told.output) == (0, "root may sign in as administrator.\n")
        client = door(house, Clock())
        assert sign_in(client, "root").json()["roles"] == ["administrator"]
        told = CliRunner().invoke(cli, ["people", "reset", "--login", "root"])
        assert client.get("/v1/session").status_code == 401
        body = {
            "login": "root",
            "token": told.output.splitlines()[-1],
            "password": "quiet orange lantern",
        }
        assert client.put("/v1/session/password", json=body).status_code == 204


def test_a_weak_password_makes_no_administrator(at_home: Path) -> None:
    with open_house(at_home) as house:
        words = ["people", "create-admin", "--login", "root", "--name", "R", "--password", "password"]
        assert isinstance(CliRunner().invoke(cli, words).exception, PasswordWeak)
        with house.store.read() as unit:
            assert unit.people.all() == ()


def test_the_demo_has_an_account_for_each_role_and_the_same_passwords_again(house: TestHouse) -> None:
    folder = house.settings.data_dir
    made = demo_people(house.store, folder, agent="2214", team="bank east")
    assert len(set(made.values())) == len(Role)
    assert (folder / "demo-people.json").stat().st_mode & 0o777 == 0o600
    assert demo_people(house.store, folder, agent="2214", team="bank east") == made
    client = door(house, Clock())
    for role in Role:
        login = f"demo.{role.value}"
        me = sign_in(client, login, made[login]).json()
        assert me["roles"] == [role.value]
        assert me["agent_id"] == ("2214" if role is Role.AGENT else None)
        assert me["teams"] == (["bank east"] if role is Role.SUPERVISOR else [])
    (folder / "demo-people.json").unlink()
    again = demo_people(house.store, folder, agent="2214", team="bank east")
    assert sign_in(client, "demo.agent", again["demo.agent"]).status_code == 201


def test_the_demos_accounts_are_for_this_machine_only(house: TestHouse) -> None:
    open_ = Settings(data_dir=house.settings.data_dir, host="0.0.0.0")
    check_no_demo(house.store, open_)
    demo_people(house.store, house.settings.data_dir, agent=None, team=None)
    check_no_demo(house.store, house.settings)
    with pytest.raises(typer.BadParameter, match="demo's accounts"):
        check_no_demo(house.store, open_)
