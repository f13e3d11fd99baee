"""Which pages of a house with a made-up year are pictured, as whom, and what is pressed on the way to them."""

from collections.abc import Callable

from playwright.sync_api import Browser, FilePayload, Page

from qa.access import Role
from synthetic.form import RUBRIC
from tests.e2e.browser import Visitor, visiting
from tests.e2e.furnished import Furnished, enter
from tests.e2e.seeded import OWN
from tests.house import WAV

Shoot = Callable[[Page, str], None]
OF = f"rubric={RUBRIC}"

LED = {
    "team-week": "/team?view=week",
    "team-needs": f"/team?view=needs&{OF}&weeks=52",
    "team-heat": f"/team?view=heat&{OF}&weeks=52",
    "team-peers": f"/team?view=peers&{OF}&weeks=52",
    "team-trend": f"/team?view=trend&{OF}&weeks=52",
    "team-board": f"/team?view=board&{OF}",
    "team-coaching": "/team?view=coaching",
    "team-agent": f"/team/agent/{OWN}?{OF}",
    "team-coaching-new": f"/team/coaching/new?{OF}&agent={OWN}",
    "calls": "/calls",
    "inbox-all": "/inbox?view=all",
    "inbox-done": "/inbox?view=done",
    "plans": "/plans",
    "plans-reviewers": "/plans?view=reviewers",
    "disputes-decided": "/disputes?view=decided",
    "calibration": "/calibration",
    "calibration-agreement": f"/calibration?view=agreement&{OF}",
    "calibration-errors": f"/calibration?view=errors&{OF}",
    "calibration-published": f"/calibration?view=published&{OF}",
    "calibration-published-teams": f"/calibration?view=published&{OF}&weeks=52&by=team&figure=explains",
    "calibration-modes": f"/calibration?view=modes&{OF}",
    "rubric-versions": f"/rubrics/en/{RUBRIC}",
    "results": f"/compliance/results?{OF}",
}
"""What a lead opens, by the picture's name."""

PRESSED = {
    "team-calls": (f"/team?view=heat&{OF}", "tbody td a"),
    "team-coaching-plan": ("/team?view=coaching", "main li a"),
    "calibration-session": ("/calibration", "tbody tr:first-child a"),
    "calibration-results": ("/calibration", "tbody tr:nth-child(6) a"),
    "dispute": ("/disputes?view=decided", "button[aria-expanded]"),
}
"""What a lead comes to by pressing the first of something on a page."""

OWN_PAGES = {Role.REVIEWER: ("inbox",), Role.AGENT: ("me",), Role.SUPERVISOR: ("team",)}
"""What others have for themselves."""


def take_seeded(browser: Browser, house: Furnished, visitor: Visitor, name: str, shoot: Shoot) -> None:
    """Take the pictures of one visitor."""
    with visiting(browser, house.address, visitor) as page:
        enter(page, house, Role.QA_LEAD)
        for picture, place in LED.items():
            page.goto(place)
            page.locator("h1").wait_for()
            shoot(page, f"year-{picture}-{name}")
        for picture, (place, button) in PRESSED.items():
            page.goto(place)
            page.locator(button).first.click()
            shoot(page, f"year-{picture}-{name}")
        _versions(page, name, shoot)
        _upload(page, name, shoot)
    for role, places in OWN_PAGES.items():
        with visiting(browser, house.address, visitor) as page:
            enter(page, house, role)
            for place in places:
                page.goto(f"/{place}")
                page.locator("h1").wait_for()
                shoot(page, f"year-{role.value}-{place}-{name}")


def _versions(page: Page, name: str, shoot: Shoot) -> None:
    """Picture each view of a rubric's newer version: what it asks, its text, what differs, its gates, a backtest."""
    page.goto(f"/rubrics/en/{RUBRIC}")
    page.locator("tbody th a").first.click()
    page.wait_for_url("**/rubrics/version/*")
    version = page.url
    for view in ("form", "text", "changes", "gates"):
        page.goto(f"{version}?view={view}")
        page.locator("h1").wait_for()
        shoot(page, f"year-rubric-{view}-{name}")
    page.goto(f"{version}?view=backtest")
    page.get_by_role("tabpanel").get_by_role("button").first.click()
    page.get_by_role("tabpanel").locator("h2, h3").first.wait_for(timeout=120_000)
    shoot(page, f"year-rubric-backtest-{name}")


def _upload(page: Page, name: str, shoot: Shoot) -> None:
    """Picture files on their way, one that is refused, and a sidecar without its recording."""
    page.goto("/upload")
    files = {"a9-0412.wav": WAV + name.encode(), "a9-0413.wav": b"", "a9-0414.wav.json": b"{}"}
    page.locator("input[type=file]").set_input_files(
        [FilePayload(name=file, mimeType="", buffer=content) for file, content in files.items()]
    )
    page.locator("section li a").first.wait_for()
    shoot(page, f"year-upload-{name}")
