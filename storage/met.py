"""Names that calls had lately, read from the sums of months (`storage.months`): what people may look for, to choose from."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from qa.access import EVERY_CALL, Scope
from storage.scopes import sums_within
from storage.score_tables import Grain, scores_by_day

MOST = 1000
"""Names of a kind: nobody looks through more, and a page has to hold them."""

_MOST_SUMS = 20_000
"""Sums that are read for them, those of the most evaluations first: an odd switch that names every call otherwise costs
no more than that."""

_s = scores_by_day.c
_NAMED = (_s.agent, _s.team, _s.queue, _s.rubric)


@dataclass(frozen=True, slots=True)
class NamesMet:
    """What calls named, each kind in order; where there are more than `MOST`, those of the most evaluations.

    Attributes:
        agents: ids, as calls name them.
        teams: of agents.
        queues: or skills.
        rubrics: by which calls were judged.
    """

    agents: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    queues: tuple[str, ...] = ()
    rubrics: tuple[str, ...] = ()


class Met:
    """All names met, inside one transaction.

    Args:
        connection: the transaction's.
        scope: of which calls they are.
    """

    def __init__(self, connection: Connection, scope: Scope = EVERY_CALL) -> None:
        self._connection = connection
        self._scope = scope

    def since(self, month: date) -> NamesMet:
        """Tell the names that published evaluations were counted under.

        Args:
            month: the first day of the first month that counts.
        """
        found = tuple(Counter[str]() for _ in _NAMED)
        rubrics = tuple(self._rubrics())
        if rubrics:
            counted = func.sum(_s.n)
            wanted = (
                select(*_NAMED, counted.label("n"))
                .where(
                    _s.grain == int(Grain.MONTH),
                    _s.rubric.in_(rubrics),
                    _s.criterion == "",
                    _s.day >= month.toordinal(),
                    sums_within(self._scope),
                )
                .group_by(*_NAMED)
                .having(counted > 0)
                .order_by(counted.desc())
                .limit(_MOST_SUMS)
            )
            for *names, n in self._connection.execute(wanted):
                for counter, name in zip(found, names, strict=True):
                    counter[name] += n
        return NamesMet(*map(_most, found))

    def rubrics(self, since: date, before: date) -> tuple[str, ...]:
        """Name the rubrics by which calls of some months were judged, by id.

        Args:
            since: a day of the first month.
            before: the day after the last that counts.
        """
        return tuple(name for name in self._rubrics() if self._is_met(name, since.replace(day=1), before))

    def _is_met(self, rubric: str, since: date, before: date) -> bool:
        wanted = select(_s.n).where(
            _s.grain == int(Grain.MONTH),
            _s.rubric == rubric,
            _s.criterion == "",
            _s.day >= since.toordinal(),
            _s.day < before.toordinal(),
            _s.n > 0,
            sums_within(self._scope),
        )
        return self._connection.execute(wanted.limit(1)).first() is not None

    def _rubrics(self) -> Iterator[str]:
        """Step from rubric to rubric: with them known, the key leads to the months, past every criterion."""
        last: str | None = ""
        while last is not None:
            following = select(func.min(_s.rubric)).where(_s.grain == int(Grain.MONTH), _s.rubric > last)
            last = self._connection.execute(following).scalar_one()
            if last is not None:
                yield last


def _most(counted: Counter[str]) -> tuple[str, ...]:
    """Choose the names that are met most, without the empty one, which stands for what nobody told."""
    ranked = sorted(counted, key=lambda name: (-counted[name], name))
    return tuple(sorted([name for name in ranked if name][:MOST]))
