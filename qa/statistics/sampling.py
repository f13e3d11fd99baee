"""Which calls people check: an unbiased random sample, and more of those that are likely wrong.

Every call has a known chance of being drawn, and that is recorded with it: whatever is checked, an error rate over
all calls can be estimated from it (`qa.statistics.error_rate`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from itertools import chain, groupby
from math import isfinite
from operator import attrgetter

import numpy as np

from qa.statistics.errors import FiguresInvalid, OptionsInvalid
from qa.statistics.interval import Floats


@dataclass(frozen=True, slots=True)
class Candidate:
    """A call that could be drawn.

    Attributes:
        call: its id.
        agent: whose it is.
        at: where in the period it lies; any number that grows with time.
        risk: how likely it is wrong, in any unit, 0 or more.
    """

    call: str
    agent: str
    at: float
    risk: float = 0.0


@dataclass(frozen=True, slots=True)
class DrawOptions:
    """How many calls to draw.

    Attributes:
        seed: any text; who has it and the candidates draws the same calls again.
        random: expected number of calls drawn evenly over agents and period, over 0.
        by_risk: expected number of calls drawn by risk.
    """

    seed: str
    random: float
    by_risk: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            OptionsInvalid: a number is out of its range.
        """
        if not (0 < self.random < float("inf") and 0 <= self.by_risk < float("inf")):
            raise OptionsInvalid(
                f"{self.random} random calls and {self.by_risk} by risk were asked for; ask for more than 0 random "
                "ones, or error rates cannot be estimated, and for 0 or more by risk."
            )


class Why(StrEnum):
    """By which draw a call came; one that both drew counts as random."""

    RANDOM = "random"
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class Choice:
    """A drawn call.

    Attributes:
        call: its id.
        chance: with which it was drawn by either draw, over 0 to 1.
        why: by which draw.
    """

    call: str
    chance: float
    why: Why


@dataclass(frozen=True, slots=True)
class Draw:
    """What was drawn.

    Attributes:
        seed: by which; with the candidates it gives the same draw again.
        candidates: how many there were.
        choices: in the order of the candidates' ids.
        chances: of every candidate, drawn or not, by its call.
    """

    seed: str
    candidates: int
    choices: tuple[Choice, ...]
    chances: Mapping[str, float] = field(default_factory=dict)


def draw(candidates: Sequence[Candidate], options: DrawOptions) -> Draw:
    """Draw calls to be checked.

    Two systematic draws with unequal chances over the list sorted by agent and time, each agent's calls beginning at
    a random place and going round (Madow, Ann. Math. Stat. 20 (1949) 333): a call is drawn as often as its chance. The
    first gives every agent the same number, or all calls of who has fewer, spread over the period; the second draws
    in proportion to risk. They are independent, so a call's chance is 1 − (1 − a)(1 − b).

    Random numbers are SHA-256 of the seed and a name: the same in every version of every language.

    Raises:
        FiguresInvalid: a call is there twice, or a number is not finite or a risk under 0.
    """
    rows = ranked(candidates, options.seed)
    if not rows:
        return Draw(options.seed, 0, ())
    _, place = np.unique([each.agent for each in rows], return_inverse=True)
    size = np.bincount(place)
    even = (fill(np.ones(size.size), size.astype(float), options.random) / size)[place]
    risk = fill(np.array([each.risk for each in rows]), np.ones(len(rows)), options.by_risk)
    evenly = systematic(even, uniform(options.seed, "random"))
    risky = systematic(risk, uniform(options.seed, "risk"))
    chance = even + risk - even * risk
    chosen = [
        Choice(rows[row].call, min(float(chance[row]), 1.0), Why.RANDOM if evenly[row] else Why.RISK)
        for row in np.flatnonzero(evenly | risky)
    ]
    chances = {row.call: min(float(each), 1.0) for row, each in zip(rows, chance, strict=True)}
    return Draw(options.seed, len(rows), tuple(sorted(chosen, key=lambda choice: choice.call)), chances)


def ranked(candidates: Sequence[Candidate], seed: str) -> list[Candidate]:
    """List candidates agent by agent and by time, agents and their first calls in an order that the seed gives.

    Raises:
        FiguresInvalid: a call is there twice, or a number is not finite or a risk under 0.
    """
    if len({each.call for each in candidates}) != len(candidates):
        raise FiguresInvalid("A call is among the candidates twice; list each once.")
    if not all(isfinite(each.at) and 0 <= each.risk < float("inf") for each in candidates):
        raise FiguresInvalid("A candidate's time is not finite, or its risk is not finite and 0 or more.")
    order = {agent: uniform(seed, f"agent/{agent}") for agent in {each.agent for each in candidates}}
    rows = sorted(candidates, key=lambda each: (order[each.agent], each.agent, each.at, each.call))
    return list(
        chain.from_iterable(_turned(list(calls), seed) for _, calls in groupby(rows, attrgetter("agent")))
    )


def _turned(calls: list[Candidate], seed: str) -> list[Candidate]:
    """Begin an agent's calls anywhere and go round, or one random start would choose the place in every period."""
    first = int(uniform(seed, f"start/{calls[0].agent}") * len(calls))
    return calls[first:] + calls[:first]


def uniform(seed: str, name: str) -> float:
    """Give the random number from 0 to under 1 that a seed has for a name."""
    return int.from_bytes(sha256(f"{seed}\n{name}".encode()).digest()[:6]) / 2**48


def fill(weights: Floats, rooms: Floats, amount: float) -> Floats:
    """Share an amount out by weight, to nobody more than their room; what is left over goes to the others.

    Args:
        weights: 0 or more, shape (n,).
        rooms: over 0, shape (n,).
        amount: 0 or more.

    Returns:
        Shares, shape (n,); they sum to the amount, or to all rooms with a weight where that is less.
    """
    shares = np.zeros_like(rooms)
    full = weights <= 0
    left = amount
    while left > 0 and not full.all():
        step = left * (np.where(full, 0.0, weights) / weights[~full].sum())
        over = ~full & (step >= rooms)
        if not over.any():
            return np.where(full, shares, step)
        shares = np.where(over, rooms, shares)
        full |= over
        left = amount - float(shares.sum())
    return shares


def systematic(chances: Floats, start: float) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Draw each with its chance, spread evenly over the list.

    Args:
        chances: 0 to 1, shape (n,).
        start: random, 0 to under 1.

    Returns:
        Whether each is drawn, shape (n,); their number is the sum of the chances, rounded up or down.
    """
    ends = np.floor(np.cumsum(chances) + start + _GRAIN)
    return np.diff(ends, prepend=np.floor(start + _GRAIN)) > 0


_GRAIN = 1e-9
"""What a sum of chances that should be whole may fall short of it by rounding."""
