"""Where in the workbench one sees what was told outside: an address for mail, chat messages and webhooks."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from qa.notice import PING

PAGES: Mapping[str, str] = {
    PING: "/",
    "evaluation.published": "/calls/{recording}?rubric={rubric}",
    "evaluation.drifted": "/calls/{recording}?rubric={rubric}",
    "flag.raised": "/calls/{recording}",
    "review.assigned": "/calls/{recording}",
    "review.released": "/calls/{recording}?rubric={rubric}",
    "dispute.opened": "/disputes",
    "dispute.decided": "/disputes",
    "dispute.appealed": "/disputes",
    "criterion.assisted": "/calibration",
    "criterion.automated": "/calibration",
    "coverage.gap": "/coverage?day={day}",
    "recording.failed": "/calls/{recording}",
    "recording.set_aside": "/calls/{recording}",
    "delivery.refused": "/coverage",
    "parties.corrected": "/calls/{recording}",
    "source.paused": "/administration/sources",
    "source.resumed": "/administration/sources",
    "purge.planned": "/compliance/purges/{purge}",
    "signin.paused": "/compliance/audit",
    "subscription.disabled": "/administration/notices",
}
"""By what is told; the parts in braces are facts of it."""


def page_of(public_url: str, event: str, data: Mapping[str, Any]) -> str:
    """Give the address of the page on which what was told is seen; empty where the house has no public address.

    Whoever opens it signs in first, and sees there what they may.

    Args:
        public_url: at which people open the workbench, without a slash at the end; empty where nobody set it.
        event: what is told.
        data: its facts.
    """
    if not public_url:
        return ""
    parts = {name: quote(str(value), safe="") for name, value in data.items() if value is not None}
    try:
        return public_url + PAGES[event].format_map(parts)
    except KeyError:  # a fact that was told as null: the start page, and not the page of something else
        return public_url + "/"
