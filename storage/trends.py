"""Trends, read from the sums of days (`storage.scores`): no evaluation is looked at, however many there are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Float,
    Row,
    Select,
    case,
    cast,
    func,
    literal_column,
    select,
    union_all,
)

from qa.access import EVERY_CALL, Scope
from qa.makers import Era
from qa.statistics.moments import Moments, share
from qa.trend import Grouping, Outcomes, Period, Point, Question, moments
from qa.trend_lines import Cell, Summed
from storage.errors import AnswerTooLong
from storage.months import stretches
from storage.scopes import finer, grain_of, sums_within
from storage.score_tables import COUNTS, Grain, scores_by_day

MOST_POINTS = 10_000
"""Points of one answer; more are refused, since they would be cut off unseen."""
MOST_SUMS = 100_000
"""Sums, by agent, that the figures of one answer are made of."""

_s = scores_by_day.c
_Made = tuple[tuple[str, ...], Callable[..., Moments]]

_MONDAY = 1
"""Day 1 was a Monday."""

_LINES = {
    Grouping.AGENT: _s.agent,
    Grouping.TEAM: _s.team,
    Grouping.QUEUE: _s.queue,
    Grouping.CRITERION: _s.criterion,
    Grouping.VERSION: _s.version,
}


class Trends:
    """All trends, inside one transaction.

    Args:
        connection: the transaction's.
        scope: of which calls they are.
    """

    def __init__(self, connection: Connection, scope: Scope = EVERY_CALL) -> None:
        self._connection = connection
        self._scope = scope

    def points(self, question: Question) -> tuple[Point, ...]:
        """Answer a question: points by line, then time; periods without evaluations have none.

        Raises:
            AnswerTooLong: there are more than `MOST_POINTS`.
        """
        grain = finer(_grain(question), grain_of(self._scope))
        line = literal_column("''") if question.by is None else _LINES[question.by]
        starts = _starts(question)
        # Grouped by name: PostgreSQL does not see that an expression is the same where it has parameters in it.
        wanted = (
            select(_bucket(question, starts).label("bucket"), line.label("line"), *map(_sum, COUNTS))
            .where(*_conditions(question, grain), sums_within(self._scope))
            .group_by("bucket", "line")
            .having(func.sum(_s.n) > 0)
            .order_by("line", "bucket")
            .limit(MOST_POINTS + 1)
        )
        return tuple(_point(row, starts) for row in self._few(wanted, MOST_POINTS, "points"))

    def summed(self, question: Question, eras: Sequence[Era]) -> tuple[Summed, ...]:
        """Sum up what a question asks for by agent, language and version, and by what judged besides.

        Raises:
            AnswerTooLong: there are more than `MOST_SUMS`.
        """
        line = literal_column("''") if question.by is None else _LINES[question.by]
        starts = _starts(question)
        by = ("bucket", "era", "line", "language", "version", "agent")
        wanted = (
            select(
                _bucket(question, starts).label("bucket"),
                _era(eras).label("era"),
                line.label("line"),
                *(_s[name] for name in by[3:]),
                *map(_sum, COUNTS),
            )
            .where(*_conditions(question, Grain.AGENT), sums_within(self._scope))
            .group_by(*by[:3], *(_s[name] for name in by[3:]))
            .having(func.sum(_s.n) > 0)
            .limit(MOST_SUMS + 1)
        )
        rows = self._few(wanted, MOST_SUMS, "sums by agent")
        return tuple(Summed(_start(row, starts), row.era, row.line, *row[3:]) for row in rows)

    def cells(self, question: Question) -> tuple[Cell, ...]:
        """Sum up every criterion of every agent over all the days of a question.

        Raises:
            AnswerTooLong: there are more than `MOST_POINTS`.
        """
        asked = replace(question, by=Grouping.CRITERION)
        wanted = (
            self._over_months(asked, ("agent", "criterion"), ("met", "not_met", "undecided", "n"))
            .order_by("agent", "criterion")
            .limit(MOST_POINTS + 1)
        )
        return tuple(Cell(*row[:-1]) for row in self._few(wanted, MOST_POINTS, "cells"))

    def agents(self, question: Question) -> Mapping[str, Moments]:
        """Sum up each known agent's scores over all the days of a question, or the rate of its criterion.

        Raises:
            AnswerTooLong: there are more than `MOST_POINTS` agents.
        """
        counts, made = _SCORES if question.criterion is None else _RATE
        wanted = self._over_months(question, ("agent",), (*counts, "n")).limit(MOST_POINTS + 1)
        rows = self._few(wanted, MOST_POINTS, "agents")
        return {row.agent: made(*row[1:-1]) for row in rows if row.agent}

    def _over_months(
        self, question: Question, by: tuple[str, ...], counts: tuple[str, ...]
    ) -> Select[*tuple[Any, ...]]:
        """Add up counts over all the days of a question, from whole months where it has some."""
        parts = union_all(
            *(
                select(*(_s[name] for name in by), *map(_sum, counts))
                .where(part, *_narrowed(question), sums_within(self._scope))
                .group_by(*(_s[name] for name in by))
                for part in stretches(question.since, question.before)
            )
        ).subquery()
        return (
            select(*(parts.c[name] for name in by), *(_whole(parts.c[name]).label(name) for name in counts))
            .group_by(*(parts.c[name] for name in by))
            .having(func.sum(parts.c.n) > 0)
        )

    def _few(self, wanted: Select[*tuple[Any, ...]], most: int, what: str) -> Sequence[Row[*tuple[Any, ...]]]:
        rows = self._connection.execute(wanted).all()
        if len(rows) > most:
            raise AnswerTooLong(
                f"This trend has more than {most} {what}; ask for fewer days, longer periods, or one team."
            )
        return rows


def _scores(scored: int, total: float, squares: float) -> Moments:
    mean, variance = moments(scored, total, squares)
    return Moments(scored, mean or 0.0, variance or 0.0)


def _rate(met: int, not_met: int) -> Moments:
    return share(met, met + not_met)


_SCORES: _Made = ("scored", "total", "squares"), _scores
_RATE: _Made = ("met", "not_met"), _rate
"""Which counts an agent's moments are made of, and how."""


def _conditions(question: Question, grain: Grain) -> Iterator[ColumnElement[bool]]:
    yield _s.grain == int(grain)
    yield _s.day >= question.since.toordinal()
    yield _s.day < question.before.toordinal()
    yield from _narrowed(question)


def _narrowed(question: Question) -> Iterator[ColumnElement[bool]]:
    """Say what a question is of, but for its days."""
    yield _s.rubric == question.rubric
    if question.by is Grouping.CRITERION and question.criterion is None:
        yield _s.criterion != ""
    else:
        yield _s.criterion == (question.criterion or "")
    yield _s.author_kind == question.author.value
    for name in ("agent", "team", "queue", "version", "language"):
        if (value := getattr(question, name)) is not None:
            yield _s[name] == value


def _grain(question: Question) -> Grain:
    """Choose the coarsest sums that can answer."""
    if question.agent is not None or question.by is Grouping.AGENT:
        return Grain.AGENT
    if question.team is not None or question.by is Grouping.TEAM:
        return Grain.TEAM
    if question.queue is not None or question.by is Grouping.QUEUE:
        return Grain.QUEUE
    return Grain.HOUSE


def _starts(question: Question) -> tuple[date, ...]:
    """List the first days of the months asked for; nothing for the other periods, which are counted off."""
    if question.period is not Period.MONTH:
        return ()
    first, last = question.since, question.before
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(date(month // 12, month % 12 + 1, 1) for month in months)


def _bucket(question: Question, starts: tuple[date, ...]) -> ColumnElement[int]:
    """Number the period of a day: the day itself, its Monday, or the place of its month in `starts`."""
    if question.period is Period.DAY:
        return _s.day.expression
    if question.period is Period.WEEK:
        return _s.day - (_s.day - _MONDAY) % 7
    ends = enumerate(following.toordinal() for following in starts[1:])
    return case(*((_s.day < end, number) for number, end in ends), else_=len(starts) - 1)


def _era(eras: Sequence[Era]) -> ColumnElement[int]:
    """Number the era of a day."""
    if len(eras) < 2:  # noqa: PLR2004 - the only one has no end
        return literal_column("0")
    ends = enumerate(following.start.toordinal() for following in eras[1:])
    return case(*((_s.day < end, number) for number, end in ends), else_=len(eras) - 1)


def _start(row: Row[*tuple[Any, ...]], starts: tuple[date, ...]) -> date:
    return starts[row.bucket] if starts else date.fromordinal(row.bucket)


def _sum(name: str) -> ColumnElement[Any]:
    return func.sum(_s[name]).label(name)


def _whole(part: ColumnElement[Any]) -> ColumnElement[Any]:
    """Add up sums, as numbers of the kind they are; PostgreSQL would make decimals of them."""
    kind = Float if part.key in {"total", "squares"} else BigInteger
    return cast(func.sum(part), kind)


def _point(row: Row[Any], starts: tuple[date, ...]) -> Point:
    mean, variance = moments(row.scored, row.total, row.squares)
    return Point(
        start=_start(row, starts),
        group=row.line,
        n=row.n,
        scored=row.scored,
        mean=mean,
        variance=variance,
        passed=row.passed,
        not_passed=row.not_passed,
        auto_failed=row.auto_failed,
        outcomes=Outcomes(row.met, row.not_met, row.not_applicable, row.undecided),
    )
