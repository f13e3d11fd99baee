"""Finding what is said in a range: the hits of wordings, and what came nearest to them."""

from collections.abc import Iterable, Sequence

from asr.transcript import Party
from scoring.look import Hit
from scoring.scope import Scope
from scoring.wording import Wording, wordings

NEAR = 0.5
"""Similarity from which a near miss is worth showing."""

_SENTENCE_ENDS = "。！？!?；;\n"


def lines(listed: Iterable[str], scope: Scope) -> tuple[str, ...]:
    """Write out the word lists named by `$name`."""
    named = scope.names.phrases
    return tuple(
        dict.fromkeys(
            line for item in listed for line in (named[item[1:]] if item.startswith("$") else (item,))
        )
    )


def spoken(ways: Sequence[Wording], scope: Scope, *, by_sound: bool) -> list[Hit]:
    """Find wordings in range, whoever of the parties looked at says them."""
    return [
        hit
        for party in _parties(scope)
        for wording in ways
        for place in scope.reading.streams[party].find(wording, by_sound=by_sound)
        if scope.holds(hit := scope.reading.hit(party, place, wording))
    ]


def apart(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Keep the best of the hits that overlap (most alike, then longest, then first), in order of the call."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (-h.similarity, -_length(h), h.begin)):
        if all(hit.finish <= other.begin or hit.begin >= other.finish for other in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda h: (h.begin, h.finish)))


def excused(hit: Hit, unless: Sequence[str], scope: Scope) -> bool:
    """Tell whether the sentence of a hit also says one of the excuses."""
    stream_of = scope.reading.streams[hit.evidence[0].party]
    return any(
        _same_sentence(hit, scope.reading.hit(hit.evidence[0].party, place, wording), scope)
        for line in unless
        for wording in wordings(line)
        for place in stream_of.find(wording, by_sound=False)
    )


def nearest(ways: Iterable[Wording], scope: Scope, hits: Sequence[Hit] = ()) -> Hit | None:
    """Find what came nearest to wordings that were not found, beside the hits there are."""
    if not scope.turns:
        return None
    turns = range(scope.turns[0].index, scope.turns[-1].index + 1)
    best: Hit | None = None
    for party in _parties(scope):
        for wording in ways:
            for place in scope.reading.streams[party].nearest(wording, turns):
                if place.similarity < NEAR or (best is not None and place.similarity <= best.similarity):
                    continue
                hit = scope.reading.hit(party, place, wording)
                if scope.holds(hit) and all(hit.finish <= h.begin or hit.begin >= h.finish for h in hits):
                    best = hit
    return best


def _parties(scope: Scope) -> tuple[Party, ...]:
    return tuple(Party) if scope.party is None else (scope.party,)


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
