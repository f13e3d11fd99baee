"""The disputes, and the proposals that follow from them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy.exc import IntegrityError

from qa.access import EVERY_CALL, Scope
from qa.bare_programme import bare_dispute, bare_proposal
from qa.dispute import Dispute, DisputeState
from qa.evaluation import AuthorKind, Evaluation
from qa.proposal import Proposal, ProposalState
from scoring.finding import Outcome
from storage.codec import Codec
from storage.content_keys import ContentKeys
from storage.errors import Conflict, NotFound
from storage.evaluations import Evaluations
from storage.keyset import Place, Stretch
from storage.programme_tables import disputes, proposals
from storage.scopes import recording_within
from storage.score_tables import shortfalls
from storage.tables import evaluations
from storage.worded import Worded

MOST = 500
"""Rows that one list holds."""

_d, _p = disputes.c, proposals.c


def _dispute_columns(dispute: Dispute) -> dict[str, Any]:
    return {
        "id": dispute.id,
        "recording_id": dispute.recording,
        "evaluation_id": dispute.evaluation,
        "rubric": dispute.rubric,
        "criterion": dispute.criterion,
        "state": dispute.state,
        "opened_at": dispute.opened_at,
        "appeal_until": dispute.appeal_until,
    }


def _proposal_columns(proposal: Proposal) -> dict[str, Any]:
    return {
        "id": proposal.id,
        "recording_id": proposal.recording,
        "state": proposal.state,
        "made_at": proposal.made_at,
    }


kept_disputes = Worded("dispute", disputes, Codec(Dispute), bare_dispute, _dispute_columns)
kept_proposals = Worded("proposal", proposals, Codec(Proposal), bare_proposal, _proposal_columns)


class Disputes:
    """All disputes, inside one transaction.

    Args:
        connection: the transaction's.
        keys: of the recordings.
        scope: of which calls they can be seen.
    """

    def __init__(self, connection: Connection, keys: ContentKeys, scope: Scope = EVERY_CALL) -> None:
        self._connection = connection
        self._keys = keys
        self._within = recording_within(_d.recording_id, scope)

    def add(self, dispute: Dispute) -> None:
        """Keep a new dispute.

        Raises:
            Conflict: the same finding was contested at the same moment.
        """
        try:
            kept_disputes.add(self._connection, self._keys, dispute)
        except IntegrityError as error:
            raise Conflict(
                f"{dispute.criterion} of this call was contested at this moment; look again."
            ) from error

    def save(self, dispute: Dispute) -> None:
        """Write down a change in a dispute's life."""
        kept_disputes.save(self._connection, self._keys, dispute)

    def get(self, dispute_id: str, *, to_change: bool = False) -> Dispute:
        """Load a dispute; `to_change` it, wait for whoever else does.

        Raises:
            NotFound: there is none of that id within reach.
        """
        found = self._find(_d.id == dispute_id, lock=to_change)
        if not found:
            raise NotFound(f"There is no dispute {dispute_id!r}; GET /v1/disputes lists those there are.")
        return found[0]

    def of(self, recording: str) -> tuple[Dispute, ...]:
        """List what was contested of a recording, oldest first."""
        return self._find(_d.recording_id == recording)

    def all(self, states: Sequence[DisputeState] = ()) -> tuple[Dispute, ...]:
        """List disputes in some states, or in any; oldest first, `MOST` of them."""
        return self._find(*([_d.state.in_(states)] if states else []))

    def page(
        self, states: Sequence[DisputeState] = (), *, limit: int = MOST, cursor_at: str | None = None
    ) -> Stretch[Dispute]:
        """List disputes in some states, or in any; oldest first, page by page.

        Raises:
            CursorInvalid: the cursor was altered, or belongs to another list.
        """
        place = Place(repr(("disputes", *sorted(states))), limit, cursor_at)
        within = [_d.state.in_(states)] if states else []
        after = place.after(_d.opened_at.expression, _d.id.expression)
        found = self._find(*within, *after, most=limit + 1)
        return place.cut(found, lambda each: (each.opened_at, each.id))

    def lapsed(self, now: datetime) -> tuple[Dispute, ...]:
        """List disputes that were upheld and can be appealed no more."""
        return self._find(_d.state == DisputeState.UPHELD, _d.appeal_until < now)

    def _find(self, *which: ColumnElement[bool], lock: bool = False, most: int = MOST) -> tuple[Dispute, ...]:
        wanted = select(_d.id, _d.recording_id, _d.body, _d.sealed).where(*which, self._within)
        wanted = wanted.order_by(_d.opened_at, _d.id).limit(most)
        rows = self._connection.execute(wanted.with_for_update() if lock else wanted).all()
        return kept_disputes.read(self._keys, rows)


class Proposals:
    """All proposals, inside one transaction.

    Args:
        connection: the transaction's.
        keys: of the recordings.
        made: the evaluations in it.
    """

    def __init__(self, connection: Connection, keys: ContentKeys, made: Evaluations) -> None:
        self._connection = connection
        self._keys = keys
        self._made = made

    def add(self, proposal: Proposal) -> None:
        """Keep a new proposal."""
        kept_proposals.add(self._connection, self._keys, proposal)

    def save(self, proposal: Proposal) -> None:
        """Write down a change in a proposal's life."""
        kept_proposals.save(self._connection, self._keys, proposal)

    def get(self, proposal_id: str, *, to_change: bool = False) -> Proposal:
        """Load a proposal; `to_change` it, wait for whoever else does.

        Raises:
            NotFound: there is none of that id.
        """
        found = self._find(_p.id == proposal_id, lock=to_change)
        if not found:
            raise NotFound(f"There is no proposal {proposal_id!r}; GET /v1/proposals lists those there are.")
        return found[0]

    def all(self, states: Sequence[ProposalState] = ()) -> tuple[Proposal, ...]:
        """List proposals in some states, or in any; oldest first, `MOST` of them."""
        return self._find(*([_p.state.in_(states)] if states else []))

    def page(
        self, states: Sequence[ProposalState] = (), *, limit: int = MOST, cursor_at: str | None = None
    ) -> Stretch[Proposal]:
        """List proposals in some states, or in any; oldest first, page by page.

        Raises:
            CursorInvalid: the cursor was altered, or belongs to another list.
        """
        place = Place(repr(("proposals", *sorted(states))), limit, cursor_at)
        within = [_p.state.in_(states)] if states else []
        after = place.after(_p.made_at.expression, _p.id.expression)
        found = self._find(*within, *after, most=limit + 1)
        return place.cut(found, lambda each: (each.made_at, each.id))

    def alike(self, proposal: Proposal, after: str, limit: int) -> Iterator[Evaluation]:
        """Give the machine's evaluations in force in which a criterion came out as a pattern says, by id.

        Args:
            proposal: a rescore.
            after: id of the last one looked at; empty for the first.
            limit: how many at once.
        """
        pattern = proposal.pattern
        if pattern is None:
            return
        table, short = evaluations.c, shortfalls.c
        wanted = select(table.id).where(
            table.in_force,
            table.author_kind == AuthorKind.MACHINE,
            table.rubric == proposal.rubric,
            table.id > after,
            table.recording_id != proposal.recording,
        )
        if pattern.outcome is Outcome.NOT_MET:  # lists are kept of these
            listed = select(short.recording_id).where(
                short.rubric == proposal.rubric,
                short.criterion == proposal.criterion,
                short.outcome == pattern.outcome,
            )
            wanted = wanted.where(table.recording_id.in_(listed))
        for name in self._connection.execute(wanted.order_by(table.id).limit(limit)).scalars().all():
            yield self._made.get(name)

    def _find(
        self, *which: ColumnElement[bool], lock: bool = False, most: int = MOST
    ) -> tuple[Proposal, ...]:
        wanted = select(_p.id, _p.recording_id, _p.body, _p.sealed).where(*which)
        wanted = wanted.order_by(_p.made_at, _p.id).limit(most)
        rows = self._connection.execute(wanted.with_for_update() if lock else wanted).all()
        return kept_proposals.read(self._keys, rows)
