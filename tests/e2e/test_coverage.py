"""Whoever asks whether every call was inspected: the funnel of today, the days before, the gaps, and sending again."""

import pytest
from playwright.sync_api import Browser, Page, expect

from qa.access import Role
from tests.e2e.axe import check
from tests.e2e.browser import NARROW, Visitor, visiting
from tests.e2e.furnished import Furnished, enter

pytestmark = [pytest.mark.e2e]

VISITORS = {"zh": Visitor("zh-CN"), "en": Visitor("en-GB"), "phone": Visitor("zh-CN", size=NARROW)}
WORDS = {
    "zh": ("覆盖率", "处理失败，原因：文件不是音频", "100% 的基数"),
    "en": ("Coverage", "Failed: the file is no sound", "What 100 % is"),
}


def fits(page: Page) -> bool:
    """Tell whether nothing stands out beyond the window's width."""
    width: int = page.evaluate("document.querySelector('main').scrollWidth")
    return width <= (page.viewport_size or {"width": 0})["width"]


@pytest.mark.parametrize("visitor", VISITORS)
def test_today_has_its_funnel_and_every_gap_a_reason(
    browser: Browser, furnished_house: Furnished, visitor: str
) -> None:
    title, reason, basis = WORDS["en" if visitor == "en" else "zh"]
    with visiting(browser, furnished_house.address, VISITORS[visitor]) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        page.goto(f"/coverage?day={furnished_house.day}")
        expect(page.locator("h1")).to_have_text(title)
        expect(page.get_by_text(basis).first).to_be_visible()
        expect(page.get_by_text(reason).first).to_be_visible()
        expect(page.locator("tbody tr", has_text="call-11")).to_have_count(1)
        assert fits(page)
        check(page)


def test_a_day_that_was_amended_says_so_and_a_team_is_looked_at_alone(
    browser: Browser, furnished_house: Furnished
) -> None:
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        page.goto(f"/coverage?day={furnished_house.day}")
        page.get_by_text("The figures as a table").click()
        amended = page.locator("tbody tr").filter(has=page.locator("td:last-child", has_text="1"))
        amended.locator("button").first.click()
        expect(page.get_by_text("Amended once by what came late")).to_be_visible()
        page.get_by_role("combobox", name="Team").select_option("sales")
        page.wait_for_url("**team=sales**")


def test_what_failed_is_counted_before_it_is_sent_again(browser: Browser, furnished_house: Furnished) -> None:
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        page.goto(f"/coverage?day={furnished_house.day}")
        page.locator("ol").get_by_role("button", name="Send again").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("combobox").select_option("all")
        expect(dialog.get_by_role("status")).to_have_text("2 recordings failed so.")
        dialog.get_by_role("button", name="Send 2 again").click()
        expect(dialog).to_be_visible()  # without a reason nothing is sent
        dialog.get_by_label("What for").fill("The sender was mended.")
        dialog.get_by_role("button", name="Send 2 again").click()
        expect(dialog).to_have_count(0)
        expect(page.get_by_text("Failed: the file is no sound")).to_have_count(0)
