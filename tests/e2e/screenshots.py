"""Pictures of every page at two widths, light and dark, in both languages: `make screenshots`, then look at them."""

import itertools
import json
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from cli.demo import SAMPLES
from tests.e2e.browser import NARROW, WIDE, Visitor, browsing, sign_in, visiting
from tests.e2e.furnished import empty, furnished
from tests.e2e.house_pictures import take_house
from tests.e2e.inspected import CALLS, House, inspected
from tests.e2e.portrait import portray
from tests.e2e.seeded import seeded
from tests.e2e.seeded_pictures import take_seeded

FOLDER = Path(__file__).resolve().parents[2] / "web" / "screenshots"

QUALITY = (
    "/rubrics",
    "/rubrics/zh/compliance",
    "/rubrics/editor",
    "/calibration",
    "/calibration?view=agreement",
    "/calibration/new",
    "/team?view=week",
    "/team?view=needs",
    "/team?view=heat",
    "/team?view=trend",
    "/team?view=coaching",
    "/team/coaching/new",
)
"""Rubrics, calibration and the team."""

LED = ("/inbox", "/inbox?view=all", "/inbox?view=flagged", "/disputes", "/disputes?view=proposals")
"""Lists, as the lead sees them."""


def _number(sample: str) -> str:
    """Give the number by which the recording system calls a sample call."""
    return str(json.loads((SAMPLES / f"{sample}.json").read_text("utf-8"))["source_call_id"])


OWN = {
    "reviewer": ("/inbox",),
    "agent": ("/me",),
    "compliance": (f"/compliance/receipts?call={_number(CALLS['zh'])}",),
    "administrator": ("/administration/models",),
}
"""Pages that others have for themselves, by role."""


def take(browser: Browser, house: House, visitor: Visitor, name: str) -> None:
    """Take the pictures of one visitor."""
    with visiting(browser, house.address, visitor) as page:
        page.goto("/sign-in")
        page.locator("form").wait_for()
        shoot(page, f"sign-in-{name}")
        sign_in(page, *house.reviewer)
        page.get_by_role("row").nth(1).wait_for()
        shoot(page, f"calls-{name}")
        for language, call in house.calls.items():
            page.goto(f"/calls/{call}")
            page.locator("[data-criterion]").first.wait_for(state="attached")
            narrow = visitor.size == NARROW
            if not narrow:
                page.locator("h1").click()
                page.keyboard.press("]")
                page.keyboard.press("]")
                page.keyboard.press(" ")
            shoot(page, f"call-{language}-{name}")
            if narrow:
                page.locator("aside > button").click()
                shoot(page, f"call-{language}-sheet-{name}")
            page.locator("[role=tab]").last.click()
            shoot(page, f"call-{language}-details-{name}")
        for place in LED:
            page.goto(place)
            page.locator("h1").wait_for()
            shoot(page, f"{named(place)}-{name}")
        for place in QUALITY:
            page.goto(place)
            page.locator("h1").wait_for()
            shoot(page, f"{named(place)}-{name}")
        page.goto("/upload")
        page.locator("h1").wait_for()
        shoot(page, f"upload-{name}")
        page.goto("/calls/nothing-here")
        page.locator("h2").wait_for()
        shoot(page, f"missing-{name}")

    for role, places in OWN.items():
        with visiting(browser, house.address, visitor) as page:
            sign_in(page, *house.people[role], to=places[0])
            for place in places:
                page.goto(place)
                page.locator("h1").wait_for()
                shoot(page, f"{role}-{named(place)}-{name}")


def named(place: str) -> str:
    """Name a picture by its page's address."""
    return place.strip("/").replace("?view=", "-").partition("?")[0].replace("/", "-")


def shoot(page: Page, name: str) -> None:
    """Take one picture, once nothing is on its way any more."""
    page.wait_for_timeout(700)
    expect(page.locator("main [role=status] > .unseen")).to_have_count(0)  # skeletons
    page.screenshot(path=FOLDER / f"{name}.png")


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        inspected(*sys.argv[1:]) as house,
        furnished() as other,
        seeded() as full,
        empty() as bare,
        browsing() as browser,
    ):
        for language, dark, size in itertools.product(("zh-CN", "en-GB"), (False, True), (WIDE, NARROW)):
            name = f"{size['width']}-{'dark' if dark else 'light'}-{language[:2]}"
            take(browser, house, Visitor(language, dark, size), name)
            take_house(browser, other, bare, Visitor(language, dark, size), name, shoot)
            take_seeded(browser, full, Visitor(language, dark, size), name, shoot)
            print(f"{name} done", flush=True)
        portray(browser, house)
    print(f"Pictures are in {FOLDER}.")


if __name__ == "__main__":
    main()
