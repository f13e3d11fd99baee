"""The one picture of the call page that the README shows; `make screenshots` takes it with the others.

Of a demo that runs: `python -m tests.e2e.portrait ADDRESS DATA`.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser

from tests.e2e.browser import WIDE, Visitor, browsing, sign_in, visiting
from tests.e2e.inspected import House, inspected

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "workbench.png"
MOST_BYTES = 300_000


def portray(browser: Browser, house: House) -> None:
    """Show how an angry customer was met: the words that a criterion rests on, where they lie in the sound.

    Raises:
        ValueError: the picture has grown too large for a page that is read far away.
    """
    with visiting(browser, house.address, Visitor("en-GB", size=WIDE)) as page:
        sign_in(page, *house.reviewer)
        page.goto(f"/calls/{house.calls['en']}?rubric=empathy")
        line = page.locator("[data-criterion='acknowledges-emotion']")
        line.locator("> button").click()
        line.locator("li button").filter(has_text="sorry").first.click()
        page.locator("audio").evaluate("sound => sound.pause()")
        page.mouse.move(0, 0)
        page.wait_for_timeout(1_000)
        taken = page.screenshot()
    if len(taken) > MOST_BYTES:
        raise ValueError(f"The picture has {len(taken)} bytes; {MOST_BYTES} are the most.")
    PICTURE.write_bytes(taken)


if __name__ == "__main__":
    with inspected(*sys.argv[1:]) as house, browsing() as browser:
        portray(browser, house)
    print(f"The picture is {PICTURE}.")
