"""How a list of recordings is read: by which index, so that its first page does not ask for a look at all others.

Where something is sought that was found of recordings, the index of what was found is walked in order of time, and each
recording on the way is looked at; of scores each band is walked by itself. Else the recordings' own indexes serve.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, or_, select, true, tuple_, union_all

from qa.access import Scope
from storage import cursor
from storage.band_tables import LAST, band_of, bands
from storage.filters import Filter, Order, conditions, found_so, is_or_unknown
from storage.scopes import calls_within
from storage.score_tables import shortfalls
from storage.tables import flags, recordings

_r, _b = recordings.c, bands.c


@dataclass(frozen=True, slots=True)
class _Walk:
    """An index in order of time.

    Attributes:
        table: with columns `received_at`, `recording_id`, `agent_id` and `team`.
        stretches: of the index; each is in order.
        rest: what is asked of the recordings on the way.
    """

    table: FromClause
    stretches: tuple[ColumnElement[bool], ...]
    rest: Filter


def wanted(chosen: Filter, scope: Scope, *, order: Order, limit: int, cursor_at: str | None) -> Select[str]:
    """Ask for the ids of the recordings of a page, in order.

    Args:
        chosen: which.
        scope: within reach of whom.
        order: by when they were received.
        limit: at most so many.
        cursor_at: of the page before.

    Raises:
        CursorInvalid: the cursor was altered, or belongs to another list.
    """
    place = None if cursor_at is None else cursor.read(cursor_at, list_key=chosen.key(order))
    walk = _walk(chosen)
    if walk is None:
        here = (_r.received_at.expression, _r.id.expression)
        asked = select(_r.id).where(*conditions(chosen), calls_within(scope), _after(here, place, order))
        return asked.order_by(*_ordered(here, order)).limit(limit)
    parts = [_part(walk, stretch, chosen, scope, place, order, limit) for stretch in walk.stretches]
    found = union_all(*(select(part) for part in parts)).subquery()
    # An evaluation of a person and one of the machine may each have led to the same recording.
    once = select(found.c.at, found.c.id).distinct().order_by(*_ordered((found.c.at, found.c.id), order))
    return select(once.limit(limit).subquery().c.id)


def _walk(chosen: Filter) -> _Walk | None:
    """Choose what is walked; None where a recording's own facts may be rarer than what was found of it."""
    if chosen.states or any((chosen.stage, chosen.problem, chosen.text, chosen.audio_sha256)):
        return None
    by_score = chosen.score_from is not None or chosen.score_to is not None
    if chosen.criterion is not None:
        kept = chosen.rubric if by_score or chosen.of_judged else None
        return _Walk(
            shortfalls, (found_so(chosen),), replace(chosen, criterion=None, outcome=None, rubric=kept)
        )
    if chosen.flag is not None:
        return _Walk(flags, (flags.c.kind == chosen.flag,), replace(chosen, flag=None))
    if by_score and chosen.rubric is not None and not chosen.of_judged:
        return _Walk(
            bands, tuple(_bands(chosen)), replace(chosen, rubric=None, score_from=None, score_to=None)
        )
    return None


def _bands(chosen: Filter) -> Iterator[ColumnElement[bool]]:
    lowest = 0 if chosen.score_from is None else band_of(chosen.score_from)
    highest = LAST if chosen.score_to is None else band_of(chosen.score_to)
    for band in range(lowest, highest + 1):
        within = [_b.rubric == chosen.rubric, _b.band == band]
        if chosen.score_from is not None and band == lowest:
            within.append(_b.score >= chosen.score_from)
        if chosen.score_to is not None and band == highest:
            within.append(_b.score <= chosen.score_to)
        yield and_(*within)
    if lowest > highest:
        yield and_(_b.rubric == chosen.rubric, _b.band < 0)  # nothing is between the two


def _part(
    walk: _Walk,
    stretch: ColumnElement[bool],
    chosen: Filter,
    scope: Scope,
    place: tuple[datetime, str] | None,
    order: Order,
    limit: int,
) -> Any:
    """Ask for the first recordings of a stretch."""
    columns = walk.table.c
    here = (columns.received_at.expression, columns.recording_id.expression)
    # As a question about each row, not as a join: a planner would take what is asked of the recordings to be rare, and
    # begin with all calls of an agent or a team.
    fits = (
        select(and_(*conditions(walk.rest), calls_within(scope), true()))
        .where(_r.id == columns.recording_id)
        .scalar_subquery()
    )
    asked = (
        select(here[0].label("at"), here[1].label("id"))
        .distinct()  # a flag may be raised twice
        .where(stretch, *_whose(columns, chosen, scope), *_when(columns, chosen), _after(here, place, order))
        .where(fits)
    )
    return asked.order_by(*_ordered(here, order)).limit(limit).subquery()


def _whose(columns: Any, chosen: Filter, scope: Scope) -> Iterator[ColumnElement[bool]]:
    """Say of what was found whose call it is, as is said of the recordings: its index knows."""
    if chosen.agent is not None:
        yield is_or_unknown(columns.agent_id, chosen.agent)
    if chosen.team is not None:
        yield is_or_unknown(columns.team, chosen.team)
    if not scope.everything:
        own = columns.agent_id == scope.agent if scope.agent is not None else None
        teams = columns.team.in_(scope.teams) if scope.teams else None
        yield or_(*(each for each in (own, teams) if each is not None))


def _when(columns: Any, chosen: Filter) -> Iterator[ColumnElement[bool]]:
    if chosen.received_from is not None:
        yield columns.received_at >= chosen.received_from
    if chosen.received_before is not None:
        yield columns.received_at < chosen.received_before


def _after(
    here: tuple[ColumnElement[Any], ColumnElement[Any]], place: tuple[datetime, str] | None, order: Order
) -> ColumnElement[bool]:
    if place is None:
        return true()
    position = tuple_(*here)
    return position < tuple_(*place) if order is Order.NEWEST else position > tuple_(*place)


def _ordered(columns: tuple[ColumnElement[Any], ...], order: Order) -> Iterator[ColumnElement[Any]]:
    return (each.desc() if order is Order.NEWEST else each.asc() for each in columns)
