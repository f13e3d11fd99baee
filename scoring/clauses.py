"""A turn cut into what it says one after the other: sentences, and the parts between their commas.

What a turn means is the sum of all it says, and one sentence in a long turn is lost in the sum. So meanings
are compared clause by clause.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST = 18
"""Words, or Chinese characters, of a sentence that is compared as a whole."""

LEAST_PART = 4
"""Words or characters of a part; a shorter one is joined to the next."""

SHORTEST = 3
"""Words or characters under which a sentence says too little to compare."""

WIDEST = 24
"""Words or characters of a part; a longer one is cut into windows, each half over the one before."""

Span = tuple[int, int]

_SENTENCE = re.compile(r"(?:[^。！？!?；;\n.]|[.](?=\S))+[。！？!?；;.]*")
_PART = re.compile(r"(?:[^，,、：:—…]|(?<=\d),(?=\d))+[，,、：:—…]*")
_UNIT = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’.][^\W_\u3400-\u9fff]+)*")


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[Span, ...]:
    """Cut a text; gives (start, end) in characters of each clause worth comparing.

    A sentence that is not too long is one, and so are its parts between commas, where it has several.
    """
    units = _Units.of(text)
    found = {span for match in _SENTENCE.finditer(text) for span in _cut(text, units, *match.span())}
    trimmed = {_trimmed(text, *span) for span in found if units.between(*span) >= SHORTEST}
    return tuple(sorted(trimmed))


def length(text: str) -> int:
    """Count words and Chinese characters."""
    return len(_UNIT.findall(text))


class _Units(NamedTuple):
    """Where the words and Chinese characters of a text begin and end; no cut goes through one."""

    lows: list[int]
    highs: list[int]

    @classmethod
    def of(cls, text: str) -> "_Units":
        spans = [match.span() for match in _UNIT.finditer(text)]
        return cls([low for low, _ in spans], [high for _, high in spans])

    def between(self, start: int, end: int) -> int:
        """Count those of a stretch."""
        return bisect_left(self.lows, end) - bisect_left(self.lows, start)


def _cut(text: str, units: _Units, start: int, end: int) -> Iterator[Span]:
    if units.between(start, end) <= LONGEST:
        yield start, end
    for part in _parts(text, units, start, end):
        yield from _windows(units, *part)


def _parts(text: str, units: _Units, start: int, end: int) -> list[Span]:
    """Part a sentence at its commas; what is short goes with what follows, at the end with what came before."""
    parts: list[Span] = []
    low = start
    for match in _PART.finditer(text, start, end):
        if units.between(low, match.end()) >= LEAST_PART:
            parts.append((low, match.end()))
            low = match.end()
    if low < end:
        low = parts.pop()[0] if parts else start
        parts.append((low, end))
    return parts


def _windows(units: _Units, start: int, end: int) -> Iterator[Span]:
    """Cut what goes on without a comma, as recognisers may write it."""
    first, last = bisect_left(units.lows, start), bisect_left(units.lows, end)
    if last - first <= WIDEST:
        yield start, end
        return
    for place in range(first, last - WIDEST // 2, WIDEST // 2):
        yield units.lows[place], units.highs[min(place + WIDEST, last) - 1]


def _trimmed(text: str, start: int, end: int) -> Span:
    """Leave blanks out on both sides."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
