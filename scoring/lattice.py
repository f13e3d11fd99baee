"""How near a stretch of speech comes to a line: the cheapest way through the line's graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.sound import FORBIDDEN, Sound, gap_cost, swap_cost
from scoring.wording import Choice, Gap, Steps, most, wording

_QUARTER = 1 << 24
"""A way through the graph is one number: its cost in quarters, then its syllables, then where it starts."""

_SYLLABLE = 1 << 12
_MOST = _SYLLABLE - 1


@dataclass(frozen=True, slots=True)
class Alignment:
    """The stretch that comes nearest.

    Attributes:
        low: place of its first sound.
        high: place after its last.
        similarity: 1 − cost / syllables of the line's way that was taken.
    """

    low: int
    high: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Graph:
    """A line laid out.

    Attributes:
        edges: per node, where it leads and by which sound; None leads on at once. Nodes follow their sources.
        gaps: nodes at which words may be added freely.
        mass: syllables of the longest way, about.
    """

    edges: tuple[tuple[tuple[int, Sound | None], ...], ...]
    gaps: frozenset[int]
    mass: int


@lru_cache(maxsize=16_384)
def graph(line: str) -> Graph:
    """Lay out a line of a word list."""
    return laid_out(wording(line).steps)


def laid_out(steps: Steps) -> Graph:
    """Lay out the steps of a line."""
    edges: list[list[tuple[int, Sound | None]]] = [[]]
    gaps: set[int] = set()

    def node(sources: Sequence[int], sound: Sound | None) -> int:
        edges.append([])
        for source in sources:
            edges[source].append((len(edges) - 1, sound))
        return len(edges) - 1

    def lay(steps: Steps, place: int) -> int:
        for step in steps:
            if isinstance(step, Choice):
                place = node([lay(option, place) for option in step.options], None)
            elif isinstance(step, Gap):
                place = node([place], None)
                gaps.add(place)
            else:
                place = node([place], step.sound)
        return place

    lay(steps, 0)
    return Graph(tuple(tuple(e) for e in edges), frozenset(gaps), most(steps))


def align(graph: Graph, heard: Sequence[Sound | None], *, least: float) -> Alignment | None:
    """Align a line with the stretch of `heard` that costs least (P. Sellers, 1980, on a graph).

    Args:
        graph: the line, or one way of saying it.
        heard: the sounds, None where nothing may match across.
        least: similarity under which a way is not followed further.

    Returns:
        None where nothing comes as near as that.
    """
    if len(heard) > _MOST:
        raise ValueError(f"{len(heard)} sounds at once are too many to align; the most is {_MOST}")
    bound = int(4 * (1 - least) * graph.mass + 1) * _QUARTER
    # The cheapest way wins; of equal ones the one that says most, then the one that starts first.
    rows: list[dict[int, int]] = [{} for _ in graph.edges]
    rows[0] = {j: _MOST * _SYLLABLE + j for j in range(len(heard) + 1)}
    for node, edges in enumerate(graph.edges):
        row = rows[node]
        free = node in graph.gaps
        # Where only a choice begins or ends, words are added on its other side.
        if node and (free or any(sound for _, sound in edges)):
            _add_words(row, heard, bound, free=free)
        for target, sound in edges if row else ():
            _follow(row, rows[target], sound, heard, bound)
    best = _best(rows[-1])
    return best if best is not None and best.similarity >= least else None


def _add_words(row: dict[int, int], heard: Sequence[Sound | None], bound: int, *, free: bool) -> None:
    """Let words stand between that the line does not have: freely where it has a gap."""
    for j, other in enumerate(heard):
        reached = row.get(j)
        if reached is None:
            continue
        cost = 0 if free else (gap_cost(other) if other else FORBIDDEN)
        way = reached + cost * _QUARTER
        if way < bound and way < row.get(j + 1, bound):
            row[j + 1] = way


def _follow(
    row: dict[int, int],
    onward: dict[int, int],
    sound: Sound | None,
    heard: Sequence[Sound | None],
    bound: int,
) -> None:
    """Go along one edge: the sound is dropped, or stands for one that is heard.

    The innermost loop of all scoring: it calls no more than it must.
    """
    said = sound.mass * _SYLLABLE if sound else 0
    drop = gap_cost(sound) * _QUARTER - said if sound else 0
    size, known = len(heard), onward.get
    for j, reached in row.items():
        way = reached + drop
        if way < bound and way < known(j, bound):
            onward[j] = way
        if sound is None or j >= size:
            continue
        other = heard[j]
        if other is not None:
            way = reached + swap_cost(sound, other) * _QUARTER - said
            if way < bound and way < known(j + 1, bound):
                onward[j + 1] = way


def _best(row: dict[int, int]) -> Alignment | None:
    """Pick the end at which most is alike, then the longest, then the first."""
    best: Alignment | None = None
    for high, reached in sorted(row.items()):
        cost, rest = divmod(reached, _QUARTER)
        mass, low = _MOST - rest // _SYLLABLE, rest % _SYLLABLE
        if not mass or low >= high:
            continue
        found = Alignment(low, high, max(0.0, 1 - cost / 4 / mass))
        if best is None or _rank(found) > _rank(best):
            best = found
    return best


def _rank(found: Alignment) -> tuple[float, int, int]:
    return found.similarity, found.high - found.low, -found.low
