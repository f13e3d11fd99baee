"""A reviewer's way through the workbench, in a browser, on calls that were really heard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import check
from tests.e2e.browser import NARROW, WIDE, Visitor, sign_in, visiting
from tests.e2e.inspected import House

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


def open_call(page: Page, call: str) -> None:
    page.goto(f"/calls/{call}")
    page.locator("[data-criterion]").first.wait_for(state="attached")


def position(page: Page) -> float:
    return float(page.locator("audio").evaluate("sound => sound.currentTime"))


def hears(page: Page, there: Callable[[float], bool]) -> None:
    """Wait until the sound has come to a place; the page's policy forbids Playwright's own way of waiting."""
    for _ in range(600):
        if there(position(page)):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"the sound stays at {position(page):.1f} s")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_the_list_to_the_moment_that_a_finding_rests_on(
    browser: Browser, house: House, language: str
) -> None:
    with visiting(browser, house.address, VISITORS[language]) as page:
        sign_in(page, *house.reviewer)
        expect(page.locator("html")).to_have_attribute("lang", {"zh": "zh-CN", "en": "en-GB"}[language])
        expect(page.locator("h1")).to_have_text({"zh": "通话", "en": "Calls"}[language])
        page.locator(f"a[href$='{house.calls[language]}']").click()
        quote = page.locator("[data-criterion='recording-disclosure'] li button").first
        quote.click()
        expect(quote).to_have_attribute("aria-current", "true")
        spoken = page.locator("ol li[aria-current=true]")
        expect(spoken).to_have_count(1)
        hears(page, lambda time: time > 1)
        said = quote.locator("q").inner_text()
        expect(spoken).to_contain_text(said)


def test_the_keys_reach_every_criterion_its_evidence_and_the_sound(page: Page, house: House) -> None:
    open_call(page, house.calls["zh"])
    lines = page.locator("[data-criterion]")
    opened = page.locator("[data-criterion]:has(> button[aria-expanded=true])")
    for at in range(3):
        page.keyboard.press("j")
        expect(opened).to_have_attribute("data-criterion", str(lines.nth(at).get_attribute("data-criterion")))
    page.keyboard.press("k")
    expect(opened).to_have_attribute("data-criterion", str(lines.nth(1).get_attribute("data-criterion")))
    before = position(page)
    page.keyboard.press("]")
    expect(page.locator("[data-criterion] button[aria-current=true]")).to_have_count(1)
    hears(page, lambda time: time != before)
    page.locator("audio").evaluate("sound => sound.pause()")
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.keyboard.press(" ")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Next criterion")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_word_is_heard_where_it_is_clicked_and_found_where_it_is_searched(page: Page, house: House) -> None:
    open_call(page, house.calls["en"])
    page.get_by_role("searchbox").fill("insurance")
    expect(page.get_by_text("1 of", exact=False).first).to_be_visible()
    word = page.get_by_text("Insurance", exact=False).and_(page.locator("ol p > span")).first
    word.click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert position(page) < 10


def test_the_waveform_is_drawn_from_the_sound(page: Page, house: House) -> None:
    with page.expect_response(lambda answer: "/peaks" in answer.url and "fine" in answer.url) as fine:
        open_call(page, house.calls["en"])
    assert fine.value.body()[:4] == b"ECP1"
    for _ in range(600):
        colours = page.locator("canvas").evaluate(
            "c => new Set(new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, 88).data.buffer)).size"
        )
        if colours > 3:
            break
        page.wait_for_timeout(50)
    assert colours > 3
    slider = page.get_by_role("slider")
    box = slider.bounding_box()
    assert box is not None
    slider.click(position={"x": box["width"] / 2, "y": 20})
    assert position(page) == pytest.approx(float(slider.get_attribute("aria-valuemax") or 0) / 2, abs=1.5)


def test_a_link_to_a_moment_opens_there(page: Page, house: House) -> None:
    page.goto(f"/calls/{house.calls['zh']}?t=12")
    hears(page, lambda time: time > 11)
    assert position(page) == pytest.approx(12, abs=0.5)


def test_who_is_not_signed_in_is_asked_to_and_brought_back(browser: Browser, house: House) -> None:
    with visiting(browser, house.address, VISITORS["en"]) as page:
        page.goto(f"/calls/{house.calls['en']}?t=3")
        page.wait_for_url("**/sign-in?to=*")
        login, password = house.reviewer
        page.locator("input[name=login]").fill(login)
        page.locator("input[name=password]").fill("wrong " + password)
        page.locator("form button[type=submit]").click()
        expect(page.get_by_role("alert")).to_be_visible()
        page.locator("input[name=password]").fill(password)
        page.locator("form button[type=submit]").click()
        page.wait_for_url(f"**/calls/{house.calls['en']}?t=3")
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/sign-in*")


def test_the_list_is_narrowed_by_its_address(page: Page, house: House) -> None:
    rows = page.locator("[role=row] a:not([tabindex])")
    expect(rows).to_have_count(2)
    page.get_by_role("combobox", name="Language").select_option("zh")
    page.wait_for_url("**/calls?language=zh")
    expect(rows).to_have_count(1)
    page.goto("/calls?flag=auto_fail&language=en")
    expect(page.get_by_text("No call fits these filters")).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()
    expect(rows).to_have_count(2)


def test_an_upload_that_is_refused_says_what_to_do(page: Page, tmp_path: Path) -> None:
    page.goto("/upload")
    wrong = tmp_path / "call.wav"
    wrong.write_bytes(b"")
    lonely = tmp_path / "other.json"
    lonely.write_text("{}")
    page.locator("input[type=file]").set_input_files([wrong, lonely])
    expect(page.get_by_text("other.json describes no recording here")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="call.wav")).to_contain_text("has no bytes")


@pytest.mark.parametrize("visitor", VISITORS)
def test_axe_finds_nothing_serious(browser: Browser, house: House, visitor: str) -> None:
    with visiting(browser, house.address, VISITORS[visitor]) as page:
        page.goto("/sign-in")
        page.locator("form").wait_for()
        check(page)
        sign_in(page, *house.reviewer)
        page.locator("[role=row] a").first.wait_for()
        check(page)
        page.goto("/upload")
        page.locator("h1").wait_for()
        check(page)
        open_call(page, house.calls["zh"])
        page.keyboard.press("j")
        if VISITORS[visitor].size == NARROW:
            page.locator("aside > button").click()
        check(page)
        page.locator("[role=tab]").last.click()
        check(page)


def test_the_call_page_is_there_within_a_second_of_being_asked_for(page: Page, house: House) -> None:
    """Printed, not held: a machine that tests on all cores is no reviewer's."""
    page.set_viewport_size(WIDE)
    page.goto("/calls")
    page.locator(f"a[href$='{house.calls['en']}']").wait_for()
    begun = page.evaluate("performance.now()")
    page.locator(f"a[href$='{house.calls['en']}']").click()
    page.locator("[data-criterion]").first.wait_for()
    page.locator("ol li p > span").first.wait_for()
    print(f"\ncall page open after {page.evaluate('performance.now()') - begun:.0f} ms")
    expect(page.get_by_role("slider")).to_be_visible()
