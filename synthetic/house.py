"""What is planted in a made-up house: how good its agents are, how they change, and how often machine and people err."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_BUSIEST = 3.0
"""How many times as many calls the busiest agent takes as the least busy one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion of the made-up form, and what is planted about it.

    Attributes:
        id: of the criterion.
        ease: log-odds with which an average agent meets it.
        sureness: the machine's confidence is Beta(sureness, 1); its mean is sureness / (sureness + 1).
        applies: share of the calls it applies to.
        shift: what the second version of the form adds to `ease`: the break.
    """

    id: str
    ease: float
    sureness: float = 20.0
    applies: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True)
class House:
    """A made-up house.

    Attributes:
        criteria: of its form.
        agents: how many.
        teams: agents are dealt out to them in order.
        queues: each team takes calls of three of them.
        seed: of all that is drawn of the house.
        spread: standard deviation of the agents' skill, in log-odds.
        change: log-odds that an agent who changes gains or loses over the year.
        movers: share of the agents who gain, and of those who lose.
        undecided: share of the machine's answers that are left to people.
        slips: chance that a person answers otherwise than the truth.
        worth: (a, b): a finding of confidence c is true with chance a + b·c.
        turn: share of the year after which the second version of the form is in force.
        anew: share of the year after which another recogniser hears; it hears as well as the one before.
    """

    criteria: tuple[Asked, ...]
    agents: int = 40
    teams: int = 8
    queues: int = 4
    seed: int = 7
    spread: float = 0.5
    change: float = 1.2
    movers: float = 0.1
    undecided: float = 0.015
    slips: float = 0.015
    worth: tuple[float, float] = (0.25, 0.74)
    turn: float = 0.5
    anew: float = 0.25

    @cached_property
    def shares(self) -> Floats:
        """Share of the calls that each agent takes, shape (agents,)."""
        drawn = self._chance(1).uniform(1, _BUSIEST, self.agents)
        return np.asarray(drawn / drawn.sum())

    @cached_property
    def skill(self) -> Floats:
        """Log-odds that each agent has more than the average one in the middle of the year, shape (agents,)."""
        return np.asarray(self._chance(2).normal(0.0, self.spread, self.agents))

    @cached_property
    def slope(self) -> Floats:
        """Log-odds that each agent gains over the year, shape (agents,); 0 for most."""
        order = self._chance(3).permutation(self.agents)
        count = round(self.movers * self.agents)
        slopes = np.zeros(self.agents)
        slopes[order[:count]], slopes[order[count : 2 * count]] = self.change, -self.change
        return slopes

    def met(self, agent: NDArray[np.intp], share: Floats) -> Floats:
        """Give the chances that calls meet each criterion.

        Args:
            agent: number of the agent, shape (n,).
            share: of the year that is over, 0 to 1, shape (n,).

        Returns:
            Chances, shape (n, criteria).
        """
        ease = np.array([each.ease for each in self.criteria])
        shift = np.array([each.shift for each in self.criteria])
        own = self.skill[agent] + self.slope[agent] * (share - 0.5)
        odds = ease + own[:, None] + np.where(share > self.turn, 1.0, 0.0)[:, None] * shift
        return np.asarray(1 / (1 + np.exp(-odds)))

    def true(self, confidence: Floats) -> Floats:
        """Give the chance that findings of some confidences are true."""
        return self.worth[0] + self.worth[1] * confidence

    def confirmed(self, confidence: Floats) -> Floats:
        """Give the chance that a person confirms findings of some confidences: people slip, too."""
        true = self.true(confidence)
        return true * (1 - self.slips) + (1 - true) * self.slips

    def _chance(self, of: int) -> np.random.Generator:
        return np.random.default_rng((self.seed, of))
