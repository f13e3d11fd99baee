"""A turn cut into what it says one after the other: sentences, and the parts of long ones.

What a turn means is the sum of all it says, and one sentence in a long turn is lost in the sum. So meanings
are compared clause by clause.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 18
"""Words, or Chinese characters, of a clause; a longer sentence is parted at its commas, or where it must be."""

SHORTEST = 3
"""Words or characters under which a part is joined to its neighbour, and a sentence says too little to compare."""

Span = tuple[int, int]

_SENTENCE = re.compile(r"(?:[^。！？!?；;\n.]|[.](?=\S))+[。！？!?；;.]*")
_PART = re.compile(r"[^，,、：:—…]+[，,、：:—…]*(?:(?<=\d),(?=\d)[^，,、：:—…]+[，,、：:—…]*)*")
_UNIT = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’.][^\W_\u3400-\u9fff]+)*")


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[Span, ...]:
    """Cut a text; gives (start, end) in characters of each clause worth comparing, in order.

    A sentence without a comma for too long, as recognisers write them, is cut into windows that overlap by half.
    """
    found: list[Span] = []
    for match in _SENTENCE.finditer(text):
        found += _parts(text, *match.span())
    kept = [
        span for span in (_trimmed(text, *span) for span in found) if length(text[slice(*span)]) >= SHORTEST
    ]
    return tuple(dict.fromkeys(kept))


def length(text: str) -> int:
    """Count words and Chinese characters."""
    return sum(1 for _ in _UNIT.finditer(text))


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Part a sentence at its commas where it is too long; neighbouring parts stay together while they fit."""
    if length(text[start:end]) <= LONGEST:
        yield start, end
        return
    low = high = start
    for match in _PART.finditer(text, start, end):
        fits = length(text[low : match.end()]) <= LONGEST
        if low < high and not fits and length(text[low:high]) >= SHORTEST:
            yield from _windows(text, low, high)
            low = high
        high = match.end()
    yield from _windows(text, low, high)


def _windows(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut what has no comma into windows of the longest length, each half over the one before."""
    units = [match.span() for match in _UNIT.finditer(text, start, end)]
    if len(units) <= LONGEST:
        yield start, end
        return
    for first in range(0, len(units) - LONGEST // 2, LONGEST // 2):
        window = units[first : first + LONGEST]
        yield window[0][0], window[-1][1]


def _trimmed(text: str, start: int, end: int) -> Span:
    """Leave blanks out on both sides."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
