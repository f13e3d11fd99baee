"""What follows from an overturned finding, as a proposal: nothing of it happens before the QA lead accepts it.

- an example: the call as a test beside the rubric, which the rubric does not pass yet;
- a rescore: the other calls that the same mistake was made in, and what each would come to.

    seeking ──all calls looked through──▶ open ──accept──▶ accepted ──a rescore, done──▶ applied
                                            └──reject──▶ rejected
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from asr.cues.cue import Cue, Cues
from asr.transcript import Transcript
from qa.errors import TransitionRefused
from qa.metadata import Fact
from qa.pattern import Pattern
from scoring.example import TODO
from scoring.finding import Evidence, Outcome
from scoring.form import Rubric

_IDENTIFYING = frozenset({"source_call_id", "started_at", "agent_id", "agent_name", "customer_ref", "source"})
"""Facts that say who was in the call; a rubric's examples outlive it."""


class ProposalKind(StrEnum):
    """What is proposed."""

    EXAMPLE = "example"
    RESCORE = "rescore"


class ProposalState(StrEnum):
    """Where a proposal is in its life."""

    SEEKING = "seeking"
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    APPLIED = "applied"


@dataclass(frozen=True, slots=True)
class Affected:
    """A call that the same mistake was made in.

    Attributes:
        recording: its id.
        evaluation: the machine's, that holds the finding.
        score: as it was.
        rescored: as it would be.
    """

    recording: str
    evaluation: str
    score: float | None
    rescored: float | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody may accept.

    Attributes:
        id: unique.
        kind: what is proposed.
        dispute: that it follows from.
        recording: of the dispute.
        rubric: id of the rubric.
        language: of the rubric.
        criterion: whose finding was overturned.
        outcome: how it stands instead.
        made_at: when.
        state: where it is in its life.
        path: of an example, the file it belongs into, below `rubrics/`.
        text: of an example, YAML; the lead may correct it when accepting.
        pattern: of a rescore, what the finding rested on.
        affected: of a rescore, the calls that rest on the same.
        decided_by: who accepted or rejected it.
        decided_at: when.
        reason: why.
        draft: of an accepted example, digest of the draft version of the rubric whose tests it is part of.
    """

    id: str
    kind: ProposalKind
    dispute: str
    recording: str
    rubric: str
    language: str
    criterion: str
    outcome: Outcome
    made_at: datetime
    state: ProposalState
    path: str = ""
    text: str = ""
    pattern: Pattern | None = None
    affected: tuple[Affected, ...] = ()
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""
    draft: str = ""


def decide(
    proposal: Proposal, *, accept: bool, by: str, reason: str, now: datetime, text: str | None = None
) -> Proposal:
    """Accept a proposal, or reject it.

    Args:
        proposal: open.
        accept: or else it is rejected.
        by: the QA lead.
        reason: why.
        now: the time.
        text: of an example, as the lead corrected it; None as it was proposed.

    Raises:
        TransitionRefused: it is not open.
    """
    if proposal.state is not ProposalState.OPEN:
        raise TransitionRefused(
            f"Proposal {proposal.id} is {proposal.state}; only one that is open can be accepted or rejected."
        )
    state = ProposalState.ACCEPTED if accept else ProposalState.REJECTED
    kept = proposal.text if text is None else text
    return replace(proposal, state=state, decided_by=by, decided_at=now, reason=reason, text=kept)


def found(proposal: Proposal, affected: tuple[Affected, ...]) -> Proposal:
    """Put the calls that were found before the lead; where there is none, there is nothing to accept.

    Raises:
        TransitionRefused: they were found before.
    """
    _must_be(proposal, ProposalState.SEEKING)
    state = ProposalState.OPEN if affected else ProposalState.APPLIED
    return replace(proposal, state=state, affected=affected)


def apply(proposal: Proposal) -> Proposal:
    """Say that an accepted rescore is done.

    Raises:
        TransitionRefused: it was not accepted.
    """
    _must_be(proposal, ProposalState.ACCEPTED)
    return replace(proposal, state=ProposalState.APPLIED)


def example(
    rubric: Rubric,
    title: str,
    transcript: Transcript,
    cues: Cues | None,
    facts: Mapping[str, Fact],
    expected: tuple[str, Outcome, tuple[Evidence, ...]],
) -> str:
    """Write a call as an example beside its rubric, in YAML.

    It expects `todo-<criterion>`: a known gap, since the rubric still says otherwise. So the rubric's tests stay
    green when it is added, and turn red once the rubric is mended and the `todo-` is to go.

    Args:
        rubric: that the call was judged by.
        title: what happens in the call.
        transcript: its words.
        cues: of its sound; None where there are none.
        facts: flat; what says who was in the call is left out.
        expected: criterion, outcome, and the places that speak for it.
    """
    import yaml

    criterion, outcome, evidence = expected
    places = {each.turn for each in evidence if each.turn is not None}
    turns: list[dict[str, Any]] = []
    for turn in transcript.turns:
        line: dict[str, Any] = {
            "party": turn.party.value,
            "text": turn.text,
            "start": round(turn.start, 2),
            "end": round(turn.end, 2),
        }
        if turn.index in places:
            line["evidence"] = [f"{TODO}{criterion}"]
        turns.append(line)
    written: dict[str, Any] = {"call": title, "language": rubric.language.value}
    told = {name: value for name, value in facts.items() if name not in {*_IDENTIFYING, "language"}}
    if told:
        written["metadata"] = told
    if cues is not None:
        written["cues"] = [_cue(cue) for cue in cues.cues]
    written |= {"turns": turns, "expect": {f"{TODO}{criterion}": outcome.value}}
    return yaml.safe_dump({"examples": [written]}, allow_unicode=True, sort_keys=False, width=110)


def _cue(cue: Cue) -> dict[str, Any]:
    typed: dict[str, Any] = {"kind": cue.kind.value, "value": round(cue.value, 4), "party": cue.party.value}
    typed |= {"start": round(cue.start, 2), "end": round(cue.end, 2)}
    if cue.turn is not None:
        typed["turn"] = cue.turn + 1
    if cue.whole_call:
        typed["whole_call"] = True
    return typed


def _must_be(proposal: Proposal, state: ProposalState) -> None:
    if proposal.state is not state:
        raise TransitionRefused(
            f"Proposal {proposal.id} is {proposal.state}; this needs one that is {state}."
        )
