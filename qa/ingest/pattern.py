"""Where the sidecar of a recording lies, by a pattern that leads there and back."""

import re
from functools import lru_cache

PLACE = re.compile(r"\{(\w+)\}")
_PLACES = {
    "key": "(?P<key>.+)",
    "stem": "(?P<stem>.+)",
    "folder": "(?P<folder>(?:.*/)?)",
    "name": "(?P<name>[^/]+)",
}


def checked(text: str) -> str:
    """See that a pattern leads from the audio to its sidecar, and back."""
    places = PLACE.findall(text)
    if unknown := sorted(set(places) - set(_PLACES)):
        raise ValueError(
            f"has {{{unknown[0]}}}, which is unknown; there are {{key}}, {{stem}}, {{folder}} and {{name}}"
        )
    if sorted(places) not in (["key"], ["stem"], ["folder", "name"]):
        raise ValueError(
            "must have {key}, or {stem}, or {folder} and {name}, so that the audio can be found, too"
        )
    return text


@lru_cache(maxsize=256)
def backwards(pattern: str) -> re.Pattern[str]:
    """Read a pattern the other way: from the sidecar's key to the audio's."""
    parts = re.split(r"(\{\w+\})", pattern)
    return re.compile("".join(_PLACES[p[1:-1]] if PLACE.fullmatch(p) else re.escape(p) for p in parts))
