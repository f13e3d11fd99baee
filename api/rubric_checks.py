"""Rubrics that are still being written: checked line by line, their examples run, tried on stored calls."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from api.access import Permit, allowed
from api.blind import check_sighted
from api.deps import House, HouseDep
from api.refusals import ResultAbsent
from api.rubrics import drafted
from qa.access import Action, scope
from qa.choice import facts_of
from qa.sentence import Said, read_all
from scoring import rubric as files
from scoring.call import Call
from scoring.errors import RubricInvalid
from scoring.examples import Answer, run_text
from scoring.finding import Outcome, Scorecard
from scoring.lint import lint_text
from scoring.score import score
from scoring.source import Source

router = APIRouter(prefix="/v1", tags=["Rubrics"])

_PLACE = re.compile(r"(?P<file>[^:]*):(?P<line>\d+): (?P<text>.*)", re.DOTALL)


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Draft(_Body):
    """A rubric that is still being written."""

    text: str = Field(description="Its YAML.")
    parts: dict[str, str] = Field(
        default_factory=dict,
        description="Name under `uses:` → YAML of the shared file; the house's own where it is left out.",
    )


class Checking(Draft):
    """What is to be looked at."""

    examples: str = Field("", description="YAML of its examples, as in its `.test.yaml`.")
    run: bool = Field(False, description="Whether the examples are run, too; takes seconds.")


@dataclass(frozen=True, slots=True)
class Located:
    """Something about a line.

    Attributes:
        file: `rubric.yaml`, or `rubric.test.yaml` for the examples.
        line: from 1.
        text: what is wrong or looks like a mistake, and what to do.
    """

    file: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Unshown:
    """An outcome that a criterion can have and no example shows."""

    criterion: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Checked:
    """How a draft stands.

    Attributes:
        problems: what keeps it from being read; none where it can be.
        advice: what is allowed and yet probably a mistake.
        answers: what its examples say, where they were run.
        unshown: what no example shows, where they were run.
        said: all these texts, taken apart into codes and values, by text.
    """

    problems: tuple[Located, ...]
    advice: tuple[Located, ...] = ()
    answers: tuple[Answer, ...] = ()
    unshown: tuple[Unshown, ...] = ()
    said: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)


@router.get(
    "/rubric-schema",
    operation_id="getRubricSchema",
    summary="Get the JSON Schema of rubrics",
    dependencies=[allowed(Action.READ_RUBRIC)],
)
def get_schema() -> dict[str, Any]:
    """Describe a rubric's file to an editor, which can then tell fields and values while one writes."""
    return files.schema()


@router.post(
    "/rubric-checks",
    operation_id="checkRubric",
    summary="Check a rubric that is being written",
    dependencies=[allowed(Action.TRY_RUBRIC)],
)
def check_rubric(body: Checking, house: HouseDep) -> Checked:
    """Say what is wrong with a draft, line by line, and what its examples make of it; nothing is kept.

    What is wrong is the answer here and no refusal: whoever writes has not ended yet.
    """
    try:
        source = drafted(house, body.text, body.parts, body.examples)
        source.given(source.rubric())
    except RubricInvalid as invalid:
        problems = located(invalid.problems)
        return Checked(problems, said=read_all(each.text for each in problems))
    advice = located(lint_text(source.rubric(), source.text, source.name))
    if body.run and source.examples.strip():
        return _run(source, house, advice)
    return Checked((), advice, said=read_all(each.text for each in advice))


def _run(source: Source, house: House, advice: tuple[Located, ...]) -> Checked:
    rubric = source.rubric()
    report = run_text(rubric, source.examples, source.beside, house.aids([rubric]))
    unshown = tuple(Unshown(*each) for each in report.unshown)
    wrong = (why for answer in report.answers for why in answer.wrong)
    return Checked((), advice, report.answers, unshown, read_all((*(each.text for each in advice), *wrong)))


@router.post(
    "/recordings/{recording_id}/try",
    operation_id="tryRubricOnRecording",
    summary="Try a rubric on a stored call",
)
def try_on_recording(
    recording_id: str,
    body: Draft,
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.TRY_RUBRIC)],
    request: Request,
) -> Scorecard:
    """Score a call that was heard by a rubric that is being written; nothing is kept but that its words were read.

    Refused while the one who asks is to score the call blind.
    """
    rubric = drafted(house, body.text, body.parts).rubric()
    with house.store.read(scope(permit.person, Action.READ_TRANSCRIPT)) as unit:
        recording = unit.recordings.get(recording_id)
        check_sighted(unit, recording.id, permit.person)
        if recording.transcript is None:
            raise ResultAbsent("transcript", recording)
        stored = unit.transcripts.get(recording.transcript)
    house.reads.note(recording.id, "transcript", request, permit.person)
    facts = facts_of(recording.metadata, stored.transcript, source=recording.source)
    return score(rubric, Call(stored.transcript, stored.cues, facts), house.aids([rubric]))


def located(told: Iterable[str]) -> tuple[Located, ...]:
    """Read what was told of a file's lines; what names no line is of the first."""
    found = []
    for each in told:
        place = _PLACE.fullmatch(each)
        if place is None:
            found.append(Located("", 1, each))
        else:
            found.append(Located(place["file"], int(place["line"]), place["text"]))
    return tuple(found)
