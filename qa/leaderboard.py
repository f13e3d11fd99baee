"""A leaderboard that says what it knows: places with their spread, ties as ties, and nobody ranked by luck."""

from collections.abc import Mapping
from dataclasses import dataclass

from qa.statistics.figure import Figure, Precision
from qa.statistics.interval import difference
from qa.statistics.moments import Moments
from qa.statistics.peers import Peer, team
from qa.statistics.trend import Verdict, verdict


@dataclass(frozen=True, slots=True)
class Ranked:
    """An agent's place.

    Attributes:
        agent: the agent's id.
        n: evaluations with a score.
        mean: of the own scores, 0 to 100.
        level: the mean drawn towards the team's by as much as chance explains; null with too few agents.
        difference: of level and team, with its interval.
        place: one more than the agents who are surely better; null with too little data. Who cannot be told apart
            shares a place.
        place_to: the last place that may be theirs: agents less those who are surely worse.
        tied: how many others of the list cannot be told apart from them.
    """

    agent: str
    n: int
    mean: float
    level: float | None
    difference: Figure
    place: int | None
    place_to: int | None
    tied: int


def leaderboard(agents: Mapping[str, Moments], precision: Precision) -> tuple[Ranked, ...]:
    """Rank agents by level; those with too little data come last, without a place.

    Args:
        agents: the scores of each, summed up.
        precision: `least` counts an agent's evaluations.
    """
    peers = team(agents, precision).peers
    ranked = [peer for peer in peers if peer.difference.told]
    standings = [_ranked(peer, ranked, agents[peer.agent].n) for peer in peers]
    return tuple(
        sorted(
            standings,
            key=lambda each: (each.place is None, each.place or 0, -(each.level or each.mean), each.agent),
        )
    )


def _ranked(peer: Peer, ranked: list[Peer], n: int) -> Ranked:
    if not peer.difference.told:
        return Ranked(peer.agent, n, peer.own, peer.level, peer.difference, None, None, 0)
    said = [verdict(difference(other.difference, peer.difference)) for other in ranked if other is not peer]
    better, worse = said.count(Verdict.HIGHER), said.count(Verdict.LOWER)
    tied = len(said) - better - worse
    return Ranked(peer.agent, n, peer.own, peer.level, peer.difference, 1 + better, len(ranked) - worse, tied)
