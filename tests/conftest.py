"""What every test may ask for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from storage.uow import open_store

settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("same")  # for counter-examples nobody met yet: pytest --hypothesis-profile=search


LONGEST_FIRST = (
    "tests/integration/test_listen_model.py",
    "tests/integration/test_chaos.py",
    "tests/e2e/test_rubrics.py",
    "tests/integration/test_killed_workers.py",
    "tests/integration/test_compose_house.py",
    "tests/integration/test_celery.py",
    "tests/e2e/test_budgets.py",
    "tests/integration/test_chaos_network.py",
    "tests/integration/test_postgresql_store.py",
    "tests/e2e/test_programme.py",
    "tests/e2e/test_workbench.py",
    "tests/integration/test_synthetic_year.py",
    "tests/unit/test_synthetic_recovery.py",
)
"""Files that take a minute or more: those that compute, and between them those that mostly wait."""
MEASURED = "measured"
"""The property of a test that says what it measured."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Have long files begun first, so that no process is still at one when the others are done.

    Files go to whichever process is free, in the order in which they are here: first those above, then all that
    need a browser or real servers, and last the many small ones.
    """
    if gone := [name for name in LONGEST_FIRST if not (config.rootpath / name).exists()]:
        raise pytest.UsageError(
            f"There is no {', '.join(gone)} any more; see LONGEST_FIRST in tests/conftest.py."
        )
    first = {name: at for at, name in enumerate(LONGEST_FIRST)}
    kinds = ("e2e", "integration", "rubrics")

    def turn(item: pytest.Item) -> tuple[int, int]:
        path = item.path.relative_to(config.rootpath)
        kind = next((at for at, name in enumerate(kinds) if name in path.parts), len(kinds))
        return first.get(path.as_posix(), len(first)), kind

    items.sort(key=turn)


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say what was measured: it is printed at the end of the run, whichever process measured it."""
    return lambda text: record_property(MEASURED, text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured, those that passed, too."""
    told = [
        text
        for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed"))
        for name, text in report.user_properties
        if name == MEASURED and report.when == "call"
    ]
    if told:
        terminalreporter.section("measured")
        for text in told:
            terminalreporter.write_line(str(text))


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
