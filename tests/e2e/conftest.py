"""A browser and a house with calls in it, for the whole run; without Chromium the tests are skipped, and say so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browser import browsing, chromium
from tests.e2e.furnished import Furnished, furnished
from tests.e2e.inspected import House, inspected

expect.set_options(timeout=30_000)  # other tests may have all cores meanwhile

BUILT = Path(__file__).resolve().parents[2] / "web" / "dist" / "index.html"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if chromium() is None:
        pytest.skip(
            "THERE IS NO CHROMIUM: the workbench is not tested in a browser. Install the system's chromium."
        )
    if not BUILT.exists():
        pytest.fail("The workbench is not built; run `make web`.")
    with browsing() as opened:
        yield opened


@pytest.fixture(scope="session")
def house(browser: Browser) -> Iterator[House]:
    with inspected() as running:
        yield running


@pytest.fixture(scope="module")
def furnished_house(browser: Browser) -> Iterator[Furnished]:
    with furnished() as running:
        yield running
