"""Whether the scorecards say what the scripts of the sample calls expect, criterion by criterion."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bench.cases import SAMPLES
from bench.measures import Tally
from bench.result import Result
from samples.script import read


@dataclass(frozen=True, slots=True)
class Verdict:
    """One criterion of one call: what its script expects and what the scorecard says.

    Attributes:
        case: the call.
        rubric: its id.
        criterion: its id.
        expected: outcome.
        given: outcome; `missing` where no scorecard answers.
        reason: the scorecard's.
    """

    case: str
    rubric: str
    criterion: str
    expected: str
    given: str
    reason: str

    @property
    def agrees(self) -> bool:
        """Whether the scorecard is right. `undecided` is not: a person must look."""
        return self.expected == self.given

    @property
    def unjust(self) -> bool:
        """Whether an agent is blamed for nothing, which is worse than asking a person."""
        return self.given == "not_met" and not self.agrees


def verdicts(result: Result) -> tuple[Verdict, ...]:
    """Compare the scorecards of a sample call with its script; empty for a call without one."""
    path = SAMPLES / "scripts" / f"{result.case}.yaml"
    if not path.is_file():
        return ()
    given = {(a.rubric, a.criterion): (a.outcome, a.reason) for a in result.answers}
    return tuple(
        Verdict(result.case, rubric, criterion, outcome, *given.get((rubric, criterion), ("missing", "")))
        for rubric, criteria in read(path).expects.items()
        for criterion, outcome in criteria.items()
    )


def by_criterion(found: Sequence[Verdict]) -> dict[str, Tally]:
    """Count, per criterion, the calls on which the scorecard is right."""
    asked = Counter(f"{v.rubric}/{v.criterion}" for v in found)
    right = Counter(f"{v.rubric}/{v.criterion}" for v in found if v.agrees)
    return {name: Tally(right[name], total) for name, total in asked.items()}
