"""What a check found: an outcome, its evidence, and for a miss what was searched.

A scorecard is a value: the same transcript, cues, rubric and engines give the same scorecard, byte for byte.
"""

from dataclasses import dataclass
from enum import StrEnum

from asr.cues.cue import Cue
from asr.transcript import Party


class Outcome(StrEnum):
    """How a criterion stands. `undecided` costs the agent nothing; a person looks."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the call that speaks for or against.

    Attributes:
        start: seconds.
        end: seconds.
        party: whose words or sound it is.
        quote: verbatim from the turn; empty where a cue alone speaks.
        confidence: of the words quoted, 0 to 1.
        turn: index of the turn quoted, None for a cue between turns.
        cue: the cue, where the sound speaks.
        note: which check or wording it answers, in the author's words.
    """

    start: float
    end: float
    party: Party
    quote: str = ""
    confidence: float = 1.0
    turn: int | None = None
    cue: Cue | None = None
    note: str = ""

    def __hash__(self) -> int:
        """Tell quotes apart by when they are said; the rest is looked at only where two are at the same time."""
        return hash((self.start, self.end))


@dataclass(frozen=True, slots=True)
class Search:
    """Proof of absence: what was looked through, and what came nearest.

    Attributes:
        start: seconds, where the range begins.
        end: seconds, where it ends.
        party: whose turns; None for everyone's.
        turns: how many turns were looked through.
        nearest: the nearest miss, if anything came near.
        similarity: of the nearest miss, 0 to 1.
        blind: share of the range's speech that is doubted, overlapped or without words, 0 to 1.
    """

    start: float
    end: float
    party: Party | None
    turns: int
    nearest: Evidence | None = None
    similarity: float = 0.0
    blind: float = 0.0


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one criterion.

    Attributes:
        criterion: its id.
        outcome: how it stands.
        confidence: 0 to 1.
        reason: one plain sentence in the rubric's language.
        evidence: verbatim quotes or cues; never empty for a positive claim.
        search: for an absence.
        earned: points, None where the criterion does not count (not applicable, undecided).
        possible: points it could earn, None likewise.
        proposed: what the machine would say, where its answer is left to a person; then `outcome` is undecided.
    """

    criterion: str
    outcome: Outcome
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...] = ()
    search: Search | None = None
    earned: float | None = None
    possible: float | None = None
    proposed: Outcome | None = None

    @property
    def said(self) -> Outcome:
        """What was found, whether it stands or is left to a person."""
        return self.proposed or self.outcome


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One section's share.

    Attributes:
        section: its id.
        score: 0 to 100 over what could be decided; None where nothing could.
        findings: in the rubric's order.
    """

    section: str
    score: float | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A rubric applied to a call.

    Attributes:
        rubric: its id.
        version: its version.
        digest: SHA-256 of the rubric's content.
        language: of the rubric.
        score: 0 to 100; 0 after an auto-fail; None where nothing could be decided.
        earned_score: what it would be without the auto-fail.
        critical_score: over the critical criteria alone; None without any decided.
        passed: against the pass mark; None where `score` is None or undecided criteria could turn it.
        auto_failed: the ids of the auto-fail criteria that were hit.
        sections: in the rubric's order.
    """

    rubric: str
    version: str
    digest: str
    language: str
    score: float | None
    earned_score: float | None
    critical_score: float | None
    passed: bool | None
    auto_failed: tuple[str, ...]
    sections: tuple[SectionScore, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in the rubric's order."""
        return tuple(f for s in self.sections for f in s.findings)

    @property
    def undecided(self) -> tuple[str, ...]:
        """The ids of the criteria a person must look at."""
        return tuple(f.criterion for f in self.findings if f.outcome is Outcome.UNDECIDED)
