"""How a table is written."""

from collections.abc import Generator, Iterable
from enum import StrEnum

from api.sheets.delimited import delimited
from api.sheets.parquet import parquet
from api.sheets.workbook import workbook
from qa.sheet import COLUMNS, Row, Sheet


class Form(StrEnum):
    """What kind of file a table becomes."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


def written(
    sheet: Sheet, form: Form, pages: Iterable[tuple[Row, ...]], *, bom: bool = False
) -> Generator[bytes]:
    """Write a sheet while its pages are read.

    Args:
        sheet: whose columns.
        form: of the file.
        pages: the rows.
        bom: whether a CSV begins with a mark by which Excel knows the encoding.
    """
    columns = COLUMNS[sheet]
    if form is Form.CSV:
        return delimited(columns, pages, bom=bom)
    if form is Form.PARQUET:
        return parquet(columns, pages)
    return workbook(columns, pages, sheet.value)
