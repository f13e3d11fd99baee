"""What is allowed in a rubric and yet probably a mistake."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from scoring.checks import Check
from scoring.checks.check import SIDES
from scoring.checks.llm import Llm
from scoring.checks.logic import Absence
from scoring.checks.phrase import Need, Phrase
from scoring.checks.regex import Regex
from scoring.checks.sequence import Sequence_
from scoring.document import Path_, parse
from scoring.fold import fold
from scoring.form import Criterion, Rubric
from scoring.pattern import exact
from scoring.problems import Problem, told
from scoring.rubric import load
from scoring.wording import wording

_SHORT = 1
"""Syllables of a wording that is found nearly everywhere."""

_ANEW = frozenset({*SIDES, "unless"})
"""Fields whose checks look at everyone's words, whoever the check around them looks at."""

_MARKS = frozenset("$(|.…⋯（｜")
"""Characters of a line that is more than one plain wording."""


def lint_file(path: Path) -> tuple[str, ...]:
    """List what looks like a mistake in a rubric's file, one line each; empty where nothing does.

    Raises:
        RubricUnknown: there is no such file.
        RubricInvalid: it is no rubric.
    """
    return lint_text(load(path), path.read_text("utf-8"), f"{path.parent.name}/{path.name}")


def lint_text(rubric: Rubric, text: str, name: str) -> tuple[str, ...]:
    """List what looks like a mistake in a rubric, given with the text it was read from."""
    document = parse(text)
    own = {key for table in ("phrases", "checks") for key in document.value.get(table) or ()}
    return told(lint(rubric, own), document, name)


def lint(rubric: Rubric, own: Collection[str]) -> tuple[Problem, ...]:
    """List what looks like a mistake, each with its place and what to do.

    Args:
        rubric: to look through.
        own: the names its own file gives; those of shared files may serve other rubrics.
    """
    used = _used(rubric)
    found = [p for p in (*_unused(rubric, used), *_lists(rubric)) if p.path[1] in own]
    if rubric.uses and not {name for _, name in used} - set(own):
        found.append(Problem(("uses",), "nothing of these files is used; drop it, or use a name of theirs"))
    for s, section in enumerate(rubric.sections):
        if not section.weight and any(c.share for c in section.criteria):
            found.append(
                Problem(
                    ("sections", s, "weight"),
                    "weighs 0, so that the weights inside are never used; give it a weight, or drop theirs",
                )
            )
        for c, criterion in enumerate(section.criteria):
            found.extend(_criterion(rubric, criterion, ("sections", s, "criteria", c)))
    return tuple(found)


def _criterion(rubric: Rubric, criterion: Criterion, path: Path_) -> Iterator[Problem]:
    if not criterion.guidance:
        llm = any(part.kind == "llm" for _, c in criterion.checks() for part in _every(c, rubric))
        why = (
            "a judge without it answers as it likes"
            if llm
            else "who disputes an answer needs to know how to tell"
        )
        yield Problem((*path, "guidance"), "is missing; " + why)
    if criterion.critical and not criterion.share and criterion.deducts is None:
        yield Problem(
            (*path, "weight"), "a critical criterion that weighs 0 changes no critical score; give it one"
        )
    if criterion.applies_if is not None and criterion.applies_if == criterion.check:
        yield Problem(
            (*path, "applies_if"), "is the check itself, which is then always met; ask something else"
        )
    if criterion.auto_fail:
        yield from _auto_fail(rubric, criterion, path)
    for field, check in criterion.checks():
        for part, whose in _with_party(check, rubric, anyone=True):
            yield from _check(part, (*path, field), anyone=whose)


def _auto_fail(rubric: Rubric, criterion: Criterion, path: Path_) -> Iterator[Problem]:
    """Find auto-fails that would hit calls nobody meant."""
    parts = [*_every(criterion.check, rubric)]
    if criterion.applies_if is None and any(isinstance(part, Sequence_) for part in parts):
        yield Problem(
            (*path, "check"),
            "an auto-fail sequence without `applies_if` fails every call in which the topic never came up; add it",
        )
    prohibited = criterion.deducts is not None or any(isinstance(part, Absence) for part in parts)
    if prohibited and any(
        anyone and isinstance(part, Phrase)
        for part, anyone in _with_party(criterion.check, rubric, anyone=True)
    ):
        yield Problem((*path, "check"), "the customer's words would bring the form to 0, too; add `party`")


def _check(part: Check, path: Path_, *, anyone: bool) -> Iterator[Problem]:
    if isinstance(part, Regex) and anyone:
        yield Problem(path, f"the pattern “{part.regex}” looks at everyone's words; add `party`")
    if isinstance(part, Llm) and anyone:
        yield Problem(
            path, "anyone's words count, and a caller may talk the judge into an answer; add `party`"
        )
    if isinstance(part, Phrase):
        if part.need is Need.ANY or part.need is Need.NONE:
            yield from _wordings(part.phrase, path)
        short = [line for line in part.phrase if not line.startswith("$") and wording(line).mass <= _SHORT]
        if short and anyone:
            yield Problem(
                path, f"“{short[0]}” is found nearly everywhere without a `party`; add one, or more words"
            )


def _wordings(listed: Sequence[str], path: Path_) -> Iterator[Problem]:
    """Find wordings that another one makes needless."""
    given = [line for line in dict.fromkeys(listed) if not line.startswith("$")]
    for line in given:
        if _MARKS & set(line):
            continue
        said = "".join(f" {token} " for token in fold(line).tokens).encode()
        for other in given:
            if other != line and exact((other,)).search(said):
                yield Problem(
                    path, f"“{line}” is needless: wherever it is said, “{other}” is found already; drop it"
                )
    for line in sorted({line for line in listed if listed.count(line) > 1}):
        yield Problem(path, f"“{line}” is there twice; keep one")


def _lists(rubric: Rubric) -> Iterator[Problem]:
    for name, listed in rubric.phrases.items():
        yield from _wordings(listed, ("phrases", name))


def _used(rubric: Rubric) -> set[tuple[str, str]]:
    """List the (table, name) that some criterion refers to, directly or not."""
    roots = [check for criterion in rubric.criteria for _, check in criterion.checks()]
    return {name for check in roots for part in _every(check, rubric) for name in part.named()}


def _unused(rubric: Rubric, used: Collection[tuple[str, str]]) -> Iterator[Problem]:
    """Find names that nothing refers to."""
    for table, names in (("phrases", rubric.phrases), ("checks", rubric.checks)):
        for name in names:
            if (table, name) not in used:
                yield Problem((table, name), "is never used; drop it, or use it")


def _every(check: Check, rubric: Rubric) -> Iterator[Check]:
    """Yield a check and all it is made of, names followed."""
    for part, _ in _with_party(check, rubric, anyone=True):
        yield part


def _with_party(check: Check, rubric: Rubric, *, anyone: bool) -> Iterator[tuple[Check, bool]]:
    """Yield a check and all it is made of, each with whether it looks at everyone's words.

    A check within another looks at that one's party; an anchor begins anew, at everyone's. No name is followed in
    a circle: a rubric that was read has none.
    """
    anyone = anyone and check.party is None
    yield check, anyone
    for field, part in check.parts():
        yield from _with_party(part, rubric, anyone=field in _ANEW or anyone)
    for table, name in check.named():
        if table == "checks":
            yield from _with_party(rubric.checks[name], rubric, anyone=anyone)
