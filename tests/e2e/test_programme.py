"""A finding's whole way, by each who has a part in it: changed, published, seen, contested, overturned, on record."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import check
from tests.e2e.browser import NARROW, Visitor, sign_in, visiting
from tests.e2e.inspected import House, client
from tests.e2e.test_workbench import hears

pytestmark = [pytest.mark.e2e, pytest.mark.model]


@dataclass(frozen=True, slots=True)
class Walk:
    """A way through the programme in one language of the workbench: by which rubric, and what stands on the way.

    Attributes:
        visitor: how the browser comes.
        rubric: by which the call is judged.
        changed: the criterion that the reviewer changes though the machine is right; the agent contests it.
        answered: what stands beside the form once all of `{n}` criteria are answered.
        needed: what is said where the reason for the change is missing.
        submitted: what the notice of a submitted review holds.
        reviewed: news on the agent's page.
        seen: the button that acknowledges them.
        noted: the notice after that.
        machine: how the machine's answer is called.
        contest: the button that contests a finding.
        contested: what stands in its place.
        overturn: the choice by which a lead overturns.
        decide: the button that does it.
        decided: what an empty list of disputes says.
        proposals: the list beside it.
    """

    visitor: Visitor
    rubric: str
    changed: str
    answered: str
    needed: str
    submitted: str
    reviewed: str
    seen: str
    noted: str
    machine: str
    contest: str
    contested: str
    overturn: str
    decide: str
    decided: str
    proposals: str


ENGLISH = Walk(
    visitor=Visitor("en-GB"),
    rubric="compliance",
    changed="recording-disclosure",
    answered="{n} of {n} answered",
    needed="a reason for the change",
    submitted="was submitted",
    reviewed="reviewed Compliance",
    seen="I have seen this",
    noted="Noted",
    machine="Machine",
    contest="Contest this",
    contested="You contested this.",
    overturn="Overturn: it was met",
    decide="Decide",
    decided="No dispute waits for a decision",
    proposals="Proposals",
)
CHINESE = Walk(
    visitor=Visitor("zh-CN"),
    rubric="empathy",
    changed="acknowledges-emotion",
    answered="已答 {n} / {n}",
    needed="改判理由",
    submitted="已提交",
    reviewed="复检了同理心",
    seen="我已阅",
    noted="已记录您已阅",
    machine="机器",
    contest="申诉此项",
    contested="您已申诉此项。",
    overturn="推翻：应为达标",
    decide="裁决",
    decided="没有待裁决的申诉",
    proposals="建议",
)


def result(api: httpx.Client, call: str, rubric: str) -> dict[str, Any]:
    """Give the scorecard that stands for a call by a rubric."""
    cards: list[dict[str, Any]] = api.get(f"/v1/recordings/{call}/evaluations").json()
    by = [each for each in cards if each["scorecard"]["rubric"] == rubric]
    people = [each for each in by if each["author"]["kind"] == "person"]
    found: dict[str, Any] = (people or by)[-1]["scorecard"]
    return found


def trend(api: httpx.Client, call: str, rubric: str) -> float:
    """Give the mean score that people gave on the days around a call; it is the only one of its agent."""
    metadata = api.get(f"/v1/recordings/{call}").json()["recording"]["metadata"]
    began = date.fromisoformat(metadata["started_at"][:10])
    days = {"since": str(began - timedelta(days=1)), "before": str(began + timedelta(days=2))}
    asked = {"rubric": rubric, "agent": metadata["agent_id"], "author": "person", **days}
    (point,) = api.get("/v1/trends", params=asked).raise_for_status().json()["points"]
    return float(point["mean"])


def outcome(card: dict[str, Any], criterion: str) -> str:
    findings = [each for section in card["sections"] for each in section["findings"]]
    return next(str(each["outcome"]) for each in findings if each["criterion"] == criterion)


def asked_for(house: House, call: str, rubric: str) -> None:
    """Have the lead ask for a review, and put it on the reviewer's list."""
    with client(house.address, *house.people["reviewer"]) as reviewer:
        person = reviewer.get("/v1/session").json()["id"]
    with client(house.address, *house.people["qa_lead"]) as lead:
        card = next(
            each
            for each in lead.get(f"/v1/recordings/{call}/evaluations").json()
            if each["scorecard"]["rubric"] == rubric
        )
        asked = {"evaluation": card["id"], "reason": "a complaint", "blind": False}
        review = lead.post("/v1/reviews", json=asked).raise_for_status().json()
        lead.post(f"/v1/reviews/{review['id']}/assign", json={"person": person}).raise_for_status()


def go_to(page: Page, criterion: str) -> None:
    page.locator(f"[data-criterion='{criterion}'] button[aria-expanded]").click()
    page.locator("h1").click()  # the keys are the page's again


def reviewer_changes_it(page: Page, house: House, call: str, walk: Walk) -> None:
    sign_in(page, *house.people["reviewer"], to="/")
    page.wait_for_url("**/inbox")
    check(page)
    page.locator(f"[role=row] a:not([tabindex])[href*='{call}?rubric={walk.rubric}']").click()
    lines = page.locator("[data-criterion]")
    lines.first.wait_for()
    page.locator("h1").click()
    page.keyboard.press("]")
    hears(page, lambda time: time > 0)
    page.keyboard.press(" ")
    go_to(page, str(lines.first.get_attribute("data-criterion")))
    for _ in range(lines.count()):
        page.keyboard.press("a")
    expect(page.get_by_text(walk.answered.format(n=lines.count()))).to_be_visible()
    go_to(page, walk.changed)
    page.keyboard.press("2")
    expect(page.locator("textarea")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text(walk.needed)
    page.locator("textarea").fill("It comes too late in the call.")
    check(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text=walk.submitted)).to_be_visible()


def agent_contests_it(page: Page, house: House, call: str, walk: Walk) -> None:
    sign_in(page, *house.people["agent"], to="/")
    page.wait_for_url("**/me")
    page.get_by_text(walk.reviewed).wait_for()
    check(page)
    page.get_by_role("button", name=walk.seen).first.click()
    expect(page.get_by_role("status").filter(has_text=walk.noted)).to_be_visible()
    page.goto(f"/calls/{call}?rubric={walk.rubric}")
    page.locator(f"[data-criterion='{walk.changed}'] button[aria-expanded]").click()
    expect(page.locator(f"[data-criterion='{walk.changed}']")).to_contain_text(walk.machine)
    page.get_by_role("button", name=walk.contest).click()
    page.locator("dialog textarea").fill("It is my first sentence.")
    page.locator("dialog button[type=submit]").click()
    expect(page.get_by_text(walk.contested)).to_be_visible()
    check(page)


def lead_overturns_it(page: Page, house: House, walk: Walk) -> None:
    sign_in(page, *house.people["qa_lead"], to="/disputes")
    page.get_by_text("It is my first sentence.").wait_for()
    check(page)
    page.get_by_label(walk.overturn).check()
    page.locator("textarea[name=reason]").fill("It is heard at the beginning.")
    page.get_by_role("button", name=walk.decide, exact=True).click()
    expect(page.get_by_text(walk.decided)).to_be_visible()
    page.get_by_role("button", name=walk.proposals).click()
    page.wait_for_url("**/disputes?view=proposals")
    check(page)


@pytest.mark.parametrize("walk", [ENGLISH, CHINESE], ids=lambda walk: walk.visitor.language)
def test_a_change_goes_its_whole_way_from_reviewer_to_agent_to_lead_and_back(
    browser: Browser, own_house: House, walk: Walk
) -> None:
    house, visitor = own_house, walk.visitor
    call = house.calls["en"]
    with client(house.address, *house.people["qa_lead"]) as lead:
        before = result(lead, call, walk.rubric)
        assert outcome(before, walk.changed) == "met"
        asked_for(house, call, walk.rubric)
        with visiting(browser, house.address, visitor) as page:
            reviewer_changes_it(page, house, call, walk)
        changed = result(lead, call, walk.rubric)
        assert outcome(changed, walk.changed) == "not_met"
        assert changed["score"] < before["score"]
        assert trend(lead, call, walk.rubric) == pytest.approx(changed["score"])
        with visiting(browser, house.address, visitor) as page:
            agent_contests_it(page, house, call, walk)
        with visiting(browser, house.address, visitor) as page:
            lead_overturns_it(page, house, walk)
        after = result(lead, call, walk.rubric)
        assert outcome(after, walk.changed) == "met"
        assert after["score"] == before["score"]
        assert trend(lead, call, walk.rubric) == pytest.approx(before["score"])
    with visiting(browser, house.address, visitor) as page:
        sign_in(page, *house.people["agent"], to="/me")
        expect(page.get_by_text("It is heard at the beginning.").first).to_be_visible()
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
