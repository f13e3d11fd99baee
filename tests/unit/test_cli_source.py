"""`everycall source`, as it is typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import cli
from storage.errors import NotFound
from storage.uow import open_store


@pytest.fixture(autouse=True)
def data(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = data_dir / "sources.yaml"
    file.write_text("sources:\n- {name: pbx, prefix: a/, at_once: 2}\n- {name: crm, prefix: b/}\n")
    monkeypatch.setenv("EVERYCALL_DATA_DIR", str(data_dir))
    monkeypatch.setenv("EVERYCALL_SOURCES", str(file))
    monkeypatch.setenv("COLUMNS", "200")
    return data_dir


def run(*words: str) -> str:
    """Type a command; its refusals come out as they are."""
    done = CliRunner().invoke(cli, ["source", *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_source_is_paused_listed_and_resumed(data: Path) -> None:
    assert "is paused" in run("pause", "pbx", "--actor", "Lin", "--reason", "the vendor migrates")
    assert "was paused before" in run("pause", "pbx", "--actor", "Ben", "--reason", "again")
    shown = run("list")
    assert "paused by Lin" in shown
    assert "the vendor migrates" in shown
    assert "2 at once" in shown
    found = {each["name"]: each for each in json.loads(run("list", "--json"))}
    assert (found["pbx"]["pause"]["actor"], found["crm"]["pause"]) == ("Lin", None)
    assert "goes on" in run("resume", "pbx", "--actor", "Ben", "--reason", "done")
    assert "was not paused" in run("resume", "pbx", "--actor", "Ben", "--reason", "done")
    assert "paused by" not in run("list")
    store = open_store("", data)
    with store.read() as unit:
        assert unit.holds.pauses() == ()
    store.close()


def test_a_name_nobody_has_heard_of_is_refused() -> None:
    with pytest.raises(NotFound, match="pbx-nroth"):
        run("pause", "pbx-nroth", "--actor", "Lin", "--reason", "x")
