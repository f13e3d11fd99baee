"""What is steady in a channel where speech is not: music on hold, and the hum of the mains."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asr.health.ailment import HealthOptions
from asr.health.signal import FRAME, FULL_SCALE, Mask
from asr.ports import RATE_HZ, Samples
from asr.transcript import Span

WINDOW_SECONDS = 3.0
"""Length of the stretches that are judged as music or not."""

_WINDOW = int(WINDOW_SECONDS * RATE_HZ)
_FFT = 2_048
_NEIGHBOURS = 30
_TONE_RATIO = 10.0
"""A bin this far above the median of its neighbours holds a tone: in noise one bin in a thousand does."""

_HUM_FFT = 16_384
_MOST_HUM_WINDOWS = 240
_HARMONICS = range(1, 7)
_HUM_PERCENTILE = 25
_MAINS_HZ = (50, 60)


@dataclass(frozen=True, slots=True)
class Tune:
    """How music-like the windows of a channel are; arrays of shape (windows,).

    Attributes:
        tonal: share of the energy from 300 to 3400 Hz in tones, 0 to 1. Noise stays under 0.1.
        hollow: share of 20 ms frames under half the mean level, 0 to 1. The pauses between syllables make it
            large in speech (Scheirer & Slaney, "Construction and evaluation of a robust multifeature
            speech/music discriminator", ICASSP 1997).
        level: dBFS.
    """

    tonal: NDArray[np.float32]
    hollow: NDArray[np.float32]
    level: NDArray[np.float32]


def tune(samples: Samples) -> Tune:
    """Measure each whole window of `WINDOW_SECONDS`."""
    rows = [_measure(samples[at : at + _WINDOW]) for at in range(0, len(samples) - _WINDOW + 1, _WINDOW)]
    tonal, hollow, level = np.array(rows, np.float32).reshape(-1, 3).T
    return Tune(tonal, hollow, level)


def musical(heard: Tune, options: HealthOptions) -> Mask:
    """Tell which windows are music, shape (windows,)."""
    tonal = (heard.tonal >= options.music_tonal) & (heard.hollow <= options.music_hollow)
    found: Mask = tonal & (heard.level > options.music_dbfs)
    return found


def is_music(samples: Samples, span: Span, options: HealthOptions) -> bool:
    """Tell whether what was taken for speech is music, by the three seconds from its start and up to its end."""
    first, last = round(span.start * RATE_HZ), round(span.end * RATE_HZ)
    starts = [at for at in (first, last - _WINDOW) if 0 <= at <= len(samples) - _WINDOW]
    return any(musical(tune(samples[at : at + _WINDOW]), options).any() for at in starts)


def _measure(window: Samples) -> tuple[float, float, float]:
    frames = window[: _WINDOW // FRAME * FRAME].reshape(-1, FRAME).astype(np.float32)
    amplitude = np.sqrt(np.mean(frames**2, axis=1))
    mean = float(amplitude.mean())
    level = 20 * np.log10(max(mean / FULL_SCALE, 1e-5))
    return _tonal(window), float(np.mean(amplitude < mean / 2)), level


def _tonal(window: Samples) -> float:
    """Give the mean share of energy in bins that stand out from the median of their neighbourhood."""
    frames = window[: _WINDOW // _FFT * _FFT].reshape(-1, _FFT).astype(np.float32) * _hann(_FFT)
    low = 300 * _FFT // RATE_HZ
    bands = (3400 - 300) * _FFT // RATE_HZ // _NEIGHBOURS
    power = np.abs(np.fft.rfft(frames)[:, low : low + bands * _NEIGHBOURS]) ** 2 + 1e-3
    split = power.reshape(len(power), bands, _NEIGHBOURS)
    tones = np.where(split > _TONE_RATIO * np.median(split, axis=2, keepdims=True), split, 0)
    return float(np.mean(tones.sum(axis=(1, 2)) / power.sum(axis=1)))


@dataclass(frozen=True, slots=True)
class Hum:
    """The mains in a channel.

    Attributes:
        hz: 50 or 60.
        harmonics: how many of the first six stand out.
        level: of those harmonics together, dBFS.
    """

    hz: int
    harmonics: int
    level: float


def hum(samples: Samples, *, above_db: float) -> Hum | None:
    """Find the mains frequency whose harmonics stand out; None where none does.

    A low percentile over windows of a second spread over the call keeps what is always there, and loses
    voices and music, whose lines wander.

    Args:
        samples: one channel.
        above_db: how far a harmonic must stand above its surroundings.
    """
    steady = _always_there(samples)
    if steady is None:
        return None
    found = [_lines(steady, hz, above_db) for hz in _MAINS_HZ]
    best = max(found, key=lambda h: (h.harmonics, h.level))
    return best if best.harmonics > 1 else None


def _always_there(samples: Samples) -> NDArray[np.float64] | None:
    """Give a spectrum up to 400 Hz, shape (bins,), in squared full scale, of what never stops."""
    whole = len(samples) // _HUM_FFT
    if not whole:
        return None
    picked = np.unique(np.linspace(0, whole - 1, min(whole, _MOST_HUM_WINDOWS)).astype(int))
    window = _hann(_HUM_FFT)
    top = 400 * _HUM_FFT // RATE_HZ
    scale = 2 / float(window.sum()) / FULL_SCALE
    spectra = [
        np.abs(np.fft.rfft(samples[i * _HUM_FFT : (i + 1) * _HUM_FFT] * window)[:top] * scale) ** 2 / 2
        for i in picked
    ]
    steady: NDArray[np.float64] = np.percentile(np.array(spectra), _HUM_PERCENTILE, axis=0)
    return steady


def _lines(steady: NDArray[np.float64], hz: int, above_db: float) -> Hum:
    """Count the harmonics of one mains frequency that stand out, and add up their power."""
    count, power = 0, 0.0
    for k in _HARMONICS:
        at = round(k * hz * _HUM_FFT / RATE_HZ)
        line = float(steady[at - 1 : at + 2].max())
        around = np.concatenate([steady[at - 12 : at - 4], steady[at + 5 : at + 13]])
        if line > max(float(np.median(around)), 1e-12) * 10 ** (above_db / 10):
            count, power = count + 1, power + line
    return Hum(hz, count, 10 * np.log10(power) if power else -120.0)


def _hann(count: int) -> NDArray[np.float32]:
    return np.hanning(count).astype(np.float32)
