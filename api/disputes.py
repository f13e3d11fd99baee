"""Disputes: a finding contested, decided, appealed; what follows from one that fell is proposed."""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from api.access import Permit, allowed
from api.blind import blind_calls, check_sighted
from api.deps import House, HouseDep
from api.pages import PagingDep
from api.sources import Word
from qa import dispute as disputes
from qa.access import Action, Person
from qa.amended import Amendment
from qa.answered import place
from qa.choice import facts_of
from qa.dispute import Contest, Dispute, DisputeOptions, DisputeState, Ruling, Verdict
from qa.errors import TransitionRefused
from qa.evaluation import AuthorKind, Evaluation, contest, judges_of, settle
from qa.pattern import pattern_of
from qa.programme_events import (
    DisputeAppealed,
    DisputeOpened,
    DisputeOverturned,
    DisputeSettled,
    DisputeUpheld,
    ProposalMade,
)
from qa.proposal import Proposal, ProposalKind, ProposalState, example
from qa.review import Reviewer
from scoring.finding import Evidence, Outcome
from storage.issuing import issue_again
from storage.publishing import Origin, corrected, put_in_force, standing
from storage.uow import Unit

router = APIRouter(prefix="/v1", tags=["Disputes"])


class NewDispute(Word):
    """What an agent contests, and why."""

    criterion: str = Field(description="Id of the criterion that is not_met and should not be.")
    at: float | None = Field(
        None, ge=0, allow_inf_nan=False, description="Seconds into the call to listen to."
    )


class NewRuling(Word):
    """What is decided, and why."""

    verdict: Verdict = Field(description="Whether the finding stands.")
    outcome: Literal["met", "not_applicable"] | None = Field(
        None, description="How the criterion stands instead, where it is overturned."
    )


@dataclass(frozen=True, slots=True)
class DisputeList:
    """Disputes, oldest first.

    Attributes:
        items: in that order.
        next: cursor of the following page, for `?cursor=`; null on the last one.
    """

    items: tuple[Dispute, ...]
    next: str | None


@router.post(
    "/evaluations/{evaluation_id}/disputes",
    operation_id="openDispute",
    summary="Contest a finding",
    status_code=HTTPStatus.CREATED,
)
def open_dispute(
    evaluation_id: str, body: NewDispute, house: HouseDep, permit: Annotated[Permit, allowed(Action.DISPUTE)]
) -> Dispute:
    """Let an agent contest a finding of an own call, within the window; somebody who did not judge it decides."""
    now = house.now()
    with house.store.begin(permit.scope) as unit:
        evaluation = unit.evaluations.get(evaluation_id)
        stands = standing(unit, evaluation)
        if stands.id != evaluation.id:
            raise TransitionRefused(
                f"Evaluation {stands.id} stands for this call instead of {evaluation.id}; contest that one."
            )
        facts = unit.recordings.get(evaluation.recording).metadata
        review = unit.reviews.resulting(evaluation.id)
        seen_at = (review and review.release_at) or evaluation.created_at
        opened = disputes.open_(
            evaluation,
            Contest(house.new_id(), body.criterion, body.reason, body.at),
            _who(permit.person),
            call=(facts.agent_id, facts.team),
            others=unit.disputes.of(evaluation.recording),
            until=seen_at + timedelta(days=house.settings.dispute_days),
            now=now,
        )
        disputed = contest(evaluation)
        unit.disputes.add(opened)
        unit.evaluations.save(disputed)
        unit.record(DisputeOpened(**_of(opened), at=now, actor=permit.person.id))
        issue_again(unit, disputed, at=now)
    return opened


@router.get("/disputes", operation_id="listDisputes", summary="List disputes")
def list_disputes(
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.READ_DISPUTE)],
    paging: PagingDep,
    state: Annotated[tuple[DisputeState, ...], Query(description="In these states; all if left out.")] = (),
) -> DisputeList:
    """List disputes within reach, oldest first, page by page; without those of calls that one scores blind."""
    with house.store.read(permit.scope) as unit:
        page = unit.disputes.page(state, limit=paging.limit, cursor_at=paging.cursor)
        blind = blind_calls(unit, [each.recording for each in page.items], permit.person)
    shown = tuple(each for each in page.items if each.recording not in blind)
    return DisputeList(shown, paging.named(page.next))


@router.get("/disputes/{dispute_id}", operation_id="getDispute", summary="Get a dispute")
def get_dispute(
    dispute_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.READ_DISPUTE)]
) -> Dispute:
    """Show a dispute and its course; not to whoever scores its call blind."""
    with house.store.read(permit.scope) as unit:
        dispute = unit.disputes.get(dispute_id)
        check_sighted(unit, dispute.recording, permit.person)
    return dispute


@router.post("/disputes/{dispute_id}/decide", operation_id="decideDispute", summary="Decide a dispute")
def decide_dispute(
    dispute_id: str,
    body: NewRuling,
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.DECIDE_DISPUTE)],
) -> Dispute:
    """Uphold a finding, or overturn it: then what it would have earned is restored, and proposals are made of it."""
    return _decide(dispute_id, DisputeState.OPEN, body, house, permit)


@router.post("/disputes/{dispute_id}/appeal", operation_id="appealDispute", summary="Appeal, once")
def appeal_dispute(
    dispute_id: str, body: Word, house: HouseDep, permit: Annotated[Permit, allowed(Action.DISPUTE)]
) -> Dispute:
    """Ask the QA lead about a finding that was upheld."""
    now = house.now()
    with house.store.begin(permit.scope) as unit:
        dispute = unit.disputes.get(dispute_id, to_change=True)
        appealed = disputes.appeal(dispute, _who(permit.person), reason=body.reason, now=now)
        unit.disputes.save(appealed)
        unit.record(DisputeAppealed(**_of(appealed), at=now, actor=permit.person.id))
        issue_again(unit, unit.evaluations.get(appealed.evaluation), at=now)
    return appealed


@router.post("/disputes/{dispute_id}/decide-appeal", operation_id="decideAppeal", summary="Decide an appeal")
def decide_appeal(
    dispute_id: str,
    body: NewRuling,
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.DECIDE_APPEAL)],
) -> Dispute:
    """Decide for good."""
    return _decide(dispute_id, DisputeState.APPEALED, body, house, permit)


def _decide(dispute_id: str, asked: DisputeState, body: NewRuling, house: House, permit: Permit) -> Dispute:
    now, by = house.now(), permit.person.id
    with house.store.begin(permit.scope) as unit:
        dispute = unit.disputes.get(dispute_id, to_change=True)
        if dispute.state is not asked:
            raise TransitionRefused(
                f"Dispute {dispute.id} is {dispute.state}; this decides one that is {asked}."
            )
        evaluation = unit.evaluations.get(dispute.evaluation)
        outcome = None if body.outcome is None else Outcome(body.outcome)
        origin = Origin(house.new_id(), dispute.id, by, now)
        result = None if outcome is None else origin.evaluation
        ruling = Ruling(by, now, body.verdict, outcome, body.reason, result)
        decided = disputes.decide(
            dispute,
            ruling,
            _who(permit.person),
            judges=judges_of(unit.evaluations.of(dispute.recording, in_force=False)),
            options=DisputeOptions(appeal=timedelta(days=house.settings.appeal_days)),
        )
        unit.disputes.save(decided)
        if outcome is None:
            unit.record(DisputeUpheld(**_of(decided), at=now, actor=by))
        else:
            _overturn(unit, house, decided, evaluation, outcome, origin)
        _end(unit, decided, origin)
    return decided


def _overturn(
    unit: Unit, house: House, dispute: Dispute, evaluation: Evaluation, outcome: Outcome, origin: Origin
) -> None:
    """Put the corrected evaluation in force, and propose what follows."""
    heard = unit.transcripts.get(evaluation.transcript).transcript
    shown = place(heard, dispute.at) if dispute.at is not None else None
    evidence = () if shown is None else (shown,)
    given = Amendment(outcome, dispute.rulings[-1].reason, evidence)
    made = corrected(unit, standing(unit, evaluation), dispute.criterion, given, origin)
    unit.evaluations.add(made)
    unit.record(
        DisputeOverturned(
            **_of(dispute), at=origin.at, actor=origin.by, outcome=outcome, result=origin.evaluation
        )
    )
    put_in_force(unit, made, zone=house.zone, at=origin.at, actor=origin.by)
    for proposal in _proposals(unit, house, dispute, evaluation, evidence):
        unit.proposals.add(proposal)
        if proposal.state is ProposalState.OPEN:
            event = ProposalMade(
                recording=dispute.recording,
                at=origin.at,
                actor=origin.by,
                proposal=proposal.id,
                kind=proposal.kind,
                count=1,
            )
            unit.record(event)


def _proposals(
    unit: Unit, house: House, dispute: Dispute, evaluation: Evaluation, evidence: tuple[Evidence, ...]
) -> tuple[Proposal, ...]:
    """Propose the call as an example beside its rubric, and to look for others where the machine erred, too."""
    machine = [
        each for each in unit.evaluations.of(dispute.recording) if each.author.kind is AuthorKind.MACHINE
    ]
    card = next(
        (each.scorecard for each in machine if each.scorecard.rubric == dispute.rubric), evaluation.scorecard
    )
    rubric = unit.rubrics.get(card.digest).rubric
    stored = unit.transcripts.get(evaluation.transcript)
    recording = unit.recordings.get(dispute.recording)
    outcome, at = dispute.rulings[-1].outcome or Outcome.MET, dispute.rulings[-1].at
    common = (dispute.id, dispute.recording, dispute.rubric, card.language, dispute.criterion, outcome, at)
    text = example(
        rubric,
        f"dispute {dispute.id}",
        stored.transcript,
        stored.cues,
        facts_of(recording.metadata, stored.transcript),
        (dispute.criterion, outcome, evidence),
    )
    path = f"{card.language}/{dispute.rubric}.test.yaml"
    proposed = Proposal(house.new_id(), ProposalKind.EXAMPLE, *common, ProposalState.OPEN, path, text)
    pattern = pattern_of(card, dispute.criterion)
    if not pattern.tells or pattern.outcome is not dispute.contested:  # the machine did not say what fell
        return (proposed,)
    seeking = Proposal(house.new_id(), ProposalKind.RESCORE, *common, ProposalState.SEEKING, pattern=pattern)
    return proposed, seeking


def _end(unit: Unit, dispute: Dispute, origin: Origin) -> None:
    """Make the evaluation final, once nothing of it is in dispute any more; a receipt tells of the decision."""
    if dispute.state is DisputeState.FINAL:
        unit.record(DisputeSettled(**_of(dispute), at=origin.at, actor=origin.by))
    evaluation = unit.evaluations.get(dispute.evaluation)
    pending = [
        each
        for each in unit.disputes.of(dispute.recording)
        if each.evaluation == evaluation.id and each.state in disputes.PENDING
    ]
    if not pending:
        evaluation = settle(evaluation)
        unit.evaluations.save(evaluation)
    issue_again(unit, evaluation, at=origin.at)


def _of(dispute: Dispute) -> dict[str, str]:
    """Give the fields that every event of a dispute has."""
    return {
        "recording": dispute.recording,
        "dispute": dispute.id,
        "evaluation": dispute.evaluation,
        "criterion": dispute.criterion,
    }


def _who(person: Person) -> Reviewer:
    return Reviewer(person.id, person.agent_id)
