"""Failed recordings sent on their way again, through the API and the command."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from cli.main import cli
from tests.house import TestHouse, open_house

WORD = {"reason": "the recorder is mended"}


def states(client: TestClient) -> dict[str, str]:
    items = client.get("/v1/recordings").json()["items"]
    return {each["recording"]["id"]: each["recording"]["state"] for each in items}


def test_they_are_counted_first_and_then_sent(house: TestHouse, client: TestClient) -> None:
    house.failed("a")
    house.failed("b")
    house.scored("c")
    asked = WORD | {"code": "asr.not_audio", "source": "pbx", "stage": "ingest"}
    dry = client.post("/v1/recordings/redrive", json=asked | {"dry_run": True})
    assert (dry.status_code, dry.json()) == (200, {"matched": 2, "redriven": 0, "left": 2})
    assert states(client) == {"a": "failed", "b": "failed", "c": "done"}
    done = client.post("/v1/recordings/redrive", json=asked)
    assert done.json() == {"matched": 2, "redriven": 2, "left": 0}
    assert states(client) == {"a": "waiting", "b": "waiting", "c": "done"}
    assert client.post("/v1/recordings/redrive", json=asked).json() == {
        "matched": 0,
        "redriven": 0,
        "left": 0,
    }


def test_the_same_choice_is_listed(house: TestHouse, client: TestClient) -> None:
    house.failed("a")
    house.waiting("b")
    found = client.get("/v1/recordings", params={"problem": "asr.not_audio"}).json()["items"]
    assert [each["recording"]["id"] for each in found] == ["a"]


@pytest.mark.parametrize(("day", "matched"), [("2026-03-01", 0), ("2026-03-02", 1)])
def test_a_day_is_one_of_the_house(tmp_path: Path, day: str, matched: int) -> None:
    with open_house(tmp_path, time_zone="Pacific/Auckland") as house:  # where noon UTC is past midnight
        house.failed("a")
        answer = house.client().post("/v1/recordings/redrive", json=WORD | {"day": day, "dry_run": True})
    assert answer.json()["matched"] == matched


@pytest.mark.parametrize(
    "body",
    [{}, WORD | {"state": "done"}, WORD | {"limit": 0}, WORD | {"day": "soon"}, WORD | {"sauce": "pbx"}],
)
def test_what_is_not_understood_sends_nothing(
    house: TestHouse, client: TestClient, body: dict[str, Any]
) -> None:
    house.failed("a")
    assert client.post("/v1/recordings/redrive", json=body).status_code == 422
    assert states(client) == {"a": "failed"}


def test_the_command_does_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVERYCALL_DATA_DIR", str(tmp_path))

    def run(*words: str, code: int = 0) -> str:
        typed = ["redrive", "--actor", "Lin", "--reason", "mended", *words]
        done = CliRunner().invoke(cli, typed, catch_exceptions=False)
        assert done.exit_code == code, done.output
        return done.output

    with open_house(tmp_path) as house:
        house.failed("a")
        house.failed("b")
        chosen = ("--source", "pbx", "--code", "asr.not_audio", "--stage", "ingest", "--day", "2026-03-01")
        assert run(*chosen, "--dry-run").startswith("2 recordings would be sent")
        assert run(*chosen, "--limit", "1").startswith("1 of 2 recordings are on their way again; 1 are left")
        assert run(*chosen).startswith("1 of 1 recordings are on their way again; 0 are left")
        assert set(states(house.client()).values()) == {"waiting"}
        assert "no stage" in run("--stage", "listening", code=2)
