"""Until when a call is kept stands on its page, with the rule, the hold on it, and the days that are told there."""

import pytest
from playwright.sync_api import Browser, Page, expect

from qa.access import Role
from tests.e2e.axe import check
from tests.e2e.browser import NARROW, Visitor, visiting
from tests.e2e.furnished import Furnished, enter

pytestmark = [pytest.mark.e2e]

ENGLISH, PHONE = Visitor("en-GB"), Visitor("zh-CN", size=NARROW)


def about(page: Page, call: str, name: str) -> None:
    """Open what is known about a call; where the window is narrow it lies in a sheet."""
    page.goto(f"/calls/{call}")
    if page.viewport_size == NARROW:
        page.locator("aside button[aria-expanded]").first.click()
    page.get_by_role("tab", name=name).click()


def test_a_call_says_until_when_it_is_kept_and_what_holds_it(
    browser: Browser, furnished_house: Furnished
) -> None:
    with visiting(browser, furnished_house.address, PHONE) as page:
        enter(page, furnished_house, Role.COMPLIANCE)
        about(page, "r1", "通话详情")
        kept = page.locator("section", has=page.get_by_role("heading", name="保存期限")).last
        expect(kept).to_contain_text("every call：自通话当天起 90 天")
        expect(kept).to_contain_text("The court asked for it, file 12/26.")
        expect(kept.get_by_role("button", name="填写日期")).to_have_count(0)  # an auditor tells none
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        check(page)


def test_a_day_is_told_and_stands_there(browser: Browser, furnished_house: Furnished) -> None:
    with visiting(browser, furnished_house.address, ENGLISH) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        about(page, "r2", "About the call")
        page.get_by_role("button", name="Tell a day").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("What happened that day").select_option("dispute_closed")
        dialog.get_by_label("Day", exact=True).fill("2026-05-04")
        check(page)
        dialog.get_by_role("button", name="Tell").click()
        expect(dialog).to_have_count(0)
        expect(page.get_by_text("Mon, 4 May 2026")).to_be_visible()
        page.get_by_role("link", name="Retention and legal holds").click()
        page.wait_for_url("**/compliance/retention")


def test_who_may_not_see_it_sees_nothing(browser: Browser, furnished_house: Furnished) -> None:
    with visiting(browser, furnished_house.address, ENGLISH) as page:
        enter(page, furnished_house, Role.REVIEWER)
        about(page, "r2", "About the call")
        expect(page.get_by_role("heading", name="Stages")).to_be_visible()
        expect(page.get_by_role("heading", name="Kept until")).to_have_count(0)
