"""Rows as an Excel workbook, written row by row into a file.

A workbook is a ZIP archive whose parts are only complete once the last row is known, so it cannot be sent while it is
written. The writer keeps one row in memory; text is always text, never a formula or a link.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from qa.sheet import Cell, Column, Kind, Row
from storage.stream import CHUNK_BYTES

ROWS_A_SHEET = 1_048_576
"""Most rows that Excel opens in one sheet, the header included."""

LONGEST = 32_767
"""Most characters that Excel keeps of a cell."""

_MOMENT = "yyyy-mm-dd hh:mm:ss"
_WIDTHS = {Kind.TEXT: 34, Kind.LABEL: 18, Kind.WHOLE: 9, Kind.NUMBER: 11, Kind.TRUTH: 8, Kind.MOMENT: 19}


def workbook(
    columns: Sequence[Column],
    pages: Iterable[tuple[Row, ...]],
    name: str,
    *,
    rows_a_sheet: int = ROWS_A_SHEET,
) -> Generator[bytes]:
    """Write a table into a file, then give its bytes; the first are there when all rows were read.

    Args:
        columns: of the table.
        pages: its rows; moments are in UTC.
        name: of the sheet; where one is full, it goes on in `<name> 2`, with the header again.
        rows_a_sheet: most rows of one sheet, the header included.
    """
    with TemporaryDirectory(prefix="everycall-export-") as folder:
        file = Path(folder, "export.xlsx")
        _fill(file, name, columns, (row for page in pages for row in page), rows_a_sheet)
        with file.open("rb") as opened:
            while chunk := opened.read(CHUNK_BYTES):
                yield chunk


def _fill(file: Path, name: str, columns: Sequence[Column], rows: Iterator[Row], rows_a_sheet: int) -> None:
    from xlsxwriter import Workbook

    options = {
        "constant_memory": True,
        "tmpdir": str(file.parent),
        "default_date_format": _MOMENT,
        "use_zip64": True,  # a full sheet of long quotes passes 4 GiB before it is packed; smaller ones stay as they were
    }
    with Workbook(file, options) as book:
        header = book.add_format({"bold": True, "bottom": 1})
        put, sheets, place = _sheet(book, name, columns, header), 1, 0
        for row in rows:
            if place == rows_a_sheet - 1:
                sheets, place = sheets + 1, 0
                put = _sheet(book, f"{name} {sheets}", columns, header)
            place += 1
            put(place, row)


def _sheet(book: Any, name: str, columns: Sequence[Column], header: Any) -> Callable[[int, Row], None]:
    """Begin a sheet; gives what writes a row into it."""
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, _WIDTHS[column.kind])
    for number, column in enumerate(columns):
        sheet.write_string(0, number, column.name, header)

    def put(place: int, row: Row) -> None:
        for number, cell in enumerate(row):
            if cell is not None:
                _write(sheet, place, number, cell)

    return put


def _write(sheet: Any, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell if len(cell) <= LONGEST else cell[: LONGEST - 1] + "…")
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell.replace(tzinfo=None))  # Excel knows no time zones
    else:
        sheet.write_number(row, column, cell)
