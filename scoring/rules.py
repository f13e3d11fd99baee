"""What must hold in a rubric beyond its types: names that exist, no circle, weights that count."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from scoring.checks import Check
from scoring.document import Path_
from scoring.problems import Problem

if TYPE_CHECKING:
    from scoring.form import Fragments, Rubric


def broken(rubric: "Rubric") -> Iterator[Problem]:
    """List everything a rubric breaks."""
    yield from _twice(rubric)
    yield from _weightless(rubric)
    yield from names(rubric, rubric)
    for path, check in _rooted(rubric):
        yield from _unnamed(path, check, rubric)
    for s, section in enumerate(rubric.sections):
        for c, criterion in enumerate(section.criteria):
            if criterion.auto_fail and _by_voice_alone(criterion.check, rubric.checks):
                place: Path_ = ("sections", s, "criteria", c, "auto_fail")
                yield Problem(
                    place, "nobody fails by the sound of a voice alone; add words to the check, or drop this"
                )


def names(written: "Fragments", known: "Fragments") -> Iterator[Problem]:
    """List names that do not exist, and circles, in the named checks of one file."""
    for name, check in written.checks.items():
        yield from _unnamed(("checks", name), check, known)
        circle = _circle(name, known.checks)
        if circle:
            yield Problem(
                ("checks", name), f"refers to itself: {' → '.join(f'${n}' for n in circle)}; break the circle"
            )


def walk(check: Check) -> Iterator[Check]:
    """Yield a check and all it is made of, not following names."""
    yield check
    for _, part in check.parts():
        yield from walk(part)


def _rooted(rubric: "Rubric") -> Iterator[tuple[Path_, Check]]:
    for s, section in enumerate(rubric.sections):
        for c, criterion in enumerate(section.criteria):
            for field, check in criterion.checks():
                yield ("sections", s, "criteria", c, field), check


def _unnamed(path: Path_, check: Check, known: "Fragments") -> Iterator[Problem]:
    tables: dict[str, Mapping[str, object]] = {"phrases": known.phrases, "checks": known.checks}
    missing = {
        (table, name) for part in walk(check) for table, name in part.named() if name not in tables[table]
    }
    for table, name in sorted(missing):
        there = ", ".join(f"${n}" for n in tables[table]) or "none"
        yield Problem(path, f"${name} is not under `{table}:`; there are {there}")


def _circle(start: str, checks: Mapping[str, Check]) -> list[str]:
    """Find a way from a named check back to itself."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for part in walk(checks[way[-1]]):
            for table, name in part.named():
                if table == "checks" and name == start:
                    return [*way, name]
                if table == "checks" and name in checks and name not in seen:
                    seen.add(name)
                    ways.append([*way, name])
    return []


def _twice(rubric: "Rubric") -> Iterator[Problem]:
    sections = Counter(section.id for section in rubric.sections)
    criteria = Counter(criterion.id for criterion in rubric.criteria)
    for s, section in enumerate(rubric.sections):
        if sections[section.id] > 1:
            yield Problem(("sections", s, "id"), "is given to two sections; ids are unique in a rubric")
        for c, criterion in enumerate(section.criteria):
            if criteria[criterion.id] > 1:
                yield Problem(
                    ("sections", s, "criteria", c, "id"),
                    "is given to two criteria; ids are unique in a rubric",
                )


def _weightless(rubric: "Rubric") -> Iterator[Problem]:
    """A form nobody can earn or lose a point on, or a weighty section whose criteria weigh nothing."""
    if not any(s.weight * c.share or c.deducts or c.auto_fail for s in rubric.sections for c in s.criteria):
        yield Problem(("sections",), "all weights come to nothing; give some criterion a weight")
    for place, section in enumerate(rubric.sections):
        counts = any(c.share or c.deducts or c.auto_fail for c in section.criteria)
        if section.weight and not counts:
            yield Problem(
                ("sections", place, "weight"),
                "its criteria all weigh 0; give one a weight, or weigh the section 0",
            )


def _by_voice_alone(check: Check, checks: Mapping[str, Check], seen: frozenset[str] = frozenset()) -> bool:
    """Tell whether every leaf of a check reads a mood from the voice."""
    leaves = [part for part in walk(check) if not part.compound]
    for part in walk(check):
        for table, name in part.named():
            if table == "checks" and name in checks and name not in seen:
                if not _by_voice_alone(checks[name], checks, seen | {name}):
                    return False
                leaves.append(check)
    return bool(leaves) and all(leaf.by_sound_of_voice or leaf.compound for leaf in leaves)
