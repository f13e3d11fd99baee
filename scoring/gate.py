"""What a rubric must show before calls are judged by it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scoring import reading
from scoring.corpus import GoodCall, alarms
from scoring.example import Example
from scoring.examples import Report, answers
from scoring.form import Rubric
from scoring.mutants import Mutation, mutate
from scoring.ports import Aids


class Gate(StrEnum):
    """What is asked of a rubric."""

    EXAMPLES = "examples"
    OUTCOMES = "outcomes"
    GOOD_CALLS = "good_calls"
    LINT = "lint"
    MUTATION = "mutation"
    FAIRNESS = "fairness"  # told by `qa.fairness`, which knows of intervals


@dataclass(frozen=True, slots=True)
class GateOptions:
    """How strict the gates are.

    Attributes:
        survivors: share of changes that no example may notice, 0 to 1.
    """

    survivors: float = 0.1


@dataclass(frozen=True, slots=True)
class Reason:
    """A gate that is shut.

    Attributes:
        gate: which.
        problems: why, one line each, and what to do.
    """

    gate: Gate
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a rubric stands at the gates.

    Attributes:
        reasons: the gates that are shut; none where it may be published.
        report: its examples, run.
        mutation: what the examples noticed of changes.
    """

    reasons: tuple[Reason, ...]
    report: Report
    mutation: Mutation

    @property
    def problems(self) -> tuple[str, ...]:
        """Everything that stands against it, one line each."""
        return tuple(f"{r.gate.value}: {problem}" for r in self.reasons for problem in r.problems)


DEFAULTS = GateOptions()


def judge(
    rubric: Rubric,
    examples: Sequence[Example],
    *,
    good: Sequence[GoodCall],
    lints: Sequence[str],
    options: GateOptions = DEFAULTS,
    aids: Aids | None = None,
) -> Verdict:
    """Hold a rubric against the gates.

    Args:
        rubric: the rubric.
        examples: those beside it.
        good: calls on which no auto-fail may fire.
        lints: what looks like a mistake in its file, see `scoring.lint`.
        options: how strict.
        aids: models that some checks ask.
    """
    given = [a for e in examples for a in answers(rubric, e, reading.read(e.call()), aids)]
    report = Report(rubric, tuple(given))
    mutation = mutate(rubric, examples, aids)
    found = {
        Gate.EXAMPLES: tuple(_failures(report)),
        Gate.OUTCOMES: tuple(_unshown(report)),
        Gate.GOOD_CALLS: tuple(_alarms(rubric, good, aids)),
        Gate.LINT: tuple(lints),
        Gate.MUTATION: tuple(_survivors(mutation, options)),
    }
    return Verdict(tuple(Reason(gate, why) for gate, why in found.items() if why), report, mutation)


def _failures(report: Report) -> Iterator[str]:
    if not report.answers:
        yield "there are no examples; write calls with what is expected of them"
    for answer in report.failures:
        yield f"{answer.example}: {answer.criterion}: {'; '.join(answer.wrong)}"


def _unshown(report: Report) -> Iterator[str]:
    for criterion, outcome in report.unshown:
        yield f"no example shows {criterion} {outcome.value}; write one"


def _alarms(rubric: Rubric, good: Sequence[GoodCall], aids: Aids | None) -> Iterator[str]:
    grave = any(criterion.auto_fail for criterion in rubric.criteria)
    if grave and not any(call.language is rubric.language for call in good):
        yield f"there are no good calls in {rubric.language.value} to try the auto-fails on; add some"
    yield from (str(alarm) for alarm in alarms(rubric, good, aids))


def _survivors(mutation: Mutation, options: GateOptions) -> Iterator[str]:
    if 1.0 - mutation.score <= options.survivors:
        return
    yield (
        f"{len(mutation.survivors)} of {mutation.made} changes are noticed by no example, "
        f"more than {options.survivors:.0%}; write examples that notice them"
    )
    yield from map(str, mutation.survivors)
