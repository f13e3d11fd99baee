"""What the readers of other systems' exports share: taking fields that may be missing or of any type."""

from collections.abc import Mapping
from typing import Any

MAX_EXPORT_BYTES = 1024 * 1024
"""Longest record of another system that is read."""


def part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Take an object out of another; an empty one where there is none."""
    value = whole.get(name)
    return value if isinstance(value, Mapping) else {}


def text(whole: Mapping[str, Any], *names: str) -> str | None:
    """Take the first of some fields that holds words; a number is written out."""
    for name in names:
        value = whole.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def first(whole: Mapping[str, Any], name: str) -> str | None:
    """Take the first word of a list."""
    value = whole.get(name)
    return text({"it": value[0]}, "it") if isinstance(value, list) and value else None


def filled(**facts: Any) -> dict[str, Any]:
    """Leave out what is not known."""
    return {name: value for name, value in facts.items() if value not in (None, "", {})}
