"""What every test may ask for."""

from pathlib import Path

import pytest
from hypothesis import settings

from storage.uow import open_store

settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("same")  # for counter-examples nobody met yet: pytest --hypothesis-profile=search


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A SQLite database with tables and nothing in them, as bytes: copied faster than made."""
    folder = tmp_path_factory.mktemp("migrated")
    store = open_store("", folder)
    store.upgrade()
    store.close()
    return (folder / "everycall.db").read_bytes()


@pytest.fixture
def data_dir(migrated_sqlite: bytes, tmp_path: Path) -> Path:
    """A data folder of this test's own, with a database ready to use."""
    folder = tmp_path / "var"
    folder.mkdir()
    (folder / "everycall.db").write_bytes(migrated_sqlite)
    return folder
