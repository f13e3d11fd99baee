"""What axe says of a page: WCAG 2.2 AA, as far as a machine can tell."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"

# All rules are run; but what passed is not told node by node, and no style sheet is loaded again for a rule that is
# none of these: both took longer than the rules.
_RUN = """
axe.run({
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  preload: {assets: ['media']},
}).then(r => r.violations)
"""


def check(page: Page) -> None:
    """Hold the page to WCAG 2.2 AA, as far as axe can tell."""
    page.wait_for_timeout(300)
    if not page.evaluate("'axe' in window"):  # it stays as long as the document does
        page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate(_RUN)
    serious = [each for each in found if each["impact"] in {"serious", "critical"}]
    told = [(each["id"], [node["html"][:200] for node in each["nodes"]][:3]) for each in serious]
    assert not told, json.dumps(told, indent=1, ensure_ascii=False)


@cache
def _axe() -> str:
    return AXE.read_text("utf-8")
