"""Finding what is said in a range: the hits of wordings, and what came nearest to them."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from scoring.look import Hit, Position
from scoring.scope import Scope
from scoring.stream import NEAR
from scoring.wording import Way, way, wording

_CANDIDATES = 2
"""Near misses that are looked at closely."""

_LEAST_SHARED = 0.5
"""Share of a line's words that a turn must have, in whatever order, to come near it."""

_SENTENCE_ENDS = "。！？!?；;\n"


def lines(listed: tuple[str, ...], scope: Scope) -> tuple[str, ...]:
    """Write out the word lists named by `$name`."""
    return _written_out(listed, tuple(scope.names.phrases[name] for name in _named(listed)))


@lru_cache(maxsize=4096)
def _named(listed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(item[1:] for item in listed if item.startswith("$"))


@lru_cache(maxsize=4096)
def _written_out(listed: tuple[str, ...], named: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    lists = iter(named)
    each = (next(lists) if item.startswith("$") else (item,) for item in listed)
    return tuple(dict.fromkeys(line for written in each for line in written))


def spoken(listed: tuple[str, ...], scope: Scope, *, by_sound: bool) -> dict[str, list[Hit]]:
    """Find lines in range, whoever of the parties looked at says them: those that are said, as they are listed."""
    found: dict[str, list[Hit]] = {}
    for said in scope.reading.said(listed, scope.party, by_sound=by_sound):
        # Most of what is said lies outside a narrow range, and is not worth quoting first.
        if scope.spans(said.begin, said.finish):
            hit = scope.reading.hit(said.party, said.place, said.line)
            if scope.holds(hit):
                found.setdefault(said.line, []).append(hit)
    return found


def apart(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Keep the best of the hits that overlap (most alike, then longest, then first), in order of the call."""
    kept: list[Hit] = []
    heap: list[Hit] = []
    for hit in sorted(hits, key=_span):
        if heap and hit.begin >= max(other.finish for other in heap):
            kept += _best(heap)
            heap = []
        heap.append(hit)
    return (*kept, *_best(heap))


def _best(heap: Sequence[Hit]) -> Sequence[Hit]:
    """Keep the best of hits of which each overlaps with another."""
    if len(heap) <= 1:
        return heap
    kept: list[Hit] = []
    for hit in sorted(heap, key=lambda h: (-h.similarity, -_length(h), h.begin)):
        if all(hit.finish <= other.begin or hit.begin >= other.finish for other in kept):
            kept.append(hit)
    return sorted(kept, key=_span)


def _span(hit: Hit) -> tuple[Position, Position]:
    return hit.begin, hit.finish


def excused(hit: Hit, unless: tuple[str, ...], scope: Scope) -> bool:
    """Tell whether the sentence of a hit also says one of the excuses."""
    excuses = scope.reading.said(unless, hit.evidence[0].party, by_sound=False)
    return any(
        _same_sentence(hit, scope.reading.hit(said.party, said.place, said.line), scope) for said in excuses
    )


def nearest(listed: Iterable[str], scope: Scope, hits: Sequence[Hit] = ()) -> Hit | None:
    """Find what came nearest to lines that were not found, beside the hits there are.

    Turns are first ranked by the sounds they share with a way of saying a line; only the best are aligned with it.
    """
    best: Hit | None = None
    for _, _, turn, _, line, said in heapq.nsmallest(_CANDIDATES, _ranked(listed, scope)):
        party = scope.reading.turns[turn].party
        least = NEAR if best is None else best.similarity
        place = scope.reading.streams[party].nearest(said, turn, least=least)
        if place is None or (best is not None and place.similarity <= best.similarity):
            continue
        hit = scope.reading.hit(party, place, line)
        if scope.holds(hit) and all(hit.finish <= h.begin or hit.begin >= h.finish for h in hits):
            best = hit
    return best


def _ranked(listed: Iterable[str], scope: Scope) -> Iterator[tuple[float, int, int, int, str, Way]]:
    """Rank (turn, way of saying a line) by the share of it that is heard in the turn, then by how much that is."""
    vocabularies = [(place, wording(line)) for place, line in enumerate(listed)]
    for turn in scope.spoken:
        heard = scope.reading.vocabulary(turn.index)
        for place, line in vocabularies:
            common = line.sounds & heard
            # A way that shares half of its words shares half as many as the shortest has.
            if 2 * len(common) < line.shortest:
                continue
            found = way(line.text, common)
            if found.share >= _LEAST_SHARED:
                yield -found.share, -found.there, turn.index, place, line.text, found


def _length(hit: Hit) -> int:
    return sum(len(e.quote) for e in hit.evidence)


def _same_sentence(hit: Hit, other: Hit, scope: Scope) -> bool:
    """Tell whether two hits share a turn with no sentence ending between them."""
    if other.finish[0] < hit.begin[0] or other.begin[0] > hit.finish[0]:
        return False
    if other.begin <= hit.finish and hit.begin <= other.finish:
        return True
    first, second = (hit, other) if hit.finish <= other.begin else (other, hit)
    if first.finish[0] != second.begin[0]:
        return False
    between = scope.reading.turns[first.finish[0]].text[first.finish[1] : second.begin[1]]
    return not any(mark in between for mark in _SENTENCE_ENDS) and ". " not in between
