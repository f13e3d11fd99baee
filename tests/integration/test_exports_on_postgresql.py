"""Exports from a real PostgreSQL: page by page, nothing held between pages, and no half told as a whole."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from api.sheets.form import Form, written
from api.sheets.pages import Pages, Taken
from qa.sheet import COLUMNS, Row, Sheet
from storage.errors import StorageError
from tests.house import TestHouse, open_house
from tests.reviewed import judged, staffed

pytestmark = pytest.mark.integration

CALLS = 23


@pytest.fixture
def house(tmp_path: Path, postgres_url: str) -> Iterator[TestHouse]:
    with open_house(tmp_path, database_url=postgres_url) as opened:
        for number in range(CALLS):
            judged(opened, f"c{number:02}", "a1" if number % 2 else "a2")
        yield opened


def ids(rows: tuple[Row, ...]) -> list[str]:
    return [str(row[0]) for row in rows]


def test_every_call_comes_once_and_in_order_in_every_form(house: TestHouse) -> None:
    from pyarrow import BufferReader
    from pyarrow.parquet import read_table

    client = staffed(house)
    asked = {"reason": "report", "agent": "a1", "rubric": "manners"}
    expected = [f"c{number:02}" for number in range(1, CALLS, 2)]
    lines = client.get("/v1/exports/evaluations.csv", params=asked).content.decode()
    assert [row["recording_id"] for row in csv.DictReader(io.StringIO(lines))] == expected
    whole = client.get("/v1/exports/findings.parquet", params=asked).content
    table = read_table(BufferReader(whole), columns=["recording_id", "quote", "received_at"])
    assert table["recording_id"].to_pylist()[::3] == expected
    assert "Good morning" in table["quote"].to_pylist()
    assert table["received_at"].to_pylist() == sorted(table["received_at"].to_pylist())


def test_nothing_of_the_database_is_held_between_two_pages(house: TestHouse, postgres_url: str) -> None:
    pages = iter(Pages(house.store, Taken(sheet=Sheet.FINDINGS), calls_a_page=5))
    assert set(ids(next(pages))) == {f"c{number:02}" for number in range(5)}
    with psycopg.connect(postgres_url) as other:
        held = other.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"
            " AND datname = current_database()"
        ).fetchone()
    assert held == (0,)


def test_a_page_shows_its_calls_as_they_stand_and_what_came_before_stays_given(house: TestHouse) -> None:
    pages = iter(Pages(house.store, Taken(sheet=Sheet.EVALUATIONS), calls_a_page=10))
    first = next(pages)
    with house.store.begin() as unit:
        for gone in ("c03", "c15"):
            (made,) = unit.evaluations.of(gone)
            unit.evaluations.retire(made)
    rest = [name for page in pages for name in ids(page)]
    assert ids(first) == [f"c{number:02}" for number in range(10)]
    assert rest == [f"c{number:02}" for number in range(10, CALLS) if number != 15]


@pytest.mark.parametrize("form", Form)
def test_a_database_that_cannot_be_read_on_ends_the_export_with_an_error(
    house: TestHouse, postgres_url: str, form: Form
) -> None:
    pages = Pages(house.store, Taken(sheet=Sheet.FINDINGS), calls_a_page=5)

    def losing() -> Iterator[tuple[Row, ...]]:
        for page in pages:
            yield page
            with psycopg.connect(postgres_url, autocommit=True) as other:
                other.execute("ALTER TABLE evaluations RENAME TO elsewhere")

    try:
        with pytest.raises(StorageError):
            list(written(COLUMNS[Sheet.FINDINGS], "findings", form, losing()))
        assert (pages.rows, pages.ended) == (15, False)
    finally:
        with psycopg.connect(postgres_url, autocommit=True) as other:
            other.execute("ALTER TABLE elsewhere RENAME TO evaluations")
