"""The switch's list is taken in from the page: looked at, its columns named, its lines told, then kept."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from qa.access import Role
from tests.e2e.axe import check
from tests.e2e.browser import NARROW, Visitor, visiting
from tests.e2e.furnished import Furnished, enter

pytestmark = [pytest.mark.e2e]

ENGLISH, PHONE = Visitor("en-GB"), Visitor("zh-CN", size=NARROW)


def give(page: Page, file: Path) -> Locator:
    """Open the dialog of the coverage page and choose a file there."""
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(file)
    return dialog


def test_a_list_is_looked_at_and_then_taken_in(
    browser: Browser, furnished_house: Furnished, tmp_path: Path
) -> None:
    day = furnished_house.day
    file = tmp_path / "calls.csv"
    file.write_text(
        "uniqueid,calldate,trunk\n" + "".join(f"n{number},{day} 00:00:0{number},SIP\n" for number in range(3))
    )
    with visiting(browser, furnished_house.address, ENGLISH) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        page.goto(f"/coverage?day={day}")
        expect(page.get_by_text("of 14 calls").first).to_be_visible()
        page.get_by_role("button", name="List calls").click()
        dialog = give(page, file)
        expect(dialog.get_by_text("Something is missing")).to_be_visible()
        expect(dialog.get_by_role("button", name="Take in")).to_be_disabled()
        dialog.get_by_label("Call id").select_option("uniqueid")
        dialog.get_by_label("Began at").select_option("calldate")
        dialog.get_by_role("textbox", name="Recording system").fill("pbx")
        dialog.get_by_role("textbox", name="Recording system").press("Enter")
        expect(dialog.get_by_text("3 calls can be read, on 1 day")).to_be_visible()
        expect(dialog.get_by_text("passed over: trunk")).to_be_visible()
        check(page)
        dialog.get_by_role("button", name="Take in 3 calls").click()
        expect(dialog.get_by_role("status")).to_contain_text("3 new, 0 with other facts")
        dialog.get_by_role("button", name="Done").click()
        expect(page.get_by_text("of 17 calls").first).to_be_visible()


def test_lines_that_cannot_be_read_are_told_with_what_to_do(
    browser: Browser, furnished_house: Furnished, tmp_path: Path
) -> None:
    file = tmp_path / "calls.csv"
    file.write_text("source,call_id,started_at\npbx,1,gestern\npbx,,2026-03-01T09:30:00+08:00\n")
    with visiting(browser, furnished_house.address, PHONE) as page:
        enter(page, furnished_house, Role.QA_LEAD)
        page.goto("/coverage")
        page.get_by_role("button", name="导入话单").click()
        dialog = give(page, file)
        expect(dialog.locator("li", has_text="第 2 行：started_at 写着 “gestern”")).to_be_visible()
        expect(dialog.locator("li", has_text="第 3 行：call_id 为空")).to_be_visible()
        expect(dialog.get_by_role("button", name="导入")).to_be_disabled()
        assert dialog.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
        check(page)


def test_who_may_not_tell_of_calls_is_not_asked(browser: Browser, furnished_house: Furnished) -> None:
    with visiting(browser, furnished_house.address, ENGLISH) as page:
        enter(page, furnished_house, Role.COMPLIANCE)
        page.goto("/coverage")
        expect(page.get_by_role("heading", name="Coverage")).to_be_visible()
        expect(page.get_by_role("button", name="List calls")).to_have_count(0)
