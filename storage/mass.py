"""Many rows in one statement, without what is done for each of them where there are few."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Float, Insert, String, Table, bindparam, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

FEW = 100
"""Rows that go the usual way: what it costs each of them is less than to put a statement together."""


def put(
    connection: Connection, statement: Insert, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows, however many.

    SQLAlchemy puts the parameters of every row together by itself, and PostgreSQL plans for each of them: both take
    longer than to write the row.

    Args:
        connection: the transaction's.
        statement: into one table, perhaps with what is done where a row is there.
        columns: that are given; the others are as the table says.
        rows: values of these columns, in their order; none of them comes twice.
    """
    given = [list(row) for row in rows]
    table = statement.table
    if not isinstance(table, Table):  # nothing else has types to convert to
        raise TypeError(f"{table} is no table")
    if len(given) <= FEW:
        if given:
            connection.execute(statement, [dict(zip(columns, row, strict=True)) for row in given])
    elif connection.dialect.name == "postgresql":
        connection.execute(_from_arrays(statement, table, columns, given))
    else:
        _by_position(connection, statement, table, columns, given)


def _from_arrays(
    statement: Insert, table: Table, columns: Sequence[str], given: Sequence[Sequence[Any]]
) -> Insert:
    """Insert from one array for each column: the statement is read and planned once."""
    arrays = (
        bindparam(name, _alike(table.c[name].type, values), postgresql.ARRAY(table.c[name].type), unique=True)
        for name, values in zip(columns, zip(*given, strict=True), strict=True)
    )
    rows = func.unnest(*arrays).table_valued(*columns).render_derived()
    return statement.from_select(columns, select(*(rows.c[name] for name in columns)))


def _alike(kind: TypeEngine[Any], values: Iterable[Any]) -> list[Any]:
    """Make values of one class: the driver takes no array of whole and other numbers, or of text and names."""
    made = float if isinstance(kind, Float) else str if isinstance(kind, String) else None
    return list(values) if made is None else [None if value is None else made(value) for value in values]


def _by_position(
    connection: Connection, statement: Insert, table: Table, columns: Sequence[str], given: list[list[Any]]
) -> None:
    """Hand rows to the driver; only columns whose values it does not take as they are, are converted."""
    dialect = connection.dialect
    kinds = (table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns)
    for place, convert in enumerate(kinds):
        if convert is not None:
            for row in given:
                row[place] = convert(row[place])
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    places = [columns.index(name) for name in compiled.positiontup or ()]
    in_order = places == list(range(len(columns)))
    ready = [tuple(row if in_order else [row[place] for place in places]) for row in given]
    connection.exec_driver_sql(str(compiled), ready)
