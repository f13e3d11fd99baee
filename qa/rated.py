"""Ratings as columns: what agreement and the worth of a confidence are worked out from, without an object for each answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qa.statistics.ratings import NONE, OUTCOMES, Ratings
from scoring.finding import Outcome

MACHINE = "everycall"
"""The machine, as a rater: rater zero."""

Row = tuple[str, str, str, str, bool, float, str, float | None, bool]
"""Rater, evaluation, criterion, what the machine says, whether that was withheld, its confidence, what the person says,
the chance that the call was drawn with, and whether it was answered blind; see `qa.rating.Rating`."""

_CODES = {outcome.value: code for code, outcome in enumerate(OUTCOMES)}
_UNDECIDED = _CODES[Outcome.UNDECIDED.value]


@dataclass(frozen=True, slots=True, eq=False)
class Rated:
    """Answers by time; every array has shape (answers,).

    Attributes:
        names: of raters, by number.
        asked: ids of criteria, by number.
        places: of the answers, among all that were given.
        raters: numbers of who answered.
        evaluations: numbers of the machine's evaluations.
        criteria: numbers of what was asked.
        machine: what the machine says, as an index into `OUTCOMES`.
        people: what the person says, likewise.
        withheld: whether the machine's answer was left to a person.
        confidences: of the machine.
        chances: with which the call was drawn; NaN where it was not.
        blind: whether it was answered before the machine's answer could be seen.
    """

    names: tuple[str, ...]
    asked: tuple[str, ...]
    places: NDArray[np.intp]
    raters: NDArray[np.intp]
    evaluations: NDArray[np.intp]
    criteria: NDArray[np.intp]
    machine: NDArray[np.int8]
    people: NDArray[np.int8]
    withheld: NDArray[np.bool_]
    confidences: NDArray[np.float64]
    chances: NDArray[np.float64]
    blind: NDArray[np.bool_]

    def latest(self) -> Self:
        """Take each person's last answer to each question; somebody may meet a call twice."""
        return self._last(self.raters)

    def once(self) -> Self:
        """Take the last answer to each question, whoever gave it."""
        by_time = self.of(np.argsort(self.places))
        return by_time._last(np.zeros_like(self.raters))  # noqa: SLF001 its own

    def drawn(self) -> Self:
        """Take what tells if an automatic answer is right, of calls that were drawn with a known chance."""
        judged = (self.machine != _UNDECIDED) & (self.people != _UNDECIDED)
        return self.of(judged & ~self.withheld & ~np.isnan(self.chances))

    def of(self, which: ArrayLike) -> Self:
        """Take some of the answers, by a mask or by their places."""
        chosen = np.asarray(which)
        columns = (self.places, self.raters, self.evaluations, self.criteria, self.machine, self.people)
        others = (self.withheld, self.confidences, self.chances, self.blind)
        return type(self)(self.names, self.asked, *(each[chosen] for each in (*columns, *others)))

    def by_rater(self) -> tuple[Ratings, Ratings]:
        """Lay out what people answered to one criterion, each of them once a call; and that beside the machine's answers."""
        called, first, place = np.unique(self.evaluations, return_index=True, return_inverse=True)
        calls = np.arange(called.size)
        column = np.argsort(np.argsort(first))[place]  # calls are numbered as they come
        there = sorted(np.unique(self.raters), key=lambda number: self.names[number])
        row = np.zeros(len(self.names), dtype=np.intp)
        row[there] = np.arange(len(there))
        codes = np.full((len(there), called.size), NONE, dtype=np.int8)
        codes[row[self.raters], column] = self.people
        machine = np.full(called.size, NONE, dtype=np.int8)
        machine[column] = self.machine
        people = Ratings(tuple(self.names[number] for number in there), codes, calls)
        every = Ratings((MACHINE, *people.raters), np.vstack([machine[None], codes]), calls)
        return people, every.against(MACHINE)

    def _last(self, raters: NDArray[np.intp]) -> Self:
        most = self.evaluations.max(initial=0) + 1
        question = (raters * most + self.evaluations) * len(self.asked) + self.criteria
        found, first = np.unique(question, return_index=True)
        if found.size == question.size:
            return self
        _, back = np.unique(question[::-1], return_index=True)
        return self.of(
            (question.size - 1 - back)[np.argsort(first)]
        )  # in the order in which questions came up


def rated(rows: Iterable[Row]) -> Rated:
    """Lay answers out, given by time."""
    columns = list(zip(*rows, strict=True)) or [()] * 9
    raters, evaluations, criteria, machine, withheld, confidences, people, chances, blind = columns
    names, numbers = _numbered(raters)
    asked, questions = _numbered(criteria)
    return Rated(
        tuple(names),
        tuple(asked),
        np.arange(numbers.size),
        numbers,
        _numbered(evaluations)[1],
        questions,
        np.array([_CODES[each] for each in machine], dtype=np.int8),
        np.array([_CODES[each] for each in people], dtype=np.int8),
        np.array(withheld, dtype=np.bool_),
        np.array(confidences, dtype=np.float64),
        np.array(chances, dtype=np.float64),  # None becomes NaN
        np.array(blind, dtype=np.bool_),
    )


def _numbered(names: Iterable[str]) -> tuple[Mapping[str, int], NDArray[np.intp]]:
    known: dict[str, int] = {}
    numbers = [known.setdefault(name, len(known)) for name in names]
    return known, np.array(numbers, dtype=np.intp)
