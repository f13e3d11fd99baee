"""The funnel in SQL: every call of the switch beside its recording, in the place that `qa.coverage.place` gives it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
)

from qa import coverage
from qa.coverage import Place, Step
from qa.recording import State
from storage import tables
from storage.evaluations import OPEN

BAR = "|"
SCORED = f"{Step.SCORED}{BAR}"

NEAR = timedelta(hours=6)
"""How far apart switch and recording may say that a call began, to be found together quickly."""

_c = tables.switch_calls.c
_r = tables.recordings.c


def place_of(written: str) -> Place:
    """Read the column `place`."""
    reached, _, reason = written.partition(BAR)
    return Place(Step(reached), reason)


def parts(*, since: datetime, before: datetime, teams: frozenset[str] | None) -> tuple[Select[Any], ...]:
    """Give every call that began in [since, before), of some teams or of all, once.

    A call of the switch and its recording nearly always begin at about the same time. So they are sought near each other
    first, where the database lays two stretches side by side, and only those that are not found there one by one.

    Returns:
        The calls that the switch listed, with their recordings from near; those without one from near, with what else
        there is; and recordings that the switch did not list.
    """
    near = (since - NEAR, before + NEAR)
    close, other = and_(_same_call(), _began(_r.started_at, near)), ~exists().where(_beside(near))
    unlisted = _unlisted().where(
        _r.in_force,
        ~exists().where(_same_call(), _began(_c.started_at, near)),
        ~exists().where(_same_call()),
        or_(
            and_(_r.started_at >= since, _r.started_at < before),
            and_(_r.started_at.is_(None), _r.received_at >= since, _r.received_at < before),
        ),
    )
    calls = tables.switch_calls
    listed = (
        _listed().select_from(calls.join(tables.recordings, close)),
        _listed().select_from(calls.outerjoin(tables.recordings, _same_call())).where(other),
    )
    found = tuple(each.where(_began(_c.started_at, (since, before))) for each in listed)
    if teams is not None:
        found = tuple(each.where(func.coalesce(_c.team, _r.team).in_(teams)) for each in found)
        unlisted = unlisted.where(_r.team.in_(teams))
    return (*found, unlisted)


def _began(moment: ColumnElement[Any], stretch: tuple[datetime, datetime]) -> ColumnElement[bool]:
    return and_(moment >= stretch[0], moment < stretch[1])


def _beside(near: tuple[datetime, datetime]) -> ColumnElement[bool]:
    """Say that there is a recording from near, under a name of its own."""
    r = tables.recordings.alias("beside").c
    return and_(r.source == _c.source, r.source_call_id == _c.call_id, _began(r.started_at, near))


def _listed() -> Select[Any]:
    return select(
        _c.id,
        _c.source,
        _c.call_id,
        _c.started_at.label("at"),
        func.coalesce(_c.duration, _r.duration).label("duration"),
        func.coalesce(_c.agent, _r.agent_id).label("agent"),
        func.coalesce(_c.team, _r.team).label("team"),
        func.coalesce(_c.direction, _r.direction).label("direction"),
        true().label("listed"),
        _r.id.label("recording"),
        _place(_c.recorded).label("place"),
    )


def _unlisted() -> Select[Any]:
    nothing = cast(null(), _c.recorded.type)
    return select(
        _r.id,
        _r.source,
        _r.source_call_id.label("call_id"),
        func.coalesce(_r.started_at, _r.received_at).label("at"),
        _r.duration,
        _r.agent_id.label("agent"),
        _r.team,
        _r.direction,
        false().label("listed"),
        _r.id.label("recording"),
        _place(nothing).label("place"),
    ).select_from(tables.recordings)


def _same_call() -> ColumnElement[bool]:
    return and_(_r.source == _c.source, _r.source_call_id == _c.call_id)


def _place(recorded: ColumnElement[Any]) -> ColumnElement[str]:
    """Write `qa.coverage.place` in SQL: the step, a bar, the reason."""
    state = _r.state
    return case(
        (and_(_r.id.is_(None), recorded.is_(False)), f"{Step.HAPPENED}{BAR}{coverage.NOT_RECORDED}"),
        (_r.id.is_(None), f"{Step.RECORDED}{BAR}{coverage.NOT_RECEIVED}"),
        (state != State.DONE, _came_to() + _stopped()),
        (_r.judged.is_(None), _came_to() + literal(coverage.NO_RUBRIC)),
        (_r.judged == OPEN, _came_to() + literal(coverage.UNDECIDED)),
        else_=SCORED,
    )


def _came_to() -> ColumnElement[str]:
    return case(
        (_r.transcript_id.is_not(None), f"{Step.TRANSCRIBED}{BAR}"),
        (_r.duration.is_not(None), f"{Step.DECODABLE}{BAR}"),
        else_=f"{Step.RECEIVED}{BAR}",
    )


def _stopped() -> ColumnElement[str]:
    failed = literal(f"{coverage.FAILED}:") + func.coalesce(_r.problem_code, coverage.UNKNOWN)
    unfit = literal(f"{coverage.NOT_SCORABLE}:") + func.coalesce(_r.unfit, _r.problem_code, coverage.UNKNOWN)
    return case(
        (_r.state == State.FAILED, failed),
        (_r.state == State.NOT_SCORABLE, unfit),
        else_=coverage.WAITING,
    )
