"""The doors: a new house is set up, one changes one's password, and takes a second factor."""

import re

import pytest
from playwright.sync_api import Browser, expect

from api.first_run import FILE, setup_token
from qa.access import Role
from storage.uow import open_store
from tests.e2e.axe import check
from tests.e2e.browser import NARROW, Visitor, visiting
from tests.e2e.furnished import Furnished, empty, enter

pytestmark = [pytest.mark.e2e]

VISITORS = {"zh": Visitor("zh-CN"), "en": Visitor("en-GB"), "phone": Visitor("zh-CN", size=NARROW)}


def test_a_new_house_leads_to_its_set_up_and_is_then_closed(browser: Browser) -> None:
    with empty() as house, visiting(browser, house.address, VISITORS["en"]) as page:
        store = open_store("", house.folder)
        token = setup_token(store, house.folder) or ""
        store.close()
        page.goto("/sign-in")
        page.wait_for_url("**/set-up")
        check(page)
        given = {"token": "wrong", "login": "root", "name": "Lin", "password": "quiet orange lantern"}
        for field, text in {**given, "again": given["password"]}.items():
            page.locator(f"input[name={field}]").fill(text)
        page.locator("form button[type=submit]").click()
        expect(page.get_by_role("alert")).to_be_visible()
        page.locator("input[name=token]").fill(token)
        page.locator("form button[type=submit]").click()
        page.wait_for_url("**/administration/people")
        expect(page.locator("tbody tr")).to_contain_text("Administrator")
        assert not (house.folder / FILE).exists()
        page.goto("/set-up")
        expect(page.get_by_text("This house is set up")).to_be_visible()


@pytest.mark.parametrize("visitor", VISITORS)
def test_axe_finds_nothing_serious_at_the_doors(
    browser: Browser, furnished_house: Furnished, visitor: str
) -> None:
    with visiting(browser, furnished_house.address, VISITORS[visitor]) as page:
        page.goto("/password")
        page.locator("form").wait_for()
        check(page)
        enter(page, furnished_house, Role.REVIEWER)
        page.goto("/account")
        page.locator("h2").first.wait_for()
        check(page)


def test_a_second_factor_is_begun_with_the_password_and_shown_to_scan(
    browser: Browser, furnished_house: Furnished
) -> None:
    with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
        enter(page, furnished_house, Role.REVIEWER)
        page.goto("/account")
        page.get_by_role("button", name="Turn it on").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Password").fill(furnished_house.who(Role.REVIEWER)[1])
        dialog.get_by_role("button", name="Next").click()
        expect(dialog.get_by_role("img", name="QR code for your authenticator")).to_be_visible()
        expect(dialog.locator("code")).to_have_text(re.compile("^[A-Z2-7]{16,}$"))
        check(page)
        dialog.get_by_label("Six digits").fill("000000")
        dialog.get_by_role("button", name="Confirm").click()
        expect(dialog.get_by_role("alert")).to_be_visible()


def test_one_signs_out_elsewhere(browser: Browser, furnished_house: Furnished) -> None:
    with visiting(browser, furnished_house.address, VISITORS["en"]) as there:
        enter(there, furnished_house, Role.UPLOADER)
        with visiting(browser, furnished_house.address, VISITORS["en"]) as page:
            enter(page, furnished_house, Role.UPLOADER)
            page.goto("/account")
            expect(page.locator("tbody tr")).to_have_count(2)
            page.get_by_role("button", name="End all others").click()
            expect(page.locator("tbody tr")).to_have_count(1)
        there.goto("/account")
        there.wait_for_url("**/sign-in**")
