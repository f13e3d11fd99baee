"""Packing: cut a track's speech out, join it without the silence into full windows, and find the way back.

A window costs a whole encoder pass however little is in it, and joined speech gives the recogniser context. The
cuts are whole samples, so the way back to call time is exact.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import numpy as np

from asr.ports import RATE_HZ, Samples, Window
from asr.transcript import Segment, Span, Word
from asr.words.tracks import Track

_FRAME = RATE_HZ // 50
"""Samples, 20 ms: the grid on which the quietest point is looked for."""

_HUSH = 5
"""Frames, 100 ms: a quiet point is this long."""

_TAIL = 0.1
"""Seconds at the end of a word that say where it was spoken.

The recogniser gives a word the pause before it: of 3,471 words of the sample calls, 13 had their middle before a
joint and were spoken after it, and no word's tail was on the wrong side.
"""

_LEAST = 0.02
"""Seconds: the shortest a word is made by keeping it inside the speech."""


@dataclass(frozen=True, slots=True)
class PackOptions:
    """How speech is cut out and joined.

    Attributes:
        pad: seconds kept before and after speech; consonants are quieter than a detector's threshold.
        longest: seconds of a window at most; the encoder sees 30.
        full: share of that from which on a window may end, where a longer silence comes before its full length.
    """

    pad: float = 0.3
    longest: float = 29.0
    full: float = 0.8


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the call that lies in a window whole.

    Attributes:
        start: sample of the call.
        end: sample of the call, exclusive.
        at: sample of the window where it begins.
        heard: seconds of the call; from the first to the last speech in it, without the padding.
    """

    start: int
    end: int
    at: int
    heard: Span


@dataclass(frozen=True, slots=True)
class Packed:
    """A window's content.

    Attributes:
        track: whose speech.
        pieces: by time, touching each other in the window.
    """

    track: Track
    pieces: tuple[Piece, ...]

    @property
    def length(self) -> int:
        """Samples in the window."""
        return self.pieces[-1].at + self.pieces[-1].end - self.pieces[-1].start

    def window(self, samples: Samples) -> Window:
        """Cut the window out of its channel.

        Args:
            samples: shape (samples,), int16 at 16 kHz, the whole channel.
        """
        joined = np.concatenate([samples[p.start : p.end] for p in self.pieces])
        return joined.astype(np.float32) / np.float32(32768)

    def piece(self, seconds: float) -> Piece:
        """Find the piece that lies at a time of the window."""
        found = bisect_right(self.pieces, round(seconds * RATE_HZ), key=lambda p: p.at)
        return self.pieces[max(found - 1, 0)]


def pack(track: Track, samples: Samples, options: PackOptions) -> tuple[Packed, ...]:
    """Pack a track's speech into few windows, in order, each ending in the longest silence near its full length.

    Args:
        track: whose speech.
        samples: shape (samples,), int16 at 16 kHz, the whole channel.
        options: padding and length.
    """
    longest = round(options.longest * RATE_HZ)
    windows: list[list[Piece]] = []
    filling: list[Piece] = []
    for piece in _cut(track, samples, options):
        while filling and sum(p.end - p.start for p in filling) + piece.end - piece.start > longest:
            keep = _break(filling, piece, options)
            windows.append(filling[:keep])
            filling = filling[keep:]
        filling.append(piece)
    windows.append(filling)
    return tuple(Packed(track, _laid(pieces)) for pieces in windows if pieces)


def _break(filling: Sequence[Piece], following: Piece, options: PackOptions) -> int:
    """Say after how many pieces a full window ends: at the longest silence among its last ones."""
    late = options.longest * options.full * RATE_HZ
    ends = accumulate(p.end - p.start for p in filling)
    after = [*filling[1:], following]
    silences = [
        (b.heard.start - a.heard.end if end >= late else 0.0, count)
        for count, (a, b, end) in enumerate(zip(filling, after, ends, strict=True), start=1)
    ]
    return max(silences)[1]


def _laid(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Lay pieces one after the other into a window."""
    starts = accumulate((p.end - p.start for p in pieces), initial=0)
    return tuple(replace(p, at=at) for p, at in zip(pieces, starts, strict=False))


def unpack(segment: Segment, packed: Packed) -> tuple[Segment, ...]:
    """Map a window's segment back to call time, one segment per piece that it crosses.

    A word belongs to the piece in which its tail lies, and is kept inside the speech heard there. A segment
    without words is mapped by its ends.
    """
    if not segment.words:
        first, last = packed.piece(segment.start), packed.piece(segment.end)
        start, _ = _place(segment.start, segment.start, first)
        _, end = _place(segment.end - _LEAST, segment.end, last)
        return (replace(segment, start=start, end=max(start, end)),)
    groups: list[tuple[Piece, list[Word]]] = []
    for word in segment.words:
        piece = packed.piece(spoken_at(word))
        if not groups or groups[-1][0] != piece:
            groups.append((piece, []))
        start, end = _place(word.start, word.end, piece)
        groups[-1][1].append(replace(word, start=start, end=end))
    return tuple(
        replace(
            segment,
            start=words[0].start,
            end=words[-1].end,
            text=segment.text if len(groups) == 1 else "".join(w.text for w in words).strip(),
            words=tuple(words),
        )
        for _, words in groups
    )


def spoken_at(word: Word) -> float:
    """Give a moment at which a word is surely being said: late in it, for the recogniser begins words too early."""
    return max((word.start + word.end) / 2, word.end - _TAIL)


def _place(start: float, end: float, piece: Piece) -> tuple[float, float]:
    """Map a stretch of the window to call time, inside what was heard in the piece."""
    shift = (piece.start - piece.at) / RATE_HZ
    low, high = piece.heard.start, piece.heard.end
    least = min(_LEAST, high - low)
    begin = min(max(start + shift, low), high - least)
    return round(float(begin), 3), round(float(min(max(end + shift, begin + least), high)), 3)


def _cut(track: Track, samples: Samples, options: PackOptions) -> Iterator[Piece]:
    """Cut speech out with its padding; what is too long for a window is cut where it is quietest."""
    longest = round(options.longest * RATE_HZ)
    for start, end, heard in _padded(track, len(samples), options.pad):
        first = start
        while end - first > longest:
            cut = _quietest(samples, first + longest // 2, first + longest)
            yield Piece(first, cut, 0, _inside(heard, first / RATE_HZ, cut / RATE_HZ))
            first = cut
        yield Piece(first, end, 0, _inside(heard, first / RATE_HZ, end / RATE_HZ))


def _padded(track: Track, length: int, pad: float) -> Iterator[tuple[int, int, Span]]:
    """Widen each span by its padding, stopping at other voices and half way to the next span."""
    spans = [s for s in track.speech if s.end > s.start]
    edges = [0.0, *((a.end + b.start) / 2 for a, b in pairwise(spans)), length / RATE_HZ]
    for span, (low, high) in zip(spans, pairwise(edges), strict=False):
        bounds = _between(track.others, span)
        start = max(0, round(max(span.start - pad, low, bounds.start) * RATE_HZ))
        end = min(length, round(min(span.end + pad, high, bounds.end) * RATE_HZ))
        if end > start:
            yield start, end, span


def _between(others: Sequence[Span], span: Span) -> Span:
    """Find how far a span may be widened until another voice speaks."""
    before = bisect_right(others, span.start, key=lambda o: o.end)
    after = bisect_left(others, span.end, key=lambda o: o.start)
    return Span(
        others[before - 1].end if before else -math.inf,
        others[after].start if after < len(others) else math.inf,
    )


def _inside(heard: Span, start: float, end: float) -> Span:
    low = min(max(heard.start, start), end)
    return Span(low, max(low, min(heard.end, end)))


def _quietest(samples: Samples, start: int, end: int) -> int:
    """Find the middle of the quietest 100 ms between two samples."""
    frames = (end - start) // _FRAME
    part = samples[start : start + frames * _FRAME].astype(np.float32).reshape(frames, _FRAME)
    power = np.convolve((part**2).mean(axis=1), np.ones(_HUSH) / _HUSH, mode="valid")
    return start + int(power.argmin()) * _FRAME + _HUSH * _FRAME // 2
