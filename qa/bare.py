"""What remains of a judgement once its words are forgotten: outcomes, points, confidence, places and times.

Reasons and notes go with the quotes: a reason often repeats what was said.
"""

from collections.abc import Collection
from dataclasses import replace

from qa.evaluation import Evaluation
from qa.flag import Flag
from qa.metadata import CallMetadata
from scoring.finding import Evidence, Finding, Scorecard, Search

IDENTITY = frozenset({"customer_ref"})
"""Fields of a sidecar that say who the customer is; a house may name more among its own facts."""


def bare_evaluation(evaluation: Evaluation) -> Evaluation:
    """Take the words out of an evaluation."""
    return replace(evaluation, scorecard=bare_card(evaluation.scorecard))


def bare_card(card: Scorecard) -> Scorecard:
    """Take the words out of a scorecard."""
    sections = tuple(
        replace(section, findings=tuple(_finding(finding) for finding in section.findings))
        for section in card.sections
    )
    return replace(card, sections=sections)


def scoreless(evaluation: Evaluation) -> Evaluation:
    """Take the scores out as well; that it was made, by whom and when, remains."""
    card = replace(
        evaluation.scorecard,
        score=None,
        earned_score=None,
        critical_score=None,
        passed=None,
        auto_failed=(),
        sections=(),
    )
    return replace(evaluation, scorecard=card)


def bare_flag(flag: Flag) -> Flag:
    """Take the words out of a flag."""
    return replace(flag, why="")


def bare_metadata(metadata: CallMetadata, identity: Collection[str] = ()) -> CallMetadata:
    """Take out who the customer was.

    Args:
        metadata: of a call.
        identity: facts of the house that say so too, as `business.phone`.
    """
    business = {name: fact for name, fact in metadata.business.items() if f"business.{name}" not in identity}
    return metadata.model_copy(update={"customer_ref": None, "business": business})


def _finding(finding: Finding) -> Finding:
    return replace(
        finding,
        reason="",
        evidence=tuple(_evidence(each) for each in finding.evidence),
        search=_search(finding.search) if finding.search else None,
    )


def _evidence(evidence: Evidence) -> Evidence:
    return replace(evidence, quote="", note="")


def _search(search: Search) -> Search:
    return replace(search, nearest=_evidence(search.nearest) if search.nearest else None)
