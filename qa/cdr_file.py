"""A file of the switch's calls, looked at before it is taken in: which columns it has, and which days it covers."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from enum import StrEnum

from qa.cdr import COLUMNS, SwitchCall
from qa.coverage import BACK_DAYS
from qa.errors import CdrInvalid

MOST_COLUMNS = 200
"""Columns of a file that are shown; the reader passes over what is beyond, too."""


class Book(StrEnum):
    """How a day's book stands, and so what becomes of calls that are listed now.

    Attributes:
        OPEN: it is written with them.
        CLOSED: they are an amendment beside it, the next night.
        PAST: nobody looks at it again; they count where the day is counted anew.
    """

    OPEN = "open"
    CLOSED = "closed"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file.

    Attributes:
        name: as the file's first line has it.
        fact: the fact of a call that it gives; None where it is passed over.
    """

    name: str
    fact: str | None


class Survey:
    """What is found in a file's calls while they go by.

    Args:
        zone: by whose days they are counted.
    """

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._days: Counter[date] = Counter()
        self.problems: tuple[str, ...] = ()

    def passing(self, calls: Iterable[SwitchCall]) -> Iterator[SwitchCall]:
        """Hand calls on and note their days; what is wrong with the file ends it, and stands in `problems`."""
        try:
            for call in calls:
                self._days[call.started_at.astimezone(self._zone).date()] += 1
                yield call
        except CdrInvalid as error:
            self.problems = error.problems

    @property
    def calls(self) -> int:
        """Count the calls that could be read."""
        return self._days.total()

    @property
    def days(self) -> Mapping[date, int]:
        """Count the calls of each day, the earliest first."""
        return dict(sorted(self._days.items()))


def columns(lines: Iterable[str], renamed: Mapping[str, str]) -> tuple[Column, ...]:
    """Tell which columns a file has; none where its first line cannot be read, which reading it tells.

    Args:
        lines: of the file, the first one with the names of the columns.
        renamed: our name → the file's, where they differ.
    """
    try:
        names = next(csv.reader(lines, strict=True), [])
    except (csv.Error, UnicodeDecodeError):
        return ()
    facts = {renamed.get(fact, fact): fact for fact in COLUMNS}
    return tuple(Column(name.strip(), facts.get(name.strip())) for name in names[:MOST_COLUMNS])


def book(day: date, *, closed: bool, today: date) -> Book:
    """Tell how a day's book stands."""
    if day < today - timedelta(days=BACK_DAYS):
        return Book.PAST
    return Book.CLOSED if closed else Book.OPEN
