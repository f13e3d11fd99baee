"""The system's Chromium, driven by Playwright; a page signs in as people do."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first opens a page at a third of the others' cost: it has no windows, tabs and menus to draw for nobody."""

WIDE = ViewportSize(width=1440, height=900)
NARROW = ViewportSize(width=390, height=844)


@dataclass(frozen=True, slots=True)
class Visitor:
    """How a browser comes.

    Attributes:
        language: of the browser, `zh-CN` or `en-GB`.
        dark: whether its system is dark.
        size: of the window.
    """

    language: str = "en-GB"
    dark: bool = False
    size: ViewportSize | None = None


def chromium() -> str | None:
    """Find the system's Chromium; None where there is none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


@contextmanager
def browsing() -> Iterator[Browser]:
    """Run a browser while the block does."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(),
            # Without a user's click no sound plays; a container has no sandbox and little shared memory.
            args=["--autoplay-policy=no-user-gesture-required", "--no-sandbox", "--disable-dev-shm-usage"],
        )
        yield browser
        browser.close()


@contextmanager
def visiting(browser: Browser, address: str, visitor: Visitor) -> Iterator[Page]:
    """Open a page of nobody's; whatever its console complains of fails the block."""
    context = browser.new_context(
        base_url=address,
        locale=visitor.language,
        color_scheme="dark" if visitor.dark else "light",
        viewport=visitor.size or WIDE,
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console", lambda told: complaints.append(told.text) if told.type in {"error", "warning"} else None
    )
    yield page
    context.close()
    # Chromium writes down every refusal of the API, which may be what the page asked for.
    assert not (told := [each for each in complaints if "Failed to load resource" not in each]), told


def sign_in(page: Page, login: str, password: str, to: str = "/calls") -> None:
    """Sign in at the page that asks for it, on the way to another."""
    page.goto(f"/sign-in?to={quote(to)}")
    page.locator("input[name=login]").fill(login)
    page.locator("input[name=password]").fill(password)
    page.locator("form button[type=submit]").click()
    # The sign-in's own address ends with the other's, too.
    page.wait_for_url(lambda url: not url.startswith(f"{urljoin(url, '/sign-in')}?"))
