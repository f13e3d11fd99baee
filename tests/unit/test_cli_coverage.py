"""`everycall coverage`, as it is typed."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError
from typer.testing import CliRunner

from cli.main import cli
from config import Settings
from qa.errors import CdrInvalid


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of calls beside an empty house."""
    monkeypatch.setenv("EVERYCALL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("EVERYCALL_TIME_ZONE", "Asia/Shanghai")
    monkeypatch.setenv("COLUMNS", "160")
    path = tmp_path / "calls.csv"
    path.write_text(
        "\ufeffuniqueid,started_at,team,recorded\n"
        "17.1,2026-03-01 00:30:00,Loans,yes\n"
        "17.2,2026-03-01 23:30:00,Cards,no\n",
        encoding="utf-8",
    )
    return path


def run(*words: str, code: int = 0) -> str:
    """Type a command; its refusals come out as they are."""
    done = CliRunner().invoke(cli, ["coverage", *words], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def take_in(file: Path) -> str:
    return run(
        "import", str(file), "--source", "pbx", "--zone", "Asia/Shanghai", "--column", "call_id=uniqueid"
    )


def test_takes_calls_in_and_prints_their_coverage(file: Path) -> None:
    assert take_in(file) == "2 new calls, 0 changed, 0 known as they are.\n"
    assert take_in(file) == "0 new calls, 0 changed, 2 known as they are.\n"
    page = run("--day", "2026-03-01")
    assert "2026-03-01 (Asia/Shanghai): 0 of 2 (0.0%) inspected of the calls that the switch listed" in page
    assert "1 not_received" in page
    assert "00:30:00" in page
    assert "The day is not closed yet." in page


def test_prints_json_of_one_team(file: Path) -> None:
    take_in(file)
    told = json.loads(run("--day", "2026-03-01", "--team", "Cards", "--json"))
    assert (told["totals"]["denominator"], told["totals"]["basis"]) == (1, "cdr")
    assert [(gap["call_id"], gap["reason"]) for gap in told["gaps"]] == [("17.2", "not_recorded")]


def test_an_empty_day_says_so(file: Path) -> None:
    assert "0 of 0 inspected of the recordings received" in run("--day", "2026-03-02", "--gaps", "0")


def test_a_file_with_one_wrong_row_leaves_nothing(file: Path) -> None:
    with file.open("a") as rows:
        rows.write("17.3,yesterday,,\n")
    with pytest.raises(CdrInvalid, match="line 4: started_at is 'yesterday'"):
        take_in(file)
    assert "0 of 0" in run("--day", "2026-03-01")


@pytest.mark.parametrize(("option", "value"), [("--zone", "Mars/Olympus"), ("--column", "uniqueid")])
def test_options_that_cannot_be_meant_are_refused(file: Path, option: str, value: str) -> None:
    run("import", str(file), option, value, code=2)


def test_a_zone_that_is_none_is_refused_at_the_start() -> None:
    with pytest.raises(ValidationError, match="EVERYCALL_TIME_ZONE is 'Mars'"):
        Settings(time_zone="Mars")
