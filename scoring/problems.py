"""What is wrong with a document, in its author's words: file, line, criterion, field, and what to do."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scoring.checks import KINDS, kind_of
from scoring.document import Document, Path_

_MOST_SHOWN = 60
"""Characters of a wrong value that are shown."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        path: keys and places from the top of the document.
        text: what is wrong, and what to do.
    """

    path: Path_
    text: str


def told(problems: Iterable[Problem], document: Document, name: str) -> tuple[str, ...]:
    """Write problems out, one line each, in the order of the document."""
    lines = {(document.line(p.path), f"{_where(p.path, document.value)}{p.text}") for p in problems}
    return tuple(f"{name}:{line}: {text}" for line, text in sorted(lines))


def refusals(refused: ValidationError, document: Document, known: Iterable[str]) -> Iterator[Problem]:
    """Translate what the types refuse.

    Args:
        refused: by pydantic.
        document: what was read.
        known: every field name there is, to guess what was meant.
    """
    errors = refused.errors(include_url=False)
    places = [error["loc"] for error in errors]
    for error in errors:
        loc = error["loc"]
        # A list that lost its broken items is then also reported as too short: the items say it better.
        if error["type"] == "too_short" and any(
            other[: len(loc)] == loc and other != loc for other in places
        ):
            continue
        path, value = _path(loc, document.value)
        yield Problem(path, _plain(error, value, path, known))


def _path(loc: tuple[str | int, ...], value: Any) -> tuple[Path_, Any]:
    """Drop from pydantic's path the kinds of checks, which an author never wrote as a place."""
    path: list[str | int] = []
    told_kind = False
    for step in loc:
        if not told_kind and step == kind_of(value):
            told_kind = True
            continue
        told_kind = False
        path.append(step)
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            value = None
    return tuple(path), value


def _plain(error: ErrorDetails, value: Any, path: Path_, known: Iterable[str]) -> str:
    kind = error["type"]
    if kind == "missing":
        return "is missing; add it"
    if kind == "extra_forbidden":
        return "is no field here" + _meant(str(path[-1]), known)
    if kind == "union_tag_not_found":
        return _no_check(value)
    if kind == "enum":
        return f"“{error['input']}” is not possible; write {error['ctx']['expected']}"
    if kind == "value_error":
        return error["msg"].removeprefix("Value error, ")
    if kind == "string_type" and isinstance(value, int | float | bool):
        return f"{value} is no text; write it in quotes"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "must be a mapping of fields"
    if kind == "string_pattern_mismatch":
        return f"“{error['input']}” is no name; write lower-case letters, digits and hyphens, as opening-greeting"
    message = error["msg"].replace("Input should be", "must be").replace("Tuple should have", "must have")
    return f"{message[:1].lower()}{message[1:]}, not {_short(error['input'])}"


def _no_check(value: Any) -> str:
    if not isinstance(value, dict):
        return f"{_short(value)} is no check; write one, as phrase: [thank you], or the $name of one"
    kinds = [kind for kind in KINDS if kind in value]
    if kinds:
        return f"is {len(kinds)} checks at once ({', '.join(kinds)}); put them under `all` or `any`"
    guess = next((meant for key in value if (meant := _meant(key, KINDS))), "")
    return "has no kind of check in it" + guess + f"; there are {', '.join(sorted(KINDS))}"


def _meant(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, sorted(known), n=1)
    return f"; did you mean `{close[0]}`?" if close else ""


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 3]}..."


def _where(path: Path_, value: Any) -> str:
    """Name the criterion or section a path lies in, then the field within it."""
    named, rest = "", path
    for depth in range(len(path)):
        if depth and path[depth - 1] in ("criteria", "sections", "examples") and isinstance(path[depth], int):
            part = _at(value, path[: depth + 1])
            label = part.get("id", part.get("call")) if isinstance(part, dict) else None
            noun = {"criteria": "criterion", "sections": "section", "examples": "example"}[
                str(path[depth - 1])
            ]
            named, rest = f"{noun} {label or f'number {int(path[depth]) + 1}'}: ", path[depth + 1 :]
    field = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in rest).removeprefix(
        "."
    )
    return f"{named}{field}: " if field else named


def _at(value: Any, path: Path_) -> Any:
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value
