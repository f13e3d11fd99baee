"""What axe says of a page: WCAG 2.2 AA, as far as a machine can tell."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"


def check(page: Page) -> None:
    """Hold the page to WCAG 2.2 AA, as far as axe can tell."""
    page.wait_for_timeout(300)
    page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => r.violations)"
    )
    serious = [each for each in found if each["impact"] in {"serious", "critical"}]
    told = [(each["id"], [node["html"][:200] for node in each["nodes"]][:3]) for each in serious]
    assert not told, json.dumps(told, indent=1, ensure_ascii=False)
