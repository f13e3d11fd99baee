"""A channel of sound as frames of 16 ms at 8 kHz, the rate of the telephone.

A wideband recording and a narrow one then give the same measures. The sound is read chunk by chunk from its
memory map; an hour of levels takes under a megabyte.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from asr.ports import RATE_HZ, Samples
from asr.spans import Spans

Floats: TypeAlias = NDArray[np.float32]
Mask: TypeAlias = NDArray[np.bool_]

ANALYSIS_HZ = 8_000
HOP = 128
"""Samples at `ANALYSIS_HZ` from one frame to the next: 16 ms."""

HOP_SECONDS = HOP / ANALYSIS_HZ

SILENT_DB = -100.0
"""Level given to digital silence, dB re full scale."""

CHUNK_FRAMES = 2_048
"""Frames analysed at once, about 33 s: bounds the memory, changes no value."""

_DECIMATION = RATE_HZ // ANALYSIS_HZ
_FILTER_REACH = 64
"""Samples at `RATE_HZ` read beyond a stretch on both sides, more than the decimation filter reaches."""


def count_frames(samples: Samples) -> int:
    """Count the frames of a channel; a last part of a frame is left out."""
    return len(samples) // (HOP * _DECIMATION)


def mark(spans: Spans, frames: int) -> Mask:
    """Mark, out of so many frames, those whose centre lies in one of the spans."""
    marked = np.zeros(frames, dtype=np.bool_)
    for span in spans:
        first = max(int(np.ceil(span.start / HOP_SECONDS - 0.5)), 0)
        last = int(np.ceil(span.end / HOP_SECONDS - 0.5))
        marked[first : max(last, 0)] = True
    return marked


def measure_levels(samples: Samples) -> Floats:
    """Measure the level of a channel.

    Args:
        samples: shape (samples,), int16 at 16 kHz, may be memory-mapped.

    Returns:
        Shape (frames,): the power of each frame about its mean (a constant offset is no sound), dB re a
        full-scale square wave.
    """
    count = count_frames(samples)
    levels_db = np.full(count, SILENT_DB, np.float32)
    for first in range(0, count, CHUNK_FRAMES):
        last = min(first + CHUNK_FRAMES, count)
        own = narrowed(samples, first * HOP, last * HOP).reshape(-1, HOP)
        power = np.var(own, axis=1, dtype=np.float64)
        levels_db[first:last] = 10 * np.log10(np.maximum(power, 10 ** (SILENT_DB / 10)))
    return levels_db


def narrowed(samples: Samples, first: int, last: int) -> Floats:
    """Read a stretch at 8 kHz; beyond the recording there is silence.

    Args:
        samples: shape (samples,), int16 at 16 kHz.
        first: first sample, counted at 8 kHz; may lie before the recording.
        last: one past the last sample at 8 kHz; may lie behind it.

    Returns:
        Shape (last − first,), −1 to 1.
    """
    from scipy.signal import resample_poly

    low, high = first * _DECIMATION - _FILTER_REACH, last * _DECIMATION + _FILTER_REACH
    wide = np.zeros(high - low, np.float32)
    start, stop = max(low, 0), min(high, len(samples))
    wide[start - low : stop - low] = samples[start:stop]
    narrow: Floats = resample_poly(wide / 32768.0, 1, _DECIMATION).astype(np.float32)
    reach = _FILTER_REACH // _DECIMATION
    return narrow[reach : len(narrow) - reach]
