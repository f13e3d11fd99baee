"""Plans of reviews in a browser: seen before they are drawn, followed into the inbox; and who reviews what."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from qa.access import Role
from tests.e2e.axe import check
from tests.e2e.browser import NARROW, Visitor, visiting
from tests.e2e.furnished import Furnished, enter
from tests.e2e.test_phone import FINGER, SMALL

pytestmark = pytest.mark.e2e

CALLS = 8
"""That the machine judged today in a furnished house."""
VISITORS = {
    "zh": Visitor("zh-CN"),
    "dark": Visitor("en-GB", dark=True),
    "phone": Visitor("zh-CN", size=NARROW),
    "english-phone": Visitor("en-GB", dark=True, size=NARROW),
}


def of_today(page: Page, house: Furnished) -> None:
    """Write a plan of the day that the house has calls of."""
    page.goto("/plans/new")
    page.get_by_label("Rubric").select_option(label="Compliance")
    page.get_by_label("First day").fill(house.day)
    page.get_by_label("Last day").fill(house.day)


def test_a_lead_sees_what_a_plan_would_draw_then_draws_and_follows_it(
    browser: Browser, furnished_house: Furnished
) -> None:
    with visiting(browser, furnished_house.address, Visitor("en-GB")) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        page.goto("/plans")
        expect(page.get_by_role("heading", name="No plan yet")).to_be_visible()
        page.get_by_role("link", name="Draw a plan").first.click()
        show = page.get_by_role("button", name="Show what it would draw")
        expect(show).to_be_disabled()
        expect(page.get_by_text("Choose a rubric.")).to_be_visible()

        of_today(page, furnished_house)
        page.get_by_label("By chance").fill("1000")
        show.click()
        expect(page.get_by_text(f"{CALLS} of {CALLS} calls would be drawn.")).to_be_visible()
        expect(page.get_by_text("More are asked for by chance than there are")).to_be_visible()
        expect(page.get_by_text("the error rate is then known, not estimated")).to_be_visible()

        page.get_by_label("By chance").fill("4")
        expect(page.get_by_text("The form has changed since")).to_be_visible()
        page.get_by_role("button", name="Add a rule").click()
        rule = page.get_by_role("group", name="Rule 1")
        expect(rule.get_by_label("Name")).to_be_focused()
        expect(show).to_be_disabled()
        rule.get_by_label("Name").fill("low scores")
        rule.get_by_label("Score at most").fill("70")
        rule.get_by_label("For").select_option(label="all together")
        rule.get_by_label("Number of calls").fill("1")
        show.click()
        drawn = page.get_by_role("region", name="By draw")
        expect(drawn.get_by_role("row", name="By chance")).to_contain_text("4")
        expect(drawn.get_by_role("row", name="low scores")).to_contain_text("1")
        expect(page.get_by_text("5 % is assumed", exact=False)).to_be_visible()

        button = page.get_by_role("button", name=re.compile(r"Draw these \d reviews"))
        count = int(re.findall(r"\d", button.inner_text())[0])
        button.click()
        page.wait_for_url("**/plans")
        row = page.get_by_role("row", name="Compliance")
        expect(row).to_contain_text(f"{count} of {CALLS} calls")
        expect(row).to_contain_text("4 by chance · 1 by “low scores”")
        row.get_by_role("link", name=f"{count} waiting for somebody").click()
        page.wait_for_url("**/inbox?*plan=*")
        expect(page.get_by_text(f"{count} reviews", exact=True)).to_be_visible()
        expect(page.get_by_label("Plan")).to_contain_text("Compliance")

        of_today(page, furnished_house)
        expect(page.get_by_role("alert")).to_contain_text("Another plan for this rubric draws from")


def test_a_period_without_calls_is_told_before_anything_is_drawn(
    browser: Browser, furnished_house: Furnished
) -> None:
    with visiting(browser, furnished_house.address, Visitor("en-GB")) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        page.goto("/plans/new")
        page.get_by_label("Rubric").select_option(label="Empathy")
        page.get_by_role("button", name="Last month").click()
        page.get_by_role("button", name="Show what it would draw").click()
        expect(page.get_by_text("The machine judged no call of this period")).to_be_visible()
        expect(page.get_by_role("button", name="Draw", exact=True)).to_be_disabled()


def test_a_lead_says_who_reviews_what(browser: Browser, furnished_house: Furnished) -> None:
    with visiting(browser, furnished_house.address, Visitor("en-GB")) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        page.goto("/plans?view=reviewers")
        row = page.get_by_role("row", name="Demo reviewer")
        expect(row).to_contain_text("is handed no reviews yet")
        row.get_by_role("button", name="Hand reviews out to Demo reviewer").click()
        expect(row).to_contain_text("50")
        change = row.get_by_role("button", name="Change what Demo reviewer takes on")
        change.click()
        expect(row.get_by_label("Chinese")).to_be_focused()
        row.get_by_label("English").check()
        row.get_by_label("Queues").fill("billing, complaints")
        row.get_by_label("At most at once").fill("0")
        row.get_by_label("At most at once").press("Enter")
        expect(row).to_contain_text("none at present")
        expect(row).to_contain_text("billing, complaints")
        expect(change).to_be_focused()
        change.press("Enter")
        row.get_by_label("Queues").press("Escape")
        expect(change).to_be_focused()
    with furnished_house.api(Role.QA_LEAD) as lead:
        (kept,) = lead.get("/v1/reviewers").json()["items"]
    assert (kept["languages"], sorted(kept["queues"]), kept["at_most"]) == (
        ["en"],
        ["billing", "complaints"],
        0,
    )


def test_who_does_not_plan_is_not_led_there(browser: Browser, furnished_house: Furnished) -> None:
    with visiting(browser, furnished_house.address, Visitor("en-GB")) as page:
        enter(page, furnished_house, Role.REVIEWER)
        page.goto("/inbox")
        page.locator("h1").wait_for()
        assert page.locator("nav a[href='/plans']").count() == 0
        for place in ("/plans", "/plans/new"):
            page.goto(place)
            expect(page.get_by_role("heading", name="You may not see this")).to_be_visible()


@pytest.mark.parametrize("visitor", VISITORS)
def test_axe_finds_nothing_serious_and_no_page_is_wider_than_the_window(
    browser: Browser, furnished_house: Furnished, visitor: str
) -> None:
    came = VISITORS[visitor]
    with visiting(browser, furnished_house.address, came) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        for place, pressed in (
            ("/plans", None),
            ("/plans?view=reviewers", "td button:last-child"),
            ("/plans/new", "form section button[type=button]"),
        ):
            page.goto(place)
            page.locator("h1").wait_for()
            page.wait_for_load_state("networkidle")
            if pressed is not None:
                page.locator(pressed).first.click()
            check(page)
            width = page.viewport_size["width"] if page.viewport_size else 0
            assert page.evaluate("document.documentElement.scrollWidth") == width, place
            if came.size is NARROW:
                assert page.evaluate(SMALL, FINGER) == [], place
