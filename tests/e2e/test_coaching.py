"""Coaching from the page of a call: what is heard now is put beside a plan of its agent."""

import pytest
from playwright.sync_api import Browser, expect

from qa.access import Role
from tests.e2e.axe import check
from tests.e2e.browser import NARROW, Visitor, visiting
from tests.e2e.furnished import Furnished, enter

pytestmark = [pytest.mark.e2e]

EN, PHONE = Visitor("en-GB"), Visitor("zh-CN", size=NARROW)
CALL = "/calls/r6?rubric=compliance&t=4.6"
"""A call of agent a2, in a team of the demo's supervisor; it lasts 9.5 seconds."""


def test_a_moment_is_put_beside_a_plan_where_it_is_heard(
    browser: Browser, furnished_house: Furnished
) -> None:
    with visiting(browser, furnished_house.address, EN) as page:
        enter(page, furnished_house, Role.SUPERVISOR)
        page.goto(CALL)
        page.get_by_role("button", name="Put beside a plan").focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="No coaching plan of a2 is open")
        expect(dialog).to_be_visible()
        check(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Put beside a plan")).to_be_focused()
        page.keyboard.press("b")
        dialog.get_by_role("link", name="Draft a plan").click()
        page.wait_for_url("**/team/coaching/new?*agent=a2*")
        expect(page.get_by_role("combobox", name="Agent’s id")).to_have_value("a2")
        boxes = page.locator("fieldset input[type=checkbox]")
        goal = boxes.nth(1).locator("xpath=..").inner_text().strip()
        boxes.nth(1).check()
        page.get_by_role("button", name="Draft the plan").click()
        expect(page.get_by_role("heading", name="Coaching plan of a2")).to_be_visible()

        page.get_by_role("link", name="Back to call-6 at 0:04").click()
        page.wait_for_url("**/calls/r6?*t=4*")
        page.goto(CALL)
        page.get_by_role("button", name="Put beside a plan").wait_for()
        page.keyboard.press("b")
        asked = page.get_by_role("dialog", name="Put this moment beside a coaching plan")
        expect(asked.get_by_text("From 0:04 to 0:09 of this call.")).to_be_visible()
        expect(asked.get_by_role("combobox", name="Coaching plan")).to_contain_text("1 goal · Draft")
        expect(asked.get_by_role("combobox", name="Criterion").locator("option:checked")).to_have_text(goal)
        check(page)
        asked.get_by_label("What to listen for").fill("How calmly it is said.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("status").get_by_text("The moment stands beside the plan.")).to_be_visible()
        expect(page).to_have_url(f"{furnished_house.address}{CALL}")

        page.goto("/team?view=coaching")
        page.get_by_role("link", name="a2 ·").click()
        clip = page.get_by_role("listitem").filter(has_text="How calmly it is said.")
        expect(clip.get_by_role("link")).to_have_text("call-6 0:04–0:09")
        expect(clip).to_contain_text(goal)


def test_it_is_offered_to_those_who_coach(browser: Browser, furnished_house: Furnished) -> None:
    with visiting(browser, furnished_house.address, PHONE) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        page.goto("/calls/r9?rubric=compliance")
        expect(page.get_by_text("加入辅导计划")).to_be_attached()  # on a phone it may be in a menu
        page.keyboard.press("b")
        expect(page.get_by_role("dialog", name="a1 没有进行中的辅导计划")).to_be_visible()
        check(page)
    with visiting(browser, furnished_house.address, EN) as page:
        enter(page, furnished_house, Role.REVIEWER)
        page.goto("/calls/r9?rubric=compliance")
        expect(page.get_by_role("heading", name="call-9")).to_be_visible()
        expect(page.get_by_role("button", name="Copy", exact=False).first).to_be_visible()
        expect(page.get_by_role("button", name="Put beside a plan")).to_have_count(0)
