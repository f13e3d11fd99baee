"""The funnel in SQL: every call of the switch beside its recording, in the place that `qa.coverage.place` gives it."""

from datetime import datetime
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

BAR = "|"
SCORED = f"{Step.SCORED}{BAR}"

_c = tables.switch_calls.c
_r = tables.recordings.c


def place_of(written: str) -> Place:
    """Read the column `place`."""
    reached, _, reason = written.partition(BAR)
    return Place(Step(reached), reason)


def halves(*, since: datetime, before: datetime, team: str | None) -> tuple[Select[Any], Select[Any]]:
    """Give every call that began in [since, before), of one team or of all, once: those the switch listed, and other recordings."""
    listed = _listed().where(_c.started_at >= since, _c.started_at < before)
    other = _unlisted().where(
        or_(
            and_(_r.started_at >= since, _r.started_at < before),
            and_(_r.started_at.is_(None), _r.received_at >= since, _r.received_at < before),
        )
    )
    if team is not None:
        listed = listed.where(func.coalesce(_c.team, _r.team) == team)
        other = other.where(_r.team == team)
    return listed, other


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
    ).select_from(tables.switch_calls.outerjoin(tables.recordings, _same_call()))


def _unlisted() -> Select[Any]:
    nothing = cast(null(), _c.recorded.type)
    return (
        select(
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
        )
        .select_from(tables.recordings)
        .where(_r.in_force, ~exists().where(_same_call()))
    )


def _same_call() -> ColumnElement[bool]:
    return and_(_r.source == _c.source, _r.source_call_id == _c.call_id)


def _place(recorded: ColumnElement[Any]) -> ColumnElement[str]:
    """Write `qa.coverage.place` in SQL: the step, a bar, the reason. One column: each costs a look at the evaluations."""
    state = _r.state
    return case(
        (and_(_r.id.is_(None), recorded.is_(False)), f"{Step.HAPPENED}{BAR}{coverage.NOT_RECORDED}"),
        (_r.id.is_(None), f"{Step.RECORDED}{BAR}{coverage.NOT_RECEIVED}"),
        (state != State.DONE, _came_to() + _stopped()),
        (~_evaluated(), _came_to() + literal(coverage.NO_RUBRIC)),
        (_undecided(), _came_to() + literal(coverage.UNDECIDED)),
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


def _evaluated() -> ColumnElement[bool]:
    made = tables.evaluations.alias()
    return exists().where(made.c.recording_id == _r.id, made.c.in_force)


def _undecided() -> ColumnElement[bool]:
    """Tell whether some rubric's criteria were answered whole by nobody: neither the machine nor a person."""
    open_, answered = tables.evaluations.alias(), tables.evaluations.alias()
    whole = exists().where(
        answered.c.recording_id == open_.c.recording_id,
        answered.c.rubric == open_.c.rubric,
        answered.c.in_force,
        answered.c.undecided == 0,
    )
    return exists().where(open_.c.recording_id == _r.id, open_.c.in_force, open_.c.undecided > 0, ~whole)
