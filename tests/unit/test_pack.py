from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asr.ports import RATE_HZ, Samples
from asr.transcript import Segment, Span, Word
from asr.words.pack import Packed, PackOptions, pack, unpack
from asr.words.tracks import Track

DURATION = 200.0


@st.composite
def speeches(draw: st.DrawFn, longest: float = 70.0) -> tuple[Span, ...]:
    """Sorted, disjoint spans inside the call."""
    spans: list[Span] = []
    at = 0.0
    for gap, length in draw(st.lists(st.tuples(st.floats(0.05, 8.0), st.floats(0.05, longest)), max_size=30)):
        start = round(at + gap, 4)
        end = round(start + length, 4)
        if end > DURATION:
            break
        spans.append(Span(start, end))
        at = end
    return tuple(spans)


def _samples() -> Samples:
    """A channel in which every sample tells its own place, so that a cut is recognised."""
    return (np.arange(round(DURATION * RATE_HZ)) % 30_011).astype(np.int16)


SAMPLES = _samples()


def _segment(*words: Word) -> Segment:
    text = "".join(w.text for w in words)
    return Segment(words[0].start, words[-1].end, text.strip(), "en", -0.2, 0.1, 1.0, words)


@settings(max_examples=50)
@given(speeches(), st.floats(0.0, 0.5), st.floats(5.0, 29.0))
def test_everything_heard_is_in_exactly_one_window_and_none_is_too_long(
    speech: tuple[Span, ...], pad: float, longest: float
) -> None:
    packed = pack(Track(0, speech), SAMPLES, PackOptions(pad, longest))
    pieces = [p for w in packed for p in w.pieces]
    assert all(w.length <= round(longest * RATE_HZ) for w in packed)
    assert all(a.end <= b.start for a, b in pairwise(pieces))
    for span in speech:
        inside = sum(
            max(0, min(p.end, span.end * RATE_HZ) - max(p.start, span.start * RATE_HZ)) for p in pieces
        )
        assert inside == pytest.approx(span.length * RATE_HZ, abs=2)
    heard = sum(s.length for s in speech)
    total = sum(p.end - p.start for p in pieces) / RATE_HZ
    assert heard - 0.01 <= total <= heard + 2 * pad * len(speech) + 0.01


@settings(max_examples=50)
@given(speeches())
def test_a_window_holds_the_samples_of_its_pieces(speech: tuple[Span, ...]) -> None:
    for packed in pack(Track(0, speech), SAMPLES, PackOptions()):
        window = packed.window(SAMPLES)
        assert window.dtype == np.float32
        assert len(window) == packed.length
        for piece in packed.pieces:
            cut = window[piece.at : piece.at + piece.end - piece.start]
            assert np.array_equal(cut * 32768, SAMPLES[piece.start : piece.end])


@settings(max_examples=50)
@given(speeches(), st.lists(st.floats(0.0, 1.0), min_size=2, max_size=40), st.integers(0, 1000))
def test_words_come_back_in_order_and_inside_the_speech(
    speech: tuple[Span, ...], shares: list[float], which: int
) -> None:
    packed = pack(Track(0, speech), SAMPLES, PackOptions())
    if not packed:
        return
    window = packed[which % len(packed)]
    seconds = window.length / RATE_HZ
    times = sorted(s * seconds for s in shares)
    words = [Word(a, b, f" {i}", 0.9) for i, (a, b) in enumerate(pairwise(times))]
    segments = unpack(_segment(*words), window)
    back = [w for s in segments for w in s.words]
    assert [w.text for w in back] == [w.text for w in words]
    assert " ".join(s.text for s in segments).split() == [w.text.strip() for w in words]
    assert all(a.start <= b.start for a, b in pairwise(back))
    for word in back:
        assert word.start <= word.end
        assert any(s.start - 1e-3 <= word.start and word.end <= s.end + 1e-3 for s in speech)


def _packed(*spans: tuple[float, float]) -> Packed:
    (packed,) = pack(Track(0, tuple(Span(a, b) for a, b in spans)), SAMPLES, PackOptions(pad=0.3))
    return packed


def test_a_time_in_the_window_is_the_same_sample_of_the_call() -> None:
    packed = _packed((10.0, 12.0), (50.0, 53.0))
    # 0.3 s padding, 2 s speech, 0.3 s padding, and the second piece begins at 2.6 s with padding again.
    (segment,) = unpack(_segment(Word(2.6 + 0.3 + 1.0, 2.6 + 0.3 + 1.5, " word", 0.9)), packed)
    assert (segment.start, segment.end) == (51.0, 51.5)


def test_a_segment_across_pieces_is_split_by_its_words() -> None:
    words = (Word(0.5, 1.0, " one", 0.9), Word(1.2, 2.2, " two,", 0.9), Word(2.95, 3.4, " three.", 0.8))
    first, second = unpack(_segment(*words), _packed((10.0, 12.0), (50.0, 53.0)))
    assert (first.text, first.start, first.end) == ("one two,", 10.2, 11.9)
    assert (second.text, second.start, second.end) == ("three.", 50.05, 50.5)


def test_a_segment_without_words_is_mapped_by_its_ends() -> None:
    segment = Segment(0.1, 5.0, "all of it", "en", -0.2, 0.1, 1.0)
    (mapped,) = unpack(segment, _packed((10.0, 12.0), (50.0, 53.0)))
    assert (mapped.start, mapped.end) == (10.0, 52.1)


def test_padding_stops_at_other_voices_and_half_way_to_the_next_span() -> None:
    track = Track(0, (Span(10.0, 11.0), Span(11.2, 12.0)), "A", others=(Span(9.9, 9.95), Span(12.1, 14.0)))
    (packed,) = pack(track, SAMPLES, PackOptions(pad=0.3))
    cuts = [(p.start / RATE_HZ, p.end / RATE_HZ) for p in packed.pieces]
    assert cuts == [(9.95, 11.1), (11.1, 12.1)]


def test_speech_without_a_break_is_cut_where_it_is_quietest() -> None:
    rng = np.random.default_rng(1)
    samples = (rng.normal(0, 3000, 60 * RATE_HZ)).astype(np.int16)
    quiet = slice(round(22.4 * RATE_HZ), round(22.7 * RATE_HZ))
    samples[quiet] = samples[quiet] // 50
    first, *_ = pack(Track(0, (Span(0.0, 60.0),)), samples, PackOptions())
    assert 22.4 < first.length / RATE_HZ < 22.7


def test_a_window_ends_in_the_longest_silence_near_its_full_length() -> None:
    spans = tuple(Span(a, a + 4.0) for a in (0, 4.4, 8.8, 13.2, 17.6, 24.0, 28.4))
    first, second = pack(Track(0, spans), SAMPLES, PackOptions(pad=0.2, full=0.7))
    assert first.pieces[-1].heard.end == pytest.approx(21.6)
    assert second.pieces[0].heard.start == pytest.approx(24.0)


def test_no_speech_makes_no_window() -> None:
    assert pack(Track(0, ()), SAMPLES, PackOptions()) == ()
