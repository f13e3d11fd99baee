"""What people answered beside the machine, and what it tells of how wrong the machine is.

A rating is one person's answer to one criterion of one call, given without sight of the machine's where that was
hidden: the first answer counts (`qa.review`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from qa.rated import Rated, rated
from qa.statistics.agreement import Agreement, AgreementOptions, agreement
from qa.statistics.confidence import Curve, Reliability, checks, curve, reliability
from qa.statistics.drawn import Tally, drawn, tally, weigh_tally
from qa.statistics.error_rate import rate_of
from qa.statistics.figure import Figure, Precision
from qa.statistics.threshold import Threshold, threshold
from scoring.finding import Outcome


@dataclass(frozen=True, slots=True)
class Rating:
    """One person's answer beside the machine's.

    Attributes:
        source: id of the review, or of the calibration session, that it was given in.
        rater: id of the person.
        evaluation: the machine's; stands for the call.
        recording: its id.
        rubric: id of the rubric.
        version: of the rubric.
        language: likewise.
        queue: of the call; empty where it is not known.
        criterion: its id.
        machine: what the machine says, or would say.
        withheld: whether the machine's answer was left to a person.
        confidence: of the machine, 0 to 1.
        outcome: what the person says.
        chance: with which the call was drawn; None where it was not.
        blind: whether it was given before the machine's answer could be seen.
        at: when.
    """

    source: str
    rater: str
    evaluation: str
    recording: str
    rubric: str
    version: str
    language: str
    queue: str
    criterion: str
    machine: Outcome
    withheld: bool
    confidence: float
    outcome: Outcome
    chance: float | None
    blind: bool
    at: datetime

    @property
    def checks_machine(self) -> bool:
        """Whether it tells if an automatic answer is right: both judged, and the answer stood."""
        return not self.withheld and Outcome.UNDECIDED not in {self.machine, self.outcome}

    @property
    def confirms(self) -> bool:
        """Whether the person says what the machine says."""
        return self.outcome is self.machine


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """How often the machine's own answers to a criterion are wrong; `criterion` is empty for all together."""

    criterion: str
    rate: Figure


def checked(given: Iterable[Rating]) -> Mapping[str, Tally]:
    """Sum up what ratings tell of the machine's errors, by criterion; empty for all criteria together.

    What was not drawn with a known chance is left out, since it says nothing of all calls.
    """
    known = [each for each in latest(given) if each.chance is not None and each.checks_machine]
    return {
        name: _summed([each for each in known if name in {"", each.criterion}])
        for name in ("", *sorted({each.criterion for each in known}))
    }


def error_rates(told: Mapping[str, Tally], precision: Precision) -> tuple[ErrorRate, ...]:
    """Estimate error rates over all calls from those that were drawn with a known chance.

    Args:
        told: of one rubric, as `checked` sums it up.
        precision: see `qa.statistics.error_rate`.

    Returns:
        For all criteria together, then for each, by id.
    """
    return tuple(
        ErrorRate(name, rate_of(weigh_tally(told[name]), int(told[name].total), precision))
        for name in sorted(told)
    )


@dataclass(frozen=True, slots=True)
class Agreements:
    """How far people agree on a criterion, and how far the machine agrees with them.

    Attributes:
        criterion: its id.
        people: among people; its lower end is the human floor.
        machine: of the machine with people.
    """

    criterion: str
    people: Agreement
    machine: Agreement


def agreements(given: Iterable[Rating] | Rated, options: AgreementOptions) -> tuple[Agreements, ...]:
    """Measure agreement by criterion, the machine as rater zero.

    Only what was answered blind counts: who has seen an answer tends to agree with it.
    """
    known = _columns(given).latest()
    known = known.of(known.blind)
    return tuple(
        _agreement_on(known.asked[number], known.of(known.criteria == number), options)
        for number in sorted(set(known.criteria.tolist()), key=lambda number: known.asked[number])
    )


def agreement_on(criterion: str, given: Sequence[Rating], options: AgreementOptions) -> Agreements:
    """Measure agreement on one criterion."""
    return _agreement_on(criterion, _columns(given), options)


def _agreement_on(criterion: str, given: Rated, options: AgreementOptions) -> Agreements:
    people, machine = given.by_rater()
    return Agreements(criterion, agreement(people, options), agreement(machine, options))


@dataclass(frozen=True, slots=True)
class Confidence:
    """What the machine's confidence is worth.

    Attributes:
        curve: confidence → chance of being confirmed.
        reliability: confidences beside what was confirmed.
        threshold: from which confidence on the error is surely under the target.
    """

    curve: Curve
    reliability: Reliability
    threshold: Threshold


def confidence(given: Iterable[Rating] | Rated, *, target: float) -> Confidence:
    """Hold the machine's confidence against what people confirmed, each call weighed by its chance of being drawn.

    Args:
        given: of one rubric or criterion.
        target: share of errors that automatic answers may have, over 0 and under 1.

    Raises:
        OptionsInvalid: the target is out of its range.
    """
    known = _columns(given).latest().drawn().once()
    checked = checks(known.confidences, known.people == known.machine, known.chances)
    return Confidence(curve(checked), reliability(checked), threshold(checked, target=target))


def latest(given: Iterable[Rating]) -> tuple[Rating, ...]:
    """Take each person's last answer to each question; somebody may meet a call twice."""
    return _last(given, lambda each: (each.rater, each.evaluation, each.criterion))


def _last(given: Iterable[Rating], key: Callable[[Rating], tuple[str, ...]]) -> tuple[Rating, ...]:
    return tuple({key(each): each for each in sorted(given, key=lambda each: each.at)}.values())


def _summed(known: Sequence[Rating]) -> Tally:
    once = _last(known, lambda each: (each.evaluation, each.criterion))
    numbers = {name: place for place, name in enumerate(dict.fromkeys(each.recording for each in once))}
    values = [not each.confirms for each in once]
    chances = [each.chance for each in once]
    return tally(drawn(values, chances, [numbers[each.recording] for each in once]))


def _columns(given: Iterable[Rating] | Rated) -> Rated:
    if isinstance(given, Rated):
        return given
    return rated(
        (
            *(each.rater, each.evaluation, each.criterion, each.machine.value, each.withheld),
            *(each.confidence, each.outcome.value, each.chance, each.blind),
        )
        for each in sorted(given, key=lambda each: each.at)
    )
