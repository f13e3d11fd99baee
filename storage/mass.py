"""Many rows in one statement, without what is done for each of them where there are few."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Insert, Table

FEW = 100
"""Rows that go the usual way: what it costs each of them is less than to compile their statement."""


def put(
    connection: Connection, statement: Insert, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows, however many.

    SQLAlchemy puts the parameters of every row together by itself, which takes longer than the database does. Here the
    statement is compiled once, and only columns whose values the driver does not take as they are, are converted.

    Args:
        connection: the transaction's.
        statement: into one table, perhaps with what is done where a row is there.
        columns: that are given; the others are as the table says.
        rows: values of these columns, in their order.
    """
    given = [list(row) for row in rows]
    if len(given) <= FEW:
        if given:
            connection.execute(statement, [dict(zip(columns, row, strict=True)) for row in given])
        return
    dialect, table = connection.dialect, statement.table
    if not isinstance(table, Table):  # nothing else has types to convert to
        raise TypeError(f"{table} is no table")
    kinds = (table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns)
    for place, convert in enumerate(kinds):
        if convert is not None:
            for row in given:
                row[place] = convert(row[place])
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    if compiled.positiontup is None:  # the driver takes parameters by name
        ready: list[Any] = [dict(zip(columns, row, strict=True)) for row in given]
    else:
        places = [columns.index(name) for name in compiled.positiontup]
        in_order = places == list(range(len(columns)))
        ready = [tuple(row if in_order else [row[place] for place in places]) for row in given]
    connection.exec_driver_sql(str(compiled), ready)
