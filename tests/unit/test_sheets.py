"""Tables as files: types kept, formulas harmless, long ones parted, broken ones told."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sheets.delimited import delimited, harmless
from api.sheets.parquet import parquet
from api.sheets.workbook import LONGEST, workbook
from qa.sheet import Column, Kind, Row

COLUMNS = tuple(Column(kind.value, kind) for kind in Kind)
AT = datetime(2026, 3, 1, 4, 30, 15, 250_000, tzinfo=UTC)
ROW: Row = ("您好，“再见”\n, ok", "zh", 3, -0.25, True, AT)
NOTHING: Row = (None,) * 6


def lines(*pages: tuple[Row, ...], bom: bool = False) -> list[list[str]]:
    text = b"".join(delimited(COLUMNS, pages, bom=bom)).decode()
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_csv_says_each_value_the_one_way_it_is_written() -> None:
    header, first, second = lines((ROW,), (), (NOTHING,))
    assert header == ["text", "label", "whole", "number", "truth", "moment"]
    assert first == ["您好，“再见”\n, ok", "zh", "3", "-0.25", "true", "2026-03-01T04:30:15.250000Z"]
    assert second == [""] * 6


def test_a_csv_without_rows_has_its_header() -> None:
    assert lines() == lines(()) == [[column.name for column in COLUMNS]]
    assert b"".join(delimited(COLUMNS, [], bom=True)).startswith(b"\xef\xbb\xbftext,")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+86 138", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1+1", '=HYPERLINK("http://x")'],
)
def test_text_that_begins_like_a_formula_is_marked_as_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@given(st.text())
def test_no_cell_of_text_begins_like_a_formula_and_none_loses_anything(text: str) -> None:
    written = harmless(text)
    assert not written.strip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert written.removeprefix("'") == text or written == text


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"))))
def test_any_words_come_back_from_a_csv(words: list[str]) -> None:
    rows: tuple[Row, ...] = tuple((word, *NOTHING[1:]) for word in words)
    assert [line[0] for line in lines(rows)[1:]] == [harmless(word) for word in words]


def test_a_workbook_keeps_types_and_never_holds_a_formula() -> None:
    from openpyxl import load_workbook

    told: Row = ("=1+1", "https://example.org", 3, 0.5, False, AT)
    book = load_workbook(io.BytesIO(b"".join(workbook(COLUMNS, [(told, NOTHING)], "findings"))))
    (sheet,) = book.worksheets
    assert [cell.value for cell in sheet[2]] == [
        *("=1+1", "https://example.org", 3, 0.5, False),
        datetime(2026, 3, 1, 4, 30, 15, 250_000),  # noqa: DTZ001 Excel knows no time zones
    ]
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "n", "n", "b", "d"]
    assert sheet["B2"].hyperlink is None
    assert [cell.value for cell in sheet[3]] == [None] * 6
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize(("rows", "sheets"), [(0, [1]), (3, [4]), (4, [4, 2]), (7, [4, 4, 2])])
def test_a_sheet_that_is_full_goes_on_in_another(rows: int, sheets: list[int]) -> None:
    from openpyxl import load_workbook

    page: tuple[Row, ...] = tuple((str(number), *NOTHING[1:]) for number in range(rows))
    book = load_workbook(io.BytesIO(b"".join(workbook(COLUMNS, [page], "calls", rows_a_sheet=4))))
    assert [sheet.max_row for sheet in book.worksheets] == sheets
    assert book.sheetnames == ["calls", "calls 2", "calls 3"][: len(sheets)]
    assert {sheet["A1"].value for sheet in book.worksheets} == {"text"}
    cells = [row[0] for sheet in book.worksheets for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert cells == [str(number) for number in range(rows)]


def test_a_cell_longer_than_excel_takes_says_that_it_was_cut() -> None:
    from openpyxl import load_workbook

    row: Row = ("话" * (LONGEST + 5), *NOTHING[1:])
    book = load_workbook(io.BytesIO(b"".join(workbook(COLUMNS, [(row,)], "calls"))))
    assert book.active is not None
    assert book.active["A2"].value == "话" * (LONGEST - 1) + "…"


def test_parquet_keeps_types_and_encodes_labels_by_dictionary() -> None:
    from pyarrow import BufferReader
    from pyarrow.parquet import ParquetFile, read_table

    whole = b"".join(parquet(COLUMNS, [(ROW, NOTHING)]))
    table = read_table(BufferReader(whole))
    assert [str(field.type) for field in table.schema] == [
        *("string", "string", "int32", "double", "bool", "timestamp[us, tz=UTC]")
    ]
    assert table.to_pylist() == [
        dict(zip(table.column_names, ROW, strict=True)),
        dict(zip(table.column_names, NOTHING, strict=True)),
    ]
    group = ParquetFile(BufferReader(whole)).metadata.row_group(0)
    assert "RLE_DICTIONARY" in group.column(1).encodings
    assert "RLE_DICTIONARY" not in group.column(0).encodings


def test_parquet_is_written_by_groups_and_a_broken_one_is_refused() -> None:
    from pyarrow import ArrowInvalid, BufferReader
    from pyarrow.parquet import ParquetFile

    read: list[int] = []

    def pages() -> Iterator[tuple[Row, ...]]:
        for number in range(6):
            read.append(number)
            yield (ROW, ROW)

    chunks = parquet(COLUMNS, pages(), rows_a_group=4)
    first = next(chunks)
    assert read == [0, 1]
    whole = first + b"".join(chunks)
    assert ParquetFile(BufferReader(whole)).metadata.num_row_groups == 3
    assert ParquetFile(BufferReader(whole)).metadata.num_rows == 12
    with pytest.raises(ArrowInvalid):
        ParquetFile(BufferReader(whole[:-20]))


def test_parquet_without_rows_has_its_columns() -> None:
    from pyarrow import BufferReader
    from pyarrow.parquet import read_table

    table = read_table(BufferReader(b"".join(parquet(COLUMNS, [()]))))
    assert (table.num_rows, table.column_names) == (0, [column.name for column in COLUMNS])
