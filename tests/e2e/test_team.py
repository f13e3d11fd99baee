"""The team in a browser: from numbers to the calls behind them, and a coaching plan."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.axe import check
from tests.e2e.browser import NARROW, Visitor, sign_in, visiting
from tests.e2e.inspected import House

pytestmark = [pytest.mark.e2e, pytest.mark.model]

VISITORS = {
    "zh": Visitor("zh-CN"),
    "dark": Visitor("en-GB", dark=True),
    "phone": Visitor("zh-CN", size=NARROW),
}
VIEWS = ("week", "needs", "heat", "peers", "trend", "board", "coaching")


def test_a_number_leads_to_the_calls_behind_it(browser: Browser, house: House) -> None:
    with visiting(browser, house.address, Visitor("en-GB")) as page:
        sign_in(page, *house.reviewer)
        page.goto("/team?view=heat&rubric=compliance")
        page.locator("td[title^='1 of 1 '] a").first.click()  # one in which it was missed
        page.wait_for_url("**/team/calls?*criterion=*")
        expect(page.locator("main li a[href*='/calls/']")).to_have_count(1)


def test_a_trend_of_two_calls_tells_that_it_is_too_little(browser: Browser, house: House) -> None:
    with visiting(browser, house.address, Visitor("en-GB")) as page:
        sign_in(page, *house.reviewer)
        page.goto("/team?view=trend&rubric=compliance")
        expect(page.get_by_text("No week has enough calls")).to_be_visible()
        page.locator("td a").first.click()
        page.wait_for_url("**/team/calls?*")


def test_the_days_stay_in_the_address_and_lead_on_to_the_agent(browser: Browser, house: House) -> None:
    with visiting(browser, house.address, Visitor("en-GB")) as page:
        sign_in(page, *house.reviewer)
        page.goto("/team?view=peers&rubric=compliance")
        page.get_by_role("combobox", name="Calls of").select_option("the last 26 weeks")
        page.wait_for_url("**/team?*weeks=26*")
        page.locator("tbody a[href*='/team/agent/']").first.click()
        page.wait_for_url("**/team/agent/*weeks=26*")
        expect(page.get_by_text("There is no band yet")).to_be_visible()
        page.get_by_text("The figures as a table").click()
        page.locator("td a[href*='/team/calls']").first.click()
        page.wait_for_url("**/team/calls?*day_from=*agent=*")


def test_a_plan_is_drafted_and_shared(browser: Browser, house: House) -> None:
    with visiting(browser, house.address, Visitor("en-GB")) as page:
        sign_in(page, *house.reviewer)
        page.goto("/team?view=heat&rubric=compliance")
        page.locator("thead a").first.click()
        page.get_by_role("link", name="Coach on this").click()
        page.locator("fieldset input[type=checkbox]").first.check()
        page.get_by_role("button", name="Draft the plan").click()
        page.get_by_label("Add a goal").select_option(index=1)
        expect(page.get_by_text("Not saved yet")).to_be_visible()
        page.get_by_role("button", name="Move up").last.click()
        page.get_by_role("button", name="Save the goals").click()
        expect(page.get_by_text("Not saved yet")).to_have_count(0)
        page.get_by_label("Link to a moment").fill(f"{house.address}/calls/{house.calls['en']}?t=7")
        page.get_by_label("What to listen for").fill("How the call begins.")
        page.get_by_role("button", name="Add the moment").click()
        expect(page.get_by_text("How the call begins.")).to_be_visible()
        page.get_by_role("button", name="Share with the agent").click()
        expect(page.get_by_text("Shared", exact=True)).to_be_visible()


@pytest.mark.parametrize("visitor", VISITORS)
def test_axe_finds_nothing_serious(browser: Browser, house: House, visitor: str) -> None:
    with visiting(browser, house.address, VISITORS[visitor]) as page:
        sign_in(page, *house.reviewer)
        for view in VIEWS:
            page.goto(f"/team?view={view}&rubric=compliance")
            page.get_by_role("tab").first.wait_for()
            page.wait_for_timeout(700)
            check(page)
        page.goto("/team/coaching/new?rubric=compliance")
        page.locator("fieldset input").first.wait_for()
        check(page)


def test_a_week_leads_to_its_calls_and_to_the_weeks_beside_it(browser: Browser, house: House) -> None:
    with visiting(browser, house.address, Visitor("en-GB")) as page:
        sign_in(page, *house.reviewer, to="/team?view=week")
        week = page.get_by_role("heading", name=re.compile(r"^Week \d"))
        last = week.inner_text()
        page.get_by_role("button", name="The week before").click()
        page.wait_for_url("**/team?*week=20*-W*")
        expect(week).not_to_have_text(last)
        page.get_by_role("button", name="The week after").click()
        expect(week).to_have_text(last)
        expect(page.get_by_role("heading", name="Inspected in this week")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.get_by_role("tablist")).to_be_hidden()
        expect(page.get_by_role("button", name="Print")).to_be_hidden()
        expect(week).to_be_visible()


def test_who_may_not_read_how_wrong_the_machine_is_is_never_told(browser: Browser, house: House) -> None:
    told = re.compile(r"/v1/quality/")
    for who, asks in ((house.reviewer, True), (house.people["supervisor"], False)):
        with visiting(browser, house.address, Visitor("en-GB")) as page:
            asked: list[str] = []
            page.on("request", lambda request, kept=asked: kept.append(request.url))
            sign_in(page, *who, to="/team?view=trend&rubric=compliance")
            page.get_by_text("week has enough calls").or_(page.get_by_text("Nothing was judged")).wait_for()
            page.wait_for_load_state("networkidle")
            assert any(told.search(each) for each in asked) is asks
