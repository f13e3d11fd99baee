"""How loud a channel is, and how its loudness goes: enough to see by eye who speaks where."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asr.ports import RATE_HZ, Samples

_FRAME = RATE_HZ // 50
"""Samples of a frame of 20 ms."""

_FRAMES_AT_ONCE = 50 * 600
_FULL = 32768.0
_FLOOR_DBFS = -96.0


@dataclass(frozen=True, slots=True)
class Levels:
    """How loud a channel is.

    Attributes:
        level_dbfs: root mean square of the frames that sound, in dB of full scale; None where none does.
        peak_dbfs: of the loudest sample; None where there is none but zeros.
        sounding: share of the frames of 20 ms that sound, 0 to 1.
        first: seconds until the first that does; None where none does.
        envelope: loudness of equal stretches of the recording, 0 (`quiet_dbfs` and less) to 1 (full scale).
    """

    level_dbfs: float | None
    peak_dbfs: float | None
    sounding: float
    first: float | None
    envelope: tuple[float, ...]


def levels(samples: Samples, *, bars: int = 240, quiet_dbfs: float = -60.0) -> Levels:
    """Measure a channel; it is read once, ten minutes at a time.

    Args:
        samples: shape (samples,), int16 at `RATE_HZ`.
        bars: stretches of the envelope, at most; a short recording has fewer.
        quiet_dbfs: level of a frame of 20 ms under which nothing sounds; idle µ-law lines are at -70 or less.
    """
    power = _powers(samples)
    if not power.size:
        return Levels(None, None, 0.0, None, ())
    sounds = power >= (10 ** (quiet_dbfs / 20)) ** 2
    top = float(np.abs(np.asarray([samples.min(), samples.max()], np.int32)).max()) / _FULL
    edges = np.linspace(0, power.size, min(bars, power.size), endpoint=False).astype(int)
    loudest = _decibels(np.maximum.reduceat(power, edges))
    return Levels(
        level_dbfs=float(_decibels(power[sounds].mean())) if sounds.any() else None,
        peak_dbfs=20 * float(np.log10(top)) if top else None,
        sounding=float(sounds.mean()),
        first=float(sounds.argmax()) * _FRAME / RATE_HZ if sounds.any() else None,
        envelope=tuple(float(each) for each in np.clip(1 - loudest / quiet_dbfs, 0.0, 1.0).round(3)),
    )


def _powers(samples: Samples) -> NDArray[np.float64]:
    """Give the mean square of each frame, of full scale; shape (frames,), the last one may be shorter."""
    size = _FRAME * _FRAMES_AT_ONCE
    parts = [_of_frames(samples[start : start + size]) for start in range(0, len(samples), size)]
    return np.concatenate(parts) if parts else np.empty(0)


def _of_frames(samples: Samples) -> NDArray[np.float64]:
    starts = np.arange(0, len(samples), _FRAME)
    squares = np.add.reduceat((samples.astype(np.float64) / _FULL) ** 2, starts)
    found: NDArray[np.float64] = squares / np.diff(np.append(starts, len(samples)))
    return found


def _decibels(power: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    found: NDArray[np.float64] = 10 * np.log10(np.maximum(power, 10 ** (_FLOOR_DBFS / 10)))
    return found
