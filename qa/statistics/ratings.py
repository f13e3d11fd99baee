"""Answers that several raters gave to the same questions; the machine is a rater like any other."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.statistics.errors import FiguresInvalid
from scoring.finding import Outcome

OUTCOMES = tuple(Outcome)
"""In the order of their codes."""

NONE = -1
"""Code of no answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one rater said to one criterion of one call."""

    rater: str
    call: str
    criterion: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Answers by rater and item; an item is one criterion of one call.

    Attributes:
        raters: their names.
        codes: index into `OUTCOMES`, or `NONE`; int8, shape (raters, items).
        calls: number of the call that an item belongs to, from 0; shape (items,).
    """

    raters: tuple[str, ...]
    codes: NDArray[np.int8]
    calls: NDArray[np.intp]

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit each other.

        Raises:
            FiguresInvalid: a shape or a code is wrong.
        """
        if self.codes.ndim != 2 or self.codes.shape != (len(self.raters), self.calls.size):  # noqa: PLR2004 - a table
            raise FiguresInvalid(
                f"Answers of shape {self.codes.shape} do not fit {len(self.raters)} raters and {self.calls.size} items."
            )
        if self.codes.size and not (self.codes.min() >= NONE and self.codes.max() < len(OUTCOMES)):
            raise FiguresInvalid(
                f"Codes of answers go from {NONE} to {len(OUTCOMES) - 1}; others were given."
            )
        if self.calls.size and self.calls.min() < 0:
            raise FiguresInvalid("Numbers of calls begin at 0; a negative one was given.")

    def without(self, rater: str) -> "Ratings":
        """Leave a rater out, as the machine to see how far people agree.

        Raises:
            FiguresInvalid: there is no such rater.
        """
        place = self._place(rater)
        names = self.raters[:place] + self.raters[place + 1 :]
        return Ratings(names, np.delete(self.codes, place, axis=0), self.calls)

    def against(self, rater: str) -> "Ratings":
        """Pair one rater with everyone else, one item for each of the others.

        With the machine it tells how far people and machine agree, with the expert how far each is from the expert.
        The pairs of one call stay one call, and are drawn together.

        Raises:
            FiguresInvalid: there is no such rater.
        """
        place = self._place(rater)
        others = np.delete(self.codes, place, axis=0)
        codes = np.stack([np.tile(self.codes[place], len(others)), others.ravel()])
        return Ratings((rater, "others"), codes, np.tile(self.calls, len(others)))

    def _place(self, rater: str) -> int:
        if rater not in self.raters:
            raise FiguresInvalid(f"There is no rater {rater!r}; there are {', '.join(self.raters)}.")
        return self.raters.index(rater)


def ratings(answers: Iterable[Answer]) -> Ratings:
    """Lay answers out by rater and item.

    Raises:
        FiguresInvalid: a rater answered the same criterion of the same call twice.
    """
    given: dict[tuple[str, str], dict[str, Outcome]] = {}
    for answer in answers:
        item = given.setdefault((answer.call, answer.criterion), {})
        if answer.rater in item:
            raise FiguresInvalid(
                f"{answer.rater} answered {answer.criterion} of call {answer.call} twice; give the last answer only."
            )
        item[answer.rater] = answer.outcome
    raters = tuple(sorted({name for item in given.values() for name in item}))
    places = {name: place for place, name in enumerate(raters)}
    numbers: dict[str, int] = {}
    codes = np.full((len(raters), len(given)), NONE, dtype=np.int8)
    calls = np.zeros(len(given), dtype=np.intp)
    for column, ((call, _), item) in enumerate(given.items()):
        calls[column] = numbers.setdefault(call, len(numbers))
        for name, outcome in item.items():
            codes[places[name], column] = OUTCOMES.index(outcome)
    return Ratings(raters, codes, calls)
