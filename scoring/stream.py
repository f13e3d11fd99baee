"""What one party said over the whole call, as one run of tokens that can be looked through quickly.

Neighbouring turns of the party follow on one another, so that a sentence broken in two is still found; a
long silence parts them.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from asr.transcript import Turn
from scoring.fold import fold
from scoring.lattice import align, graph, laid_out
from scoring.pattern import BREAK, Pairs, exact, pairs, sounding
from scoring.sound import Sound, sounds
from scoring.wording import Token, Way, wording

JOIN_GAP = 3.0
"""Seconds of pause across which two turns of a party still make one sentence."""

TOLERANCE = 0.15
"""Share of a wording's syllables that may be wrong when it is matched by sound."""

NEAR = 0.6
"""Similarity from which a near miss is worth showing."""

MOST_BY_SOUND = 0.99
"""Similarity of what sounds the same and is written otherwise."""

_LEAST_MASS = 2
"""A single syllable is matched word for word only: by sound, everything would be found."""

_MISHEARD = 1
"""Steps of a line that may be misheard."""

_MOST_SIZES = 65_536

_AROUND = 3
"""Tokens looked at on either side of what a near miss shares with a wording."""


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
class Run:
    """A stream's tokens as text: ` one  token  after  another `, and where each begins."""

    text: bytes
    starts: tuple[int, ...]

    def places(self, pattern: Any) -> Iterator[tuple[int, int]]:
        """Find a pattern of tokens: (first, after the last)."""
        for match in pattern.finditer(self.text):
            yield bisect_left(self.starts, match.start()), bisect_left(self.starts, match.end())


@dataclass(frozen=True, slots=True)
class Stream:
    """One party's tokens.

    Attributes:
        words: the tokens.
        blurred: how they sound.
        heard: the same, in full; None at a break.
        pairs: each token with the next one, and with none.
        vocabulary: the blurred sounds there are.
        origins: (turn, start, end) of each token, in characters of the turn's text.
        turns: turn → (first token, after the last).
    """

    words: Run
    blurred: Run
    heard: tuple[Sound | None, ...]
    pairs: Pairs
    vocabulary: frozenset[str]
    origins: tuple[tuple[int, int, int], ...]
    turns: dict[int, tuple[int, int]]
    _known: dict[tuple[str, bool], tuple[Place, ...]] = field(default_factory=dict, compare=False)

    def find(self, line: str, *, by_sound: bool) -> tuple[Place, ...]:
        """Find a line word for word, or else by sound: every place, disjoint, in order."""
        known = self._known.get((line, by_sound))
        if known is None:
            known = self._by_sound(line) if by_sound else self._exact(line)
            self._known[line, by_sound] = known
        return known

    def nearest(self, way: Way, turn: int, *, least: float = NEAR) -> Place | None:
        """Find the stretch of a turn that comes nearest to a way of saying a line, and at least so near."""
        first, last = self.turns[turn]
        vocabulary = {step.sound.blurred for step in way.steps if isinstance(step, Token)}
        shared = [i for i in range(first, last) if (s := self.heard[i]) and s.blurred in vocabulary]
        if not shared:
            return None
        low = max(first, shared[0] - _AROUND)
        found = align(laid_out(way.steps), self.heard[low : min(last, shared[-1] + 1 + _AROUND)], least=least)
        return None if found is None else Place(low + found.low, low + found.high, found.similarity)

    def _exact(self, line: str) -> tuple[Place, ...]:
        needed = pairs(line)
        if needed and needed.isdisjoint(self.pairs):
            return ()
        return tuple(Place(low, high, 1.0) for low, high in self.words.places(exact((line,))))

    def _by_sound(self, line: str) -> tuple[Place, ...]:
        """Weigh what sounds like a line, with one step misheard at most."""
        said = self._exact(line)
        read = wording(line)
        if read.mass < _LEAST_MASS or len(read.needed - self.vocabulary) > _MISHEARD:
            return said
        near = []
        for low, high in self.blurred.places(sounding(line)):
            if any(place.low <= low and high <= place.high for place in said):
                continue  # said word for word, which is nearer than any sound
            found = align(graph(line), self.heard[low:high], least=1 - TOLERANCE)
            if found is not None:
                alike = min(found.similarity, MOST_BY_SOUND)
                near.append(Place(low + found.low, low + found.high, alike))
        return disjoint([*said, *near])


def disjoint(places: Sequence[Place]) -> tuple[Place, ...]:
    """Keep the best of the places that overlap: most alike, then longest, then first."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda p: (-p.similarity, p.low - p.high, p.low)):
        if all(place.high <= other.low or place.low >= other.high for other in kept):
            kept.append(place)
    return tuple(sorted(kept, key=lambda p: p.low))


def stream(turns: Sequence[Turn]) -> Stream:
    """Lay one party's turns end to end."""
    words: list[str] = []
    heard: list[Sound | None] = []
    origins: list[tuple[int, int, int]] = []
    held: dict[int, tuple[int, int]] = {}
    ended: float | None = None
    for turn in turns:
        if ended is not None and turn.start - ended > JOIN_GAP:
            words.append(BREAK)
            heard.append(None)
            origins.append((turn.index, 0, 0))
        ended = turn.end
        folded = fold(turn.text)
        held[turn.index] = (len(words), len(words) + len(folded.tokens))
        words += folded.tokens
        heard += sounds(turn.text)
        origins += [(turn.index, *span) for span in folded.spans]
    blurred = [sound.blurred if sound else BREAK for sound in heard]
    return Stream(
        words=_run(words),
        blurred=_run(blurred),
        heard=tuple(heard),
        pairs=frozenset(pairwise(words)).union((word, "") for word in words),
        vocabulary=frozenset(blurred),
        origins=tuple(origins),
        turns=held,
    )


def _run(tokens: Sequence[str]) -> Run:
    text = f" {'  '.join(tokens)} ".encode() if tokens else b""
    return Run(text, tuple(accumulate(map(_SIZES.__getitem__, tokens), initial=0)))


class _Sizes(dict[str, int]):
    """Bytes that a token takes in a run, with the blanks around it; remembered, since calls are made of few words."""

    def __missing__(self, token: str) -> int:
        size = len(token.encode()) + 2
        if len(self) < _MOST_SIZES:
            self[token] = size
        return size


_SIZES = _Sizes()
