"""What follows from overturned findings, put before the QA lead; nothing happens before it is accepted."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.access import Permit, allowed
from api.blind import blind_calls, check_sighted
from api.called import CallIds, call_ids
from api.deps import HouseDep
from api.pages import PagingDep
from api.sources import Word
from qa import rubric_version
from qa.access import Action
from qa.example_version import base_of, with_example
from qa.programme_events import ProposalAccepted, ProposalRejected
from qa.proposal import Proposal, ProposalKind, ProposalState, decide
from qa.rubric_version import happened
from scoring.example import read
from storage.errors import NotFound
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
    """Proposals, oldest first.

    Attributes:
        items: in that order.
        next: cursor of the following page, for `?cursor=`; null on the last one.
        call_ids: what recording systems call the calls that they name, by the recording's id; of those that may be read.
    """

    items: tuple[Proposal, ...]
    next: str | None
    call_ids: CallIds


@router.get(
    "",
    operation_id="listProposals",
    summary="List proposals",
)
def list_proposals(
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.DECIDE_APPEAL)],
    paging: PagingDep,
    state: Annotated[tuple[ProposalState, ...], Query(description="In these states; all if left out.")] = (),
) -> ProposalList:
    """List examples to be added beside rubrics, and calls to be corrected; none with a call that one scores blind."""
    with house.store.read() as unit:
        page = unit.proposals.page(state, limit=paging.limit, cursor_at=paging.cursor)
        calls = [call for each in page.items for call in _calls(each)]
        blind = blind_calls(unit, calls, permit.person)
        shown = tuple(each for each in page.items if not blind.keys() & set(_calls(each)))
        named = call_ids(unit, (call for each in shown for call in _calls(each)), permit.person)
    return ProposalList(shown, paging.named(page.next), named)


@router.get(
    "/{proposal_id}",
    operation_id="getProposal",
    summary="Get a proposal",
)
def get_proposal(
    proposal_id: str, house: HouseDep, permit: Annotated[Permit, allowed(Action.DECIDE_APPEAL)]
) -> Proposal:
    """Show the text of an example, or all calls that rest on the same mistake with what each would come to."""
    with house.store.read() as unit:
        proposal = unit.proposals.get(proposal_id)
        for call in _calls(proposal):
            check_sighted(unit, call, permit.person)
    return proposal


@router.post("/{proposal_id}/accept", operation_id="acceptProposal", summary="Accept a proposal")
def accept_proposal(
    proposal_id: str,
    body: Acceptance,
    house: HouseDep,
    permit: Annotated[Permit, allowed(Action.DECIDE_APPEAL)],
) -> Proposal:
    """Accept an example, or have calls corrected by the workers.

    An example becomes part of the tests of a new draft of its rubric (`draft`); no call is scored by that until somebody
    publishes it.
    """
    now = house.now()
    with house.store.begin() as unit:
        proposal = unit.proposals.get(proposal_id, to_change=True)
        accepted = decide(
            proposal, accept=True, by=permit.person.id, reason=body.reason, now=now, text=body.text
        )
        if accepted.kind is ProposalKind.EXAMPLE:
            accepted = _put_beside(unit, accepted)
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


def _put_beside(unit: Unit, proposal: Proposal) -> Proposal:
    """Make a draft of the rubric that has the example among its tests.

    Raises:
        RubricInvalid: the text cannot be read as examples of its rubric; with everything that is wrong.
        TransitionRefused: the rubric's text does not say its version on a line of its own.
    """
    former = unit.rubrics.of(proposal.rubric, proposal.language)
    if not former:
        raise NotFound(f"No version of {proposal.rubric} ({proposal.language}) is stored.")
    base = base_of(former)
    read(base.rubric, proposal.text, proposal.path)
    source = with_example(base, proposal.text, (each.rubric.version for each in former))
    source.given(source.rubric())
    added = rubric_version.draft(
        source,
        former=former,
        author=proposal.decided_by,
        reason=f"with the example of dispute {proposal.dispute}: {proposal.reason}",
        now=proposal.decided_at or proposal.made_at,
    )
    unit.rubrics.put(added)
    unit.record(happened(added))
    return replace(proposal, draft=added.digest)


def _calls(proposal: Proposal) -> tuple[str, ...]:
    """Name the calls of whose findings a proposal tells."""
    return (proposal.recording, *(each.recording for each in proposal.affected))
