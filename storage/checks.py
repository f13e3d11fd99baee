"""The checks of a period: calls that plans drew and people reviewed, with both results side by side."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, literal, select

from qa.evaluation import AuthorKind
from qa.published import Check, CheckedAnswer
from qa.trend import Grouping, Question
from scoring.finding import Outcome
from storage.programme_tables import ratings, reviews
from storage.tables import evaluations

_machine, _person, _v, _g = evaluations.alias(), evaluations.alias(), reviews.c, ratings.c
_m, _p = _machine.c, _person.c

_GROUPS = {
    Grouping.AGENT: _m.agent_id,
    Grouping.TEAM: _m.team,
    Grouping.QUEUE: _m.queue,
    Grouping.VERSION: _m.version,
}
_ALIKE = 8
"""So many columns are alike in all rows of a review; those after them are of an answer."""
_OUTCOMES = {each.value: each for each in Outcome}


class Checks:
    """All checks, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, question: Question) -> tuple[Check, ...]:
        """List the checks of the calls that a question about the machine's evaluations counts, by review.

        Args:
            question: `by` says what they are grouped under; a criterion is no group of calls.
        """
        rows = self._connection.execute(_wanted(question)).all()
        return tuple(_check(list(answers)) for _, answers in groupby(rows, itemgetter(0)))


def _check(rows: Sequence[Sequence[Any]]) -> Check:
    """Put the answers of one review together."""
    _, recording, line, chance, machine_score, person_score, machine_passed, person_passed, *_ = rows[0]
    given = (row[_ALIKE:] for row in rows)
    return Check(
        recording=recording,
        group=line or "",
        chance=chance,
        machine_score=machine_score,
        person_score=person_score,
        machine_passed=machine_passed,
        person_passed=person_passed,
        ratings=tuple(
            CheckedAnswer(criterion, _OUTCOMES[machine], withheld, _OUTCOMES[person])
            for criterion, machine, withheld, person in given
        ),
    )


def _wanted(question: Question) -> Select[*tuple[Any, ...]]:
    line = literal("") if question.by is None else _GROUPS[question.by]
    of_review = (_v.id, _g.recording_id, line.label("line"), _g.chance)
    results = (_m.score, _p.score.label("theirs"), _m.passed, _p.passed.label("they_pass"))
    answered = (_g.criterion, _g.machine, _g.withheld, _g.outcome)
    joined = (
        reviews.join(_machine, _m.id == _v.evaluation_id)
        .join(_person, _p.id == _v.result_id)
        .join(ratings, _g.source == _v.id)
    )
    wanted = select(*of_review, *results, *answered).select_from(joined).where(*_counted(question))
    return wanted.order_by(_v.id, _g.criterion)


def _counted(question: Question) -> list[ColumnElement[bool]]:
    which: list[ColumnElement[bool]] = [
        # SQLite would begin with all answers by the rubric, and look each one's call up; there are far fewer reviews.
        _v.result_id > "",
        _m.rubric.concat("") == question.rubric,
        _g.chance.is_not(None),
        _m.author_kind == AuthorKind.MACHINE,
        _m.counted_on >= question.since.toordinal(),
        _m.counted_on < question.before.toordinal(),
    ]
    asked = (
        (_m.agent_id, question.agent),
        (_m.team, question.team),
        (_m.queue, question.queue),
        (_m.version, question.version),
        (_g.language, question.language),
    )
    return [*which, *(column == value for column, value in asked if value is not None)]
