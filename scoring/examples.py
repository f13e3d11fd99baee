"""Runs the examples beside a rubric: pytest, the command line and the web share it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from scoring import reading
from scoring.checks import Check
from scoring.checks.check import SIDES
from scoring.errors import RubricInvalid
from scoring.example import TODO, Example, read
from scoring.finding import Evidence, Finding, Outcome
from scoring.form import Criterion, Rubric
from scoring.ports import Aids
from scoring.reading import Reading
from scoring.rubric import TESTS, load
from scoring.rules import walk
from scoring.score import findings


@dataclass(frozen=True, slots=True)
class Answer:
    """What one example says of one criterion.

    Attributes:
        example: its title.
        criterion: its id.
        expected: the outcome.
        finding: what the engine found.
        wrong: how the two differ, in plain words; empty where they agree.
        gap: whether it is a known gap (`todo-`).
    """

    example: str
    criterion: str
    expected: Outcome
    finding: Finding
    wrong: tuple[str, ...]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """All examples of a rubric, run.

    Attributes:
        rubric: the rubric.
        answers: in the order of the file.
    """

    rubric: Rubric
    answers: tuple[Answer, ...]

    @property
    def failures(self) -> tuple[Answer, ...]:
        """Where the engine does not say what the examples do."""
        return tuple(a for a in self.answers if a.wrong)

    @property
    def gaps(self) -> tuple[Answer, ...]:
        """Known gaps."""
        return tuple(a for a in self.answers if a.gap)

    @property
    def unshown(self) -> tuple[tuple[str, Outcome], ...]:
        """List (criterion, outcome) that a criterion can have and no example shows."""
        shown = {(a.criterion, a.expected) for a in self.answers if not a.gap and not a.wrong}
        return tuple(
            (criterion.id, outcome)
            for criterion in self.rubric.criteria
            for outcome in possible(criterion, self.rubric)
            if (criterion.id, outcome) not in shown
        )


def run(path: Path, aids: Aids | None = None) -> Report:
    """Run the examples beside a rubric; `path` is of the one or the other.

    Raises:
        RubricUnknown: there is no such rubric.
        RubricInvalid: the rubric or its examples cannot be read, or there are no examples.
    """
    plain = path.with_name(f"{path.name.removesuffix(TESTS)}.yaml") if path.name.endswith(TESTS) else path
    beside = plain.with_name(f"{plain.stem}{TESTS}")
    rubric = load(plain)
    if not beside.is_file():
        raise RubricInvalid((f"{plain.name}: has no examples; write them in {beside.name} beside it",))
    return run_text(rubric, beside.read_text("utf-8"), beside.name, aids)


def run_text(rubric: Rubric, text: str, name: str = f"rubric{TESTS}", aids: Aids | None = None) -> Report:
    """Run examples given as YAML.

    Raises:
        RubricInvalid: with everything that is wrong with the examples.
    """
    examples = read(rubric, text, name)
    given = [a for example in examples for a in answers(rubric, example, reading.read(example.call()), aids)]
    return Report(rubric, tuple(given))


def possible(criterion: Criterion, rubric: Rubric) -> tuple[Outcome, ...]:
    """List the outcomes a criterion can have, undecided apart."""
    outcomes = [Outcome.MET]
    if not all(part.by_sound_of_voice for part in _leaves(criterion.check, rubric)):
        outcomes.append(Outcome.NOT_MET)
    if criterion.applies_if is not None or _anchored(criterion.check, rubric):
        outcomes.append(Outcome.NOT_APPLICABLE)
    return tuple(outcomes)


def _anchored(check: Check, rubric: Rubric) -> bool:
    """Tell whether a check, as a whole, may have nothing to ask."""
    if any(getattr(check, side) is not None for side in SIDES) or check.every_turn:
        return True
    inner = [part for _, part in check.parts()] + [
        rubric.checks[n] for table, n in check.named() if table == "checks"
    ]
    return bool(inner) and all(_anchored(part, rubric) for part in inner)


def _leaves(check: Check, rubric: Rubric) -> list[Check]:
    found = []
    for part in walk(check):
        if not part.compound:
            found.append(part)
        for table, name in part.named():
            if table == "checks":
                found += _leaves(rubric.checks[name], rubric)
    return found


def answers(
    rubric: Rubric,
    example: Example,
    heard: Reading,
    aids: Aids | None = None,
    only: Collection[str] | None = None,
) -> list[Answer]:
    """Hold one example's expectations against what the engine finds, for some criteria or all."""
    expect = {
        name: outcome
        for name, outcome in example.expect.items()
        if only is None or name.removeprefix(TODO) in only
    }
    asked = {name.removeprefix(TODO) for name in expect}
    found = {f.criterion: f for _, fs in findings(rubric, heard, aids or Aids(), asked) for f in fs}
    given = []
    for name, expected in expect.items():
        criterion, gap = name.removeprefix(TODO), name.startswith(TODO)
        finding = found[criterion]
        wrong = _gap_wrong(finding, expected) if gap else _wrong(finding, expected, example)
        given.append(Answer(example.title, criterion, expected, finding, wrong, gap))
    return given


def _gap_wrong(finding: Finding, expected: Outcome) -> tuple[str, ...]:
    if finding.outcome is not expected:
        return ()
    return (f"is {expected.value} by now: drop the {TODO}",)


def _wrong(finding: Finding, expected: Outcome, example: Example) -> tuple[str, ...]:
    if finding.outcome is not expected:
        return (f"expected {expected.value}, found {finding.outcome.value}: {finding.reason}",)
    return (*_wrong_lines(finding, example), *_wrong_cues(finding, example))


def _wrong_lines(finding: Finding, example: Example) -> Iterator[str]:
    name, gap = finding.criterion, f"{TODO}{finding.criterion}"
    quoted = {e.turn for e in finding.evidence if e.turn is not None and e.cue is None}
    for index, turn in enumerate(example.turns):
        if name in turn.evidence and index not in quoted:
            yield f"line {index + 1} (“{turn.text}”) is expected as evidence and is not"
        if gap in turn.evidence and index in quoted:
            yield f"line {index + 1} (“{turn.text}”) is evidence by now: drop the {TODO}"
        if index in quoted and name not in turn.evidence and gap not in turn.evidence:
            yield f"line {index + 1} (“{turn.text}”) is evidence and is not expected"


def _wrong_cues(finding: Finding, example: Example) -> Iterator[str]:
    heard = {_cue_place(example, e) for e in finding.evidence if e.cue is not None}
    for index, cue in enumerate(example.cues or ()):
        if (finding.criterion in cue.evidence) is not (index in heard):
            yield f"cue {index + 1} ({cue.kind.value}) " + (
                "is evidence" if index in heard else "is not evidence"
            )


def _cue_place(example: Example, evidence: Evidence) -> int | None:
    """Find which typed cue an evidence points at; None for one that was worked out from several."""
    typed = example.call().cues
    for index, cue in enumerate(typed.cues if typed else ()):
        given = evidence.cue
        if given and (cue.kind, cue.start, cue.party, cue.turn) == (
            given.kind,
            given.start,
            given.party,
            given.turn,
        ):
            return index
    return None
