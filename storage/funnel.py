"""The funnel in SQL: how far a recording came, as `qa.coverage.place` tells it of one."""

from sqlalchemy import ColumnElement, case, func, literal

from qa import coverage
from qa.coverage import Place, Step
from qa.recording import State
from storage import tables
from storage.evaluations import OPEN
from storage.ledger_tables import BAR, SCORED

_r = tables.recordings.c


def place_of(written: str) -> Place:
    """Read a place that was written down: the step, a bar, the reason."""
    reached, _, reason = written.partition(BAR)
    return Place(Step(reached), reason)


def came_to() -> ColumnElement[str]:
    """Write a recording's place down."""
    return case(
        (_r.state != State.DONE, _reached() + _stopped()),
        (_r.judged.is_(None), _reached() + literal(coverage.NO_RUBRIC)),
        (_r.judged == OPEN, _reached() + literal(coverage.UNDECIDED)),
        else_=SCORED,
    )


def _reached() -> ColumnElement[str]:
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
