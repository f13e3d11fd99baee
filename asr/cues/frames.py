"""One channel of sound as frames: level, pitch and spectral balance every 16 ms.

The sound is read chunk by chunk from its memory map and analysed at 8 kHz, the rate of the telephone, so that
a wideband recording and a narrow one give the same measures, and an hour costs about 5 MB.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from asr.cues.spans import Spans
from asr.ports import RATE_HZ, Samples

Floats: TypeAlias = NDArray[np.float32]
Mask: TypeAlias = NDArray[np.bool_]

ANALYSIS_HZ = 8_000
HOP = 128
"""Samples at `ANALYSIS_HZ` from one frame to the next: 16 ms."""

FRAME = 384
"""Samples in a frame, 48 ms: three periods of the lowest pitch, as Praat's analysis takes."""

HOP_SECONDS = HOP / ANALYSIS_HZ
PITCH_FLOOR_HZ = 62.5
PITCH_CEILING_HZ = 500.0

VOICED_CORRELATION = 0.45
"""Correlation of a flattened frame with itself one period later from which it counts as voiced, as in Praat."""

SILENT_DB = -100.0
"""Level given to digital silence, dB re full scale."""

_CHUNK_FRAMES = 2_048
"""Frames analysed at once, about 33 s: bounds the memory, changes no value."""

_HALO = 512
"""Samples at `RATE_HZ` read on both sides of a chunk, more than the decimation filter and half a frame reach."""

_DECIMATION = RATE_HZ // ANALYSIS_HZ
_WINDOW = np.hanning(FRAME).astype(np.float32)
_SPECTRUM = 512
_LONGEST_LAG = int(ANALYSIS_HZ / PITCH_FLOOR_HZ)
_MULTIPLES = 4
_NEAR = 2
_AS_WELL = 0.06
"""A longer period must repeat this much better than a shorter one to replace it."""

_FLATTENING = 0.5
"""Power to which magnitudes are raised before pitch is sought. On a real telephone caller it cut the share of
neighbouring frames more than four semitones apart from 12 to 4 %."""

_NEIGHBOURS = 3
_STEADY_SEMITONES = 4.0


@dataclass(frozen=True, slots=True)
class Frames:
    """What one channel sounds like. All arrays have shape (frames,); frame i is centred on `times[i]`.

    Attributes:
        level_db: power of the frame's own 16 ms, dB re a full-scale square wave, everywhere.
        pitch_hz: fundamental frequency; NaN where no voice was looked for or found.
        alpha_db: energy from 1 to 3.4 kHz over energy from 0.3 to 1 kHz, dB; NaN where not voiced.
        hammarberg_db: strongest component under 2 kHz over the strongest above, dB; NaN where not voiced.
    """

    level_db: Floats
    pitch_hz: Floats
    alpha_db: Floats
    hammarberg_db: Floats

    def __len__(self) -> int:
        return len(self.level_db)

    @property
    def times(self) -> NDArray[np.float64]:
        """Centre of each frame, seconds."""
        centres: NDArray[np.float64] = (np.arange(len(self), dtype=np.float64) + 0.5) * HOP_SECONDS
        return centres

    @property
    def voiced(self) -> Mask:
        """Where pitch was found."""
        return ~np.isnan(self.pitch_hz)

    def inside(self, spans: Spans) -> Mask:
        """Mark the frames whose centre lies in one of the spans."""
        return mark(spans, len(self))


def mark(spans: Spans, frames: int) -> Mask:
    """Mark, out of so many frames, those whose centre lies in one of the spans."""
    marked = np.zeros(frames, dtype=np.bool_)
    for span in spans:
        first = max(int(np.ceil(span.start / HOP_SECONDS - 0.5)), 0)
        last = int(np.ceil(span.end / HOP_SECONDS - 0.5))
        marked[first : max(last, 0)] = True
    return marked


def analyse(samples: Samples, spans: Spans) -> Frames:
    """Measure one channel: its level everywhere, pitch and spectral balance inside the spans.

    Args:
        samples: shape (samples,), int16 at 16 kHz, may be memory-mapped.
        spans: where to look for a voice.

    Returns:
        One frame per 16 ms; a last part of a frame is left out.
    """
    count = len(samples) // (HOP * _DECIMATION)
    wanted = mark(spans, count)
    frames = Frames(
        level_db=np.full(count, SILENT_DB, np.float32),
        pitch_hz=np.full(count, np.nan, np.float32),
        alpha_db=np.full(count, np.nan, np.float32),
        hammarberg_db=np.full(count, np.nan, np.float32),
    )
    for first in range(0, count, _CHUNK_FRAMES):
        last = min(first + _CHUNK_FRAMES, count)
        chunk = slice(first, last)
        narrow = _decimated(samples, first * HOP, last * HOP)
        own = narrow[_MARGIN : _MARGIN + (last - first) * HOP].reshape(-1, HOP)
        frames.level_db[chunk] = _level_db(own)
        rows = np.flatnonzero(wanted[chunk])
        if not len(rows):
            continue
        windows = np.lib.stride_tricks.sliding_window_view(narrow, FRAME)[rows * HOP]
        pitch_hz, voiced = _pitch(windows)
        heard = rows[voiced] + first
        frames.pitch_hz[heard] = pitch_hz[voiced]
        frames.alpha_db[heard], frames.hammarberg_db[heard] = _balance(windows[voiced])
    unsteady = ~_steady(frames.pitch_hz)
    for measure in (frames.pitch_hz, frames.alpha_db, frames.hammarberg_db):
        measure[unsteady] = np.nan
    return frames


_MARGIN = (FRAME - HOP) // 2
"""Samples at `ANALYSIS_HZ` by which a frame reaches beyond its own 16 ms on each side."""


def _decimated(samples: Samples, first: int, last: int) -> Floats:
    """Read a stretch at 8 kHz with a frame's margin on both sides; beyond the recording there is silence.

    Args:
        samples: shape (samples,), int16 at 16 kHz.
        first: first sample at 8 kHz.
        last: one past the last at 8 kHz.

    Returns:
        Shape (last − first + 2 × margin,), −1 to 1.
    """
    from scipy.signal import resample_poly

    low, high = first * _DECIMATION - _HALO, last * _DECIMATION + _HALO
    wide = np.zeros(high - low, np.float32)
    start, stop = max(low, 0), min(high, len(samples))
    wide[start - low : stop - low] = samples[start:stop]
    narrow: Floats = resample_poly(wide / 32768.0, 1, _DECIMATION).astype(np.float32)
    edge = _HALO // _DECIMATION - _MARGIN
    return narrow[edge : len(narrow) - edge]


def _level_db(own: Floats) -> Floats:
    """Take the power about the mean (a constant offset is no sound), dB.

    Args:
        own: shape (frames, HOP).
    """
    level: Floats = 10 * np.log10(np.maximum(np.var(own, axis=1), 10 ** (SILENT_DB / 10)))
    return level


def _pitch(windows: Floats) -> tuple[Floats, Mask]:
    """Find the fundamental of each frame by YIN (de Cheveigné & Kawahara 2002), and whether there is one.

    The telephone cuts off the fundamental, and a strong harmonic is then taken for it. Two things help: the
    spectrum is flattened first (the generalised autocorrelation of Tolonen & Karjalainen 2000), and the period
    found is held against its multiples, of which the shortest one is kept after which the frame repeats itself
    about as well as after any.

    Args:
        windows: shape (frames, FRAME).

    Returns:
        Hz, shape (frames,), and whether the frame repeats itself after that period.
    """
    from librosa import yin

    flat = _flattened(windows)
    found_hz = yin(
        flat.reshape(-1),
        fmin=PITCH_FLOOR_HZ,
        fmax=PITCH_CEILING_HZ,
        sr=ANALYSIS_HZ,
        frame_length=FRAME,
        hop_length=FRAME,
        center=False,
    )
    correlation = _self_correlation(flat)
    rows = np.arange(len(windows))
    lags = np.empty((_MULTIPLES, len(windows)))
    heights = np.full((_MULTIPLES, len(windows)), -1.0)
    for multiple in range(_MULTIPLES):
        guess = np.rint(ANALYSIS_HZ / found_hz * (multiple + 1)).astype(np.intp)
        near = np.clip(guess[:, None] + np.arange(-_NEAR, _NEAR + 1), 1, _LONGEST_LAG - 1)
        peak = near[rows, np.argmax(np.take_along_axis(correlation, near, axis=1), axis=1)]
        before, at, after = (correlation[rows, peak + step] for step in (-1, 0, 1))
        is_peak = (at >= before) & (at >= after) & (guess < _LONGEST_LAG + _NEAR)
        bend = before - 2 * at + after
        lags[multiple] = peak + np.where(
            is_peak & (bend < 0), (before - after) / np.where(bend < 0, 2 * bend, -1), 0
        )
        heights[multiple] = np.where(is_peak, at, -1.0)
    best = np.argmax(heights >= heights.max(axis=0) - _AS_WELL, axis=0)
    pitch_hz = (ANALYSIS_HZ / lags[best, rows]).astype(np.float32)
    return pitch_hz, heights[best, rows] >= VOICED_CORRELATION


def _flattened(windows: Floats) -> Floats:
    """Compress the spectrum of each frame, so that no formant outshouts the harmonics about it.

    Args:
        windows: shape (frames, FRAME).
    """
    size = 2 * FRAME
    spectrum = np.fft.rfft(windows - windows.mean(axis=1, keepdims=True), size, axis=1)
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


def _self_correlation(windows: Floats) -> Floats:
    """Correlate the beginning of each frame with what follows `lag` samples later (Talkin 1995), −1 to 1.

    Args:
        windows: shape (frames, FRAME).

    Returns:
        Shape (frames, _LONGEST_LAG + 1), one column per lag.
    """
    width = FRAME - _LONGEST_LAG
    centred = windows - windows.mean(axis=1, keepdims=True)
    head = np.fft.rfft(centred[:, :width], _SPECTRUM, axis=1)
    cross = np.fft.irfft(head.conj() * np.fft.rfft(centred, _SPECTRUM, axis=1), _SPECTRUM, axis=1)
    power = np.cumsum(np.pad(centred.astype(np.float64) ** 2, ((0, 0), (1, 0))), axis=1)
    later = power[:, width:] - power[:, : _LONGEST_LAG + 1]
    scale = np.sqrt(np.maximum(later[:, :1] * later, 1e-20))
    correlation: Floats = (cross[:, : _LONGEST_LAG + 1] / scale).astype(np.float32)
    return correlation


def _balance(windows: Floats) -> tuple[Floats, Floats]:
    """Measure the spectral balance of voiced frames, within the band that telephones carry.

    The alpha ratio (Frøkjær-Jensen & Prytz 1976) and the Hammarberg index (Hammarberg et al. 1980), as in
    GeMAPS (Eyben et al. 2016), with their outer edges drawn in to 300 Hz and 3.4 kHz.

    Args:
        windows: shape (frames, FRAME).

    Returns:
        Alpha ratio and Hammarberg index, dB, each of shape (frames,).
    """
    power = np.abs(np.fft.rfft(windows * _WINDOW, _SPECTRUM, axis=1)) ** 2 + 1e-12
    hertz = np.fft.rfftfreq(_SPECTRUM, 1 / ANALYSIS_HZ)

    def band(low: float, high: float) -> NDArray[np.float64]:
        picked: NDArray[np.float64] = power[:, (hertz >= low) & (hertz < high)]
        return picked

    alpha = 10 * np.log10(band(1000, 3400).sum(axis=1) / band(300, 1000).sum(axis=1))
    hammarberg = 10 * np.log10(band(300, 2000).max(axis=1) / band(2000, 3400).max(axis=1))
    return alpha.astype(np.float32), hammarberg.astype(np.float32)
