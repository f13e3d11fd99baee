"""The exports benchmark's own code on a tiny house: what it multiplies is what is exported. No clock is looked at."""

from pathlib import Path

import pytest

from api.sheets.form import Form
from bench.exports import export, main, make, measure
from qa.sheet import Sheet


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    make(folder, 900, drawn=300)
    make(folder, 5_000)  # it is there: nothing more is written
    return folder


def test_every_copy_of_a_call_is_exported(house: Path) -> None:
    told = export(house, Sheet.EVALUATIONS, Form.CSV, 10_000)
    assert told.rows >= 900
    assert told.rows % 3 == 0
    assert told.peak_mib >= told.empty_mib > 0


def test_as_many_rows_are_written_as_were_asked_for_to_the_end_of_a_page(house: Path) -> None:
    told = export(house, Sheet.FINDINGS, Form.PARQUET, 1_000)
    assert 1_000 <= told.rows < 4_000


def test_each_export_has_a_process_of_its_own(
    house: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (told,) = measure(house, [(Sheet.EVALUATIONS, Form.XLSX, 300)])
    assert (told.sheet, told.form) == (Sheet.EVALUATIONS, Form.XLSX)
    assert told.rows >= 300
    main(["--rows", "500", "--sheets", "findings", "--forms", "csv", "--house", str(house)], tmp_path)
    assert "findings" in capsys.readouterr().out
    assert [each.suffix for each in tmp_path.iterdir()] == [".json"]
