"""A QA lead's way through the rubrics, in a browser: written, tried, tested, held against the gates, published."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.axe import check
from tests.e2e.browser import NARROW, Visitor, sign_in, visiting
from tests.e2e.inspected import House, client
from tests.programme import FORM

pytestmark = [pytest.mark.e2e, pytest.mark.model]

VISITORS = {
    "zh": Visitor("zh-CN"),
    "en": Visitor("en-GB"),
    "dark": Visitor("en-GB", dark=True),
    "phone": Visitor("zh-CN", size=NARROW),
}


@pytest.fixture
def page(browser: Browser, house: House) -> Iterator[Page]:
    with visiting(browser, house.address, VISITORS["en"]) as opened:
        sign_in(opened, *house.reviewer)
        yield opened


@pytest.fixture(scope="module")
def small(house: House) -> str:
    """Digest of a draft that is held against the gates at once: what is shipped keeps the models busy for long."""
    with client(house.address, *house.reviewer) as api:
        added = api.post("/v1/rubrics", json={"text": FORM, "reason": "To be looked at"})
        added.raise_for_status()
        return str(added.json()["digest"])


def code(page: Page) -> Locator:
    """Give the text editor; it lies in a shadow tree, which Playwright looks through."""
    return page.locator(".cm-content")


def written(page: Page) -> str:
    """Read the draft as the browser keeps it."""
    kept: str = page.evaluate(
        "() => Object.entries(localStorage).filter(([k]) => k.includes('rubric-draft')).map(([, v]) => JSON.parse(v).text).join()"
    )
    return kept


def fresh(page: Page) -> None:
    page.goto("/rubrics")
    page.get_by_role("link", name="New rubric").click()
    code(page).wait_for()
    expect(page.get_by_role("status").filter(has_text="Readable")).to_be_visible()


def test_the_shelf_leads_to_a_version_and_what_it_asks(page: Page) -> None:
    page.goto("/rubrics")
    row = page.get_by_role("row").filter(has_text="en/compliance.yaml")
    row.get_by_role("link").click()
    page.get_by_role("link", name="1.0", exact=True).click()
    expect(page.get_by_text("Says that the call is recorded")).to_be_visible()
    page.get_by_role("tab", name="Text").click()
    expect(page.get_by_text("id: recording-disclosure")).to_be_visible()


def test_text_and_form_are_one_and_survive_the_browser(page: Page) -> None:
    fresh(page)
    title = page.get_by_role("textbox", name="Title").first
    title.fill("Parcel enquiries")
    title.blur()
    expect(code(page)).to_contain_text("title: Parcel enquiries")
    code(page).click()
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("# for the dispatch team\n")
    page.get_by_role("spinbutton", name="Pass mark").fill("75")
    page.get_by_role("spinbutton", name="Pass mark").blur()
    expect(code(page)).to_contain_text("pass_mark: 75")
    assert written(page).startswith("# for the dispatch team\nid: new-rubric\n")
    page.reload()
    expect(code(page)).to_contain_text("# for the dispatch team")
    expect(page.get_by_role("textbox", name="Title").first).to_have_value("Parcel enquiries")
    page.get_by_role("button", name="Discard").click()
    expect(code(page)).to_contain_text("title: New rubric")


def test_a_key_in_the_editor_is_a_letter_and_no_shortcut(page: Page) -> None:
    fresh(page)
    code(page).click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_an_error_stands_at_its_line_and_the_way_to_it_is_one_click(page: Page) -> None:
    fresh(page)
    code(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("colour: blue\n")
    told = page.get_by_role("list", name="What to mend").get_by_role("button")
    expect(told).to_contain_text("is no field here")
    expect(page.get_by_role("status").filter(has_text="1 problem")).to_be_visible()
    told.click()
    expect(page.locator(".cm-activeLine")).to_have_text("colour: blue")
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1)


def test_fields_are_offered_by_the_schema(page: Page) -> None:
    fresh(page)
    code(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type("max")
    expect(page.locator(".cm-tooltip-autocomplete li")).to_contain_text(["max_blind"])


def test_a_draft_is_tried_on_typed_words_and_on_a_call(page: Page, house: House) -> None:
    fresh(page)
    page.get_by_role("tab", name="Try it").click()
    found = page.locator("[data-criterion=greets]")
    expect(found.locator("q")).to_have_text("Good morning")
    page.get_by_label("Lines of").fill("agent: Yes?\ncustomer: Hello.")
    expect(found).to_contain_text("Not said")
    page.get_by_label("A stored call").check()
    page.get_by_role("tabpanel").locator("select").select_option(house.calls["en"])
    expect(found).to_be_visible()
    quote = found.locator("button").first
    quote.click()
    page.wait_for_url(f"**/calls/{house.calls['en']}?t=*")


def test_a_rubric_goes_from_a_draft_through_its_gates_into_use_and_out_again(page: Page) -> None:
    fresh(page)
    page.get_by_role("tab", name="Run the examples").click()
    page.get_by_role("button", name="Run the examples").click()
    expect(page.get_by_role("status").filter(has_text="2 of 2 answers as expected")).to_be_visible()
    page.get_by_role("tab", name="Add").click()
    page.get_by_role("textbox", name="Reason").fill("A first try")
    page.get_by_role("button", name="Add this version").click()
    page.wait_for_url("**/rubrics/version/*")
    expect(page.get_by_role("heading", name="gate")).to_be_visible(timeout=60_000)
    shut = page.get_by_label("Publish it though gates are shut")
    if shut.count():
        expect(page.get_by_role("button", name="Put on trial")).to_be_disabled()
        shut.check()
    page.get_by_role("textbox", name="Reason").fill("To look at it in the shadow")
    page.get_by_role("button", name="Put on trial").click()
    expect(page.locator("[data-status=trial]")).to_be_visible()
    page.get_by_role("radio", name=re.compile("^Retire")).check()
    page.get_by_role("textbox", name="Reason").fill("Only a try")
    page.get_by_role("button", name="Retire").click()
    expect(page.locator("[data-status=retired]")).to_be_visible()


def test_two_versions_stand_beside_each_other_and_a_backtest_tells_what_would_change(page: Page) -> None:
    page.route("**/gates", lambda asked: asked.abort())  # nobody waits for them here, and they take long
    page.goto("/rubrics/en/compliance")
    page.get_by_role("link", name="Write a new version").click()
    passing = page.get_by_role("spinbutton", name="Pass mark")
    passing.fill("95")
    passing.blur()
    page.get_by_role("tab", name="Add").click()
    page.get_by_role("textbox", name="Reason").fill("Stricter")
    page.get_by_role("button", name="Add this version").click()
    page.wait_for_url("**/rubrics/version/*")
    page.get_by_role("tab", name="What differs").click()
    expect(page.get_by_text("No criterion differs")).to_be_visible()
    sides = page.get_by_role("region", name="The text, line by line")
    expect(sides).to_contain_text("pass_mark: 80")
    expect(sides).to_contain_text("pass_mark: 95")
    page.get_by_role("tab", name="Backtest").click()
    page.get_by_role("button", name="Run the backtest").click()
    expect(page.get_by_role("heading", name="1 call scored by both")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("No call comes out otherwise")).to_be_visible()


@pytest.mark.parametrize("visitor", VISITORS)
def test_axe_finds_nothing_serious(browser: Browser, house: House, small: str, visitor: str) -> None:
    with visiting(browser, house.address, VISITORS[visitor]) as page:
        sign_in(page, *house.reviewer)
        page.goto("/rubrics")
        page.locator("tbody tr").first.wait_for()
        check(page)
        page.goto("/rubrics/zh/compliance")
        page.locator("tbody th a").last.click()
        for view in (0, 1, 2, 3, 5):
            page.get_by_role("tab").nth(view).click()
            page.wait_for_timeout(500)
            check(page)
        page.goto(f"/rubrics/version/{small}?view=gates")
        page.locator("[data-gate]").first.wait_for()
        check(page)
        page.goto("/rubrics/editor")
        code(page).wait_for()
        for bench in range(4):
            page.get_by_role("tab").nth(2 + bench).click()
            page.wait_for_timeout(500)
            check(page)
