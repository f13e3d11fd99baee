"""What one person does, another sees without asking again: the stream of changes, also after it was cut."""

from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.browser import Visitor, sign_in, visiting
from tests.e2e.inspected import House, client

pytestmark = [pytest.mark.e2e, pytest.mark.model]

EN = Visitor("en-GB")

NEVER_LOOKS_AGAIN = """
const every = window.setInterval;
window.setInterval = (run, ms, ...rest) => every(run, ms >= 10_000 ? 2 ** 31 - 1 : ms, ...rest);
"""
"""Lists look again by themselves after a while; without that, only the stream can tell them."""


def requested(lead: httpx.Client, call: str, rubric: str) -> dict[str, Any]:
    """Have a review of a call asked for."""
    cards = lead.get(f"/v1/recordings/{call}/evaluations").json()
    card = next(each for each in cards if each["scorecard"]["rubric"] == rubric)
    asked = {"evaluation": card["id"], "reason": "a complaint", "blind": False}
    made: dict[str, Any] = lead.post("/v1/reviews", json=asked).raise_for_status().json()
    return made


def listening(page: Page, house: House, to: str) -> None:
    """Open a page as somebody who leads, and wait until its stream has begun."""
    page.add_init_script(NEVER_LOOKS_AGAIN)
    with page.expect_response("**/v1/live"):
        sign_in(page, *house.people["qa_lead"], to=to)


def test_what_others_do_shows_on_an_open_page(browser: Browser, house: House) -> None:
    call = house.calls["en"]
    with (
        client(house.address, *house.people["qa_lead"]) as lead,
        client(house.address, *house.people["reviewer"]) as reviewer,
        visiting(browser, house.address, EN) as list_,
        visiting(browser, house.address, EN) as desk,
    ):
        listening(list_, house, "/inbox?view=all")
        expect(list_.get_by_text("No review is open")).to_be_visible()
        listening(desk, house, f"/calls/{call}?rubric=compliance")
        expect(desk.get_by_text("Nobody reviews this scorecard yet.")).to_be_visible()
        review = requested(lead, call, "compliance")
        expect(list_.locator(f"[role=row] a:not([tabindex])[href*='{call}']")).to_be_visible()
        expect(desk.get_by_text("A review of this call waits for somebody.")).to_be_visible()
        reviewer.post(f"/v1/reviews/{review['id']}/take-over").raise_for_status()
        expect(list_.locator("[role=row]", has_text="nobody yet")).to_have_count(0)
        expect(desk.get_by_text("reviews this call.")).to_be_visible()


def test_the_stream_comes_back_after_it_was_cut_and_nothing_is_missed(browser: Browser, house: House) -> None:
    call = house.calls["zh"]
    tries: list[str] = []

    def break_twice(route: Route) -> None:
        tries.append(route.request.url)
        if len(tries) == 1:  # cut in the middle of a word
            route.fulfill(content_type="text/event-stream", body='retry: 200\n\nevent: changed\ndata: [{"ki')
        elif len(tries) == 2:
            requested(lead, call, "compliance")  # while nobody listens
            route.fulfill(content_type="text/event-stream", body="retry: 200\n\n")
        else:
            route.continue_()

    with (
        client(house.address, *house.people["qa_lead"]) as lead,
        visiting(browser, house.address, EN) as page,
    ):
        page.route("**/v1/live", break_twice)
        listening(page, house, "/inbox?view=all")
        expect(page.locator(f"[role=row] a:not([tabindex])[href*='{call}']")).to_have_count(1)
        assert len(tries) > 2
        requested(lead, call, "empathy")
        expect(page.locator(f"[role=row] a:not([tabindex])[href*='{call}']")).to_have_count(2)
