"""An agent against the team, so that luck with few calls does not lead the list."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from qa.statistics.figure import Figure, Precision, too_little
from qa.statistics.interval import Floats, normal_quantile
from qa.statistics.moments import Moments

LEAST_AGENTS = 5
"""Agents under which a team's spread cannot be told."""


@dataclass(frozen=True, slots=True)
class Peer:
    """An agent among peers.

    Attributes:
        agent: their id.
        own: mean of their own calls.
        level: their mean drawn towards the team's by as much as chance explains; null with too few agents.
        difference: of `level` and the team's mean, with interval; `n` counts the agent's calls.
    """

    agent: str
    own: float
    level: float | None
    difference: Figure


@dataclass(frozen=True, slots=True)
class Team:
    """A team's agents.

    Attributes:
        mean: of its agents, each as good as known; null with too few agents.
        spread: standard deviation of what agents truly are like, chance taken away; null with too few agents.
        peers: every agent with a call, the highest level first.
    """

    mean: float | None
    spread: float | None
    peers: tuple[Peer, ...]


def team(agents: Mapping[str, Moments], precision: Precision) -> Team:
    """Compare agents with their team by empirical Bayes shrinkage.

    An agent's mean is that of the team plus how they differ plus the chance of their n calls, so the best guess of
    how they differ is what was seen, times spread² / (spread² + variance/n). The spread is DerSimonian & Laird's
    (Control. Clin. Trials 7 (1986) 177), the calls' variance is pooled over agents, and the interval allows for
    both being estimates: Morris, JASA 78 (1983) 47, with each agent's own variance.

    Args:
        agents: the calls of each, summed up; shares through `qa.statistics.moments.share`.
        precision: `least` counts an agent's calls.
    """
    seen = {name: each for name, each in agents.items() if each.n}
    freedom = sum(each.n - 1 for each in seen.values())
    within = sum((each.n - 1) * each.variance for each in seen.values()) / max(freedom, 1)
    if len(seen) < LEAST_AGENTS or within <= 0:
        alone = (Peer(name, each.mean, None, too_little(each.n)) for name, each in seen.items())
        return Team(None, None, tuple(sorted(alone, key=lambda peer: (-peer.own, peer.agent))))
    own = np.array([each.mean for each in seen.values()])
    chance = within / np.array([each.n for each in seen.values()])
    spread = _spread(own, chance)
    weights = 1 / (chance + spread)
    mean = float((weights * own).sum() / weights.sum())
    gap, error = _shrink(own - mean, chance, spread, float(1 / weights.sum()))
    reach = normal_quantile(precision.confidence) * error
    peers = [
        Peer(
            name,
            each.mean,
            mean + float(gap[row]),
            precision.judge(
                float(gap[row]), float(gap[row] - reach[row]), float(gap[row] + reach[row]), n=each.n
            ),
        )
        for row, (name, each) in enumerate(seen.items())
    ]
    order = sorted(range(len(peers)), key=lambda row: (-float(gap[row]), peers[row].agent))
    return Team(mean, float(np.sqrt(spread)), tuple(peers[row] for row in order))


def _spread(own: Floats, chance: Floats) -> float:
    """Give the variance between agents that chance does not explain."""
    weights = 1 / chance
    mean = (weights * own).sum() / weights.sum()
    excess = (weights * (own - mean) ** 2).sum() - (own.size - 1)
    return max(0.0, float(excess / (weights.sum() - (weights**2).sum() / weights.sum())))


def _shrink(away: Floats, chance: Floats, spread: float, mean_variance: float) -> tuple[Floats, Floats]:
    """Draw differences towards 0; give them and their standard errors."""
    agents = away.size
    drawn = (agents - 3) / (agents - 1) * chance / (chance + spread)
    variance = chance * (1 - drawn) + 2 / (agents - 3) * drawn**2 * away**2
    return (1 - drawn) * away, np.sqrt(variance + (1 - drawn) ** 2 * mean_variance)
