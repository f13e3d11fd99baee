"""A figure with its interval, or the statement that there is too little data for one."""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from qa.statistics.errors import OptionsInvalid


class FigureState(StrEnum):
    """Whether a figure may be shown.

    `told`: value and interval stand. `too_little`: there is too little data; neither stands. `no_variation`: the
    data are all alike, so the figure is not defined (agreement beyond chance where only one answer was ever given);
    more of the same data would not define it either.
    """

    TOLD = "told"
    TOO_LITTLE = "too_little"
    NO_VARIATION = "no_variation"


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the truth lies with a confidence, both ends included; `confidence` is 0 to 1."""

    low: float
    high: float
    confidence: float

    @property
    def half_width(self) -> float:
        """Half of its length."""
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class Figure:
    """An estimate and how sure it is.

    Attributes:
        state: whether it may be shown.
        n: observations that it rests on: calls, reviews or agents, as its function says.
        value: the estimate; null unless told.
        interval: where the truth lies; null unless told.
        needed: observations that are still missing; 0 once told, null where no number can be given.
    """

    state: FigureState
    n: int
    value: float | None = None
    interval: Interval | None = None
    needed: int | None = None

    @property
    def told(self) -> bool:
        """Whether value and interval stand."""
        return self.state is FigureState.TOLD

    def within(self, low: float, high: float) -> "Figure":
        """Cut value and interval off where their scale ends: no score is over 100, no share over 1."""
        if self.value is None or self.interval is None:
            return self
        old = self.interval
        value, least, most = (min(max(each, low), high) for each in (self.value, old.low, old.high))
        return replace(self, value=value, interval=replace(old, low=least, high=most))


@dataclass(frozen=True, slots=True)
class Precision:
    """When a figure is sure enough to be shown.

    Attributes:
        confidence: of its interval, over 0 and under 1.
        least: observations under which it is not shown, at least 2.
        half_width: the widest half interval with which it is shown, in the figure's unit; None for any.
    """

    confidence: float = 0.95
    least: int = 30
    half_width: float | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            OptionsInvalid: a value is out of its range.
        """
        must_be_confidence(self.confidence)
        if self.least < 2:  # noqa: PLR2004 - a spread needs two
            raise OptionsInvalid(f"At least {self.least} observations were asked for; ask for 2 or more.")
        if self.half_width is not None and not (math.isfinite(self.half_width) and self.half_width > 0):
            raise OptionsInvalid(f"A half width of {self.half_width} was asked for; ask for more than 0.")

    def judge(self, value: float, low: float, high: float, *, n: int, needed: int = 0) -> Figure:
        """Tell an estimate, or that there is too little data for it.

        Args:
            value: the estimate.
            low: lower end of its interval.
            high: upper end.
            n: observations behind it.
            needed: observations missing for the half width, where the caller can tell.
        """
        wide = self.half_width is not None and (high - low) / 2 > self.half_width
        if n < self.least or wide:
            return too_little(n, max(self.least - n, needed, 1))
        return Figure(FigureState.TOLD, n, value, Interval(low, high, self.confidence), 0)


def too_little(n: int, needed: int | None = None) -> Figure:
    """Say that there is too little data."""
    return Figure(FigureState.TOO_LITTLE, n, needed=needed)


def must_be_confidence(confidence: float) -> None:
    """Refuse a confidence that no interval can have.

    Raises:
        OptionsInvalid: it is not between 0 and 1.
    """
    if not 0 < confidence < 1:
        raise OptionsInvalid(
            f"A confidence of {confidence} was asked for; ask for one over 0 and under 1, as 0.95."
        )
