"""Points: what each criterion is worth, what a form comes to, and what the undecided could still change.

A form is worth 100 points. A section has its weight's share of them, a criterion its weight's share of its
section. What is not applicable or undecided leaves both sides of the fraction.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from scoring.finding import Finding, Outcome
from scoring.form import Criterion, Rubric

FULL = 100.0

_DIGITS = 2
_LEAST = 10.0**-_DIGITS
_DECIDED = (Outcome.MET, Outcome.NOT_MET)


def shares(rubric: Rubric) -> dict[str, float]:
    """Work out how many of the 100 points each criterion is worth; criteria that take points off: none."""
    within = {s.id: math.fsum(c.share for c in s.criteria) for s in rubric.sections}
    whole = math.fsum(s.weight for s in rubric.sections if within[s.id])
    return {
        c.id: FULL * s.weight / whole * c.share / within[s.id] if whole and within[s.id] else 0.0
        for s in rubric.sections
        for c in s.criteria
    }


def points(criterion: Criterion, share: float, outcome: Outcome) -> tuple[float | None, float | None]:
    """Give (earned, possible) for an outcome; (None, None) where the criterion does not count."""
    if outcome not in _DECIDED:
        return None, None
    if criterion.deducts is not None:
        return (0.0 if outcome is Outcome.MET else -criterion.deducts), 0.0
    return (share if outcome is Outcome.MET else 0.0), share


def score_of(findings: Iterable[Finding], *, full: bool = False) -> float | None:
    """Weigh findings, 0 to 100; None where nothing that earns points could be decided.

    Args:
        findings: of a form, a section, or the critical criteria.
        full: begin with 100 where no criterion that earns points applies: forms that only take points off.
    """
    counted = [f for f in findings if f.possible is not None and f.earned is not None]
    possible = math.fsum(f.possible or 0.0 for f in counted)
    taken = math.fsum(min(f.earned or 0.0, 0.0) for f in counted)
    if not possible and not (full and counted):
        return None
    earned = math.fsum(max(f.earned or 0.0, 0.0) for f in counted)
    reached = FULL * (earned / possible) if possible else FULL
    return _rounded(min(FULL, max(0.0, reached + taken)))


def _rounded(score: float) -> float:
    """Round a score, but never onto 0 or 100: those say that nothing was earned, or nothing missed."""
    if score in (0.0, FULL):
        return score
    return min(FULL - _LEAST, max(_LEAST, round(score, _DIGITS)))


def passes(
    rubric: Rubric, findings: Sequence[Finding], score: float | None, *, auto_failed: bool
) -> bool | None:
    """Hold a score against the pass mark; None where a person's word on the undecided could turn it."""
    if auto_failed:
        return False
    if score is None:
        return None
    worth = shares(rubric)
    criteria = {c.id: c for c in rubric.criteria}
    open_ = [f for f in findings if f.outcome is Outcome.UNDECIDED]
    best = _settled(findings, criteria, worth, Outcome.MET)
    worst = _settled(findings, criteria, worth, Outcome.NOT_MET)
    could_fail = any(criteria[f.criterion].auto_fail for f in open_) or worst < rubric.pass_mark
    could_pass = best >= rubric.pass_mark
    return None if could_fail and could_pass else could_pass


def _settled(
    findings: Sequence[Finding],
    criteria: Mapping[str, Criterion],
    worth: Mapping[str, float],
    outcome: Outcome,
) -> float:
    """Score a form as if every undecided criterion came out one way."""
    settled = []
    for finding in findings:
        if finding.outcome is not Outcome.UNDECIDED:
            settled.append(finding)
            continue
        earned, possible = points(criteria[finding.criterion], worth[finding.criterion], outcome)
        settled.append(Finding(finding.criterion, outcome, 1.0, "", earned=earned, possible=possible))
    return score_of(settled, full=True) or 0.0
