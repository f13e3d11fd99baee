"""Signs of life of an installation with a broker."""

import os
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import cli


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EVERYCALL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("EVERYCALL_BROKER_URL", "redis://127.0.0.1:1")
    return tmp_path


@pytest.mark.parametrize(("age", "lives"), [(0, True), (500, True), (700, False)])
def test_beat_lives_while_it_writes_its_schedule(house: Path, age: int, lives: bool) -> None:
    file = house / "celery-beat.db"
    file.touch()
    os.utime(file, (time.time() - age,) * 2)
    told = CliRunner().invoke(cli, ["alive", "--beat"])
    assert told.exit_code == (0 if lives else 1), told.output


def test_a_beat_that_never_wrote_does_not_live(house: Path) -> None:
    assert CliRunner().invoke(cli, ["alive", "--beat"]).exit_code == 1


@pytest.mark.parametrize(("age", "lives"), [(0, True), (250, True), (350, False), (None, False)])
def test_who_takes_in_notifications_lives_while_it_shows_so(
    house: Path, age: int | None, lives: bool
) -> None:
    file = house / "notices-alive"
    if age is not None:
        file.touch()
        os.utime(file, (time.time() - age,) * 2)
    told = CliRunner().invoke(cli, ["alive", "--notices"])
    assert told.exit_code == (0 if lives else 1), told.output


@pytest.mark.parametrize("command", [["alive"], ["alive", "--beat"], ["beat"]])
def test_without_a_broker_there_is_nobody_to_ask(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVERYCALL_BROKER_URL", raising=False)
    told = CliRunner().invoke(cli, command)
    assert told.exit_code == 2
    assert "EVERYCALL_BROKER_URL" in told.output


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
def test_while_the_broker_is_away_no_worker_is_called_dead(
    house: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVERYCALL_BROKER_URL", f"{scheme}://127.0.0.1:1")
    told = CliRunner().invoke(cli, ["alive"])
    assert told.exit_code == 0, told.output
    assert "The broker is away" in told.output
