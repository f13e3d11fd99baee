"""What stands on a printed scorecard, as texts in their order; `scorecard.typ` lays them out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from api.printed.labels import Language, Words
from api.printed.writing import NONE, clock, figure, moment, percent, stretch
from asr.transcript import Attribution
from qa.content import Layer
from qa.dispute import Dispute
from qa.evaluation import Evaluation
from qa.recording import Recording
from scoring.finding import Evidence, Finding, Outcome, Scorecard, SectionScore
from scoring.form import Criterion, Rubric

Content = dict[str, Any]

_SIGNS = {
    Outcome.MET: ("✓", "good"),
    Outcome.NOT_MET: ("×", "bad"),
    Outcome.UNDECIDED: ("?", "open"),
    Outcome.NOT_APPLICABLE: ("–", "quiet"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """All that a printed scorecard tells of.

    Attributes:
        evaluation: the scorecard, and who made it.
        recording: the call.
        rubric: the version it was judged by; None where the house no longer knows it: then ids stand for titles.
        attribution: who is who in the call; None where that was erased.
        disputes: of the evaluation.
        receipt: digest of its last receipt; None where it has none.
        names: of people, by id.
        language: of the reader.
        zone: of the house.
        by: id of whoever prints it.
        at: when.
    """

    evaluation: Evaluation
    recording: Recording
    rubric: Rubric | None
    attribution: Attribution | None
    disputes: tuple[Dispute, ...]
    receipt: str | None
    names: Mapping[str, str]
    language: Language
    zone: ZoneInfo
    by: str
    at: datetime

    @property
    def words(self) -> Words:
        """The words of the form, in the reader's language."""
        return Words(self.language)

    def name(self, person: str) -> str:
        """Name a person; by their id where the house does not know them."""
        return self.names.get(person, person)

    def moment(self, at: datetime | None) -> str:
        """Write a moment on the house's clock."""
        return moment(at, self.zone)


def content(told: Print) -> Content:
    """Write a scorecard down for its layout."""
    words, card = told.words, told.evaluation.scorecard
    title = told.rubric.title if told.rubric else card.rubric
    return {
        "language": told.language,
        "title": words["title"],
        "subtitle": f"{title} {card.version}",
        "running": f"{words['call']}{words.colon}{_call(told)}",
        "page": words["page"],
        "facts": [[words[name], value] for name, value in _facts(told)],
        "score": figure(card.score),
        "verdict": list(_verdict(told)),
        "figures": [[words[name], value] for name, value in _figures(told)],
        "auto_failed": _auto_failed(told),
        "sections": [_section(told, section) for section in card.sections],
        "disputes_title": words["disputes"],
        "disputes": [line for dispute in told.disputes for line in _dispute(told, dispute)]
        or [words["no_disputes"]],
        "foot": [[words[name], value] for name, value in _foot(told)],
        "legend": words["legend"],
    }


def _call(told: Print) -> str:
    return told.recording.metadata.source_call_id or told.recording.id


def _facts(told: Print) -> Iterator[tuple[str, str]]:
    words, known = told.words, told.recording.metadata
    agent = " ".join(each for each in (known.agent_name, known.agent_id and f"({known.agent_id})") if each)
    made, parties = told.evaluation, told.attribution
    yield "call", _call(told)
    yield "agent", agent or NONE
    yield "team", known.team or NONE
    yield "queue", known.queue or NONE
    if known.started_at is None:
        yield "received", told.moment(told.recording.received_at)
    else:
        yield "began", told.moment(known.started_at)
    yield "length", NONE if told.recording.duration is None else clock(told.recording.duration)
    yield "direction", NONE if known.direction is None else words.say(known.direction)
    yield (
        "parties",
        NONE if parties is None else f"{words.say(parties.basis)}{words.comma}{percent(parties.confidence)}",
    )
    yield "judged_by", f"{told.name(made.author.name)}{words.comma}{words.say(made.author.kind)}"
    yield "judged_at", told.moment(made.created_at)
    yield "state", words.say(made.state)


def _verdict(told: Print) -> tuple[str, str]:
    """Say whether the call passed, and in which tone."""
    passed = told.evaluation.scorecard.passed
    if passed is None:
        return told.words["open"], "open"
    return (told.words["passed"], "good") if passed else (told.words["failed"], "bad")


def _figures(told: Print) -> Iterator[tuple[str, str]]:
    card = told.evaluation.scorecard
    if told.rubric is not None:
        yield "pass_mark", figure(told.rubric.pass_mark)
    if card.auto_failed:
        yield "earned_score", figure(card.earned_score)
    if card.critical_score is not None:
        yield "critical_score", figure(card.critical_score)
    if card.undecided:
        yield "undecided", str(len(card.undecided))


def _auto_failed(told: Print) -> str:
    failed = told.evaluation.scorecard.auto_failed
    if not failed:
        return ""
    asked = _criteria(told.rubric)
    titles = (asked[name].title if name in asked else name for name in failed)
    return f"{told.words['auto_failed']}{told.words.colon}{told.words.pause.join(titles)}"


def _criteria(rubric: Rubric | None) -> Mapping[str, Criterion]:
    return {each.id: each for each in rubric.criteria} if rubric else {}


def _section(told: Print, section: SectionScore) -> Content:
    titles = {each.id: each.title for each in told.rubric.sections} if told.rubric else {}
    asked = _criteria(told.rubric)
    return {
        "title": titles.get(section.section, section.section),
        "score": figure(section.score),
        "criteria": [_criterion(told, finding, asked.get(finding.criterion)) for finding in section.findings],
    }


def _criterion(told: Print, finding: Finding, asked: Criterion | None) -> Content:
    words = told.words
    sign, tone = _SIGNS[finding.outcome]
    marks = [
        words[name]
        for name, holds in (
            ("auto_fail_criterion", asked and asked.auto_fail),
            ("critical_criterion", asked and asked.critical),
        )
        if holds
    ]
    details = [finding.criterion, f"{words['confidence']} {percent(finding.confidence)}"]
    if finding.earned is not None:
        details.append(f"{words['points']} {figure(finding.earned)} / {figure(finding.possible)}")
    if finding.proposed is not None:
        details.append(f"{words['proposed']}{words.colon}{words.say(finding.proposed)}")
    return {
        "sign": sign,
        "tone": tone,
        "title": asked.title if asked else finding.criterion,
        "marks": marks,
        "outcome": words.say(finding.outcome),
        "details": details,
        "reason": finding.reason,
        "evidence": [_evidence(words, each) for each in finding.evidence],
        "absence": _absence(words, finding),
    }


def _evidence(words: Words, seen: Evidence) -> list[str]:
    """Write a place down: when, who, and the words or what the sound tells."""
    said = f"“{seen.quote}”" if seen.quote else NONE
    if not seen.quote and seen.cue is not None:
        said = f"{words['sound']}{words.colon}{seen.cue.kind.value} {figure(seen.cue.value)}"
    return [stretch(seen.start, seen.end), words.say(seen.party), said, seen.note]


def _absence(words: Words, finding: Finding) -> str:
    """Say what was looked through, and what came nearest; nothing where what was asked for was found."""
    search = finding.search
    if search is None or (finding.evidence and finding.outcome is Outcome.MET):
        return ""
    whose = words["everyone"] if search.party is None else words.say(search.party)
    looked = [stretch(search.start, search.end), whose, f"{search.turns} {words['turns']}"]
    if search.blind:
        looked.append(f"{words['blind']} {percent(search.blind)}")
    searched = f"{words['absence']}{words.colon}{words.comma.join(looked)}"
    near = search.nearest
    if near is None or not near.quote:
        return f"{searched}{words.pause}{words['nothing_near']}"
    place = f"{stretch(near.start, near.end)} {words.say(near.party)} “{near.quote}”"
    alike = f"{words['similarity']} {percent(search.similarity)}"
    return f"{searched}{words.pause}{words['nearest']}{words.colon}{place}{words.comma}{alike}"


def _dispute(told: Print, dispute: Dispute) -> Iterator[str]:
    words, asked = told.words, _criteria(told.rubric).get(dispute.criterion)
    title = asked.title if asked else dispute.criterion
    who = f"{told.name(dispute.by)}{words.comma}{told.moment(dispute.opened_at)}"
    yield f"{words['dispute']}{words.colon}{title} [{words.say(dispute.state)}] {who}{words.colon}{dispute.reason}"
    for ruling in dispute.rulings:
        verdict = words.say(ruling.verdict)
        if ruling.outcome is not None:
            verdict += f" → {words.say(ruling.outcome)}"
        who = f"{told.name(ruling.by)}{words.comma}{told.moment(ruling.at)}"
        yield f"{words['ruling']}{words.colon}{verdict} {who}{words.colon}{ruling.reason}"


def _foot(told: Print) -> Iterator[tuple[str, str]]:
    card: Scorecard = told.evaluation.scorecard
    erased = told.recording.erased and told.recording.erased.at(Layer.TRANSCRIPT)
    if erased:
        yield "erased", told.moment(erased)
    yield "evaluation", told.evaluation.id
    yield "recording", told.recording.id
    yield "rubric", f"{card.rubric} {card.version} ({card.language})"
    yield "rubric_digest", card.digest
    yield "receipt", told.receipt or told.words["no_receipt"]
    yield "printed", told.moment(told.at)
    yield "printed_by", told.name(told.by)
