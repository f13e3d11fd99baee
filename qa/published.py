"""Every published figure with what the machine's own errors do to it, from the calls that people checked.

The machine's figures are of all calls that count; a check is a call that a plan drew, with the machine's result and the
person's. What the checks are off by corrects the figure and gives it its interval (`qa.statistics.published`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from qa.statistics.drawn import Drawn, drawn
from qa.statistics.error_rate import error_rate
from qa.statistics.figure import Figure, Precision
from qa.statistics.moments import Moments, pool, share
from qa.statistics.published import published
from qa.trend import Point
from scoring.finding import Outcome

FULL = 100.0
_DECIDED = (Outcome.MET, Outcome.NOT_MET)
_Values = Sequence[tuple[float, float, int]]
"""Of each answer what was found, the chance that its call was drawn with, and the number of its check."""


class FigureKind(StrEnum):
    """What a figure says.

    `score`: mean of the scores, 0 to 100. `passed`: share of the calls that passed. `met`: share of a criterion's
    findings that are met, of those met or not. `error`: share of the machine's own answers that people would change.
    """

    SCORE = "score"
    PASSED = "passed"
    MET = "met"
    ERROR = "error"


class Answered(Protocol):
    """A person's answer beside the machine's, as far as it is asked for here; see `qa.rating.Rating`."""

    @property
    def criterion(self) -> str:
        """Its id."""

    @property
    def machine(self) -> Outcome:
        """What the machine says, or would say."""

    @property
    def withheld(self) -> bool:
        """Whether the machine's answer was left to a person."""

    @property
    def outcome(self) -> Outcome:
        """What the person says."""


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """One answer of a check; see `Answered`."""

    criterion: str
    machine: Outcome
    withheld: bool
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Check:
    """A call that was drawn and reviewed: what the machine and the person made of it.

    Attributes:
        recording: its id.
        group: what it is counted under: its team, queue, agent or version, as is asked; empty where nothing is.
        chance: with which it was drawn, over 0 to 1.
        machine_score: 0 to 100; None where nothing could be decided.
        person_score: likewise.
        machine_passed: None where it cannot be told.
        person_passed: likewise.
        ratings: the person's answers beside the machine's.
    """

    recording: str
    group: str
    chance: float
    machine_score: float | None
    person_score: float | None
    machine_passed: bool | None
    person_passed: bool | None
    ratings: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure as it is published, and as people would have it.

    Attributes:
        kind: what it says.
        group: of which team, queue, agent or version; empty where it is of all, or where that is not known.
        criterion: of which; empty for whole evaluations, and for all criteria together.
        calls: that the machine's figure is of; of a criterion, its findings that are met or not.
        machine: the machine's figure; None for an error rate, which the machine has none of.
        corrected: the figure as people would have it, with its interval; `n` counts checked calls.
        plus_minus: half of the interval's length before it is cut off where the scale ends, in the figure's unit; None
            where nothing is told.
    """

    kind: FigureKind
    group: str
    criterion: str
    calls: int
    machine: float | None
    corrected: Figure
    plus_minus: float | None


def figures(
    whole: Sequence[Point],
    findings: Sequence[tuple[str, Point]],
    checks: Sequence[Check],
    precision: Precision,
) -> tuple[PublishedFigure, ...]:
    """Give every figure of every group, by group: score, what passed, each criterion, and how often the machine errs.

    Args:
        whole: whole evaluations by the machine, of any periods; their lines are the groups.
        findings: criterion and its points, likewise.
        checks: of the same calls.
        precision: `least` counts checked calls.
    """
    groups = sorted({point.group for point in whole})
    return tuple(
        figure
        for group in groups
        for figure in _of_group(
            group,
            [point for point in whole if point.group == group],
            [(name, point) for name, point in findings if point.group == group],
            [check for check in checks if check.group == group],
            precision,
        )
    )


def _of_group(
    group: str,
    whole: Sequence[Point],
    findings: Sequence[tuple[str, Point]],
    checks: Sequence[Check],
    precision: Precision,
) -> Iterator[PublishedFigure]:
    scores = pool([Moments(p.scored, p.mean or 0.0, p.variance or 0.0) for p in whole])
    passed = _share((p.passed, p.not_passed) for p in whole)
    yield _figure(FigureKind.SCORE, group, "", scores, _off(checks, _score), FULL, precision)
    yield _figure(FigureKind.PASSED, group, "", passed, _off(checks, _passed), 1.0, precision)
    differing, wrong = _answers(checks)
    for criterion in sorted({name for name, _ in findings}):
        met = _share((p.outcomes.met, p.outcomes.not_met) for name, p in findings if name == criterion)
        off = _drawn(differing[criterion])
        yield _figure(FigureKind.MET, group, criterion, met, off, 1.0, precision)
    for criterion in ("", *sorted({name for name, _ in findings})):
        yield _error(group, criterion, sum(p.n for p in whole), wrong[criterion], precision)


def _figure(
    kind: FigureKind,
    group: str,
    criterion: str,
    machine: Moments,
    off: Drawn,
    reach: float,
    precision: Precision,
) -> PublishedFigure:
    found = published(machine, off, precision, reach=reach)
    value = found.machine if machine.n else None
    half = _half(found.corrected)
    return PublishedFigure(kind, group, criterion, machine.n, value, found.corrected.within(0.0, reach), half)


def _error(group: str, criterion: str, calls: int, told: _Values, precision: Precision) -> PublishedFigure:
    rate = error_rate(_drawn(told), precision)
    return PublishedFigure(FigureKind.ERROR, group, criterion, calls, None, rate, _half(rate))


def _off(checks: Iterable[Check], differs: Callable[[Check], float | None]) -> Drawn:
    """Gather what the machine is off by in the checks of which that can be told."""
    return _drawn(
        [(off, check.chance, n) for n, check in enumerate(checks) if (off := differs(check)) is not None]
    )


def _drawn(told: _Values) -> Drawn:
    values, chances, calls = zip(*told, strict=True) if told else ((), (), ())
    return drawn(values, chances, calls)


def _score(check: Check) -> float | None:
    if check.machine_score is None or check.person_score is None:
        return None
    return check.person_score - check.machine_score


def _passed(check: Check) -> float | None:
    if check.machine_passed is None or check.person_passed is None:
        return None
    return float(check.person_passed) - float(check.machine_passed)


def _answers(checks: Sequence[Check]) -> tuple[Mapping[str, _Values], Mapping[str, _Values]]:
    """Go through all answers once.

    Returns:
        By criterion, what the machine's finding is off by where both say met or not; and by criterion, and under an empty
        name of all together, whether an automatic answer is wrong.
    """
    differing: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    wrong: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for number, check in enumerate(checks):
        for each in check.ratings:
            machine, person = each.machine, each.outcome
            if each.withheld or machine is Outcome.UNDECIDED or person is Outcome.UNDECIDED:
                continue
            errs = (float(person is not machine), check.chance, number)
            wrong[each.criterion].append(errs)
            wrong[""].append(errs)
            if machine in _DECIDED and person in _DECIDED:
                off = float(person is Outcome.MET) - float(machine is Outcome.MET)
                differing[each.criterion].append((off, check.chance, number))
    return differing, wrong


def _share(counts: Iterable[tuple[int, int]]) -> Moments:
    pairs = list(counts)
    hits = sum(hit for hit, _ in pairs)
    return share(hits, hits + sum(missed for _, missed in pairs))


def _half(figure: Figure) -> float | None:
    return None if figure.interval is None else figure.interval.half_width
