from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from asr.spans import Spans, clip, difference, gaps, intersection, length, union
from asr.transcript import Span

_RAW = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 10)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=8
)
_SPANS = _RAW.map(union)


def _seconds(spans: Spans) -> set[int]:
    return {second for s in spans for second in range(int(s.start), int(s.end))}


def _is_tidy(spans: Spans) -> bool:
    return all(s.start < s.end for s in spans) and all(a.end < b.start for a, b in pairwise(spans))


@given(_RAW, _RAW)
def test_union_holds_what_either_holds(left: list[Span], right: list[Span]) -> None:
    joined = union(left, right)
    assert _is_tidy(joined)
    assert _seconds(joined) == _seconds(tuple(left)) | _seconds(tuple(right))


@given(_SPANS, _SPANS)
def test_intersection_holds_what_both_hold(left: Spans, right: Spans) -> None:
    assert _seconds(intersection(left, right)) == _seconds(left) & _seconds(right)


@given(_SPANS, _SPANS)
def test_difference_holds_what_only_the_first_holds(left: Spans, right: Spans) -> None:
    assert _seconds(difference(left, right)) == _seconds(left) - _seconds(right)


@given(_SPANS, st.integers(0, 50), st.integers(0, 50))
def test_clip_holds_what_lies_between(spans: Spans, start: int, end: int) -> None:
    assert _seconds(clip(spans, start, end)) == _seconds(spans) & set(range(start, end))


@given(_SPANS)
def test_gaps_fill_what_spans_leave(spans: Spans) -> None:
    whole = spans[-1].end - spans[0].start if spans else 0
    assert length(spans) + length(gaps(spans)) == whole


def test_union_bridges_short_gaps() -> None:
    spans = (Span(0.0, 1.0), Span(1.3, 2.0), Span(3.0, 4.0))
    assert union(spans, gap=0.5) == (Span(0.0, 2.0), Span(3.0, 4.0))
