"""The list of calls and the page of one: filters that go with the person, links to a moment, parties put right."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.axe import check
from tests.e2e.browser import Visitor, sign_in, visiting
from tests.e2e.inspected import House, client

pytestmark = [pytest.mark.e2e, pytest.mark.model]

EN, ZH = Visitor("en-GB"), Visitor("zh-CN")


def test_saved_filters_go_with_the_person_and_into_exports(browser: Browser, house: House) -> None:
    lead = house.people["qa_lead"]
    with visiting(browser, house.address, EN) as page:
        sign_in(page, *lead, to="/calls?language=zh&below=60")
        page.get_by_role("button", name="Save these filters").click()
        page.get_by_label("Name of the filters").fill("Weak in Chinese")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Weak in Chinese", exact=True)).to_be_visible()
        check(page)
        page.get_by_role("link", name="Export these calls").click()
        page.wait_for_url(re.compile(r"/compliance/exports\?.*language=.*zh"))
        assert "score_to" in page.url
    with visiting(browser, house.address, ZH) as page:
        page.add_init_script(KEPT_IN_THE_BROWSER % user(house))
        sign_in(page, *lead, to="/calls")
        page.get_by_role("button", name="Weak in Chinese", exact=True).click()
        page.wait_for_url("**/calls?language=zh&below=60")
        page.goto("/inbox")
        page.get_by_role("button", name="迟的", exact=True).click()
        page.wait_for_url("**/inbox?view=all&overdue=true")
        with page.expect_response(lambda got: got.request.method == "DELETE"):
            page.get_by_role("button", name="迟的").last.click()
        expect(page.get_by_role("button", name="迟的")).to_have_count(0)


KEPT_IN_THE_BROWSER = """
if (!sessionStorage.moved)
  localStorage.setItem('everycall.inbox.%s', '[{"name":"迟的","search":{"view":"all","overdue":true}}]');
sessionStorage.moved = 'once';
"""
"""As a browser kept filters before the house did."""


def user(house: House) -> str:
    with client(house.address, *house.people["qa_lead"]) as lead:
        return str(lead.get("/v1/session").json()["id"])


def test_a_link_leads_to_its_moment_and_only_those_who_may_see_the_call(
    browser: Browser, house: House
) -> None:
    link = f"/calls/{house.calls['zh']}?t=12&rubric=compliance"
    with visiting(browser, house.address, EN) as page:
        sign_in(page, *house.people["reviewer"], to=link)
        expect(page.get_by_role("slider")).to_have_attribute("aria-valuenow", "12")
    with visiting(browser, house.address, EN) as page:
        sign_in(page, *house.people["agent"], to=link)
        expect(page.get_by_text("There is nothing at this address")).to_be_visible()


def test_parties_are_put_right_on_the_page(browser: Browser, house: House) -> None:
    call = house.calls["zh"]
    with client(house.address, *house.people["reviewer"]) as api:
        held = dict(api.get(f"/v1/recordings/{call}").json()["parties"]["parties"])
        with visiting(browser, house.address, ZH) as page:
            sign_in(page, *house.people["reviewer"], to=f"/calls/{call}")
            page.get_by_role("button", name="对调角色").click()
            page.get_by_role("button", name="更正角色").click()
            check(page)
            page.locator("dialog textarea").fill("坐席在另一路。")
            page.locator("dialog button[type=submit]").click()
            expect(page.get_by_role("status").filter(has_text="正在重新评分")).to_be_visible()
            expect(page.locator("dialog")).to_have_count(0)
        assert api.get(f"/v1/recordings/{call}").json()["recording"]["state"] == "waiting"
    with client(house.address, *house.people["compliance"]) as keeper:
        told = keeper.get("/v1/audit", params={"recording": call, "limit": 200}).json()["items"]
    (told_of,) = [each for each in told if each["name"] == "parties.corrected"]
    sides = dict(each.split("=") for each in told_of["details"]["sides"].split(" "))
    assert sides == {
        side: {"agent": "customer", "customer": "agent"}.get(held[side], held[side]) for side in held
    }
