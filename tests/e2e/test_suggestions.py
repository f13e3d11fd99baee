"""Fields that narrow a list offer the names that calls had lately."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from qa.access import Role
from tests.e2e.axe import check
from tests.e2e.browser import Visitor, visiting
from tests.e2e.furnished import Furnished, enter

pytestmark = [pytest.mark.e2e]

EN = Visitor("en-GB")
JUDGED = ["a0", "a1", "a2"]
"""Agents of calls that were judged."""


def offered(page: Page, field: Locator) -> Locator:
    """Give what a field offers once one is in it."""
    expect(page.locator("datalist option")).to_have_count(0)
    field.focus()
    return page.locator(f"datalist[id='{field.get_attribute('list')}'] option")


def values(options: Locator) -> list[str]:
    expect(options.first).to_be_attached()
    return [each.get_attribute("value") or "" for each in options.all()]


def test_the_lists_filters_offer_names_and_take_any_other(
    browser: Browser, furnished_house: Furnished
) -> None:
    with visiting(browser, furnished_house.address, EN) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        page.goto("/calls")
        agent = page.get_by_role("combobox", name="Agent’s id", exact=True)
        options = offered(page, agent)
        assert values(options) == JUDGED
        expect(options.nth(1)).to_have_attribute("label", "Demo agent")
        page.keyboard.type("a1")
        page.wait_for_url("**/calls?agent=a1")
        expect(page.get_by_role("link", name="call-1", exact=False).first).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.get_by_role("combobox", name="Queue")).to_be_focused()
        check(page)
        page.get_by_role("combobox", name="Team").fill("nobody's")
        page.wait_for_url("**/calls?*team=nobody*")
        expect(page.get_by_text("No call fits these filters")).to_be_visible()


def test_a_supervisor_is_offered_the_own_teams(browser: Browser, furnished_house: Furnished) -> None:
    with visiting(browser, furnished_house.address, EN) as page:
        enter(page, furnished_house, Role.SUPERVISOR)
        page.goto("/team?view=needs&rubric=compliance")
        team = page.get_by_role("combobox", name="Team")
        assert values(offered(page, team)) == ["sales", "sales/east"]
        team.fill("sales/east")
        page.keyboard.press("Enter")
        page.wait_for_url("**/team?*team=sales*east*")
        expect(team).to_be_focused()


def test_compliance_and_inbox_offer_them_too(browser: Browser, furnished_house: Furnished) -> None:
    with visiting(browser, furnished_house.address, EN) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        for address, name in (
            ("/compliance/results", "Team"),
            ("/compliance/exports", "Agent’s id"),
            ("/inbox", "Agent’s id"),
            ("/team/coaching/new", "Agent’s id"),
        ):
            page.goto(address)
            told = values(offered(page, page.get_by_role("combobox", name=name, exact=True)))
            assert told == (JUDGED if name != "Team" else ["care", "sales", "sales/east"]), address
