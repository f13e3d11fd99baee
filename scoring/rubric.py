"""Rubrics from files: read, checked, and refused with everything that is wrong at once."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from scoring.checks import KINDS
from scoring.checks.check import Anchor
from scoring.document import MOST_BYTES, Document, DocumentInvalid, parse
from scoring.errors import RubricInvalid, RubricUnknown
from scoring.form import Criterion, Fragments, Language, Rubric, Section, Severity, Status
from scoring.problems import Problem, refusals, told
from scoring.rules import broken
from scoring.written import Written

__all__ = [
    "CALLS",
    "PARTS",
    "TESTS",
    "Criterion",
    "Language",
    "Rubric",
    "Section",
    "Severity",
    "Status",
    "files",
    "library",
    "load",
    "read",
    "schema",
    "text_of",
]

PARTS = ".parts.yaml"
"""How the name of a file of shared words and checks ends."""

TESTS = ".test.yaml"
"""How the name of a rubric's examples ends."""

CALLS = ".calls.yaml"
"""How the name of a file of good calls ends."""

_F = TypeVar("_F", bound=Fragments)


def _no_parts(name: str) -> str:
    raise KeyError(name)


def read(text: str, name: str = "rubric.yaml", parts: Callable[[str], str] = _no_parts) -> Rubric:
    """Read a rubric from its YAML.

    Args:
        text: the YAML.
        name: what to call the file in a refusal.
        parts: gives the text of a shared file by its name under `uses:`; `KeyError` where there is none.

    Raises:
        RubricInvalid: with everything that is wrong, each with file, line, criterion and field.
    """
    wrong: list[str] = []
    document, rubric = _typed(text, name, Rubric, wrong)
    shared: dict[str, Fragments] = {}
    if document is not None and isinstance(document.value, dict):
        _gather(document, name, parts, shared, wrong, way=())
    if rubric is None or document is None or wrong:
        raise RubricInvalid(tuple(wrong))
    merged, clashes = _merge(rubric, shared)
    wrong.extend(told([*clashes, *broken(merged)], document, name))
    if wrong:
        raise RubricInvalid(tuple(wrong))
    return merged


def load(path: Path) -> Rubric:
    """Read a rubric from its file; shared files lie beside it.

    Raises:
        RubricUnknown: there is no such file.
        RubricInvalid: with everything that is wrong.
    """
    try:
        text = text_of(path)
    except FileNotFoundError:
        raise RubricUnknown(
            f"{path}: there is no such rubric; `everycall rubric list` names those there are"
        ) from None

    def parts(name: str) -> str:
        beside = path.with_name(f"{name}{PARTS}")
        if not beside.is_file():
            raise KeyError(name)
        return text_of(beside)

    return read(text, path.name if path.parent.name == "" else f"{path.parent.name}/{path.name}", parts)


def files(folder: Path) -> tuple[Path, ...]:
    """List the rubric files of a folder and its folders; what lies beside them is left out."""
    beside = (PARTS, TESTS, CALLS)
    return tuple(path for path in sorted(folder.rglob("*.yaml")) if not path.name.endswith(beside))


def library(folder: Path) -> tuple[Rubric, ...]:
    """Read every rubric of a folder and its folders, by language, id and version.

    Raises:
        RubricInvalid: with everything that is wrong in any of them.
    """
    rubrics: dict[tuple[str, str, str], Rubric] = {}
    wrong: list[str] = []
    for path in files(folder):
        try:
            rubric = load(path)
        except RubricInvalid as invalid:
            wrong.extend(invalid.problems)
            continue
        key = (rubric.language.value, rubric.id, rubric.version)
        if key in rubrics:
            wrong.append(
                f"{path.parent.name}/{path.name}:1: version {rubric.version} of {rubric.id} is there twice"
            )
        rubrics[key] = rubric
    if wrong:
        raise RubricInvalid(tuple(wrong))
    return tuple(rubrics[key] for key in sorted(rubrics))


def schema() -> dict[str, Any]:
    """Make the JSON Schema of rubric files, for editors."""
    made = Rubric.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _typed(text: str, name: str, kind: type[_F], wrong: list[str]) -> tuple[Document | None, _F | None]:
    """Read a text as a type; what is wrong is added to `wrong`."""
    try:
        document = parse(text)
    except DocumentInvalid as invalid:
        wrong.append(f"{name}:{invalid.line}: {invalid.problem}")
        return None, None
    try:
        return document, kind.model_validate(document.value)
    except ValidationError as refused:
        wrong.extend(told(refusals(refused, document, _fields()), document, name))
        return document, None


def _gather(
    document: Document,
    name: str,
    parts: Callable[[str], str],
    shared: dict[str, Fragments],
    wrong: list[str],
    *,
    way: tuple[str, ...],
) -> None:
    """Read the shared files a file uses, and those they use."""
    uses = document.value.get("uses") or ()
    for place, used in enumerate(u for u in uses if isinstance(u, str) and re.fullmatch(r"[a-z0-9-]+", u)):
        line = document.line(("uses", place))
        if used in way:
            wrong.append(f"{name}:{line}: uses: {' → '.join((*way, used))} is a circle; break it")
            continue
        if used in shared:
            continue
        try:
            text = parts(used)
        except KeyError:
            wrong.append(f"{name}:{line}: uses: there is no {used}{PARTS} beside this file")
            continue
        inner, fragments = _typed(text, f"{used}{PARTS}", Fragments, wrong)
        if inner is not None and isinstance(inner.value, dict):
            _gather(inner, f"{used}{PARTS}", parts, shared, wrong, way=(*way, used))
        if fragments is not None:
            shared[used] = fragments


def _merge(rubric: Rubric, shared: Mapping[str, Fragments]) -> tuple[Rubric, list[Problem]]:
    """Add the shared word lists and checks to a rubric's own; no name may come twice."""
    clashes: list[Problem] = []
    tables: dict[str, dict[str, Any]] = {"phrases": dict(rubric.phrases), "checks": dict(rubric.checks)}
    for used, fragments in shared.items():
        for table, mine in tables.items():
            for key, value in getattr(fragments, table).items():
                if key in mine:
                    clashes.append(
                        Problem((table, key), f"{used}{PARTS} already has this name; choose another")
                    )
                mine[key] = value
    return rubric.model_copy(update=tables), clashes


def text_of(path: Path) -> str:
    """Read a file, but not much more of it than may be."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1).decode("utf-8", "replace")


def _fields() -> frozenset[str]:
    """Every field an author may write."""
    models: tuple[type[Written], ...] = (Rubric, Section, Criterion, Anchor, *KINDS.values())
    return frozenset(field.alias or name for model in models for name, field in model.model_fields.items())
