"""What one party said over the whole call, as one run of tokens that can be looked through quickly.

Neighbouring turns of the party follow on one another, so that a sentence broken in two is still found; a
long silence or nothing in common parts them. A wording is looked for twice: word for word, and by sound.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from asr.transcript import Turn
from scoring.fold import fold
from scoring.sound import Sound, gap_cost, sounds, swap_cost
from scoring.wording import Part, Wording

JOIN_GAP = 3.0
"""Seconds of pause across which two turns of a party still make one sentence."""

WORDS_BETWEEN = 10
"""Tokens that `...` may stand for."""

TOLERANCE = 0.2
"""Share of a wording's syllables that may be wrong when it is matched by sound."""

_LEAST_MASS = 2
"""A single syllable is matched word for word only: by sound, everything would be found."""

_BREAK = "\0"
_UNKNOWN = "\1"
_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a wording was found in a stream.

    Attributes:
        low: index of its first token.
        high: index after its last.
        similarity: 1.0 word for word, less by sound.
    """

    low: int
    high: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Stream:
    """One party's tokens.

    Attributes:
        symbols: one character per token, by `lexicon`; a break is a token, too.
        heard: how each token sounds; None at a break.
        origins: (turn, start, end) of each token, in characters of the turn's text.
        lexicon: token → its character.
        postings: blurred sound → where it is heard.
    """

    symbols: str
    heard: tuple[Sound | None, ...]
    origins: tuple[tuple[int, int, int], ...]
    lexicon: dict[str, str]
    postings: dict[str, list[int]]
    _known: dict[tuple[Wording, bool], tuple[Place, ...]] = field(default_factory=dict, compare=False)

    def find(self, wording: Wording, *, by_sound: bool) -> tuple[Place, ...]:
        """Find a wording: every place, disjoint, in order."""
        known = self._known.get((wording, by_sound))
        if known is None:
            chains = self._chains([self._places(part, by_sound=by_sound) for part in wording.parts])
            known = self._known[wording, by_sound] = disjoint(chains)
        return known

    def nearest(self, wording: Wording, turns: range) -> Iterator[Place]:
        """Offer the places in some turns that come nearest to a wording's main part, by the sounds they share.

        `similarity` is of the wording as a whole: what else it asks for counts as missing.
        """
        part = wording.heaviest
        share = part.mass / sum(p.mass for p in wording.parts)
        votes = [
            (-count, start)
            for start, count in self._votes(part).items()
            if self.origins[min(max(start, 0), len(self.origins) - 1)][0] in turns
        ]
        for _, start in heapq.nsmallest(_CANDIDATES, votes):
            place = self._align(part, start, slack=max(1, len(part.tokens) // 3))
            if place is not None:
                yield replace(place, similarity=place.similarity * share)

    def _places(self, part: Part, *, by_sound: bool) -> list[Place]:
        exact = self._exact(part)
        if not by_sound or part.mass < _LEAST_MASS:
            return exact
        taken = {i for place in exact for i in range(place.low, place.high)}
        near = [p for p in self._sounding(part) if taken.isdisjoint(range(p.low, p.high))]
        return sorted(exact + near, key=lambda p: (p.low, p.high))

    def _exact(self, part: Part) -> list[Place]:
        wanted = "".join(self.lexicon.get(token, _UNKNOWN) for token in part.tokens)
        found: list[Place] = []
        at = -1 if _UNKNOWN in wanted else self.symbols.find(wanted)
        while at >= 0:
            found.append(Place(at, at + len(wanted), 1.0))
            at = self.symbols.find(wanted, at + 1)
        return found

    def _sounding(self, part: Part) -> list[Place]:
        """Find a part by sound, within the tolerance."""
        size = len(part.tokens)
        if size == 1:
            return self._like(part)
        wrong = min(int(TOLERANCE * part.mass / 0.5), max(size // 2, 1))
        votes = self._votes(part)
        found: list[Place] = []
        for start in sorted(votes):
            if sum(votes.get(start + shift, 0) for shift in range(wrong + 1)) < size - wrong:
                continue
            place = self._align(part, start, slack=wrong)
            if place is not None and place.similarity >= 1 - TOLERANCE:
                found.append(place)
        return found

    def _like(self, part: Part) -> list[Place]:
        """Find the words that sound like a long one."""
        wanted = part.sounds[0]
        alike = [
            (at, 1 - swap_cost(wanted, sound) / part.mass)
            for blurred, places in self.postings.items()
            if blurred[0] == wanted.blurred[0]
            for at in places
            if (sound := self.heard[at]) is not None
        ]
        return [Place(at, at + 1, similarity) for at, similarity in alike if similarity >= 1 - TOLERANCE]

    def _votes(self, part: Part) -> dict[int, int]:
        """Count, for each place where the part could start, the sounds that are where they should be."""
        votes: dict[int, int] = {}
        for offset, sound in enumerate(part.sounds):
            for at in self.postings.get(sound.blurred, ()):
                votes[at - offset] = votes.get(at - offset, 0) + 1
        return votes

    def _align(self, part: Part, start: int, *, slack: int) -> Place | None:
        """Align a part with the tokens around `start` at the least cost, ends free."""
        low = max(start - slack, 0)
        high = min(start + len(part.tokens) + 2 * slack, len(self.heard))
        best = _cheapest(part.sounds, self.heard[low:high])
        if best is None:
            return None
        cost, first, last = best
        return Place(low + first, low + last, max(0.0, 1 - cost / part.mass))

    def _chains(self, steps: Sequence[list[Place]]) -> list[Place]:
        """Join the parts of a wording across its gaps; the shortest way from each start."""
        chains = steps[0]
        for step in steps[1:]:
            joined = []
            for chain in chains:
                after = (p for p in step if chain.high <= p.low <= chain.high + WORDS_BETWEEN)
                mate = next(after, None)
                if mate is not None and _BREAK not in self.symbols[chain.high : mate.low]:
                    joined.append(Place(chain.low, mate.high, min(chain.similarity, mate.similarity)))
            chains = joined
        return chains


def disjoint(places: Sequence[Place]) -> tuple[Place, ...]:
    """Keep the best of the places that overlap: most alike, then longest, then first."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda p: (-p.similarity, p.low - p.high, p.low)):
        if all(place.high <= other.low or place.low >= other.high for other in kept):
            kept.append(place)
    return tuple(sorted(kept, key=lambda p: p.low))


def stream(turns: Sequence[Turn]) -> Stream:
    """Lay one party's turns end to end."""
    symbols: list[str] = []
    heard: list[Sound | None] = []
    origins: list[tuple[int, int, int]] = []
    lexicon: dict[str, str] = {}
    postings: dict[str, list[int]] = {}
    ended: float | None = None
    for turn in turns:
        if ended is not None and turn.start - ended > JOIN_GAP:
            symbols.append(_BREAK)
            heard.append(None)
            origins.append((turn.index, 0, 0))
        ended = turn.end
        folded = fold(turn.text)
        for token, sound, span in zip(folded.tokens, sounds(turn.text), folded.spans, strict=True):
            postings.setdefault(sound.blurred, []).append(len(symbols))
            symbols.append(lexicon.setdefault(token, chr(0x100 + len(lexicon))))
            heard.append(sound)
            origins.append((turn.index, *span))
    return Stream("".join(symbols), tuple(heard), tuple(origins), lexicon, postings)


def _cheapest(wanted: Sequence[Sound], heard: Sequence[Sound | None]) -> tuple[float, int, int] | None:
    """Align all of `wanted` with the stretch of `heard` that costs least (P. Sellers, 1980).

    Returns:
        (cost, first, last) with `heard[first:last]` the stretch; None where nothing of it is heard.
    """
    costs = [0.0] * (len(heard) + 1)
    starts = list(range(len(heard) + 1))
    for sound in wanted:
        drop = gap_cost(sound)
        corner, corner_start = costs[0], starts[0]
        costs[0] += drop
        for j, other in enumerate(heard, 1):
            swap = 99.0 if other is None else swap_cost(sound, other)
            extra = 99.0 if other is None else gap_cost(other)
            ways = (
                (corner + swap, corner_start),
                (costs[j] + drop, starts[j]),
                (costs[j - 1] + extra, starts[j - 1]),
            )
            corner, corner_start = costs[j], starts[j]
            costs[j], starts[j] = min(ways)
    last = min(range(len(costs)), key=lambda j: (costs[j], j))
    return (costs[last], starts[last], last) if starts[last] < last else None
