"""Segments of one voice, long enough to tell how it sounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import numpy as np
from numpy.typing import NDArray

from asr.cues.activity import Speaker
from asr.cues.frames import HOP_SECONDS
from asr.cues.options import CueOptions
from asr.cues.pitch import semitones
from asr.cues.track import Track
from asr.cues.voice import Voice
from asr.spans import Spans, intersection, length
from asr.transcript import Span


@dataclass(frozen=True, slots=True)
class VoiceFeatures:
    """How a segment sounds, over its voiced frames. A change of gain changes none of them.

    Attributes:
        pitch: median fundamental, semitones above 100 Hz.
        pitch_high: its 80th percentile, likewise.
        alpha_db: mean alpha ratio: energy from 1 to 3.4 kHz over 0.3 to 1 kHz.
        hammarberg_db: mean Hammarberg index: strongest component under 2 kHz over the strongest above.
    """

    pitch: float
    pitch_high: float
    alpha_db: float
    hammarberg_db: float


@dataclass(frozen=True, slots=True)
class VoiceSegment:
    """A second or more of one speaker, alone.

    Attributes:
        spans: where; several where short pieces were pooled.
        turn: the turn that most of it belongs to.
        voiced: seconds with pitch.
        features: how it sounds.
    """

    spans: Spans
    turn: int
    voiced: float
    features: VoiceFeatures

    @property
    def start(self) -> float:
        """Seconds."""
        return self.spans[0].start

    @property
    def end(self) -> float:
        """Seconds."""
        return self.spans[-1].end

    @property
    def middle(self) -> float:
        """Seconds."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    turn: int


def cut_segments(voice: Voice, options: CueOptions) -> tuple[VoiceSegment, ...]:
    """Cut a speaker's turns into segments, leaving out those with too little voice."""
    segments: list[VoiceSegment] = []
    for pool in _pools(voice.speaker, options):
        spans = tuple(piece.span for piece in pool)
        rows = np.flatnonzero(voice.within(spans))
        voiced = len(rows) * HOP_SECONDS
        if voiced >= options.voiced:
            main = max(pool, key=lambda piece: piece.span.length)
            segments.append(VoiceSegment(spans, main.turn, voiced, _features(voice.track, rows)))
    return tuple(segments)


def _pools(speaker: Speaker, options: CueOptions) -> Iterator[list[_Piece]]:
    """Gather pieces of speech until there is enough; what is left over goes to the segment before, if near."""
    complete: list[_Piece] = []
    growing: list[_Piece] = []
    for piece in _pieces(speaker, options):
        if growing and piece.span.start - growing[-1].span.end > options.pool_within:
            growing = []
        growing.append(piece)
        if length(p.span for p in growing) >= options.segment:
            if complete:
                yield complete
            complete, growing = growing, []
    if complete:
        near = growing and growing[0].span.start - complete[-1].span.end <= options.pool_within
        yield complete + growing if near else complete


def _pieces(speaker: Speaker, options: CueOptions) -> Iterator[_Piece]:
    """Take the speech of each turn, cut where it is long."""
    for said in speaker.said:
        for span in intersection(said.speech, speaker.alone):
            parts = ceil(span.length / options.segment_longest)
            edges = [float(edge) for edge in np.linspace(span.start, span.end, parts + 1)]
            for start, end in pairwise(edges):
                yield _Piece(Span(start, end), said.turn.index)


def _features(track: Track, rows: NDArray[np.intp]) -> VoiceFeatures:
    pitch, pitch_high = np.percentile(semitones(track.pitch_hz[rows]), [50, 80])
    return VoiceFeatures(
        float(pitch),
        float(pitch_high),
        float(np.mean(track.alpha_db[rows], dtype=np.float64)),
        float(np.mean(track.hammarberg_db[rows], dtype=np.float64)),
    )
