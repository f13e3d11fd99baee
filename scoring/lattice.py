"""How near a stretch of speech comes to a line: the cheapest way through the line's graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.sound import FORBIDDEN, Sound, gap_cost, swap_cost
from scoring.wording import Choice, Gap, Steps, wording

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


def align(line: str, heard: Sequence[Sound | None]) -> Alignment | None:
    """Align a line with the stretch of `heard` that costs least (P. Sellers, 1980, on a graph).

    Returns:
        None where nothing of the line is heard.
    """
    if len(heard) > _MOST:
        raise ValueError(f"{len(heard)} sounds at once are too many to align; the most is {_MOST}")
    edges, gaps, last = _graph(line)
    swaps: dict[Sound, list[int]] = {}
    adds = [(gap_cost(sound) if sound else FORBIDDEN) * _QUARTER for sound in heard]
    # The cheapest way wins; of equal ones the one that says most, then the one that starts first.
    ways = [[_MOST * _SYLLABLE + j for j in range(len(heard) + 1)]]
    for node in range(1, last + 1):
        rows = [_along(ways[source], sound, heard, swaps) for source, sound in edges[node]]
        row = rows[0] if len(rows) == 1 else [*map(min, *rows)]
        for j, added in enumerate(adds):
            longer = row[j] if node in gaps else row[j] + added
            row[j + 1] = min(row[j + 1], longer)
        ways.append(row)
    return _best(ways[last])


def _along(
    way: list[int], sound: Sound | None, heard: Sequence[Sound | None], swaps: dict[Sound, list[int]]
) -> list[int]:
    """Go along one edge: the sound is dropped, or stands for one that is heard."""
    if sound is None:
        return way.copy()
    if sound not in swaps:
        swaps[sound] = [(swap_cost(sound, other) if other else FORBIDDEN) * _QUARTER for other in heard]
    said = sound.mass * _SYLLABLE
    drop = gap_cost(sound) * _QUARTER - said
    gone = [reached + drop for reached in way]
    heard_as = [reached + swap - said for reached, swap in zip(way, swaps[sound], strict=False)]
    return [gone[0], *map(min, gone[1:], heard_as)]


def _best(row: list[int]) -> Alignment | None:
    """Pick the end at which most is alike, then the longest, then the first."""
    best: Alignment | None = None
    for high, reached in enumerate(row):
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


@lru_cache(maxsize=16_384)
def _graph(line: str) -> tuple[tuple[tuple[tuple[int, Sound | None], ...], ...], frozenset[int], int]:
    """Lay a line out: per node the edges that lead to it, the nodes at which words may be added freely, the last."""
    edges: list[list[tuple[int, Sound | None]]] = [[]]
    gaps: set[int] = set()

    def lay(steps: Steps, node: int) -> int:
        for step in steps:
            if isinstance(step, Choice):
                ends = [lay(option, node) for option in step.options]
                edges.append([(end, None) for end in ends])
            elif isinstance(step, Gap):
                edges.append([(node, None)])
                gaps.add(len(edges) - 1)
            else:
                edges.append([(node, step.sound)])
            node = len(edges) - 1
        return node

    last = lay(wording(line).steps, 0)
    return tuple(tuple(e) for e in edges), frozenset(gaps), last
