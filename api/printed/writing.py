"""Times, lengths and figures as people write them."""

from datetime import datetime
from zoneinfo import ZoneInfo

NONE = "–"
"""Where there is nothing to say."""


def clock(seconds: float) -> str:
    """Write a place in a call: `03:07`, `1:02:07`."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def stretch(start: float, end: float) -> str:
    """Write a stretch of a call: `03:07–03:12`."""
    return clock(start) if int(start) == int(end) else f"{clock(start)}–{clock(end)}"


def moment(at: datetime | None, zone: ZoneInfo) -> str:
    """Write a moment on the house's clock, with its distance from UTC."""
    if at is None:
        return NONE
    there = at.astimezone(zone)
    offset = there.strftime("%z")
    return f"{there:%Y-%m-%d %H:%M:%S} (UTC{offset[:3]}:{offset[3:]})"


def figure(value: float | None) -> str:
    """Write points or a score: at most one decimal."""
    return NONE if value is None else f"{value:.1f}".removesuffix(".0")


def percent(share: float) -> str:
    """Write a share of one: `87 %`."""
    return f"{share * 100:.0f} %"
