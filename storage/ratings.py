"""The ratings: what people answered beside the machine. They hold outcomes and no words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, insert, literal, select

from qa.rated import Rated, rated
from qa.rating import Rating, checked
from qa.statistics.drawn import Tally
from scoring.finding import Outcome
from storage.programme_tables import ratings

FEW = 500
"""Calls that are named one by one; more are sought again in the same statement."""

_g = ratings.c
_COLUMNS = (
    *(_g.source, _g.rater, _g.evaluation, _g.recording_id, _g.rubric, _g.version, _g.language, _g.queue),
    *(_g.criterion, _g.machine, _g.withheld, _g.confidence, _g.outcome, _g.chance, _g.blind, _g.at),
)
"""In the order of a rating's fields."""
_OF_RATED = (
    *(_g.rater, _g.evaluation, _g.criterion, _g.machine, _g.withheld),
    *(_g.confidence, _g.outcome, _g.chance, _g.blind),
)
"""In the order of `qa.rated.Row`."""
_OUTCOMES = {each.value: each for each in Outcome}


class Ratings:
    """All ratings, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, given: Iterable[Rating]) -> None:
        """Keep what somebody answered."""
        rows = [
            {
                "source": each.source,
                "rater": each.rater,
                "criterion": each.criterion,
                "recording_id": each.recording,
                "evaluation": each.evaluation,
                "rubric": each.rubric,
                "version": each.version,
                "language": each.language,
                "queue": each.queue,
                "machine": each.machine,
                "withheld": each.withheld,
                "confidence": each.confidence,
                "outcome": each.outcome,
                "chance": each.chance,
                "blind": each.blind,
                "at": each.at,
            }
            for each in given
        ]
        if rows:
            self._connection.execute(insert(ratings), rows)

    def of(
        self, rubric: str | None = None, since: datetime | None = None, **narrowed: str | None
    ) -> tuple[Rating, ...]:
        """List ratings by time.

        Args:
            rubric: of this rubric; None for all.
            since: given at this moment or later; None for all.
            narrowed: `version`, `language`, `queue` or `criterion` → what it must be; None for any.
        """
        return self._read(*_conditions(rubric, since, narrowed))

    def rated(self, rubric: str, since: datetime | None = None, **narrowed: str | None) -> Rated:
        """Read ratings as columns, by time; takes what `of` takes."""
        wanted = select(*_OF_RATED).where(*_conditions(rubric, since, narrowed))
        ordered = wanted.order_by(_g.at, _g.source, _g.rater, _g.criterion)
        return rated(self._connection.execute(ordered).all())

    def checked(
        self, rubric: str, since: datetime | None = None, **narrowed: str | None
    ) -> Mapping[str, Tally]:
        """Sum up what `of` lists as `qa.rating.checked` does, in the database.

        Which of several answers to one question counts is decided there, so calls that have some are read; they are
        few, as only a calibration or another evaluation brings them. All other calls have one answer to each criterion.
        """
        which = tuple(_conditions(rubric, since, narrowed))
        several = (
            select(_g.recording_id)
            .where(*which, _g.recording_id > "")  # see `_together`
            .group_by(_g.recording_id, _g.criterion)
            .having(func.count() > 1, func.count(_g.chance) > 0)
        )
        found = sorted({*self._connection.execute(several).scalars()})
        apart: Sequence[str] | Select[str] = found if len(found) <= FEW else several
        told = {"": Tally()} | dict(checked(self._read(*which, _g.recording_id.in_(apart))) if found else {})
        known = (*which, *_CHECKS, *((_g.recording_id.not_in(apart),) if found else ()))
        for wanted in (_together(known), _by_criterion(known)):
            for name, *sums in self._connection.execute(wanted):
                told[name] = told.get(name, Tally()) + Tally(*(each or 0 for each in sums))
        return told

    def _read(self, *which: ColumnElement[bool]) -> tuple[Rating, ...]:
        wanted = select(*_COLUMNS).where(*which).order_by(_g.at, _g.source, _g.rater, _g.criterion)
        return tuple(_rating(row) for row in self._connection.execute(wanted))


def _rating(row: Sequence[Any]) -> Rating:
    source, rater, evaluation, recording, rubric, version, language, queue, criterion, *answers = row
    machine, withheld, confidence, outcome, chance, blind, at = answers
    return Rating(
        *(source, rater, evaluation, recording, rubric, version, language, queue, criterion),
        *(_OUTCOMES[machine], withheld, confidence, _OUTCOMES[outcome], chance, blind, at),
    )


def _conditions(
    rubric: str | None, since: datetime | None, narrowed: Mapping[str, str | None]
) -> Iterator[ColumnElement[bool]]:
    if rubric is not None:
        yield _g.rubric == rubric
    if since is not None:
        yield _g.at >= since
    for name, value in narrowed.items():
        if value is not None:
            yield _g[name] == value


_CHECKS = (
    _g.chance.is_not(None),
    ~_g.withheld,
    _g.machine != Outcome.UNDECIDED.value,
    _g.outcome != Outcome.UNDECIDED.value,
)
"""Of the ratings that tell if the machine is right (`qa.rating.Rating.checks_machine`), drawn with a known chance."""

_WEIGHT, _LEFT = 1.0 / _g.chance, 1.0 - _g.chance
_WRONG = case((_g.machine != _g.outcome, 1.0), else_=0.0)


def _together(known: Iterable[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    """Sum up all criteria together: the answers of a call first, then the calls; see `qa.statistics.drawn.Tally`."""
    call = (
        select(
            func.sum(_WRONG).label("total"),
            func.sum(_WEIGHT).label("h"),
            func.sum(_WEIGHT * _WRONG).label("e"),
            func.max(_LEFT).label("q"),
        )
        .where(
            *known, _g.recording_id > ""
        )  # so that SQLite takes the index in the order of calls, and sorts nothing
        .group_by(_g.recording_id)
        .subquery()
    ).c
    return select(literal(""), func.count(), func.sum(call.total), *_sums(call.h, call.e, call.q))


def _by_criterion(known: Iterable[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    """Sum up each criterion, to which every call here has one answer."""
    sums = _sums(_WEIGHT, _WEIGHT * _WRONG, _LEFT)
    return (
        select(_g.criterion, func.count(), func.sum(_WRONG), *sums).where(and_(*known)).group_by(_g.criterion)
    )


def _sums(
    h: ColumnElement[Any], e: ColumnElement[Any], q: ColumnElement[Any]
) -> Iterator[ColumnElement[Any]]:
    return (func.sum(each) for each in (h, e, q * h * h, q * h * e, q * e * e))
