"""What a finding rests on, so that all calls can be found that were judged by the same mistake."""

from dataclasses import dataclass

from scoring.finding import Finding, Outcome, Scorecard
from scoring.fold import fold


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a finding rests on.

    Attributes:
        digest: of the rubric's version.
        criterion: its id.
        outcome: that was found.
        notes: checks or wordings that its evidence answers.
        nearest: words of the nearest miss, folded; empty where there is none.
    """

    digest: str
    criterion: str
    outcome: Outcome
    notes: frozenset[str]
    nearest: str

    @property
    def tells(self) -> bool:
        """Whether there is anything to know other calls by; where nothing came near, nothing is alike."""
        return bool(self.notes or self.nearest)


def pattern_of(card: Scorecard, criterion: str) -> Pattern:
    """Say what a finding of a scorecard rests on.

    Raises:
        KeyError: the card has no such criterion.
    """
    finding = {each.criterion: each for each in card.findings}[criterion]
    return Pattern(card.digest, criterion, finding.said, _notes(finding), _nearest(finding))


def rests_on(card: Scorecard, pattern: Pattern) -> bool:
    """Tell whether a card's finding rests on the same: the same version, answer, and check or nearest miss."""
    if card.digest != pattern.digest:
        return False
    return any(
        finding.outcome is pattern.outcome
        and bool(
            _notes(finding) & pattern.notes or (pattern.nearest and _nearest(finding) == pattern.nearest)
        )
        for finding in card.findings
        if finding.criterion == pattern.criterion
    )


def _notes(finding: Finding) -> frozenset[str]:
    return frozenset(each.note for each in finding.evidence if each.note)


def _nearest(finding: Finding) -> str:
    nearest = finding.search.nearest if finding.search else None
    return " ".join(fold(nearest.quote).tokens) if nearest else ""
