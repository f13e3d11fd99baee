"""What follows from overturned findings, put before the QA lead; nothing happens before it is accepted."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.access import Permit, allowed
from api.deps import HouseDep
from api.sources import Word
from qa.access import Action
from qa.programme_events import ProposalAccepted, ProposalRejected
from qa.proposal import Proposal, ProposalKind, ProposalState, decide
from scoring.example import read
from storage.uow import Unit

router = APIRouter(prefix="/v1/proposals", tags=["Disputes"])


class Acceptance(Word):
    """Why a proposal is accepted."""

    text: str | None = Field(
        None,
        min_length=1,
        max_length=500_000,
        description="Of an example, its YAML as the lead corrected it.",
    )


@dataclass(frozen=True, slots=True)
class ProposalList:
    """Proposals, oldest first; at most 500."""

    items: tuple[Proposal, ...]


@router.get(
    "",
    operation_id="listProposals",
    summary="List proposals",
    dependencies=[allowed(Action.DECIDE_APPEAL)],
)
def list_proposals(
    house: HouseDep,
    state: Annotated[tuple[ProposalState, ...], Query(description="In these states; all if left out.")] = (),
) -> ProposalList:
    """List examples to be added beside rubrics, and calls to be corrected."""
    with house.store.read() as unit:
        return ProposalList(unit.proposals.all(state))


@router.get(
    "/{proposal_id}",
    operation_id="getProposal",
    summary="Get a proposal",
    dependencies=[allowed(Action.DECIDE_APPEAL)],
)
def get_proposal(proposal_id: str, house: HouseDep) -> Proposal:
    """Show the text of an example, or all calls that rest on the same mistake with what each would come to."""
    with house.store.read() as unit:
        return unit.proposals.get(proposal_id)


@router.post("/{proposal_id}/accept", operation_id="acceptProposal", summary="Accept a proposal")
def accept_proposal(
    proposal_id: str,
    body: Acceptance,
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.DECIDE_APPEAL)],
) -> Proposal:
    """Accept an example, whose text is then to be put beside its rubric, or have calls corrected by the workers."""
    now = house.now()
    with house.store.begin() as unit:
        proposal = unit.proposals.get(proposal_id, to_change=True)
        accepted = decide(
            proposal, accept=True, by=permit.person.id, reason=body.reason, now=now, text=body.text
        )
        if accepted.kind is ProposalKind.EXAMPLE:
            _check(unit, accepted)
        unit.proposals.save(accepted)
        unit.record(
            ProposalAccepted(
                recording=accepted.recording,
                at=now,
                actor=permit.person.id,
                proposal=accepted.id,
                kind=accepted.kind,
            )
        )
    return accepted


@router.post("/{proposal_id}/reject", operation_id="rejectProposal", summary="Reject a proposal")
def reject_proposal(
    proposal_id: str, body: Word, house: HouseDep, permit: Annotated[Permit, allowed(Action.DECIDE_APPEAL)]
) -> Proposal:
    """Leave the rubric's examples, or the other calls, as they are."""
    now = house.now()
    with house.store.begin() as unit:
        proposal = unit.proposals.get(proposal_id, to_change=True)
        rejected = decide(proposal, accept=False, by=permit.person.id, reason=body.reason, now=now)
        unit.proposals.save(rejected)
        unit.record(
            ProposalRejected(
                recording=rejected.recording,
                at=now,
                actor=permit.person.id,
                proposal=rejected.id,
                kind=rejected.kind,
            )
        )
    return rejected


def _check(unit: Unit, proposal: Proposal) -> None:
    """See that the text can be read as examples of its rubric.

    Raises:
        RubricInvalid: it cannot; with everything that is wrong.
    """
    dispute = unit.disputes.get(proposal.dispute)
    digest = unit.evaluations.get(dispute.evaluation).scorecard.digest
    read(unit.rubrics.get(digest).rubric, proposal.text, proposal.path)
