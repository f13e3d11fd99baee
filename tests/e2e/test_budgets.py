"""What the workbench may cost. Sizes and shifts are held to; times are printed, as they are those of a machine that
tests on all its cores."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import Visitor, sign_in, visiting
from tests.e2e.crowded import CALLS, Crowded, crowded
from tests.e2e.gauges import begin_frames, end_frames, megabytes, sent, told, watch

pytestmark = pytest.mark.e2e

Tell = Callable[[str], None]

KB = 1024
FIRST_LOAD = 300 * KB
SHIFT = 0.05
ROWS = 80
"""Rows that a list may hold at once: what is in view, and some on either side."""
SCROLLED = 5_000
ENGLISH = Visitor("en-GB")
PAGES = {"calls": "/calls", "inbox": "/inbox", "call": "/calls/{hour}"}


@pytest.fixture(scope="module")
def house(browser: Browser) -> Iterator[Crowded]:
    with crowded() as running:
        yield running


@contextmanager
def cold(browser: Browser, house: Crowded, *, call: bool = False) -> Iterator[Page]:
    """Open a page of somebody who is signed in, in a browser that has loaded nothing yet."""
    with visiting(browser, house.address, ENGLISH) as door:
        sign_in(door, *house.lead)
        cookies = door.context.cookies()
    with visiting(browser, house.address, ENGLISH) as page:
        page.context.add_cookies(cookies)  # type: ignore[arg-type] # what it gave is what it takes
        watch(page, call=call)
        yield page


def test_the_first_load_is_small(browser: Browser, house: Crowded, tell: Tell) -> None:
    with visiting(browser, house.address, ENGLISH) as page:
        sign_in(page, *house.lead)
        page.get_by_role("row").nth(1).wait_for()
        first = sent(page)
    tell(f"sign-in and calls: script {first.script / KB:.0f} KB, style {first.style / KB:.0f} KB sent")
    assert 0 < first.script < FIRST_LOAD
    assert first.script + first.style < first.whole / 2, "they were sent as they are, not compressed"


@pytest.mark.parametrize("name", PAGES)
def test_pages_stand_still_while_they_load(browser: Browser, house: Crowded, tell: Tell, name: str) -> None:
    with cold(browser, house) as page:
        page.goto(PAGES[name].format(hour=house.hour))
        page.wait_for_load_state("load")
        page.locator({"call": "[data-criterion]"}.get(name, "[role=row], h2")).first.wait_for()
        page.wait_for_timeout(2_000)
        gauge, code = told(page), sent(page)
    tell(
        f"{name}: shift {gauge['shift']:.4f}, script {code.script / KB:.0f} KB, style {code.style / KB:.0f} KB,"
        f" tasks over 50 ms blocked it for {gauge['blocked']:.0f} ms"
    )
    assert gauge["shift"] < SHIFT, gauge["moved"]
    assert code.script < FIRST_LOAD


def test_an_hour_long_call_opens_and_answers(browser: Browser, house: Crowded, tell: Tell) -> None:
    with cold(browser, house, call=True) as page:
        page.goto(f"/calls/{house.hour}")
        for _ in range(600):
            if "interactive" in told(page):
                break
            page.wait_for_timeout(50)
        gauge = told(page)
        parts = ("heading", "play", "sound", "transcript", "scorecard", "waveform", "interactive")
        tell("hour-long call, cold: " + ", ".join(f"{part} {gauge[part]:.0f} ms" for part in parts))
        expect(page.get_by_role("slider")).to_have_attribute("aria-valuemax", "3600")
        colours = page.locator("canvas").evaluate(
            "c => new Set(new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, 88).data.buffer)).size"
        )
        assert colours > 3
        page.get_by_role("button", name="Play", exact=True).click()
        expect(page.get_by_role("button", name="Pause")).to_be_visible()
        hears(page, 0.2)


def test_an_hour_is_searched_and_heard_fast(browser: Browser, house: Crowded, tell: Tell) -> None:
    with cold(browser, house) as page:
        page.goto(f"/calls/{house.hour}")
        page.locator("ol li p > span").first.wait_for()
        before = megabytes(page)
        begin_frames(page)
        field = page.get_by_role("searchbox")
        field.press_sequentially("保本")
        expect(page.locator("search")).to_contain_text("1 of")
        for _ in range(10):
            field.press("Enter")
        expect(page.locator("search")).to_contain_text("11 of")
        expect(page.locator("ol li", has_text="保本").first).to_be_attached()
        tell(
            f"search: {end_frames(page)}; {page.locator('ol li').count()} turns and"
            f" {page.locator('ol li span').count()} words in the document"
        )
        page.get_by_role("combobox", name="Speed").select_option("2.5")
        page.get_by_role("checkbox", name="Skip silence").check()
        page.get_by_role("slider").click(position={"x": 200, "y": 20})
        at = position(page)
        begin_frames(page)
        # By its place: looking a role up among an hour's words would itself hold the page for seconds.
        page.locator("audio + button").click()
        hears(page, at + 3)
        sound = page.locator("audio").evaluate("sound => [sound.playbackRate, sound.preservesPitch]")
        assert sound == [2.5, True]
        tell(f"playing at 2.5x: {end_frames(page)}; memory {before:.0f} → {megabytes(page):.0f} MB")


def test_a_hundred_thousand_calls_are_scrolled(browser: Browser, house: Crowded, tell: Tell) -> None:
    with cold(browser, house) as page:
        page.goto("/calls")
        page.get_by_role("row").nth(1).wait_for()
        before = megabytes(page)
        list_ = page.get_by_role("table").locator("..")
        begin_frames(page)
        box = list_.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 400, box["y"] + 300)
        most = seen = 0
        for _ in range(2_000):
            page.mouse.wheel(0, 2_400)
            page.wait_for_timeout(16)
            rows = page.locator("[role=row]")
            most = max(most, rows.count())
            seen = int(rows.last.get_attribute("aria-rowindex") or 0)
            if seen > SCROLLED:
                break
        wheel = end_frames(page)
        tell(f"wheel through {seen} of {CALLS} rows: {wheel}; at most {most} rows in the document")
        begin_frames(page)
        list_.focus()
        for key in ["PageDown"] * 20 + ["Home", "End"]:
            page.keyboard.press(key)
            page.wait_for_timeout(30)
            most = max(most, page.locator("[role=row]").count())
        tell(f"by keyboard: {end_frames(page)}; memory {before:.0f} → {megabytes(page):.0f} MB")
        assert seen > SCROLLED
        assert most < ROWS


def position(page: Page) -> float:
    return float(page.locator("audio").evaluate("sound => sound.currentTime"))


def hears(page: Page, time: float) -> None:
    """Wait until the sound has come to a time; the page's policy forbids Playwright's own way of waiting."""
    for _ in range(1_200):
        if position(page) > time:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"the sound stays at {position(page):.1f} s")
