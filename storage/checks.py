"""The checks of a period: calls that plans drew and people reviewed, with both results side by side."""

from collections import defaultdict

from sqlalchemy import ColumnElement, Connection, select

from qa.evaluation import AuthorKind
from qa.published import Check
from qa.rating import Rating
from qa.trend import Grouping, Question
from storage.programme_tables import ratings, reviews
from storage.ratings import read_rating
from storage.tables import evaluations

_machine, _person, _v, _g = evaluations.alias(), evaluations.alias(), reviews.c, ratings.c
_m, _p = _machine.c, _person.c

_GROUPS = {
    Grouping.AGENT: _m.agent_id,
    Grouping.TEAM: _m.team,
    Grouping.QUEUE: _m.queue,
    Grouping.VERSION: _m.version,
}


class Checks:
    """All checks, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, question: Question) -> tuple[Check, ...]:
        """List the checks of the calls that a question about the machine's evaluations counts, by review.

        Args:
            question: `by` says what they are grouped under; a criterion is no group of calls.
        """
        group = None if question.by is None else _GROUPS[question.by]
        joined = (
            ratings.join(reviews, _v.id == _g.source)
            .join(_machine, _m.id == _g.evaluation)
            .join(_person, _p.id == _v.result_id)
        )
        both = (_m.score, _m.passed, _p.score.label("theirs"), _p.passed.label("they_pass"))
        names = () if group is None else (group.label("line"),)
        wanted = select(ratings, *both, *names).select_from(joined).where(*_counted(question))
        found: dict[str, list[Rating]] = defaultdict(list)
        results = {}
        for row in self._connection.execute(wanted.order_by(_g.source, _g.criterion)):
            found[row.source].append(read_rating(row))
            results[row.source] = row
        return tuple(
            Check(
                recording=row.recording_id,
                group="" if group is None else row.line or "",
                chance=row.chance,
                machine_score=row.score,
                person_score=row.theirs,
                machine_passed=row.passed,
                person_passed=row.they_pass,
                ratings=tuple(found[source]),
            )
            for source, row in results.items()
        )


def _counted(question: Question) -> list[ColumnElement[bool]]:
    which: list[ColumnElement[bool]] = [
        _g.chance.is_not(None),
        _g.rubric == question.rubric,
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
