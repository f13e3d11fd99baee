"""Calibration in a browser: a session set up, scored blind, closed and compared."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import check
from tests.e2e.browser import NARROW, Visitor, sign_in, visiting
from tests.e2e.inspected import House

pytestmark = [pytest.mark.e2e, pytest.mark.model]

VISITORS = {
    "zh": Visitor("zh-CN"),
    "dark": Visitor("en-GB", dark=True),
    "phone": Visitor("zh-CN", size=NARROW),
}
VIEWS = ("sessions", "agreement", "errors", "published", "modes")


def opened(page: Page, title: str) -> None:
    """Open a session on the newest call, with everybody who may score."""
    page.goto("/calibration/new")
    page.get_by_role("textbox").first.fill(title)
    page.locator("form select").first.select_option(index=1)
    boxes = page.locator("fieldset input[type=checkbox]")
    boxes.first.wait_for()
    for at in range(boxes.count()):
        boxes.nth(at).check()
    page.locator("form button[type=submit]").click()
    page.locator("[data-criterion]").first.wait_for()


def answered(page: Page) -> None:
    """Answer every question, and send the form."""
    questions = page.locator("[data-criterion]")
    send = page.get_by_role("button", name="Send my answers")
    expect(send).to_be_disabled()
    for at in range(questions.count()):
        questions.nth(at).get_by_role("radio").first.check()
    send.click()
    expect(page.get_by_text("Scored by you")).to_be_visible()


def test_a_call_is_scored_blind_by_two_and_compared_once_it_is_closed(browser: Browser, house: House) -> None:
    with (
        visiting(browser, house.address, Visitor("en-GB")) as page,
        visiting(browser, house.address, Visitor("en-GB")) as other,
    ):
        sign_in(page, *house.reviewer)
        opened(page, "July")
        answered(page)
        page.get_by_role("button", name="Close and compare").click()
        expect(page.get_by_role("alert")).to_contain_text("two are needed")
        sign_in(other, *house.people["reviewer"], to="/calibration")
        other.get_by_role("link", name="July").first.click()
        other.locator("[data-criterion]").first.wait_for()
        answered(other)
        page.get_by_role("button", name="Close and compare").click()
        compared = page.get_by_role("region", name="Answers beside each other")
        expect(compared).to_contain_text("Machine")
        expect(page.get_by_text("between the highest", exact=False)).to_contain_text("0 points")


def test_what_nobody_answered_is_told_and_no_figure_is_made_up(browser: Browser, house: House) -> None:
    with visiting(browser, house.address, Visitor("en-GB")) as page:
        sign_in(page, *house.reviewer)
        page.goto("/calibration?view=errors")
        expect(page.get_by_role("heading", name="No drawn call was reviewed yet")).to_be_visible()


@pytest.mark.parametrize("visitor", VISITORS)
def test_axe_finds_nothing_serious(browser: Browser, house: House, visitor: str) -> None:
    with visiting(browser, house.address, VISITORS[visitor]) as page:
        sign_in(page, *house.reviewer)
        for view in VIEWS:
            page.goto(f"/calibration?view={view}")
            page.get_by_role("tab").first.wait_for()
            page.wait_for_timeout(500)
            check(page)
        page.goto("/calibration/new")
        page.locator("fieldset input").first.wait_for()
        check(page)
