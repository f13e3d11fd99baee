"""Good calls, typed by hand: no auto-fail may fire on any of them.

language: en
calls:
  - call: says that nobody will ask for a password
    turns: |
      agent: We never ask for your password.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from scoring import reading
from scoring.dialogue import Dialogue, TypedCue, TypedTurn
from scoring.document import DocumentInvalid, parse
from scoring.errors import RubricInvalid, RubricUnknown
from scoring.finding import Finding, Outcome
from scoring.form import Rubric
from scoring.ports import Aids
from scoring.problems import refusals, told
from scoring.rubric import CALLS
from scoring.score import findings
from scoring.written import Written

NAME = f"good{CALLS}"
"""The file of good calls, in the folder of a language's rubrics."""


class GoodCall(Dialogue):
    """A call in which nothing grave happens.

    Attributes:
        call: what it is about, in a few words.
    """

    title: Annotated[str, Field(alias="call", min_length=1)]


class _Corpus(Written):
    calls: Annotated[tuple[GoodCall, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Alarm:
    """An auto-fail that fired on a good call.

    Attributes:
        call: its title.
        finding: what was found.
    """

    call: str
    finding: Finding

    def __str__(self) -> str:
        quotes = " … ".join(f"“{e.quote}”" for e in self.finding.evidence if e.quote)
        return f"{self.finding.criterion} fails the good call “{self.call}”: {quotes or self.finding.reason}"


def read(text: str, name: str) -> tuple[GoodCall, ...]:
    """Read good calls.

    Raises:
        RubricInvalid: with everything that is wrong with them.
    """
    try:
        document = parse(text)
    except DocumentInvalid as invalid:
        raise RubricInvalid((f"{name}:{invalid.line}: {invalid.problem}",)) from invalid
    try:
        return _Corpus.model_validate(_each_in_language(document.value)).calls
    except ValidationError as refused:
        known = {*GoodCall.model_fields, *TypedTurn.model_fields, *TypedCue.model_fields, "call", "calls"}
        raise RubricInvalid(told(refusals(refused, document, known), document, name)) from refused


def load(path: Path) -> tuple[GoodCall, ...]:
    """Read a file of good calls.

    Raises:
        RubricUnknown: there is no such file.
        RubricInvalid: with everything that is wrong with it.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise RubricUnknown(f"{path}: there are no good calls; write some, as rubrics/en/{NAME}") from None
    return read(text, f"{path.parent.name}/{path.name}")


def alarms(rubric: Rubric, calls: Sequence[GoodCall], aids: Aids | None = None) -> Iterator[Alarm]:
    """Find the auto-fails that fire on good calls of the rubric's language."""
    grave = {criterion.id for criterion in rubric.criteria if criterion.auto_fail}
    for good in calls if grave else ():
        if good.language is not rubric.language:
            continue
        found = findings(rubric, reading.read(good.call()), aids or Aids(), grave)
        for finding in (f for _, each in found for f in each):
            if finding.outcome is Outcome.NOT_MET:
                yield Alarm(good.title, finding)


def _each_in_language(value: Any) -> Any:
    """Give every call the language that the file names once."""
    if not isinstance(value, dict) or not isinstance(value.get("calls"), list):
        return value
    common = {"language": value["language"]} if "language" in value else {}
    calls = [{**common, **call} if isinstance(call, dict) else call for call in value["calls"]]
    return {**{key: rest for key, rest in value.items() if key != "language"}, "calls": calls}
