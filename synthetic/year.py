"""A made-up year: who took which call when, what was true of it, what the machine found, and what people would say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from scoring.finding import Outcome
from synthetic.house import House

DAYS = 365
BATCH = 50_000
MET, NOT_MET, NOT_APPLICABLE, UNDECIDED = range(4)
"""Codes of answers."""

OUTCOMES = (Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE, Outcome.UNDECIDED)
"""What the codes stand for."""

_NINE, _TWELVE_HOURS = 9 * 3600, 12 * 3600
Codes = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Year:
    """So many evaluated calls of one year, spread evenly over its days from nine to nine.

    Attributes:
        calls: how many.
        house: that they are of.
        first: its first day, in UTC.
        seed: of the calls; another one is another year of the same house.
    """

    calls: int
    house: House
    first: date
    seed: int = 7

    def batches(self, size: int = BATCH) -> Iterator["Batch"]:
        """Draw the year in order of time, so many calls at once; the size is part of what is drawn."""
        for begin in range(0, self.calls, size):
            yield Batch(self, begin, min(size, self.calls - begin))

    def team(self, agent: int) -> int:
        """Give the number of an agent's team."""
        return agent * self.house.teams // self.house.agents

    def moment(self, day: int, seconds: float = 0.0) -> datetime:
        """Give a moment of the year: so many seconds after nine on a day, from 0."""
        begin = datetime.combine(self.first, time(), UTC)
        return begin + timedelta(days=day, seconds=_NINE + int(seconds))


class Batch:
    """Some calls of the year; every array has a row for each call.

    Args:
        year: which year.
        begin: number of the first call.
        count: of calls.

    Attributes:
        numbers: of the calls in the year, from 0.
        day: of the year, from 0.
        share: of the year that is over, 0 to 1.
        seconds: after nine.
        agent: number of the agent.
        team: number of the team.
        queue: number of the queue.
        applies: whether each criterion does, (calls, criteria).
        truth: codes, likewise.
        confidence: of the machine, 0 to 1, likewise.
        machine: its codes, likewise.
        person: codes of whoever reviews the call, likewise.
    """

    def __init__(self, year: Year, begin: int, count: int) -> None:
        self.year, house = year, year.house
        chance = np.random.default_rng((year.seed, begin))
        self.numbers = np.arange(begin, begin + count)
        self.day = self.numbers * DAYS // year.calls
        part = self.numbers * DAYS / year.calls - self.day
        self.seconds = (part * _TWELVE_HOURS).astype(int)
        self.share = (self.day + 0.5) / DAYS
        agent = chance.choice(house.agents, count, p=house.shares)
        free = (agent + self.day) % 7 >= 5  # noqa: PLR2004 five days a week; who is free, passes the call on
        self.agent = np.where(free, (agent + 2) % house.agents, agent)
        self.team = self.agent * house.teams // house.agents
        self.queue = (self.team * 7 + chance.choice(3, count, p=(0.6, 0.3, 0.1))) % house.queues
        self._find(chance)

    @property
    def second(self) -> NDArray[np.bool_]:
        """Whether the second version of the form is in force."""
        return np.asarray(self.share > self.year.house.turn)

    @property
    def ids(self) -> list[str]:
        """Ids of the calls; the higher half of a hash first: they are spread, as random ones are."""
        return [identify(self.year.seed, number) for number in self.numbers.tolist()]

    @property
    def at(self) -> NDArray[np.datetime64]:
        """When the calls began."""
        return np.asarray(np.datetime64(self.year.first, "s") + self.day * 86_400 + _NINE + self.seconds)

    def said(self, chance: np.random.Generator) -> Codes:
        """Draw what one more person would say, (calls, criteria)."""
        slipped = chance.random(self.truth.shape) < self.year.house.slips
        return np.where(self.applies & slipped, 1 - self.truth, self.truth).astype(np.int8)

    def _find(self, chance: np.random.Generator) -> None:
        house = self.year.house
        shape = (self.numbers.size, len(house.criteria))
        self.applies = chance.random(shape) < [each.applies for each in house.criteria]
        met = chance.random(shape) < house.met(self.agent, self.share)
        self.truth = np.where(self.applies, np.where(met, MET, NOT_MET), NOT_APPLICABLE).astype(np.int8)
        self.confidence = chance.beta([each.sureness for each in house.criteria], 1.0, shape)
        right = chance.random(shape) < house.true(self.confidence)
        found = np.where(self.applies & ~right, 1 - self.truth, self.truth)
        left = chance.random(shape) < house.undecided
        self.machine = np.where(left, UNDECIDED, found).astype(np.int8)
        self.person = self.said(chance)


def identify(seed: int, number: int) -> str:
    """Make the id of a call of a year."""
    return f"{number * 2654435761 % 2**32:08x}{seed % 2**24:06x}{number:018x}"
