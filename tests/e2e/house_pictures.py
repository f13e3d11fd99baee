"""Which pages of a furnished house are pictured, and as whom they are looked at."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page

from qa.access import Role
from tests.e2e.browser import Visitor, visiting
from tests.e2e.furnished import Furnished, enter

PAGES = {
    Role.QA_LEAD: (
        "coverage",
        "compliance/results",
        "compliance/retention",
        "compliance/purges",
        "account",
    ),
    Role.COMPLIANCE: ("compliance/audit", "compliance/receipts", "compliance/exports"),
    Role.ADMINISTRATOR: tuple(
        f"administration/{part}" for part in ("people", "teams", "sources", "keys", "notices", "settings")
    ),
}


def take_house(
    browser: Browser,
    house: Furnished,
    bare: Furnished,
    visitor: Visitor,
    name: str,
    shoot: Callable[[Page, str], None],
) -> None:
    """Take the pictures of one visitor; `bare` is a house with nobody in it."""
    with visiting(browser, house.address, visitor) as page:
        page.goto("/password")
        page.locator("form").wait_for()
        shoot(page, f"password-{name}")
    with visiting(browser, bare.address, visitor) as page:
        page.goto("/set-up")
        page.locator("form").wait_for()
        shoot(page, f"set-up-{name}")
    for role, places in PAGES.items():
        with visiting(browser, house.address, visitor) as page:
            enter(page, house, role)
            for place in places:
                page.goto(f"/{place}")
                page.locator("h2").first.wait_for()
                shoot(page, f"{place.replace('/', '-')}-{name}")
                if place == "compliance/purges":
                    page.locator("tbody a").first.click()
                    page.wait_for_url("**/purges/*")
                    shoot(page, f"purge-{name}")
    _plan(browser, house, visitor, name, shoot)


def _plan(
    browser: Browser,
    house: Furnished,
    visitor: Visitor,
    name: str,
    shoot: Callable[[Page, str], None],
) -> None:
    """Picture that there is no plan of reviews yet, who could review, and what a plan would draw."""
    with visiting(browser, house.address, visitor) as page:
        enter(page, house, Role.QA_LEAD)
        for picture, place in (("plans-none", "/plans"), ("plans-nobody", "/plans?view=reviewers")):
            page.goto(place)
            page.locator("main h2, main td").first.wait_for()
            shoot(page, f"{picture}-{name}")
        page.goto("/plans/new")
        page.locator("select option[value=compliance]").wait_for(state="attached")
        page.locator("form select").first.select_option("compliance")
        for at in (0, 1):
            page.locator("input[type=date]").nth(at).fill(house.day)
        page.locator("input[type=number]").first.fill("4")
        page.locator("form section button[type=button]").first.click()
        page.locator("form fieldset input[maxlength]").last.fill("low scores")
        page.locator("form button[type=submit]").click()
        page.locator("form table").first.wait_for()
        shoot(page, f"plans-new-{name}")
