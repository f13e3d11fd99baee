"""Rows as Parquet, a row group at a time, with the types that the columns have.

What describes a file stands at its end: one that broke off has no such end, and every reader refuses it.
"""

import io
from collections.abc import Generator, Iterable, Sequence
from typing import Any

from qa.sheet import Column, Kind, Row

ROWS_A_GROUP = 50_000
"""Rows of a row group: held in memory as columns until it is written."""


class _Outlet(io.RawIOBase):
    """A file that only grows, and whose bytes are taken away as they come."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._taken = 0

    def writable(self) -> bool:
        return True

    def write(self, given: Any, /) -> int:
        self._bytes += given
        return len(memoryview(given).cast("B"))

    def tell(self) -> int:
        return self._taken + len(self._bytes)

    def take(self) -> bytes:
        """Give what was written since, and forget it."""
        given = bytes(self._bytes)
        self._bytes.clear()
        self._taken += len(given)
        return given


def parquet(
    columns: Sequence[Column], pages: Iterable[tuple[Row, ...]], *, rows_a_group: int = ROWS_A_GROUP
) -> Generator[bytes]:
    """Write a table, a chunk for each row group.

    Args:
        columns: of the table; moments are timestamps in microseconds of UTC.
        pages: its rows.
        rows_a_group: how many rows are gathered before they are written.
    """
    from pyarrow import Table
    from pyarrow.parquet import ParquetWriter

    schema = _schema(columns)
    labels = [column.name for column in columns if column.kind is Kind.LABEL]
    outlet = _Outlet()
    with ParquetWriter(outlet, schema, compression="zstd", use_dictionary=labels) as writer:
        gathered: list[Any] = []
        count = 0
        for page in pages:
            if page:
                gathered.append(_batch(schema, page))
                count += len(page)
            if count >= rows_a_group:
                writer.write_table(Table.from_batches(gathered, schema), row_group_size=count)
                gathered, count = [], 0
                yield outlet.take()
        if gathered:
            writer.write_table(Table.from_batches(gathered, schema), row_group_size=count)
    yield outlet.take()


def _schema(columns: Sequence[Column]) -> Any:
    import pyarrow as pa

    kinds = {
        Kind.TEXT: pa.string(),
        Kind.LABEL: pa.string(),
        Kind.WHOLE: pa.int32(),
        Kind.NUMBER: pa.float64(),
        Kind.TRUTH: pa.bool_(),
        Kind.MOMENT: pa.timestamp("us", tz="UTC"),
    }
    return pa.schema([(column.name, kinds[column.kind]) for column in columns])


def _batch(schema: Any, page: tuple[Row, ...]) -> Any:
    """Turn rows into columns."""
    import pyarrow as pa

    arrays = [
        pa.array(cells, type=field.type) for field, cells in zip(schema, zip(*page, strict=True), strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
