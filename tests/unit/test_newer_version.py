"""Two versions of the house on one database, while one takes the other's place."""

import pytest
from sqlalchemy import text

from storage import database
from storage.uow import Store


def test_a_newer_versions_tables_are_left_alone(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    with database.writing(store._engine) as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_newer'"))
    store.upgrade()
    store.ping()
    assert "9999_newer" in caplog.text
    with database.reading(store._engine) as connection:
        assert (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999_newer"
        )


def test_tables_of_this_version_are_told_nothing(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    store.upgrade()
    assert caplog.text == ""
