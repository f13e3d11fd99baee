"""A scorecard as people answer it. The machine's stays what it is; theirs is another value beside it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from scoring.finding import Evidence, Finding, Outcome, Scorecard
from scoring.form import Rubric
from scoring.points import points, shares
from scoring.score import tally

SURE = 1.0
"""Confidence of what a person says: it is not estimated."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a person says of one criterion.

    Attributes:
        outcome: how it stands.
        reason: why, where it is not what was found before.
        evidence: places that the person points at.
    """

    outcome: Outcome
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()


def amended(rubric: Rubric, card: Scorecard, amendments: Mapping[str, Amendment]) -> Scorecard:
    """Answer criteria as people do, and weigh the form anew.

    What is confirmed keeps its reason and its evidence. What is changed has the person's; the machine's would speak
    for another answer.

    Args:
        rubric: the version that the card was made by.
        card: as it was found.
        amendments: criterion → what a person says of it; the others stay as they are.
    """
    criteria, worth = {c.id: c for c in rubric.criteria}, shares(rubric)

    def answered(finding: Finding) -> Finding:
        given = amendments.get(finding.criterion)
        if given is None:
            return finding
        criterion = criteria[finding.criterion]
        return _weighed(_said(finding, given), points(criterion, worth[criterion.id], given.outcome))

    return tally(rubric, tuple((s.section, tuple(map(answered, s.findings))) for s in card.sections))


def withheld(rubric: Rubric, card: Scorecard, criteria: Collection[str]) -> Scorecard:
    """Leave the machine's answers to some criteria to a person: they are proposed, and count for nothing.

    What the machine could not decide itself stays as it is.
    """

    def left(finding: Finding) -> Finding:
        if finding.criterion not in criteria or finding.outcome is Outcome.UNDECIDED:
            return finding
        return replace(
            finding, outcome=Outcome.UNDECIDED, proposed=finding.outcome, earned=None, possible=None
        )

    return tally(rubric, tuple((s.section, tuple(map(left, s.findings))) for s in card.sections))


def _said(finding: Finding, given: Amendment) -> Finding:
    if given.outcome is finding.said:
        return replace(
            finding,
            outcome=given.outcome,
            confidence=SURE,
            evidence=(*finding.evidence, *given.evidence),
            proposed=None,
        )
    return Finding(finding.criterion, given.outcome, SURE, given.reason, given.evidence)


def _weighed(finding: Finding, worth: tuple[float | None, float | None]) -> Finding:
    earned, possible = (None if each is None else round(each, 6) for each in worth)
    return replace(finding, earned=earned, possible=possible)
