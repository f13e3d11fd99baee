"""A call scored by two versions of a rubric, what is the same in both asked only once."""

import json
from dataclasses import replace

from scoring.call import Call
from scoring.checks import Check
from scoring.finding import Finding, Scorecard
from scoring.form import Criterion, Rubric
from scoring.points import points, shares
from scoring.ports import Aids
from scoring.reading import read
from scoring.rules import walk
from scoring.score import findings, tally


class Rescorer:
    """Scores calls by an old and a new version.

    Args:
        old: the one version.
        new: the other; of the same language.

    Attributes:
        changed: ids of the new version's criteria whose answers may differ from the old ones.
    """

    def __init__(self, old: Rubric, new: Rubric) -> None:
        self.old = old
        self.new = new
        before = {c.id: _asked(c, old) for c in old.criteria}
        self.changed = frozenset(c.id for c in new.criteria if before.get(c.id) != _asked(c, new))

    def score(self, call: Call, aids: Aids | None = None) -> tuple[Scorecard, Scorecard]:
        """Score a call by both, reading it only once; each card is what `scoring.score.score` would give."""
        heard, models = read(call), aids or Aids()
        before = findings(self.old, heard, models)
        known = {finding.criterion: finding for _, found in before for finding in found}
        fresh = {
            f.criterion: f for _, found in findings(self.new, heard, models, self.changed) for f in found
        }
        worth = shares(self.new)
        after = tuple(
            (
                section.id,
                tuple(
                    fresh[c.id] if c.id in fresh else _reweighed(known[c.id], c, worth[c.id])
                    for c in section.criteria
                ),
            )
            for section in self.new.sections
        )
        return tally(self.old, before), tally(self.new, after)


def _reweighed(finding: Finding, criterion: Criterion, share: float) -> Finding:
    """Give an answer the weight it has in the new version."""
    earned, possible = points(criterion, share, finding.outcome)
    return replace(
        finding,
        earned=None if earned is None else round(earned, 6),
        possible=None if possible is None else round(possible, 6),
    )


def _asked(criterion: Criterion, rubric: Rubric) -> str:
    """Write down all that shapes a criterion's answer, names followed to what they stand for."""
    named: dict[str, object] = {}

    def follow(check: Check) -> None:
        for part in walk(check):
            for table, name in part.named():
                key = f"{table}.{name}"
                if key in named:
                    continue
                if table == "phrases":
                    named[key] = rubric.phrases[name]
                    continue
                named[key] = _dump(rubric.checks[name])
                follow(rubric.checks[name])

    fields = {}
    for field, check in criterion.checks():
        fields[field] = _dump(check)
        follow(check)
    # A judge reads the title and the guidance.
    told = (criterion.title, criterion.guidance, criterion.deducts is None)
    return json.dumps([fields, named, told, rubric.max_blind, rubric.language], sort_keys=True)


def _dump(check: Check) -> object:
    return check.model_dump(mode="json", by_alias=True, exclude_defaults=True)
