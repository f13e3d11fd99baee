"""The flip test: does a rubric answer otherwise when only what must not matter was changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from qa.statistics.flips import Flips, FlipVerdict, Pair, flips
from scoring import reading
from scoring.call import Call
from scoring.corpus import GoodCall
from scoring.counterfactual import Variant, lines_of, variants, variations
from scoring.example import Example
from scoring.finding import Finding, Outcome
from scoring.form import Rubric
from scoring.gate import Gate, Reason, Verdict
from scoring.ports import Aids
from scoring.score import findings

LIMIT = 0.1
"""Share of calls whose answer may flip, by criterion and kind."""
MOST_SHOWN = 100
"""Flips that are shown one by one."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A call that the test is made on.

    Attributes:
        name: title of an example, or id of a recording.
        call: as it is.
        quotable: whether its words may be shown; a customer's may not.
    """

    name: str
    call: Call
    quotable: bool = True


@dataclass(frozen=True, slots=True)
class Flip:
    """One answer that changed.

    Attributes:
        criterion: its id.
        kind: what was varied.
        label: how.
        call: its name.
        plain: outcome as it is.
        varied: outcome with the variation.
        before: the lines that were varied; none of a customer's call, or where no words were.
        after: as they read then.
    """

    criterion: str
    kind: str
    label: str
    call: str
    plain: Outcome
    varied: Outcome
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fairness:
    """What the test says.

    Attributes:
        limit: share of calls that may flip.
        calls: tried.
        variants: of them, all kinds together.
        flips: by criterion and kind, each held to the limit with its bound.
        shown: flips one by one, at most 100.
        provenance: where the words that were varied come from.
    """

    limit: float
    calls: int
    variants: int
    flips: tuple[Flips, ...]
    shown: tuple[Flip, ...]
    provenance: str

    @property
    def problems(self) -> tuple[str, ...]:
        """What shuts the gate, one line each: where answers flip, and not surely seldom enough.

        Where nothing flipped, too few calls shut nothing: they say no ill of the rubric.
        """
        return tuple(
            f"{each.criterion}: {each.flipped} of {each.calls} calls are answered otherwise when only {each.kind} "
            f"change (up to {each.upper:.0%} of all; the limit is {self.limit:.0%}); mend the check, or add calls"
            for each in self.flips
            if each.flipped and each.verdict is not FlipVerdict.PASSES
        )


def fairness(
    rubric: Rubric, tried: Iterable[Tried], aids: Aids | None = None, *, limit: float = LIMIT
) -> Fairness:
    """Put counterfactual pairs through a rubric.

    Args:
        rubric: any.
        tried: calls in its language; the others are left out.
        aids: models that some checks ask.
        limit: share of calls that may flip, over 0 and under 1.

    Raises:
        OptionsInvalid: the limit is out of its range.
    """
    by = variations(rubric.language)
    calls = [each for each in tried if each.call.transcript.language == rubric.language.value]
    pairs: list[Pair] = []
    shown: list[Flip] = []
    made = 0
    for each in calls:
        plain = _outcomes(rubric, each.call, aids)
        for variant in variants(each.call, by):
            made += 1
            for criterion, outcome in _outcomes(rubric, variant.call, aids).items():
                former = plain[criterion]
                pairs.append(Pair(criterion, variant.kind.value, each.name, former, outcome))
                if outcome is not former:
                    shown.append(_flip(criterion, each, variant, former, outcome))
    found = flips(pairs, limit=limit)
    return Fairness(limit, len(calls), made, found, tuple(shown[:MOST_SHOWN]), by.provenance)


def typed(examples: Sequence[Example], good: Sequence[GoodCall]) -> Iterator[Tried]:
    """Take the calls typed by hand: those beside the rubric, and the good ones of its language."""
    named = [*((each.title, each) for each in examples), *((each.title, each) for each in good)]
    for number, (title, each) in enumerate(named, 1):
        yield Tried(f"{number} {title}", each.call())


def held(verdict: Verdict, found: Fairness) -> Verdict:
    """Add the flip test to what stands against a rubric at the gates."""
    if not found.problems:
        return verdict
    return replace(verdict, reasons=(*verdict.reasons, Reason(Gate.FAIRNESS, found.problems)))


def _outcomes(rubric: Rubric, call: Call, aids: Aids | None) -> dict[str, Outcome]:
    given: Iterable[tuple[object, tuple[Finding, ...]]] = findings(rubric, reading.read(call), aids or Aids())
    return {finding.criterion: finding.outcome for _, each in given for finding in each}


def _flip(criterion: str, tried: Tried, variant: Variant, former: Outcome, outcome: Outcome) -> Flip:
    before = lines_of(tried.call, variant.lines) if tried.quotable else ()
    after = lines_of(variant.call, variant.lines) if tried.quotable else ()
    return Flip(criterion, variant.kind.value, variant.label, tried.name, former, outcome, before, after)
