"""`everycall export`, as it is typed."""

import csv
import json
from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from cli.main import cli
from config import Settings
from storage.errors import NotFound
from storage.house_keys import sealing_of
from storage.uow import open_store
from tests.house import open_house
from tests.reviewed import judged


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with two judged calls, which the command line opens, too."""
    with open_house(tmp_path / "data") as house:
        judged(house, "a", "a1")
        judged(house, "b", "a2")
        monkeypatch.setenv("EVERYCALL_DATA_DIR", str(house.settings.data_dir))
    return tmp_path


def run(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(cli, ["export", *words], catch_exceptions=False, env={"COLUMNS": "300"})
    assert done.exit_code == code, done.output
    return done.output


def trail() -> list[tuple[str, dict[str, str]]]:
    settings = Settings()
    store = open_store("", settings.data_dir, sealing=sealing_of(settings))
    with store.read() as unit:
        rows = unit.audit._connection.exec_driver_sql(
            "SELECT name, details FROM audit_events ORDER BY id"
        ).all()
    store.close()
    return [(name, json.loads(details)) for name, details in rows]


def test_a_table_gets_its_name_once_it_is_whole(folder: Path) -> None:
    file = folder / "out.csv"
    told = run("results", "findings", str(file), "--reason", "audit", "--where", "agent=a2")
    assert told.endswith(f"3 findings written to {file}.\n")
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["recording_id"], row["criterion"]) for row in rows] == [
        ("b", "greets"),
        ("b", "thanks"),
        ("b", "discloses"),
    ]
    assert not (folder / "out.csv.part").exists()
    (_, began), (_, ended) = trail()
    assert (began["form"], began["reason"], began["chosen"]) == ("csv", "audit", '{"agent":"a2"}')
    assert (ended["export"], ended["count"], ended["whole"]) == (began["export"], "3", "True")


def test_the_end_of_the_name_says_the_form(folder: Path) -> None:
    from openpyxl import load_workbook

    run("results", "evaluations", str(folder / "out.xlsx"), "--reason", "audit")
    assert load_workbook(folder / "out.xlsx")["evaluations"].max_row == 3
    run("results", "evaluations", str(folder / "out.parquet"), "--reason", "audit")
    assert (folder / "out.parquet").read_bytes().endswith(b"PAR1")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("people", "out.csv", "--reason", "x"), "write one of evaluations, findings"),
        (("findings", "out.doc", "--reason", "x"), "write one of csv, xlsx, parquet"),
        (("findings", "out.csv", "--reason", "x", "--where", "agent"), "write it as team=cards"),
        (("findings", "out.csv", "--reason", "x", "--where", "colour=red"), "colour"),
        (("findings", "out.csv", "--reason", ""), "reason"),
        (("findings", "nowhere/out.csv", "--reason", "x"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(folder)
    assert said in run("results", *words, code=2)
    assert not list(folder.glob("out.*"))


def test_a_scorecard_is_printed(folder: Path) -> None:
    file = folder / "a.pdf"
    run("scorecard", "e-a", str(file), "--language", "zh", "--actor", "cy")
    assert "质检评分单" in PdfReader(file).pages[0].extract_text()
    ((name, told),) = trail()
    assert (name, told["what"], told["chosen"]) == ("data.exported", "scorecard", "e-a")
    assert "write zh or en" in run("scorecard", "e-a", str(file), "--language", "fr", code=2)
    with pytest.raises(NotFound):
        run("scorecard", "e-z", str(file))
