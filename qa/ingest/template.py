"""File names that tell of a call: `{agent_id}_{started_at:%Y%m%d%H%M%S}_{source_call_id}.wav`, read strictly.

A field ends at the first sign that follows it in the template, so that a name reads in one way or not at all;
only the last field may hold that sign. `{_}` is anything, and is forgotten.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from qa.ingest.errors import NameUnmatched
from qa.metadata import CallMetadata

SKIP = "_"
"""Field that stands for what is of no interest."""

_FIELD = re.compile(r"\{([A-Za-z_][\w.]*)(?::([^{}]+))?\}")
_MOMENT = "started_at"
_EPOCH = "%s"
_DIRECTIVES = {
    "%Y": r"\d{4}",
    "%m": r"\d{2}",
    "%d": r"\d{2}",
    "%H": r"\d{2}",
    "%M": r"\d{2}",
    "%S": r"\d{2}",
    "%f": r"\d{1,6}",
    "%z": r"(?:Z|[+-]\d{2}:?\d{2})",
}
_FIELDS = frozenset(CallMetadata.model_fields) - {"business", "agent_channel", "priority"}


@dataclass(frozen=True, slots=True)
class Template:
    """A template that can be read.

    Attributes:
        text: as it was written.
        fields: names of its fields, in order; `business.<name>` for the house's own.
        moment: how `started_at` is written, as `strptime` takes it; empty where it has no such field.
        pattern: matches a name whole.
    """

    text: str
    fields: tuple[str, ...]
    moment: str
    pattern: re.Pattern[str]

    @property
    def needs_zone(self) -> bool:
        """Whether its moments carry no time zone of their own."""
        return bool(self.moment) and self.moment != _EPOCH and "%z" not in self.moment

    def read(self, key: str, zone: tzinfo) -> dict[str, Any]:
        """Read the facts in a key.

        Args:
            key: of the audio; its last parts between slashes are read, as many as the template has itself.
            zone: of moments that name none.

        Raises:
            NameUnmatched: it does not read as the template says.
        """
        name = "/".join(key.split("/")[-1 - self.text.count("/") :])
        match = self.pattern.fullmatch(name)
        if match is None:
            raise NameUnmatched(
                f"The key {key!r} does not read as {self.text!r}; rename the file, or mend the template of its source."
            )
        facts: dict[str, Any] = {
            field: text for field, text in zip(self.fields, match.groups(), strict=True) if field != SKIP
        }
        if self.moment:
            facts[_MOMENT] = self._when(facts[_MOMENT], key, zone)
        return facts

    def _when(self, text: str, key: str, zone: tzinfo) -> datetime:
        try:
            if self.moment == _EPOCH:
                return datetime.fromtimestamp(float(text), UTC)
            moment = datetime.strptime(text, self.moment)  # noqa: DTZ007 the zone is given in the next line
        except (ValueError, OverflowError, OSError) as error:
            raise NameUnmatched(
                f"The key {key!r} holds {text!r}, which is no moment written as {self.moment!r}; rename the file, or"
                " mend the template of its source."
            ) from error
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def compiled(text: str) -> Template:
    """Make a template readable.

    Raises:
        ValueError: it has no field, an unknown one, one twice, two without a sign between them, or a moment that
            cannot be read back; the message says which.
    """
    fields: list[str] = []
    moment = ""
    pattern: list[str] = []
    matches = list(_FIELD.finditer(text))
    if not matches:
        raise ValueError(f"has no field; write one, as {{agent_id}}, of {', '.join(sorted(_FIELDS))}")
    edges = [0, *(match.end() for match in matches)]
    literals = [text[a : m.start()] for a, m in zip(edges, matches, strict=False)] + [text[edges[-1] :]]
    for literal in literals:
        if "{" in literal or "}" in literal:
            raise ValueError(f"has a brace without its partner at {literal!r}; write fields as {{agent_id}}")
    for place, match in enumerate(matches):
        name, style = match.groups()
        _check_field(name, style, fields)
        last = place == len(matches) - 1
        if not last and not literals[place + 1]:
            raise ValueError(
                f"has nothing between {{{name}}} and the next field; nobody could tell them apart"
            )
        fields.append(name)
        moment = style if name == _MOMENT else moment
        pattern += [re.escape(literals[place]), "(", _value(style, literals[place + 1], last=last), ")"]
    pattern.append(re.escape(literals[-1]))
    return Template(text, tuple(fields), moment, re.compile("".join(pattern)))


def _check_field(name: str, style: str | None, seen: list[str]) -> None:
    if name != SKIP and name not in _FIELDS and not name.startswith("business."):
        raise ValueError(
            f"has the field {{{name}}}, which is unknown; there are {', '.join(sorted(_FIELDS))}, business.<name> "
            "and _ for what is of no interest"
        )
    if name in seen and name != SKIP:
        raise ValueError(f"has the field {{{name}}} twice; write {{_}} for one of them")
    if (name == _MOMENT) is not bool(style):
        raise ValueError(
            "must say how started_at is written, as {started_at:%Y%m%d%H%M%S}, and no other field"
        )


def _value(style: str | None, following: str, *, last: bool) -> str:
    if style == _EPOCH:
        return r"\d{1,11}(?:\.\d{1,6})?"
    if style:
        return _dated(style)
    return "[^/]+" if last or not following else f"[^/{re.escape(following[0])}]+"


def _dated(style: str) -> str:
    parts = re.split(r"(%.)", style)
    unknown = [part for part in parts if part.startswith("%") and part not in _DIRECTIVES]
    if unknown:
        raise ValueError(
            f"writes started_at with {unknown[0]}; there are {' '.join(_DIRECTIVES)}, or %s alone for seconds since 1970"
        )
    if not {"%Y", "%m", "%d", "%H", "%M"} <= set(parts):
        raise ValueError("writes started_at without %Y, %m, %d, %H and %M, all of which make a moment")
    return "".join(_DIRECTIVES.get(part, re.escape(part)) for part in parts)


def nested(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Put `business.<name>` fields under `business`, as a sidecar has them."""
    own = {name: value for name, value in facts.items() if not name.startswith("business.")}
    house = {
        name.removeprefix("business."): value for name, value in facts.items() if name.startswith("business.")
    }
    return own | {"business": {**own.get("business", {}), **house}} if house else own
