"""A check in plain words: what is looked for, by whom it must be said, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scoring.bound import Bound
from scoring.checks import Check
from scoring.checks.check import SIDES, Anchor
from scoring.form import Rubric

_COMBINE = {
    "all": "all of these",
    "any": "any of these",
    "not": "not this",
    "absence": "nowhere this",
    "sequence": "these, one after the other",
    "flow": "these steps",
}
_SHOWN = 3
"""Wordings of a list that are shown."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A check and what it is made of.

    Attributes:
        text: one line.
        parts: what it is made of; anchors begin with `after`, `before`, `around`, `within` or `unless`.
    """

    text: str
    parts: tuple["Explained", ...] = ()

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Write it out, indented."""
        yield "  " * depth + self.text
        for part in self.parts:
            yield from part.lines(depth + 1)


def explain(check: Check, rubric: Rubric) -> Explained:
    """Put a check into words; names are followed to what they stand for."""
    for table, name in check.named():
        if table == "checks":
            inner = explain(rubric.checks[name], rubric)
            where = _where(check)
            return Explained(f"${name}{where}", (inner, *_anchors(check, rubric)))
    what = _COMBINE.get(check.kind) or _what(check, rubric)
    if check.kind == "at_least":
        what = f"at least {check.model_dump()['at_least']} of these"
    inside = [part for field, part in check.parts() if field not in (*SIDES, "unless")]
    return Explained(
        f"{what}{_where(check)}",
        (*(explain(part, rubric) for part in inside), *_anchors(check, rubric)),
    )


def _what(check: Check, rubric: Rubric) -> str:
    """Name the kind, what it is compared with, and the options that are set."""
    content = check.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    own = check.model_dump(by_alias=True, exclude_defaults=True)
    told = []
    for key, value in content.items():
        if key in Check.model_fields:
            continue
        given = getattr(check, key, own.get(key))
        if isinstance(given, Anchor):
            continue
        said = str(given) if isinstance(given, Bound) else _said(value, rubric)
        told.append(said if key == check.kind else f"{key.replace('_', ' ')} {said}")
    return f"{check.kind.replace('_', ' ')} {', '.join(told)}"


def _said(value: Any, rubric: Rubric) -> str:
    if isinstance(value, list):
        named = [
            f"{item} ({len(rubric.phrases[item[1:]])} wordings)" for item in value if _named(item, rubric)
        ]
        lines = [f"“{item}”" for item in value if not _named(item, rubric)]
        more = [f"{len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
        return ", ".join([*named, *lines[:_SHOWN], *more])
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')}: {_said(inner, rubric)}" for key, inner in value.items())
    return str(value).lower() if isinstance(value, bool) else f"{value}"


def _named(item: Any, rubric: Rubric) -> bool:
    return isinstance(item, str) and item.startswith("$") and item[1:] in rubric.phrases


def _where(check: Check) -> str:
    """Say whose words are looked at, and in which part of the call."""
    counted = f" of the {check.counted.value}" if check.counted else ""
    told = [f"by the {check.party.value}"] if check.party else []
    told += [f"in the first {check.first}{counted}"] if check.first else []
    told += [f"in the last {check.last}{counted}"] if check.last else []
    if check.turns:
        last = check.turns.last
        told.append(f"in turns {check.turns.first} to {'the end' if last is None else last}{counted}")
    told += ["in every turn"] if check.every_turn else []
    return f" — {', '.join(told)}" if told else ""


def _anchors(check: Check, rubric: Rubric) -> Iterator[Explained]:
    """Explain the places that other checks find."""
    for side in (*SIDES, "unless"):
        anchor = getattr(check, side, None)
        if isinstance(anchor, Anchor):
            hit = f" ({anchor.hit} hit)" if str(anchor.hit) != "first" else ""
            reach = f" within {anchor.reach}" if anchor.reach else ""
            yield Explained(f"{side}{hit}{reach}:", (explain(anchor.check, rubric),))
