"""A turn cut into what it says one after the other: sentences, and the parts between their commas.

What a turn means is the sum of all it says, and one sentence in a long turn is lost in the sum. So meanings
are compared clause by clause.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

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
    found = [span for match in _SENTENCE.finditer(text) for span in _cut(text, *match.span())]
    trimmed = (_trimmed(text, *span) for span in found)
    return tuple(sorted({span for span in trimmed if length(text[slice(*span)]) >= SHORTEST}))


def length(text: str) -> int:
    """Count words and Chinese characters."""
    return len(_UNIT.findall(text))


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    if length(text[start:end]) <= LONGEST:
        yield start, end
    for part in _parts(text, start, end):
        yield from _windows(text, *part)


def _parts(text: str, start: int, end: int) -> list[Span]:
    """Part a sentence at its commas; what is short goes with what follows, at the end with what came before."""
    parts: list[Span] = []
    low = start
    for match in _PART.finditer(text, start, end):
        if length(text[low : match.end()]) >= LEAST_PART:
            parts.append((low, match.end()))
            low = match.end()
    if low < end:
        low = parts.pop()[0] if parts else start
        parts.append((low, end))
    return parts


def _windows(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut what goes on without a comma, as recognisers may write it."""
    units = [match.span() for match in _UNIT.finditer(text, start, end)]
    if len(units) <= WIDEST:
        yield start, end
        return
    for first in range(0, len(units) - WIDEST // 2, WIDEST // 2):
        window = units[first : first + WIDEST]
        yield window[0][0], window[-1][1]


def _trimmed(text: str, start: int, end: int) -> Span:
    """Leave blanks out on both sides."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
