"""Which calls somebody reaches, in SQL: put into every query that shows calls or what was made of them."""

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from qa.access import Scope
from qa.evaluation import EvaluationState
from storage import tables
from storage.score_tables import Grain, scores_by_day

_r = tables.recordings.c
_e = tables.evaluations.c
_s = scores_by_day.c

_FROM_COARSE = (Grain.HOUSE, Grain.QUEUE, Grain.TEAM, Grain.AGENT)
"""Each tells apart what those before it do."""


def calls_within(scope: Scope) -> ColumnElement[bool]:
    """Say of the table of recordings which lie within."""
    if scope.everything:
        return true()
    ways: list[ColumnElement[bool]] = []
    if scope.teams:
        ways.append(_r.team.in_(scope.teams))
    if scope.agent is not None:
        ways.append(and_(_r.agent_id == scope.agent, _published()))
    return or_(*ways) if ways else false()


def evaluations_within(scope: Scope) -> ColumnElement[bool]:
    """Say of the table of evaluations which lie within: of calls that do, and no draft where an agent looks."""
    if scope.everything:
        return true()
    reached = exists().where(_r.id == _e.recording_id, calls_within(Scope(teams=scope.teams)))
    own = exists().where(_r.id == _e.recording_id, calls_within(Scope(agent=scope.agent)))
    return or_(reached, and_(own, _e.state != EvaluationState.DRAFT))


def recording_within(recording: ColumnElement[str], scope: Scope) -> ColumnElement[bool]:
    """Say of a table that names recordings whose rows are of calls that lie within."""
    if scope.everything:
        return true()
    return exists().where(_r.id == recording, calls_within(scope))


def sums_within(scope: Scope) -> ColumnElement[bool]:
    """Say of the sums by day which are of calls that lie within; see `grain_of`."""
    if scope.everything:
        return true()
    ways: list[ColumnElement[bool]] = []
    if scope.teams:
        ways.append(_s.team.in_(scope.teams))
    if scope.agent is not None:
        ways.append(_s.agent == scope.agent)
    return or_(*ways) if ways else false()


def grain_of(scope: Scope) -> Grain:
    """Give the coarsest sums from which those within can be told apart."""
    if scope.everything:
        return Grain.HOUSE
    return Grain.TEAM if scope.agent is None else Grain.AGENT


def finer(one: Grain, other: Grain) -> Grain:
    """Choose the grain that tells apart whatever either does."""
    return max(one, other, key=_FROM_COARSE.index)


def _published() -> ColumnElement[bool]:
    """Tell whether a call was released to its agent: some evaluation of it counts."""
    made = tables.evaluations.alias()
    return exists().where(made.c.recording_id == _r.id, made.c.in_force)
