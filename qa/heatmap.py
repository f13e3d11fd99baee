"""Agents by criteria: where somebody is apart from their colleagues by more than chance, and so who needs what."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qa.statistics.figure import Figure, Precision, too_little
from qa.statistics.interval import normal_quantile, wilson
from qa.statistics.many import beyond_chance
from qa.statistics.moments import Moments, pool
from qa.statistics.peers import team
from qa.statistics.trend import Verdict, verdict
from qa.trend_lines import Cell, Query


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A criterion of an agent.

    Attributes:
        agent: the agent's id.
        criterion: its id.
        rate: share met of those met or not, 0 to 1; `n` counts these.
        not_met: how many were not.
        undecided: how many could not be told; they count for neither.
        difference: from the colleagues, drawn towards them by as much as chance explains.
        apart: `higher` or `lower` only where that is more than chance, with as many cells as there are.
        calls: parameters of `GET /v1/recordings` that list the `not_met` calls.
    """

    agent: str
    criterion: str
    rate: Figure
    not_met: int
    undecided: int
    difference: Figure
    apart: Verdict
    calls: Query


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A criterion over all agents; see `HeatCell` for the fields."""

    criterion: str
    rate: Figure
    not_met: int
    undecided: int
    agents: int
    calls: Query


@dataclass(frozen=True, slots=True)
class Heatmap:
    """Agents by criteria.

    Attributes:
        criteria: the lowest rate first, those with too little data last.
        cells: by agent, then criterion; a pair without a finding has none.
    """

    criteria: tuple[HeatRow, ...]
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """What an agent needs to work on.

    Attributes:
        agent: the agent's id.
        criterion: what.
        evidence: calls in which it was not met.
        calls: parameters of `GET /v1/recordings` that list these calls.
        rate: as in the heat map.
        difference: likewise.
        excess: calls that were not met beyond what colleagues would have missed of as many.
    """

    agent: str
    criterion: str
    evidence: int
    calls: Query
    rate: Figure
    difference: Figure
    excess: float


Lists = Callable[[str, str | None], Query]
"""Gives the parameters that list the calls in which a criterion was not met, of an agent or of all."""


def heatmap(found: Iterable[Cell], precision: Precision, lists: Lists) -> Heatmap:
    """Lay agents and criteria out.

    Args:
        found: all criteria of all agents who are compared with each other.
        precision: `least` counts calls in which the criterion was met or not.
        lists: says how the calls behind a number are listed.
    """
    by_criterion: dict[str, list[Cell]] = defaultdict(list)
    for each in found:
        by_criterion[each.criterion].append(each)
    cells: list[HeatCell] = []
    for theirs in by_criterion.values():
        known: Mapping[str, Moments] = {each.agent: each.rate for each in theirs if each.agent}
        differences = {peer.agent: peer.difference for peer in team(known, precision).peers}
        cells += [
            HeatCell(
                each.agent,
                each.criterion,
                rate_of(each.rate, precision),
                each.not_met,
                each.undecided,
                differences.get(each.agent) or too_little(each.rate.n, precision.least),
                Verdict.TOO_LITTLE,
                lists(each.criterion, each.agent),
            )
            for each in theirs
        ]
    rows = [_row(criterion, theirs, precision, lists) for criterion, theirs in by_criterion.items()]
    marked = _marked(cells)
    return Heatmap(
        tuple(sorted(rows, key=lambda row: (row.rate.value is None, row.rate.value or 0.0, row.criterion))),
        tuple(sorted(marked, key=lambda cell: (cell.agent, cell.criterion))),
    )


def needs(map_: Heatmap) -> tuple[Need, ...]:
    """Rank what agents need: what is surely lower than with colleagues, by the calls it costs, the most first."""
    found = [
        Need(
            cell.agent,
            cell.criterion,
            cell.not_met,
            cell.calls,
            cell.rate,
            cell.difference,
            -(cell.difference.value or 0.0) * cell.rate.n,
        )
        for cell in map_.cells
        if cell.apart is Verdict.LOWER
    ]
    return tuple(sorted(found, key=lambda need: (-need.excess, need.agent, need.criterion)))


def strengths(map_: Heatmap) -> tuple[HeatCell, ...]:
    """List what is surely higher than with colleagues, the farthest first."""
    found = [cell for cell in map_.cells if cell.apart is Verdict.HIGHER]
    return tuple(
        sorted(found, key=lambda cell: (-(cell.difference.value or 0.0), cell.agent, cell.criterion))
    )


def rate_of(rate: Moments, precision: Precision) -> Figure:
    """Tell a share of independent calls, with Wilson's interval."""
    low, high = wilson(rate.mean, rate.n, normal_quantile(precision.confidence))
    return precision.judge(rate.mean, float(low), float(high), n=rate.n)


def _marked(cells: Sequence[HeatCell]) -> tuple[HeatCell, ...]:
    """Mark the cells that are apart by more than chance, however many there are."""
    sure = beyond_chance([cell.difference for cell in cells])
    return tuple(
        replace(cell, apart=_apart(cell.difference, sure=index in sure)) for index, cell in enumerate(cells)
    )


def _apart(difference: Figure, *, sure: bool) -> Verdict:
    said = verdict(difference)
    return said if sure or said is Verdict.TOO_LITTLE else Verdict.CANNOT_TELL


def _row(criterion: str, cells: Sequence[Cell], precision: Precision, lists: Lists) -> HeatRow:
    return HeatRow(
        criterion,
        rate_of(pool([each.rate for each in cells]), precision),
        sum(each.not_met for each in cells),
        sum(each.undecided for each in cells),
        len({each.agent for each in cells}),
        lists(criterion, None),
    )
