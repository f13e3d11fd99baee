"""Rubrics changed on purpose: a change that no example notices shows what the examples do not test.

Each wording is dropped, each window widened, each threshold shifted, each party swapped, one at a time
(after R. DeMillo, R. Lipton and F. Sayward, "Hints on test data selection", 1978).
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from scoring.bound import Bound
from scoring.checks import KINDS, Check, kind_of
from scoring.document import Path_
from scoring.example import Example
from scoring.examples import answers
from scoring.form import Criterion, Rubric
from scoring.ports import Aids
from scoring.range import Reach
from scoring.reading import Reading, read
from scoring.rules import walk

NOBODY_SAYS = "qzxqzx"
"""Stands in where a list's only wording is dropped."""

_WINDOWS = frozenset({"first", "last", "reach", "max_gap", "look_back"})
_COUNTS = frozenset({"times", "at_least", "repeat", "need"})
_LISTS = frozenset({"phrase", "unless", "names"})
_OTHER = {
    "party": {"agent": "customer", "customer": "agent"},
    "strictness": {"loose": "normal", "normal": "strict", "strict": "normal"},
}
"""Field → value → what it is changed to."""

_WIDER = 3
_NEVER = 1000
"""Times that nothing is said."""

_SHIFTS = (0.5, 1.5)

_Change = tuple[Path_, Any, str]
"""Where, what instead, and in words."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rubric with one change.

    Attributes:
        criteria: the ids of the criteria it may concern.
        place: what was changed: `phrases.greeting`, or `criterion closing: check.last`.
        change: how, in plain words.
        rubric: the changed rubric.
    """

    criteria: frozenset[str]
    place: str
    change: str
    rubric: Rubric

    def __str__(self) -> str:
        return f"{self.place}: {self.change}"


@dataclass(frozen=True, slots=True)
class Mutation:
    """What the examples noticed.

    Attributes:
        made: how many changes there were.
        survivors: those that no example noticed.
    """

    made: int
    survivors: tuple[Mutant, ...]

    @property
    def score(self) -> float:
        """The share of changes that were noticed, 0 to 1; 1 where there is nothing to change."""
        return 1.0 - len(self.survivors) / self.made if self.made else 1.0


def mutate(rubric: Rubric, examples: Sequence[Example], aids: Aids | None = None) -> Mutation:
    """Make every change, and see which of them the examples notice."""
    given = [_Given(example, read(example.call())) for example in examples]
    right = {
        (place, answer.criterion)
        for place, one in enumerate(given)
        for answer in answers(rubric, one.example, one.heard, aids)
        if not answer.wrong and not answer.gap
    }
    made = [*mutants(rubric)]
    survivors = [mutant for mutant in made if not _noticed(mutant, given, right, aids)]
    return Mutation(len(made), tuple(survivors))


@dataclass(frozen=True, slots=True)
class _Given:
    """An example, and its call made ready."""

    example: Example
    heard: Reading


def _noticed(mutant: Mutant, given: Sequence[_Given], right: set[tuple[int, str]], aids: Aids | None) -> bool:
    """Tell whether some example that was right about a criterion now says that it is not."""
    return any(
        answer.wrong
        for place, one in enumerate(given)
        if (asked := [c for c in mutant.criteria if (place, c) in right])
        for answer in answers(mutant.rubric, one.example, one.heard, aids, asked)
        if not answer.gap
    )


def mutants(rubric: Rubric) -> Iterator[Mutant]:
    """Make every change that may matter to some criterion, one at a time."""
    users = _users(rubric)
    for name, lines in rubric.phrases.items():
        for _, kept, change in _dropped([*lines], (), optional=False):
            phrases = {**rubric.phrases, name: tuple(kept)}
            yield from _made(users.get(("phrases", name)), f"phrases.{name}", change, rubric, phrases=phrases)
    for name, check in rubric.checks.items():
        for path, changed, change in _changed_checks(check):
            checks = {**rubric.checks, name: changed}
            place = _place(f"checks.{name}", path)
            yield from _made(users.get(("checks", name)), place, change, rubric, checks=checks)
    for criterion in rubric.criteria:
        for field, check in criterion.checks():
            for path, changed, change in _changed_checks(check):
                place = _place(f"criterion {criterion.id}: {field}", path)
                sections = _with(rubric, criterion.model_copy(update={field: changed}))
                yield from _made({criterion.id}, place, change, rubric, sections=sections)


def _made(
    criteria: set[str] | None, place: str, change: str, rubric: Rubric, **update: object
) -> Iterator[Mutant]:
    if criteria:
        yield Mutant(frozenset(criteria), place, change, rubric.model_copy(update=update))


def _with(rubric: Rubric, changed: Criterion) -> tuple[object, ...]:
    """Put a changed criterion into its place."""
    return tuple(
        section.model_copy(
            update={"criteria": tuple(changed if c.id == changed.id else c for c in section.criteria)}
        )
        for section in rubric.sections
    )


def _changed_checks(check: Check) -> Iterator[tuple[Path_, Check, str]]:
    """Make every change within one check."""
    content = check.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for path, value, change in _changes(content, ()):
        changed = _replaced(content, path, value)
        try:
            yield path, KINDS[kind_of(changed) or ""].model_validate(changed), change
        except ValidationError:
            continue  # a change that the language refuses needs no example


def _changes(node: Any, path: Path_) -> Iterator[_Change]:
    """Walk a check's content."""
    inner = enumerate(node) if isinstance(node, list) else node.items() if isinstance(node, dict) else ()
    for key, value in inner:
        here: Path_ = (*path, key)
        changed = [*_changed(key, value, here)] if isinstance(key, str) else []
        yield from changed or _changes(value, here)


def _changed(key: str, value: Any, here: Path_) -> Iterator[_Change]:
    """Change one field in the ways there are; none where it is no list, window, count, party, level or bound."""
    if isinstance(value, list):
        yield from _changed_list(key, value, here)
    elif isinstance(value, dict) and value and value.keys() <= Bound.model_fields.keys():
        for name, amount in value.items():
            if isinstance(amount, int | float) and amount:
                for shifted in (amount * shift for shift in _SHIFTS):
                    yield here, {**value, name: shifted}, f"{name} {amount:g} made {shifted:g}"
    elif key in _WINDOWS:
        wider = _wider(value)
        yield here, wider, f"{value} widened to {wider}"
    elif key in _COUNTS and isinstance(value, int):
        yield from ((here, value + step, f"{value} made {value + step}") for step in (-1, 1))
    elif key in _OTHER and value in _OTHER[key]:
        yield here, _OTHER[key][value], f"{value} made {_OTHER[key][value]}"


def _changed_list(key: str, value: list[Any], here: Path_) -> Iterator[_Change]:
    if key in _LISTS:
        yield from _dropped(value, here, optional=key == "unless")
    elif key == "semantic":
        # Examples of one meaning stand in for one another: they are dropped together.
        yield (*here[:-1], "times"), _NEVER, "as if nothing came near its examples"
    elif key == "unlike":
        yield here, [], "without its counter-examples"


def _dropped(lines: Sequence[str], here: Path_, *, optional: bool) -> Iterator[_Change]:
    """Drop each line of a list; one that stands for a list of words is changed where that stands."""
    for place, line in enumerate(lines):
        if line.startswith("$") and not optional:
            continue
        left = [*lines[:place], *lines[place + 1 :]]
        yield here, left if left or optional else [NOBODY_SAYS], f"without “{line}”"


def _wider(window: Any) -> str:
    reach = Reach.model_validate(window)
    if reach.seconds is not None:
        return f"{reach.seconds * _WIDER:g} s"
    return f"{(reach.turns or 1) * _WIDER} turns"


def _replaced(content: dict[str, Any], path: Path_, value: Any) -> dict[str, Any]:
    """Copy some content with one thing changed."""
    changed = copy.deepcopy(content)
    place: Any = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return changed


def _place(root: str, path: Path_) -> str:
    """Write a place as problems do, counting from 1."""
    return root + "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)


def _users(rubric: Rubric) -> Mapping[tuple[str, str], set[str]]:
    """Map each named list and check to the criteria that use it, directly or not."""
    found: dict[tuple[str, str], set[str]] = {}

    def follow(check: Check, criterion: str) -> None:
        for part in walk(check):
            for name in part.named():
                users = found.setdefault(name, set())
                if criterion not in users:
                    users.add(criterion)
                    if name[0] == "checks":
                        follow(rubric.checks[name[1]], criterion)

    for criterion in rubric.criteria:
        for _, check in criterion.checks():
            follow(check, criterion.id)
    return found
