"""An auditor's way: results by rule, the trail searched, holds, and a purge that another person approves."""

import pytest
from playwright.sync_api import Browser, expect

from qa.access import Role
from tests.e2e.axe import check
from tests.e2e.browser import NARROW, Visitor, visiting
from tests.e2e.furnished import Furnished, enter
from tests.e2e.test_coverage import fits

pytestmark = [pytest.mark.e2e]

VISITORS = {"zh": Visitor("zh-CN"), "en": Visitor("en-GB"), "phone": Visitor("zh-CN", size=NARROW)}


@pytest.mark.parametrize("visitor", VISITORS)
def test_axe_finds_nothing_serious_on_any_part(
    browser: Browser, furnished_house: Furnished, visitor: str
) -> None:
    with visiting(browser, furnished_house.address, VISITORS[visitor]) as page:
        enter(page, furnished_house, Role.COMPLIANCE)
        for part in ("results", "audit", "receipts", "retention", "purges", "exports"):
            page.goto(f"/compliance/{part}")
            page.locator("h2").first.wait_for()
            assert fits(page), part
            check(page)


def test_the_trail_is_searched_by_who_and_what(browser: Browser, furnished_house: Furnished) -> None:
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.COMPLIANCE)
        page.goto("/compliance/audit")
        page.get_by_role("combobox", name="What").select_option("hold.")
        expect(page.locator("tbody tr")).to_have_count(1)
        expect(page.locator("tbody tr")).to_contain_text("Legal hold put")
        expect(page.locator("tbody tr")).to_contain_text("Demo administrator")
        expect(page).to_have_url(f"{furnished_house.address}/compliance/audit?name=hold.")
        page.get_by_role("combobox", name="Who").select_option("everycall")
        expect(page.get_by_text("Nothing of the kind was written down")).to_be_visible()


def test_a_purge_is_approved_by_another_person_than_planned_it(
    browser: Browser, furnished_house: Furnished
) -> None:
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.ADMINISTRATOR)
        page.goto("/compliance/purges")
        page.locator("tbody a").first.click()
        expect(page.get_by_text("You planned it, so another person has to approve it.")).to_be_visible()
        expect(page.get_by_role("button", name="Approve")).to_have_count(0)
        address = page.url
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        page.goto(address)
        expect(page.locator("tbody tr")).to_have_count(2)
        page.get_by_role("button", name="Approve").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("checkbox").check()
        dialog.get_by_role("button", name="Approve").click()
        expect(page.get_by_role("listitem").and_(page.locator("[aria-current=step]"))).to_contain_text(
            "Approved"
        )


def test_what_is_on_hold_is_told_and_released_with_a_reason(
    browser: Browser, furnished_house: Furnished
) -> None:
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        page.goto("/compliance/retention")
        row = page.locator("tr", has_text="file 12/26")
        row.get_by_role("button", name="Release").click()
        page.get_by_role("dialog").get_by_label("What for").fill("The case is closed.")
        page.get_by_role("dialog").get_by_role("button", name="Release").click()
        expect(page.get_by_text("No hold is in force.")).to_be_visible()
        page.get_by_role("checkbox", name="Released ones, too").check()
        expect(page.locator("tr", has_text="The case is closed.")).to_have_count(1)


def test_a_result_leads_to_its_calls_and_on_to_their_export(
    browser: Browser, furnished_house: Furnished
) -> None:
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.COMPLIANCE)
        page.goto("/compliance/results?rubric=compliance&period=month")
        page.locator("tbody td a").first.click()
        page.wait_for_url("**/team/calls?*rubric=compliance*day_from=*")
        expect(page.locator("main li a[href*='/calls/']").first).to_be_visible()
        page.get_by_role("link", name="Export").click()
        page.wait_for_url("**/compliance/exports?*day_from=*")
        expect(page.get_by_role("combobox", name="Rubric")).to_have_value("compliance")
        expect(page.get_by_role("list", name="Filters")).to_contain_text("Judged by: the machine")


def test_what_is_taken_out_is_listed_with_what_for(browser: Browser, furnished_house: Furnished) -> None:
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        page.goto("/compliance/exports?form=csv")
        page.get_by_label("What for").fill("For the board.")
        with page.expect_download() as began:
            page.get_by_role("link", name="Download: Evaluations, CSV").click()
        assert began.value.suggested_filename.endswith(".csv")
        expect(page.locator("tr", has_text="For the board.")).to_contain_text("Sent whole")
