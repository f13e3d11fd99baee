"""How a table is written."""

from collections.abc import Generator, Iterable, Sequence
from enum import StrEnum

from api.sheets.delimited import delimited
from api.sheets.parquet import parquet
from api.sheets.workbook import workbook
from qa.sheet import Column, Row


class Form(StrEnum):
    """What kind of file a table becomes."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


def written(
    columns: Sequence[Column],
    name: str,
    form: Form,
    pages: Iterable[tuple[Row, ...]],
    *,
    bom: bool = False,
) -> Generator[bytes]:
    """Write a table while its pages are read.

    Args:
        columns: of the table.
        name: of it, where the form has a place for one.
        form: of the file.
        pages: the rows.
        bom: whether a CSV begins with a mark by which Excel knows the encoding.
    """
    if form is Form.CSV:
        return delimited(columns, pages, bom=bom)
    if form is Form.PARQUET:
        return parquet(columns, pages)
    return workbook(columns, pages, name)
