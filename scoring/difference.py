"""What differs between two versions of a rubric, place by place, in the author's words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.form import Rubric

_ABSENT = object()
_KEYS = ("id", "step")
"""Fields that name an item of a list."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs.

    Attributes:
        place: `criterion closing: check.last`, `phrases.greeting`, `pass_mark`.
        before: as it was; None where it was not there.
        after: as it is; None where it is gone.
    """

    place: str
    before: str | None
    after: str | None


def differences(old: Rubric, new: Rubric) -> tuple[Difference, ...]:
    """Compare two rubrics, shared parts included; the order of what has names does not count."""
    before, after = old.content(), new.content()
    for content in (before, after):
        content.pop("uses", None)
        content["sections"] = {
            section["id"]: {key: value for key, value in section.items() if key not in ("id", "criteria")}
            for section in content["sections"]
        }
    mine, theirs = ({c.id: _criterion(rubric, c.id) for c in rubric.criteria} for rubric in (old, new))
    found = [*_compare("", before, after)]
    for name in dict.fromkeys((*mine, *theirs)):
        found += _compare(f"criterion {name}: ", mine.get(name, _ABSENT), theirs.get(name, _ABSENT))
    return tuple(found)


def _criterion(rubric: Rubric, name: str) -> dict[str, Any]:
    """Write a criterion down, with the section it stands in."""
    section = next(s for s in rubric.sections if any(c.id == name for c in s.criteria))
    criterion = next(c for c in section.criteria if c.id == name)
    content: dict[str, Any] = criterion.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {"section": section.id, **{key: value for key, value in content.items() if key != "id"}}


def _compare(place: str, before: Any, after: Any) -> Iterator[Difference]:
    """Walk two contents at once."""
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from _compare(_inner(place, key), before.get(key, _ABSENT), after.get(key, _ABSENT))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _compare_lists(place, before, after)
    else:
        yield Difference(place.rstrip(": "), _written(before), _written(after))


def _compare_lists(place: str, before: list[Any], after: list[Any]) -> Iterator[Difference]:
    """Compare lists: words by what is in them, things with names by name, the rest one by one."""
    if all(not isinstance(item, dict | list) for item in (*before, *after)):
        dropped = [item for item in before if item not in after]
        added = [item for item in after if item not in before]
        yield from (Difference(place, _written(item), None) for item in dropped)
        yield from (Difference(place, None, _written(item)) for item in added)
        if not dropped and not added:
            yield Difference(place, _written(before), _written(after))
        return
    named = _by_name(before), _by_name(after)
    if named[0] is not None and named[1] is not None:
        yield from _compare(place, *named)
        return
    for number in range(max(len(before), len(after))):
        one = before[number] if number < len(before) else _ABSENT
        other = after[number] if number < len(after) else _ABSENT
        yield from _compare(f"{place}[{number + 1}]", one, other)


def _by_name(items: list[Any]) -> dict[str, Any] | None:
    for key in _KEYS:
        if items and all(isinstance(item, dict) and key in item for item in items):
            return {item[key]: item for item in items}
    return None


def _inner(place: str, key: str) -> str:
    return f"{place}{key}" if not place or place.endswith(": ") else f"{place}.{key}"


def _written(value: Any) -> str | None:
    """Write a value the way an author might."""
    if value is _ABSENT:
        return None
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(str(_written(inner)) for inner in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)
