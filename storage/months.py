"""Sums of whole months: what a question over many days is added up from, with the days at its two ends.

They are written with the sums of days (`storage.scores`). A process of a version without them wrote the days alone;
`mend` makes them agree again.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, insert, literal, select, text

from storage.score_tables import COUNTS, Grain, scores_by_day

_s = scores_by_day.c
_SAME = tuple(column for column in scores_by_day.primary_key if column.name not in {"grain", "day"})
_COUNTED = tuple(_s[name] for name in COUNTS)


def stretches(since: date, before: date) -> Iterator[ColumnElement[bool]]:
    """Choose rows that tell of these days by agent, as few as can be: of whole months, and of the days around them.

    Each condition is of one grain and one stretch of days, so that an index serves it; no row meets two.

    Args:
        since: the first day.
        before: the day after the last.
    """
    first = since if since.day == 1 else following(since)
    last = before.replace(day=1)
    if first >= last:
        yield _at(Grain.AGENT, since, before)
        return
    yield _at(Grain.MONTH, first, last)
    if since < first:
        yield _at(Grain.AGENT, since, first)
    if last < before:
        yield _at(Grain.AGENT, last, before)


def following(day: date) -> date:
    """Give the first day of the month after a day's."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def mend(connection: Connection) -> int:
    """Sum up anew the months that their days do not agree with; gives how many those were.

    Nobody publishes meanwhile: they wait, some seconds for each such month of a large house.
    """
    if not _wrong(connection):
        return 0
    if connection.dialect.name == "postgresql":  # SQLite has one writer as it is
        connection.execute(text("LOCK TABLE scores_by_day IN SHARE ROW EXCLUSIVE MODE"))
    wrong = _wrong(connection)
    for first in wrong:
        connection.execute(delete(scores_by_day).where(_at(Grain.MONTH, first, following(first))))
        names = ("grain", "day", *(column.name for column in (*_SAME, *_COUNTED)))
        connection.execute(insert(scores_by_day).from_select(names, _summed(first)))
    return len(wrong)


def _wrong(connection: Connection) -> list[date]:
    """List the months that do not have as many evaluations, findings and outcomes as their days have together."""
    days: dict[date, list[int]] = defaultdict(lambda: [0] * len(_TOLD))
    for day, *told in _totals(connection, Grain.HOUSE):  # as many as by agent, in far fewer rows
        month = days[day.replace(day=1)]
        for place, count in enumerate(told):
            month[place] += count
    months = {month: told for month, *told in _totals(connection, Grain.MONTH)}
    nothing = [0] * len(_TOLD)
    return sorted(each for each in {*days, *months} if days.get(each, nothing) != months.get(each, nothing))


_TOLD = tuple(_s[name] for name in COUNTS if name not in {"total", "squares"})


def _totals(connection: Connection, grain: Grain) -> Iterator[tuple[date, *tuple[int, ...]]]:
    wanted = select(_s.day, *map(func.sum, _TOLD)).where(_s.grain == int(grain)).group_by(_s.day)
    for day, *told in connection.execute(wanted):
        yield date.fromordinal(day), *told


def _summed(first: date) -> Select[*tuple[object, ...]]:
    return (
        select(literal(int(Grain.MONTH)), literal(first.toordinal()), *_SAME, *map(func.sum, _COUNTED))
        .where(_at(Grain.AGENT, first, following(first)))
        .group_by(*_SAME)
    )


def _at(grain: Grain, since: date, before: date) -> ColumnElement[bool]:
    return and_(_s.grain == int(grain), _s.day >= since.toordinal(), _s.day < before.toordinal())
