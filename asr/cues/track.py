"""The track of a voice: its pitch and spectral balance, frame by frame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asr.cues.frames import (
    ANALYSIS_HZ,
    CHUNK_FRAMES,
    HOP,
    Floats,
    Mask,
    count_frames,
    mark,
    narrowed,
)
from asr.ports import Samples
from asr.spans import Spans

FRAME = 384
"""Samples in a frame, 48 ms: three periods of the lowest pitch, as Praat's analysis takes."""

_MARGIN = (FRAME - HOP) // 2
"""Samples by which a frame reaches beyond its own 16 ms on each side."""

_WINDOW = np.hanning(FRAME).astype(np.float32)
_SPECTRUM = 512
_BAND_HZ = (60.0, 3400.0)
"""Where a telephone carries a voice; noise outside would be raised by flattening."""

_FLATTENING = 0.5
"""Power to which magnitudes are raised before pitch is sought. On a real telephone caller it cut the share of
neighbouring frames more than four semitones apart from 12 to 4 %."""

_MULTIPLES = 4
_NEAR = 2
_AS_WELL = 0.06
"""A longer period must repeat this much better than a shorter one to replace it."""

_NEIGHBOURS = 3
_STEADY_SEMITONES = 4.0


@dataclass(frozen=True, slots=True)
class Search:
    """Where pitch is looked for.

    Attributes:
        floor_hz: lowest fundamental.
        ceiling_hz: highest.
        correlation: of a flattened frame with itself one period later, from which it counts as voiced; Praat
            takes 0.45.
    """

    floor_hz: float = 62.5
    ceiling_hz: float = 500.0
    correlation: float = 0.45


@dataclass(frozen=True, slots=True)
class Track:
    """A voice, frame by frame. All arrays have shape (frames,) and are NaN where no voice was sought or found.

    Attributes:
        pitch_hz: fundamental frequency.
        alpha_db: energy from 1 to 3.4 kHz over energy from 0.3 to 1 kHz.
        hammarberg_db: strongest component under 2 kHz over the strongest above.
    """

    pitch_hz: Floats
    alpha_db: Floats
    hammarberg_db: Floats

    @property
    def voiced(self) -> Mask:
        """Where there is a voice."""
        return ~np.isnan(self.pitch_hz)


def follow(samples: Samples, spans: Spans, search: Search) -> Track:
    """Follow the voice inside some spans of a channel.

    Args:
        samples: shape (samples,), int16 at 16 kHz, may be memory-mapped.
        spans: where to look.
        search: for what pitch.
    """
    count = count_frames(samples)
    wanted = mark(spans, count)
    track = Track(*(np.full(count, np.nan, np.float32) for _ in range(3)))
    for first in range(0, count, CHUNK_FRAMES):
        rows = np.flatnonzero(wanted[first : first + CHUNK_FRAMES])
        if not len(rows):
            continue
        low, high = first * HOP - _MARGIN, (first + int(rows[-1]) + 1) * HOP + _MARGIN
        frames = np.lib.stride_tricks.sliding_window_view(narrowed(samples, low, high), FRAME)[rows * HOP]
        pitch_hz, voiced = _pitch(frames, search)
        heard = rows[voiced] + first
        track.pitch_hz[heard] = pitch_hz[voiced]
        track.alpha_db[heard], track.hammarberg_db[heard] = _balance(frames[voiced])
    unsteady = ~_steady(track.pitch_hz)
    for measure in (track.pitch_hz, track.alpha_db, track.hammarberg_db):
        measure[unsteady] = np.nan
    return track


def _pitch(frames: Floats, search: Search) -> tuple[Floats, Mask]:
    """Find the fundamental of each frame by YIN (de Cheveigné & Kawahara 2002), and whether there is one.

    The telephone cuts off the fundamental, and a strong harmonic is then taken for it. Two things help: the
    spectrum is flattened first (the generalised autocorrelation of Tolonen & Karjalainen 2000), and the period
    found is held against its multiples, of which the shortest one is kept after which the frame repeats itself
    about as well as after any.

    Args:
        frames: shape (frames, FRAME).
        search: for what pitch.

    Returns:
        Hz, shape (frames,), and whether the frame repeats itself after that period.
    """
    from librosa import yin

    flat = _flattened(frames)
    found_hz = yin(
        flat.reshape(-1),
        fmin=search.floor_hz,
        fmax=search.ceiling_hz,
        sr=ANALYSIS_HZ,
        frame_length=FRAME,
        hop_length=FRAME,
        center=False,
    )
    longest = int(ANALYSIS_HZ / search.floor_hz)
    correlation = _self_correlation(flat, longest)
    rows = np.arange(len(frames))
    lags = np.ones((_MULTIPLES, len(frames)))
    heights = np.full((_MULTIPLES, len(frames)), -1.0)
    for multiple in range(_MULTIPLES):
        guess = np.rint(ANALYSIS_HZ / found_hz * (multiple + 1)).astype(np.intp)
        near = np.clip(guess[:, None] + np.arange(-_NEAR, _NEAR + 1), 1, longest - 1)
        peak = near[rows, np.argmax(np.take_along_axis(correlation, near, axis=1), axis=1)]
        before, at, after = (correlation[rows, peak + step] for step in (-1, 0, 1))
        bend = before - 2 * at + after
        is_peak = (at >= before) & (at >= after) & (bend < 0) & (guess < longest + _NEAR)
        lags[multiple] = peak + np.where(is_peak, (before - after) / np.where(is_peak, 2 * bend, 1), 0)
        heights[multiple] = np.where(is_peak, at, -1.0)
    best = np.argmax(heights >= heights.max(axis=0) - _AS_WELL, axis=0)
    pitch_hz = (ANALYSIS_HZ / lags[best, rows]).astype(np.float32)
    return pitch_hz, heights[best, rows] >= search.correlation


def _flattened(frames: Floats) -> Floats:
    """Compress the spectrum of each frame, so that no formant outshouts the harmonics about it.

    Args:
        frames: shape (frames, FRAME).
    """
    size = 2 * FRAME
    hertz = np.fft.rfftfreq(size, 1 / ANALYSIS_HZ)
    spectrum = np.fft.rfft(frames, size, axis=1)
    spectrum *= (hertz >= _BAND_HZ[0]) & (hertz <= _BAND_HZ[1])
    spectrum /= np.maximum(np.abs(spectrum), 1e-9) ** (1 - _FLATTENING)
    return np.ascontiguousarray(np.fft.irfft(spectrum, size, axis=1)[:, :FRAME], dtype=np.float32)


def _steady(pitch_hz: Floats) -> Mask:
    """Mark the voiced frames whose pitch agrees with their neighbours'; the others are errors or creak.

    Args:
        pitch_hz: shape (frames,), NaN where not voiced.
    """
    steady = ~np.isnan(pitch_hz)
    rows = np.flatnonzero(steady)
    if not len(rows):
        return steady
    around = np.pad(pitch_hz, _NEIGHBOURS, constant_values=np.nan)
    near = np.sort(np.lib.stride_tricks.sliding_window_view(around, 2 * _NEIGHBOURS + 1)[rows], axis=1)
    count = np.count_nonzero(~np.isnan(near), axis=1)
    middle = near[np.arange(len(rows)), (count - 1) // 2]
    apart = np.abs(12 * np.log2(pitch_hz[rows] / middle))
    steady[rows] = (count >= _NEIGHBOURS) & (apart <= _STEADY_SEMITONES)
    return steady


def _self_correlation(frames: Floats, longest: int) -> Floats:
    """Correlate the beginning of each frame with what follows `lag` samples later (Talkin 1995), −1 to 1.

    Args:
        frames: shape (frames, FRAME).
        longest: the longest lag, samples.

    Returns:
        Shape (frames, longest + 1), one column per lag.
    """
    width = FRAME - longest
    centred = frames - frames.mean(axis=1, keepdims=True)
    head = np.fft.rfft(centred[:, :width], _SPECTRUM, axis=1)
    cross = np.fft.irfft(head.conj() * np.fft.rfft(centred, _SPECTRUM, axis=1), _SPECTRUM, axis=1)
    power = np.cumsum(np.pad(centred.astype(np.float64) ** 2, ((0, 0), (1, 0))), axis=1)
    later = power[:, width:] - power[:, : longest + 1]
    scale = np.sqrt(np.maximum(later[:, :1] * later, 1e-20))
    correlation: Floats = (cross[:, : longest + 1] / scale).astype(np.float32)
    return correlation


def _balance(frames: Floats) -> tuple[Floats, Floats]:
    """Measure the spectral balance of voiced frames, within the band that telephones carry.

    The alpha ratio (Frøkjær-Jensen & Prytz 1976) and the Hammarberg index (Hammarberg et al. 1980), as in
    GeMAPS (Eyben et al. 2016), with their outer edges drawn in to 300 Hz and 3.4 kHz.

    Args:
        frames: shape (frames, FRAME).

    Returns:
        Alpha ratio and Hammarberg index, dB, each of shape (frames,).
    """
    power = np.abs(np.fft.rfft(frames * _WINDOW, _SPECTRUM, axis=1)) ** 2 + 1e-12
    hertz = np.fft.rfftfreq(_SPECTRUM, 1 / ANALYSIS_HZ)

    def band(low: float, high: float) -> NDArray[np.float64]:
        picked: NDArray[np.float64] = power[:, (hertz >= low) & (hertz < high)]
        return picked

    alpha = 10 * np.log10(band(1000, 3400).sum(axis=1) / band(300, 1000).sum(axis=1))
    hammarberg = 10 * np.log10(band(300, 2000).max(axis=1) / band(2000, 3400).max(axis=1))
    return alpha.astype(np.float32), hammarberg.astype(np.float32)
