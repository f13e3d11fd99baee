"""A rubric applied to a call: one finding per criterion, and what they come to."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

from scoring.call import Call
from scoring.checks import Check
from scoring.checks.check import see, without_occasion
from scoring.finding import Finding, Outcome, Scorecard, SectionScore
from scoring.form import Criterion, Rubric
from scoring.look import Hit, Look
from scoring.points import passes, points, score_of, shares
from scoring.ports import Aids
from scoring.reading import Reading, read
from scoring.reasons import run_on, say
from scoring.scope import Names, Scope

MOST_EVIDENCE = 20
"""Places quoted for one finding; a reviewer needs no more, and a scorecard stays readable."""


def score(rubric: Rubric, call: Call, aids: Aids | None = None) -> Scorecard:
    """Score a call; the same rubric, call and engines give the same scorecard, byte for byte.

    Args:
        rubric: the form.
        call: the words, the cues, and what the recording system said.
        aids: models that some checks ask; a check whose model is not there is undecided.
    """
    return score_all([rubric], call, aids)[0]


def score_all(rubrics: Sequence[Rubric], call: Call, aids: Aids | None = None) -> tuple[Scorecard, ...]:
    """Score a call by several forms, reading it only once."""
    reading = read(call)
    return tuple(tally(rubric, findings(rubric, reading, aids or Aids())) for rubric in rubrics)


def findings(
    rubric: Rubric, reading: Reading, aids: Aids, only: Collection[str] | None = None
) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    """Answer a form's criteria, or only some of them: (section, findings) in the rubric's order."""
    scope, worth = _whole(rubric, reading, aids), shares(rubric)
    return tuple(
        (
            section.id,
            tuple(_finding(c, scope, worth[c.id]) for c in section.criteria if only is None or c.id in only),
        )
        for section in rubric.sections
    )


def tally(rubric: Rubric, sections: tuple[tuple[str, tuple[Finding, ...]], ...]) -> Scorecard:
    """Add up findings, (section, findings) in the rubric's order; a person's findings as well as the machine's."""
    every = tuple(f for _, found in sections for f in found)
    criteria = {c.id: c for c in rubric.criteria}
    failed = tuple(
        f.criterion for f in every if f.outcome is Outcome.NOT_MET and criteria[f.criterion].auto_fail
    )
    critical = [f for f in every if criteria[f.criterion].critical]
    earned = score_of(every, full=_only_deducts(rubric, every))
    total = 0.0 if failed else earned
    return Scorecard(
        rubric=rubric.id,
        version=rubric.version,
        digest=rubric.digest,
        language=rubric.language.value,
        score=total,
        earned_score=earned,
        critical_score=score_of(critical, full=True),
        passed=passes(rubric, every, total, auto_failed=bool(failed)),
        auto_failed=failed,
        sections=tuple(SectionScore(name, score_of(found), found) for name, found in sections),
    )


def _whole(rubric: Rubric, reading: Reading, aids: Aids) -> Scope:
    """Begin with the whole call."""
    checks = {name: partial(see, check) for name, check in rubric.checks.items()}
    names = Names(rubric.language.value, rubric.max_blind, rubric.phrases, checks)
    return Scope(reading, names, aids, reading.turns, 0.0, reading.call.transcript.duration)


def _finding(criterion: Criterion, scope: Scope, share: float) -> Finding:
    """Answer one criterion."""
    look = _applied(criterion, replace(scope, guidance=criterion.guidance))
    earned, possible = points(criterion, share, look.outcome)
    return Finding(
        criterion=criterion.id,
        outcome=look.outcome,
        confidence=round(look.confidence, 4),
        reason=look.reason,
        evidence=look.evidence[:MOST_EVIDENCE],
        search=look.search,
        earned=None if earned is None else round(earned, 6),
        possible=None if possible is None else round(possible, 6),
    )


def _applied(criterion: Criterion, scope: Scope) -> Look:
    """Ask whether the criterion applies, then whether it is met."""
    occasions: tuple[Hit, ...] = ()
    moody = False
    if criterion.applies_if is not None:
        asked = see(criterion.applies_if, scope)
        if asked.outcome is not Outcome.MET:
            return replace(without_occasion(asked, scope), hits=asked.hits)
        occasions, moody = asked.hits[:1], asked.moody
    look = _asked(criterion.check, scope, deducts=criterion.deducts is not None)
    look = replace(look, occasions=(*occasions, *look.occasions), moody=look.moody or moody)
    return _spared(look, scope)


def _asked(check: Check, scope: Scope, *, deducts: bool) -> Look:
    """Ask the check; where it describes what costs points, finding it is the miss."""
    if not deducts:
        return see(check, scope)
    look = see(check, replace(scope, prohibits=True))
    turned = {Outcome.MET: Outcome.NOT_MET, Outcome.NOT_MET: Outcome.MET}
    return replace(look, outcome=turned.get(look.outcome, look.outcome))


def _spared(look: Look, scope: Scope) -> Look:
    """Fail nobody by the sound of a voice alone."""
    if look.moody and look.outcome is Outcome.NOT_MET:
        reason = run_on([look.reason, say(scope.names.language, "voice_alone")])
        return replace(look, outcome=Outcome.UNDECIDED, reason=reason)
    return look


def _only_deducts(rubric: Rubric, every: tuple[Finding, ...]) -> bool:
    """Tell whether nothing that earns points is open or decided: then a form begins with 100."""
    earning = {c.id for c in rubric.criteria if c.share}
    return all(f.outcome is Outcome.NOT_APPLICABLE for f in every if f.criterion in earning)
