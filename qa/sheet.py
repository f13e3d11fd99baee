"""Results as a table, to be taken elsewhere: which columns there are, and the rows that a call brings.

    evaluations   a row for each evaluation in force
    findings      a row for each criterion of one, with the first place in the call that it rests on

Names of columns are stable, and the same in every format and language; docs/exports.md explains each.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from qa.evaluation import AuthorKind, Evaluation
from qa.flag import Flag
from qa.recording import Recording
from scoring.finding import Finding, Outcome

Cell = str | int | float | bool | datetime | None
Row = tuple[Cell, ...]


class Sheet(StrEnum):
    """What a row stands for."""

    EVALUATIONS = "evaluations"
    FINDINGS = "findings"


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    LABEL = "label"  # text of which there are few different ones
    WHOLE = "whole"
    NUMBER = "number"
    TRUTH = "truth"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; its unit, where it has one, is in its name."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class JudgedCall:
    """A call and how it was judged.

    Attributes:
        recording: what is known of it.
        evaluations: all in force, by rubric.
        flags: why a person should look.
    """

    recording: Recording
    evaluations: tuple[Evaluation, ...]
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Which rows of a call are wanted; None does not narrow them.

    Attributes:
        rubric: of evaluations by this rubric.
        version: by this version of one.
        author: by the machine, or by people.
        score_from: with at least this score.
        score_to: with at most this score.
        criterion: of findings, this criterion's.
        outcome: of findings, found so.
    """

    rubric: str | None = None
    version: str | None = None
    author: AuthorKind | None = None
    score_from: float | None = None
    score_to: float | None = None
    criterion: str | None = None
    outcome: Outcome | None = None

    def holds(self, made: Evaluation) -> bool:
        """Tell whether rows of an evaluation are wanted."""
        card = made.scorecard
        score = -1.0 if card.score is None else card.score  # one without a score is in no range of scores
        return (
            (self.rubric is None or card.rubric == self.rubric)
            and (self.version is None or card.version == self.version)
            and (self.author is None or made.author.kind is self.author)
            and (self.score_from is None or score >= self.score_from)
            and (self.score_to is None or 0 <= score <= self.score_to)
        )

    def wants(self, finding: Finding) -> bool:
        """Tell whether a finding's row is wanted."""
        return (self.criterion is None or finding.criterion == self.criterion) and (
            self.outcome is None or finding.outcome is self.outcome
        )


ALL = Narrowing()


def _columns(kind: Kind, names: str) -> Iterator[Column]:
    return (Column(name, kind) for name in names.split())


_CALL = (
    *_columns(Kind.TEXT, "recording_id call_id"),
    *_columns(Kind.LABEL, "source"),
    *_columns(Kind.MOMENT, "received_at started_at"),
    *_columns(Kind.NUMBER, "duration_s"),
    *_columns(Kind.LABEL, "direction language agent_id agent_name team queue"),
    *_columns(Kind.TEXT, "customer_ref evaluation_id"),
    *_columns(Kind.LABEL, "rubric rubric_version author_kind author state"),
    *_columns(Kind.MOMENT, "judged_at"),
)
"""What both sheets begin with."""

COLUMNS: Mapping[Sheet, tuple[Column, ...]] = {
    Sheet.EVALUATIONS: (
        *_CALL,
        *_columns(Kind.LABEL, "rubric_digest"),
        *_columns(Kind.NUMBER, "score earned_score critical_score"),
        *_columns(Kind.TRUTH, "passed"),
        *_columns(Kind.LABEL, "auto_failed"),
        *_columns(Kind.WHOLE, "met not_met not_applicable undecided"),
        *_columns(Kind.LABEL, "flags"),
    ),
    Sheet.FINDINGS: (
        *_CALL,
        *_columns(Kind.LABEL, "section criterion outcome proposed"),
        *_columns(Kind.NUMBER, "confidence points points_possible"),
        *_columns(Kind.TEXT, "reason"),
        *_columns(Kind.WHOLE, "evidences"),
        *_columns(Kind.LABEL, "party"),
        *_columns(Kind.TEXT, "quote"),
        *_columns(Kind.NUMBER, "quote_start_s quote_end_s"),
        *_columns(Kind.WHOLE, "turn"),
        *_columns(Kind.LABEL, "cue"),
        *_columns(Kind.NUMBER, "searched_from_s searched_to_s"),
        *_columns(Kind.TEXT, "nearest_quote"),
        *_columns(Kind.NUMBER, "nearest_similarity"),
        *_columns(Kind.LABEL, "reviewed_by reviewed_outcome"),
        *_columns(Kind.MOMENT, "reviewed_at"),
    ),
}
"""The columns of each sheet, in order."""

TRAIL: Final = "audit"
"""Name of the table of the audit trail's lines."""

TRAIL_COLUMNS = (
    *_columns(Kind.TEXT, "id"),
    *_columns(Kind.MOMENT, "at"),
    *_columns(Kind.LABEL, "name actor"),
    *_columns(Kind.TEXT, "recording_id details"),
)
"""What is told of each line of the trail; `details` are JSON."""


def rows(sheet: Sheet, call: JudgedCall, wanted: Narrowing = ALL) -> Iterator[Row]:
    """Give the rows of a call, in the order of its evaluations and of their rubrics."""
    for made in call.evaluations:
        if wanted.holds(made):
            head = _head(call.recording, made)
            if sheet is Sheet.EVALUATIONS:
                yield (*head, *_of_evaluation(call, made))
            else:
                yield from (head + tail for tail in _of_findings(call, made, wanted))


def _head(recording: Recording, made: Evaluation) -> Row:
    known, card = recording.metadata, made.scorecard
    return (
        recording.id,
        known.source_call_id,
        recording.source,
        _utc(recording.received_at),
        _utc(known.started_at),
        recording.duration,
        known.direction,
        recording.language,
        known.agent_id,
        known.agent_name,
        known.team,
        known.queue,
        known.customer_ref,
        made.id,
        card.rubric,
        card.version,
        made.author.kind.value,
        made.author.name,
        made.state.value,
        _utc(made.created_at),
    )


def _of_evaluation(call: JudgedCall, made: Evaluation) -> Row:
    card = made.scorecard
    found = Counter(finding.outcome for finding in card.findings)
    flags = sorted({flag.kind.value for flag in call.flags if flag.rubric in {None, card.rubric}})
    return (
        card.digest,
        card.score,
        card.earned_score,
        card.critical_score,
        card.passed,
        " ".join(card.auto_failed),
        *(found[outcome] for outcome in Outcome),
        " ".join(flags),
    )


def _of_findings(call: JudgedCall, made: Evaluation, wanted: Narrowing) -> Iterator[Row]:
    reviewed = _reviewed(call, made)
    theirs = {f.criterion: f.outcome.value for f in reviewed.scorecard.findings} if reviewed else {}
    for section in made.scorecard.sections:
        for finding in section.findings:
            if wanted.wants(finding):
                yield (
                    section.section,
                    *_found(finding),
                    *_evidence(finding),
                    *_searched(finding),
                    reviewed.author.name if reviewed else None,
                    theirs.get(finding.criterion),
                    _utc(reviewed.created_at) if reviewed else None,
                )


def _found(finding: Finding) -> Row:
    return (
        finding.criterion,
        finding.outcome.value,
        None if finding.proposed is None else finding.proposed.value,
        finding.confidence,
        finding.earned,
        finding.possible,
        finding.reason,
        len(finding.evidence),
    )


def _evidence(finding: Finding) -> Row:
    if not finding.evidence:
        return (None,) * 6
    first = finding.evidence[0]
    cue = None if first.cue is None else first.cue.kind.value
    return (first.party.value, first.quote or None, first.start, first.end, first.turn, cue)


def _searched(finding: Finding) -> Row:
    search = finding.search
    if search is None:
        return (None,) * 4
    near = search.nearest
    if near is None:
        return (search.start, search.end, None, None)
    return (search.start, search.end, near.quote or None, search.similarity)


def _reviewed(call: JudgedCall, made: Evaluation) -> Evaluation | None:
    """Find what a person last said of what the machine judged; a person's own evaluation was reviewed by nobody."""
    if made.author.kind is AuthorKind.PERSON:
        return None
    theirs = [
        each
        for each in call.evaluations
        if each.author.kind is AuthorKind.PERSON and each.scorecard.rubric == made.scorecard.rubric
    ]
    return max(theirs, key=lambda each: (each.created_at, each.id), default=None)


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)
