"""A browser and houses with calls in them; without Chromium the tests are skipped, and say so."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e import furnished, inspected
from tests.e2e.browser import browsing, chromium
from tests.e2e.furnished import Furnished
from tests.e2e.inspected import House
from tests.once import once

expect.set_options(timeout=30_000)  # other tests may have all cores meanwhile

BUILT = Path(__file__).resolve().parents[2] / "web" / "dist" / "index.html"


@pytest.fixture(
    scope="module"
)  # while it runs, its event loop is that of the thread, and other tests want their own
def browser() -> Iterator[Browser]:
    if chromium() is None:
        pytest.skip(
            "THERE IS NO CHROMIUM: the workbench is not tested in a browser. Install the system's chromium."
        )
    if not BUILT.exists():
        pytest.fail("The workbench is not built; run `make web`.")
    with browsing() as opened:
        yield opened


@pytest.fixture(scope="module")
def house(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    heard = once(tmp_path_factory, "inspected", inspected.hear)
    with inspected.opened(copied(heard, tmp_path_factory)) as running:
        yield running


@pytest.fixture
def own_house(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house for one test alone: who decided a dispute about a call decides no other about it."""
    heard = once(tmp_path_factory, "inspected", inspected.hear)
    with inspected.opened(copied(heard, tmp_path_factory)) as running:
        yield running


@pytest.fixture(scope="module")
def furnished_house(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Furnished]:
    filled = once(tmp_path_factory, "furnished", furnished.furnish)
    with furnished.opened(copied(filled, tmp_path_factory)) as running:
        yield running


def copied(folder: Path, factory: pytest.TempPathFactory) -> Path:
    """Give each file of tests a house of its own, which nobody else changes; a quarter of a gigabyte of models they share."""
    own = Path(
        shutil.copytree(folder, factory.mktemp("house") / "var", ignore=shutil.ignore_patterns("models"))
    )
    if (folder / "models").exists():
        (own / "models").symlink_to(folder / "models")
    return own
