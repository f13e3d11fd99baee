"""Arithmetic on stretches of time. A `Spans` is sorted and disjoint."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from asr.transcript import Span

Spans = tuple[Span, ...]


def union(*groups: Iterable[Span], gap: float = 0.0) -> Spans:
    """Join stretches, and those at most `gap` seconds apart; empty ones vanish."""
    ordered = sorted(
        (s for group in groups for s in group if s.end > s.start), key=lambda s: (s.start, s.end)
    )
    joined: list[Span] = []
    for span in ordered:
        if joined and span.start <= joined[-1].end + gap:
            if span.end > joined[-1].end:
                joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def intersection(left: Spans, right: Spans) -> Spans:
    """Find what lies in both."""
    common: list[Span] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start = max(left[i].start, right[j].start)
        end = min(left[i].end, right[j].end)
        if end > start:
            common.append(Span(start, end))
        if left[i].end <= right[j].end:
            i += 1
        else:
            j += 1
    return tuple(common)


def difference(left: Spans, right: Spans) -> Spans:
    """Find what lies in `left` and not in `right`."""
    if not left:
        return ()
    edges = [left[0].start, *(edge for s in right for edge in (s.start, s.end)), left[-1].end]
    outside = tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a)
    return intersection(left, outside)


def gaps(spans: Spans) -> Spans:
    """Find the stretches between the first start and the last end that nothing covers."""
    return tuple(Span(a.end, b.start) for a, b in pairwise(spans))


def length(spans: Iterable[Span]) -> float:
    """Add up the seconds."""
    return sum((s.length for s in spans), 0.0)


def clip(spans: Spans, start: float, end: float) -> Spans:
    """Cut off what lies before `start` or after `end`."""
    first = bisect_right(spans, start, key=lambda s: s.end)
    last = bisect_left(spans, end, key=lambda s: s.start)
    cut = (Span(max(s.start, start), min(s.end, end)) for s in spans[first:last])
    return tuple(s for s in cut if s.end > s.start)
