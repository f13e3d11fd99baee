"""The coverage ledger as it is kept: one row for each call, of what the switch said and of what came.

Each half is written by itself into the call's one row, whichever comes first, and the row says where the call stands. So
two transactions that bring the halves at once wait for each other, and no sum is shared by anybody: a day is counted from
an index of its rows.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    cast,
    delete,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage.funnel import came_to
from storage.ledger_tables import ledger
from storage.tables import recordings, switch_calls

BATCH = 500
"""Calls that are written in one statement."""

_l, _r, _c = ledger.c, recordings.c, switch_calls.c
_LISTED = ("listed", "listed_at", "listed_team", "recorded")
_CAME = ("recording", "came_at", "came_team", "came_to")


class Ledger:
    """All calls, inside one transaction.

    Args:
        connection: the transaction's.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = postgresql if connection.dialect.name == "postgresql" else sqlite

    def came(self, names: Collection[str], *, elsewhere: Collection[str] = ()) -> None:
        """Write down how far recordings have come, as they stand in this transaction.

        Args:
            names: of the recordings; what changed them holds their rows.
            elsewhere: those of them that may belong to another call than before, or to none any more.
        """
        if elsewhere:
            self._part(elsewhere)
        half = select(_key_of_recording().label("call"), *_half_that_came())
        self._put(_CAME, half.where(_r.id.in_(sorted(names)), _r.in_force))

    def listed(self, ids: Collection[str]) -> None:
        """Write down what the switch says of calls, as it stands in this transaction."""
        half = select(_key(_c.source, _c.call_id).label("call"), *_half_that_is_listed())
        self._put(_LISTED, half.where(_c.id.in_(sorted(ids))))

    def forget(self, source: str) -> None:
        """Forget the calls of a source, of which neither recordings nor the switch's list are there any more."""
        begin = f"{len(source)}:{source}"
        mine = and_(_l.call >= begin, _l.call.startswith(begin, autoescape=True))
        self._connection.execute(delete(ledger).where(or_(mine, _l.at.is_(None))))

    def mend(self, since: datetime, before: datetime) -> int:
        """Write down anew what began in [since, before) and stands otherwise; gives how many calls those were."""
        gone = (
            select(_l.recording)
            .join(recordings, _r.id == _l.recording)
            .where(*_within(_l.at, since, before), or_(~_r.in_force, _l.call != _key_of_recording()))
        )
        began = or_(
            and_(*_within(_r.started_at, since, before)),
            and_(_r.started_at.is_(None), *_within(_r.received_at, since, before)),
        )
        come = (
            select(_r.id)
            .outerjoin(ledger, and_(_l.recording == _r.id, _l.call == _key_of_recording()))
            .where(_r.in_force, began, _differ(_CAME, _half_that_came()))
        )
        told = (
            select(_c.id)
            .outerjoin(ledger, _l.call == _key(_c.source, _c.call_id))
            .where(*_within(_c.started_at, since, before), _differ(_LISTED, _half_that_is_listed()))
        )
        lost, late, listed = (self._connection.execute(each).scalars().all() for each in (gone, come, told))
        if lost:
            self._part(lost)
        for batch in _batches([*lost, *late]):
            self.came(batch)
        for batch in _batches(listed):
            self.listed(batch)
        return len({*lost, *late, *listed})

    def _part(self, names: Collection[str]) -> None:
        mine = _l.recording.in_(sorted(names))
        self._connection.execute(delete(ledger).where(mine, _l.listed_at.is_(None)))
        nothing = dict.fromkeys(_CAME)
        self._connection.execute(update(ledger).where(mine).values(nothing))

    def _put(self, columns: tuple[str, ...], half: Select[Any]) -> None:
        """Write halves into their rows, always in one order; what is so already is not written again."""
        statement = self._dialect.insert(ledger).from_select(("call", *columns), half.order_by("call"))
        new = {name: statement.excluded[name] for name in columns}
        differs = _differ(columns, new.values())
        put = statement.on_conflict_do_update(index_elements=[_l.call], set_=new, where=differs)
        self._connection.execute(put)


@cache
def _half_that_came() -> tuple[ColumnElement[Any], ...]:
    """Read `_CAME` off a recording."""
    return _r.id.expression, func.coalesce(_r.started_at, _r.received_at), _r.team.expression, came_to()


@cache
def _half_that_is_listed() -> tuple[ColumnElement[Any], ...]:
    """Read `_LISTED` off a call of the switch."""
    return _c.id.expression, _c.started_at.expression, _c.team.expression, _c.recorded.expression


def _differ(columns: tuple[str, ...], values: Iterable[ColumnElement[Any]]) -> ColumnElement[bool]:
    pairs = zip(columns, values, strict=True)
    return or_(*(_l[name].is_distinct_from(value) for name, value in pairs))


def _key(source: ColumnElement[str], call_id: ColumnElement[str]) -> ColumnElement[str]:
    """Name a call by its source and its id there: the length first, so that no two calls share a name."""
    return cast(func.length(source), String) + literal(":") + source + call_id


@cache
def _key_of_recording() -> ColumnElement[str]:
    """Name a recording's call; one that came without a call id is a call of its own."""
    return func.coalesce(_key(_r.source.expression, _r.source_call_id.expression), literal("-:") + _r.id)


def _within(
    moment: ColumnElement[Any], since: datetime, before: datetime
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return moment >= since, moment < before


def _batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[begin : begin + BATCH] for begin in range(0, len(names), BATCH))
