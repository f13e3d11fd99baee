"""Rows as CSV, RFC 4180, in UTF-8.

What people wrote or said may begin like a formula, and a spreadsheet would carry it out on the reader's machine: such
text is marked with an apostrophe, which spreadsheets take for "this is text"
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

import csv
import io
from collections.abc import Generator, Iterable, Sequence
from datetime import datetime

from qa.sheet import Cell, Column, Row

BOM = "\ufeff"
"""Tells Excel that a CSV is in UTF-8."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, full-width forms included."""

_SUSPECT = frozenset({*_FORMULA, " "})
"""First characters of text that is looked at more closely."""


def delimited(
    columns: Sequence[Column], pages: Iterable[tuple[Row, ...]], *, bom: bool = False
) -> Generator[bytes]:
    """Write a table, a chunk for each page.

    Args:
        columns: of the table.
        pages: its rows.
        bom: whether to begin with a mark by which Excel knows the encoding.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    text.write(BOM if bom else "")
    writer.writerow(column.name for column in columns)
    for page in pages:
        writer.writerows([_written(cell) for cell in row] for row in page)
        if text.tell():
            yield text.getvalue().encode("utf-8", "replace")
            text.seek(0)
            text.truncate()
    if text.tell():
        yield text.getvalue().encode("utf-8", "replace")


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if type(cell) is str:  # most are
        return harmless(cell) if cell[:1] in _SUSPECT else cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.isoformat().replace("+00:00", "Z")
    return harmless(cell) if isinstance(cell, str) else str(cell)


def harmless(text: str) -> str:
    """Mark text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
