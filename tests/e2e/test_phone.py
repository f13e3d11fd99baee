"""The workbench on a phone: nothing is wider than it, a finger finds what it seeks, and a flag says why it was raised."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import check
from tests.e2e.browser import NARROW, Visitor, sign_in, visiting
from tests.e2e.inspected import House

PAGES = (
    "/calls",
    "/inbox?view=flagged",
    "/disputes",
    "/rubrics",
    "/rubrics/zh/compliance",
    "/calibration?view=agreement",
    "/calibration?view=published",
    "/calibration/new",
    "/team?view=week",
    "/team?view=heat",
    "/team?view=trend",
    "/team/coaching/new",
    "/coverage",
    "/compliance/results",
    "/compliance/exports",
    "/account",
)
FINGER = 44
"""Pixels that a finger needs (WCAG 2.5.5)."""

SMALL = """(finger) => [...document.querySelectorAll('main button, main select, main summary')].flatMap((each) => {
  each.scrollIntoView({block: 'center'});
  const box = each.getBoundingClientRect();
  const x = box.x + box.width / 2, y = box.y + box.height / 2;
  if (box.width === 0 || x < 0 || x > innerWidth || !each.checkVisibility()) return [];
  const hit = (to) => each.contains(document.elementFromPoint(x, to)) || each.disabled;
  const half = finger / 2 - 1;
  return hit(y - half) && hit(y + half) ? [] : [each.outerHTML.slice(0, 120)];
})"""
"""Controls that a finger misses half their height away, hit as a browser hits them."""


@pytest.fixture(params=["zh-CN", "en-GB"])
def phone(request: pytest.FixtureRequest, browser: Browser, house: House) -> Iterator[Page]:
    with visiting(browser, house.address, Visitor(request.param, size=NARROW)) as page:
        sign_in(page, *house.reviewer)
        yield page


def test_no_page_is_wider_than_the_phone_and_a_finger_finds_its_controls(phone: Page) -> None:
    for place in PAGES:
        phone.goto(place)
        phone.locator("h1").wait_for()
        phone.wait_for_load_state("networkidle")
        assert phone.evaluate("document.documentElement.scrollWidth") == NARROW["width"], place
        assert phone.evaluate(SMALL, FINGER) == [], place


def test_a_flag_says_what_it_means_and_why_it_was_raised_here(phone: Page, house: House) -> None:
    phone.goto(f"/calls/{house.calls['zh']}")
    flag = phone.locator("header button[popovertarget]", has_text="⚑").first
    assert flag.get_attribute("title")
    flag.click()
    told = phone.get_by_role("dialog").filter(has_text="⚑")
    expect(told.get_by_role("list")).to_contain_text("不承诺收益")
    box = told.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW["width"]
    check(phone)
    told.get_by_role("button").first.click()
    expect(phone.locator("audio")).to_have_js_property("paused", value=False)


def test_a_flag_in_a_list_leads_to_its_moment(phone: Page, house: House) -> None:
    phone.goto("/calls?flag=auto_fail&language=zh")
    flag = phone.get_by_role("row").get_by_role("link").filter(has_text="⚑").first
    meaning, reason = (flag.get_attribute("title") or "").split("\n")
    assert meaning
    assert "保收益" in reason
    flag.click()
    phone.wait_for_url(f"**/calls/{house.calls['zh']}?*t=*")
