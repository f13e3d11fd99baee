"""What waits, what is being worked on, what failed: counted in the database, for those who watch the house."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, case, func, select

from qa.backlog import Listened, Pile
from qa.recording import SETTLED, Stage, State
from storage.tables import recordings

_r = recordings.c
_OPEN = tuple(state for state in State if state not in SETTLED)

LISTENED = 500
"""So many recordings that were done last tell the pace of their sources."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How many recordings ended at a stage in a state; `code` is the problem's, where they failed."""

    stage: Stage
    state: State
    code: str
    count: int


@dataclass(frozen=True, slots=True)
class InHand:
    """A recording that a worker has in hand.

    Attributes:
        owner: the worker.
        source: of the recording.
        stage: that is done.
        progress: share of the stage, 0 to 1.
        until: when the claim ends unless it is renewed.
    """

    owner: str
    source: str
    stage: Stage
    progress: float
    until: datetime


class Backlog:
    """The standing of all recordings, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def piles(self, now: datetime) -> tuple[Pile, ...]:
        """Add up the recordings that are not settled; one query along the index of states."""
        unmeasured = _r.duration.is_(None)
        # What is computed is computed beneath: PostgreSQL takes no parameter for the same one twice.
        each = (
            select(
                _r.source,
                _r.stage,
                _r.state,
                case((_r.next_attempt_at <= now, 1), else_=0).label("is_due"),
                _r.duration,
                case((unmeasured, _r.size), else_=0).label("bytes"),
                case((and_(unmeasured, _r.size.is_(None)), 1), else_=0).label("unsized"),
                _r.received_at,
            )
            .where(_r.state.in_(_OPEN))
            .subquery()
            .c
        )
        keys = (each.source, each.stage, each.state, each.is_due)
        sums = (
            func.count(),
            func.coalesce(func.sum(each.duration), 0.0),
            func.coalesce(func.sum(each.bytes), 0),
            func.sum(each.unsized),
            func.min(each.received_at),
        )
        rows = self._connection.execute(select(*keys, *sums).group_by(*keys).order_by(*keys))
        return tuple(
            Pile(
                source,
                Stage(stage),
                State(state),
                bool(due),
                count,
                float(seconds),
                int(size),
                unsized,
                oldest,
            )
            for source, stage, state, due, count, seconds, size, unsized, oldest in rows
        )

    def settled(self) -> tuple[Settled, ...]:
        """Count what has ended, failures by what went wrong."""
        code = case((_r.state == State.FAILED, func.coalesce(_r.problem_code, "")), else_="").label("code")
        each = select(_r.stage, _r.state, code).where(_r.state.in_(sorted(SETTLED))).subquery().c
        keys = (each.stage, each.state, each.code)
        wanted = select(*keys, func.count()).group_by(*keys)
        rows = self._connection.execute(wanted.order_by(*keys))
        return tuple(Settled(Stage(stage), State(state), what, count) for stage, state, what, count in rows)

    def in_hand(self, limit: int) -> tuple[InHand, ...]:
        """List what workers have in hand, by worker; at most so many."""
        wanted = (
            select(_r.lease_owner, _r.source, _r.stage, _r.progress, _r.lease_until)
            .where(_r.state == State.WORKING, _r.lease_owner.is_not(None))
            .order_by(_r.lease_owner, _r.id)
            .limit(limit)
        )
        rows = self._connection.execute(wanted)
        return tuple(
            InHand(owner, source, Stage(stage), share, until) for owner, source, stage, share, until in rows
        )

    def listened(self, limit: int = LISTENED) -> tuple[Listened, ...]:
        """Give size and length of what was done last."""
        last = (
            select(_r.source, _r.size, _r.duration)
            .where(_r.state == State.DONE)
            .order_by(_r.received_at.desc(), _r.id.desc())
            .limit(limit)
        )
        rows = self._connection.execute(last)
        return tuple(Listened(source, size, seconds) for source, size, seconds in rows if size and seconds)
