"""A finding's whole way, by each who has a part in it: changed, published, seen, contested, overturned, on record."""

from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import check
from tests.e2e.browser import NARROW, Visitor, sign_in, visiting
from tests.e2e.inspected import House, client
from tests.e2e.test_workbench import hears

pytestmark = [pytest.mark.e2e, pytest.mark.model]

CHANGED = "recording-disclosure"
"""What the reviewer changes though the machine is right; the agent contests it."""

EN = Visitor("en-GB")


def result(api: httpx.Client, call: str) -> dict[str, Any]:
    """Give the scorecard that stands for a call by the rubric `compliance`."""
    cards: list[dict[str, Any]] = api.get(f"/v1/recordings/{call}/evaluations").json()
    by = [each for each in cards if each["scorecard"]["rubric"] == "compliance"]
    people = [each for each in by if each["author"]["kind"] == "person"]
    found: dict[str, Any] = (people or by)[-1]["scorecard"]
    return found


def outcome(card: dict[str, Any], criterion: str) -> str:
    findings = [each for section in card["sections"] for each in section["findings"]]
    return next(str(each["outcome"]) for each in findings if each["criterion"] == criterion)


def asked_for(house: House, call: str) -> None:
    """Have the lead ask for a review, and put it on the reviewer's list."""
    with client(house.address, *house.people["reviewer"]) as reviewer:
        person = reviewer.get("/v1/session").json()["id"]
    with client(house.address, *house.people["qa_lead"]) as lead:
        card = next(
            each
            for each in lead.get(f"/v1/recordings/{call}/evaluations").json()
            if each["scorecard"]["rubric"] == "compliance"
        )
        asked = {"evaluation": card["id"], "reason": "a complaint", "blind": False}
        review = lead.post("/v1/reviews", json=asked).raise_for_status().json()
        lead.post(f"/v1/reviews/{review['id']}/assign", json={"person": person}).raise_for_status()


def go_to(page: Page, criterion: str) -> None:
    page.locator(f"[data-criterion='{criterion}'] button[aria-expanded]").click()
    page.locator("h1").click()  # the keys are the page's again


def reviewer_changes_it(page: Page, house: House, call: str) -> None:
    sign_in(page, *house.people["reviewer"], to="/")
    page.wait_for_url("**/inbox")
    check(page)
    page.locator(f"[role=row] a[href*='{call}']").click()
    lines = page.locator("[data-criterion]")
    lines.first.wait_for()
    page.locator("h1").click()
    page.keyboard.press("]")
    hears(page, lambda time: time > 0)
    page.keyboard.press(" ")
    go_to(page, str(lines.first.get_attribute("data-criterion")))
    for _ in range(lines.count()):
        page.keyboard.press("a")
    expect(page.get_by_text(f"{lines.count()} of {lines.count()} answered")).to_be_visible()
    go_to(page, CHANGED)
    page.keyboard.press("2")
    expect(page.locator("textarea")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("a reason for the change")
    page.locator("textarea").fill("It comes too late in the call.")
    check(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text="was submitted")).to_be_visible()


def agent_contests_it(page: Page, house: House, call: str) -> None:
    sign_in(page, *house.people["agent"], to="/")
    page.wait_for_url("**/me")
    page.get_by_text("reviewed Compliance").wait_for()
    check(page)
    page.get_by_role("button", name="I have seen this").first.click()
    expect(page.get_by_role("status").filter(has_text="Noted")).to_be_visible()
    page.goto(f"/calls/{call}?rubric=compliance")
    page.locator(f"[data-criterion='{CHANGED}'] button[aria-expanded]").click()
    expect(page.locator(f"[data-criterion='{CHANGED}']")).to_contain_text("Machine")
    page.get_by_role("button", name="Contest this").click()
    page.locator("dialog textarea").fill("It is my first sentence.")
    page.locator("dialog button[type=submit]").click()
    expect(page.get_by_text("You contested this.")).to_be_visible()
    check(page)


def lead_overturns_it(page: Page, house: House) -> None:
    sign_in(page, *house.people["qa_lead"], to="/disputes")
    page.get_by_text("It is my first sentence.").wait_for()
    check(page)
    page.get_by_label("Overturn: it was met").check()
    page.locator("textarea[name=reason]").fill("It is heard at the beginning.")
    page.get_by_role("button", name="Decide", exact=True).click()
    expect(page.get_by_text("No dispute waits for a decision")).to_be_visible()
    page.get_by_role("button", name="Proposals").click()
    page.wait_for_url("**/disputes?view=proposals")
    check(page)


def test_a_change_goes_its_whole_way_from_reviewer_to_agent_to_lead_and_back(
    browser: Browser, house: House
) -> None:
    call = house.calls["en"]
    with client(house.address, *house.people["qa_lead"]) as lead:
        before = result(lead, call)
        assert outcome(before, CHANGED) == "met"
        asked_for(house, call)
        with visiting(browser, house.address, EN) as page:
            reviewer_changes_it(page, house, call)
        changed = result(lead, call)
        assert outcome(changed, CHANGED) == "not_met"
        assert changed["score"] < before["score"]
        with visiting(browser, house.address, EN) as page:
            agent_contests_it(page, house, call)
        with visiting(browser, house.address, EN) as page:
            lead_overturns_it(page, house)
        after = result(lead, call)
        assert outcome(after, CHANGED) == "met"
        assert after["score"] == before["score"]
    with visiting(browser, house.address, EN) as page:
        sign_in(page, *house.people["agent"], to="/me")
        expect(page.get_by_text("It is heard at the beginning.")).to_be_visible()
    with client(house.address, *house.people["compliance"]) as keeper:
        told = keeper.get("/v1/audit", params={"recording": call, "limit": 200}).json()["items"]
    way = {"review.requested", "review.submitted", "review.released", "review.acknowledged"}
    assert way | {"dispute.opened", "dispute.overturned"} <= {each["name"] for each in told}


@pytest.mark.parametrize(
    "visitor", [Visitor("zh-CN"), Visitor("zh-CN", dark=True), Visitor("en-GB", size=NARROW)], ids=str
)
def test_axe_finds_nothing_serious_on_each_list(browser: Browser, house: House, visitor: Visitor) -> None:
    with visiting(browser, house.address, visitor) as page:
        sign_in(page, *house.people["qa_lead"], to="/inbox")
        for address in (
            "/inbox?view=all",
            "/inbox?view=flagged",
            "/inbox?view=done",
            "/disputes?view=decided",
        ):
            page.goto(address)
            page.locator("h1").wait_for()
            page.wait_for_timeout(600)
            check(page)
    with visiting(browser, house.address, visitor) as page:
        sign_in(page, *house.people["agent"], to="/me")
        page.locator("h1").wait_for()
        page.wait_for_timeout(600)
        check(page)
