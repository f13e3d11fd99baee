"""The examples beside a rubric: calls typed by hand, with the outcomes and the evidence expected of them.

Examples:
      - call: says that the call is recorded
        turns: |
          agent: This call may be recorded for quality purposes.   # recording-disclosure
          customer: Fine.
        expect:
          recording-disclosure: met

A line's `# id` says that the line is evidence for that criterion: those lines and no others. `todo-id`, on a
line or under `expect`, records a known gap: it must not hold yet, and is to be dropped once it does.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field, ValidationError, field_validator

from scoring.dialogue import Dialogue, TypedCue, TypedTurn, read_line
from scoring.document import DocumentInvalid, parse
from scoring.errors import RubricInvalid
from scoring.finding import Outcome
from scoring.form import Rubric
from scoring.problems import Problem, refusals, told
from scoring.written import Written

TODO = "todo-"

_NOTE = re.compile(r"\s+#\s*((?:[a-z0-9-]+)(?:\s*,\s*[a-z0-9-]+)*)\s*$")
_Ids = tuple[str, ...]


class Line(TypedTurn):
    """A turn, and the criteria it is evidence for."""

    evidence: _Ids = ()


class Sound(TypedCue):
    """A cue, and the criteria it is evidence for."""

    evidence: _Ids = ()


class Example(Dialogue):
    """A call with what is expected of it.

    Attributes:
        call: what happens in it, in a few words.
        expect: criterion → outcome; only these are looked at.
    """

    title: Annotated[str, Field(alias="call", min_length=1)]
    turns: Annotated[tuple[Line, ...], Field(min_length=1)]
    cues: tuple[Sound, ...] | None = None
    expect: Annotated[Mapping[str, Outcome], Field(min_length=1)]

    @field_validator("turns", mode="before")
    @classmethod
    def _noted(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return [_noted_line(line) for line in value.splitlines() if line.strip()]

    def noted(self) -> Iterator[_Ids]:
        """Yield the criteria noted behind each line and each cue."""
        yield from (line.evidence for line in self.turns)
        yield from (cue.evidence for cue in self.cues or ())


class Examples(Written):
    """A file of examples."""

    examples: Annotated[tuple[Example, ...], Field(min_length=1)]


def read(rubric: Rubric, text: str, name: str) -> tuple[Example, ...]:
    """Read examples; they are in the rubric's language where they do not say.

    Raises:
        RubricInvalid: with everything that is wrong with them.
    """
    try:
        document = parse(text)
    except DocumentInvalid as invalid:
        raise RubricInvalid((f"{name}:{invalid.line}: {invalid.problem}",)) from invalid
    value = document.value
    if isinstance(value, dict) and isinstance(value.get("examples"), list):
        given = [{"language": rubric.language, **e} if isinstance(e, dict) else e for e in value["examples"]]
        value = {**value, "examples": given}
    try:
        made = Examples.model_validate(value)
    except ValidationError as refused:
        known = {*Example.model_fields, *Line.model_fields, *Sound.model_fields, "call", "examples"}
        raise RubricInvalid(told(refusals(refused, document, known), document, name)) from refused
    wrong = told(_strangers(rubric, made), document, name)
    if wrong:
        raise RubricInvalid(wrong)
    return made.examples


def _noted_line(line: str) -> dict[str, Any]:
    """Read a line and the ids noted behind it."""
    note = _NOTE.search(line)
    read_ = read_line(line[: note.start()] if note else line)
    if note:
        read_["evidence"] = tuple(i.strip() for i in note[1].split(","))
    return read_


def _strangers(rubric: Rubric, made: Examples) -> Iterator[Problem]:
    """List ids that are no criterion's, and evidence of which nothing is expected."""
    ids = {criterion.id for criterion in rubric.criteria}
    for e, example in enumerate(made.examples):
        expected = {name.removeprefix(TODO) for name in example.expect}
        noted = {i.removeprefix(TODO) for ids_ in example.noted() for i in ids_}
        for name in sorted((expected | noted) - ids):
            yield Problem(("examples", e), f"{name} is no criterion of {rubric.id}")
        for name in sorted((noted - expected) & ids):
            yield Problem(
                ("examples", e), f"{name} has evidence but nothing under `expect`; say what is expected"
            )
