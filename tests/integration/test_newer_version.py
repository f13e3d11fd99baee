"""As tests/unit/test_newer_version.py, on PostgreSQL."""

from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from storage.uow import open_store


@pytest.mark.integration
def test_a_newer_versions_tables_are_left_alone(postgres_url: str, tmp_path: Path) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_newer'")
    with closing(open_store(postgres_url, tmp_path)) as store:
        store.upgrade()
        store.ping()
