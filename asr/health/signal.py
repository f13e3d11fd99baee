"""Measure one channel in bounded memory: how loud it is when, how often it hits the rail, how like another it is.

Samples are int16 at 16 kHz of shape (samples,), often memory-mapped; everything walks through them in pieces.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asr.ports import RATE_HZ, Samples
from asr.transcript import Span

FULL_SCALE = 32_768
FRAME = RATE_HZ // 50
"""Samples in a frame of 20 ms."""

_FLOOR_DBFS = -100.0
_PIECE = 60 * RATE_HZ
_SECOND = RATE_HZ
_QUIET_DBFS = -60.0
_FAINT_DB = 40.0

Levels = NDArray[np.float32]
"""Shape (frames,), dB against full scale, one per 20 ms."""

Mask = NDArray[np.bool_]
"""Shape (frames,), one per 20 ms."""


@dataclass(frozen=True, slots=True)
class Survey:
    """One channel at a glance.

    Attributes:
        levels: RMS of each whole frame, not under -100 dBFS.
        railed: samples at or beyond the rail.
    """

    levels: Levels
    railed: int

    def sounding(self, above_dbfs: float) -> Mask:
        """Tell the frames louder than a level."""
        return self.levels > above_dbfs

    def loudness(self, where: Mask) -> float:
        """Give the RMS level over some frames, in dBFS; the floor where there are none."""
        if not where.any():
            return _FLOOR_DBFS
        return float(10 * np.log10(np.mean(10 ** (self.levels[where].astype(np.float64) / 10))))


def survey(samples: Samples, rail: float) -> Survey:
    """Measure the level of every frame and count the samples at the rail.

    Args:
        samples: one channel.
        rail: share of full scale from which a sample counts as clipped, 0 to 1.
    """
    limit = int(rail * (FULL_SCALE - 1))
    railed, levels = 0, [np.zeros(0, np.float32)]
    for piece in pieces(samples):
        railed += int(np.count_nonzero(piece >= limit) + np.count_nonzero(piece <= -limit))
        whole = piece[: len(piece) // FRAME * FRAME].reshape(-1, FRAME).astype(np.float32)
        power = np.einsum("ij,ij->i", whole, whole) / FRAME / FULL_SCALE**2
        levels.append((10 * np.log10(np.maximum(power, 10 ** (_FLOOR_DBFS / 10)))).astype(np.float32))
    return Survey(np.concatenate(levels), railed)


def pieces(samples: Samples) -> Iterator[Samples]:
    """Walk through a channel by the minute."""
    for start in range(0, len(samples), _PIECE):
        yield samples[start : start + _PIECE]


def mask(spans: Iterable[Span], frames: int) -> Mask:
    """Tell the frames that lie in any of the spans."""
    inside = np.zeros(frames, np.bool_)
    for span in spans:
        inside[max(0, round(span.start * 50)) : max(0, round(span.end * 50))] = True
    return inside


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two channels carry one sound.

    Attributes:
        whole: correlation over all seconds in which either sounds, 0 to 1, whatever the sign and the gain.
        share: share of those seconds that correlate by themselves, 0 to 1.
        seconds: how many there are.
    """

    whole: float
    share: float
    seconds: int


def likeness(one: Samples, other: Samples, *, alike: float) -> Likeness:
    """Correlate two channels second by second, at zero lag.

    Seconds quieter than -60 dBFS, or 40 dB under the loudest, are left out: there, codec noise is all there is.

    Args:
        one: a channel.
        other: another, as long.
        alike: correlation from which a second counts as the same sound.
    """
    sums = [np.zeros((0, 3))]
    for a, b in zip(pieces(one), pieces(other), strict=True):
        count = max(1, len(a) // _SECOND)
        x, y = (_centred(v[: count * _SECOND].reshape(count, -1)) for v in (a, b))
        sums.append(np.stack([(x * x).sum(1), (y * y).sum(1), (x * y).sum(1)], axis=1, dtype=np.float64))
    xx, yy, xy = np.concatenate(sums).T
    power = np.maximum(xx, yy) / _SECOND / FULL_SCALE**2
    least = max(10 ** (_QUIET_DBFS / 10), float(power.max(initial=0)) * 10 ** (-_FAINT_DB / 10))
    loud = power > least
    if not loud.any():
        return Likeness(0.0, 0.0, 0)
    each = np.abs(xy[loud]) / np.maximum(np.sqrt(xx[loud] * yy[loud]), 1e-9)
    scale = float(np.sqrt(xx[loud].sum() * yy[loud].sum()))
    whole = abs(float(xy[loud].sum())) / scale if scale else 0.0
    return Likeness(whole, float(np.mean(each >= alike)), int(loud.sum()))


def _centred(rows: Samples) -> NDArray[np.float32]:
    floats = rows.astype(np.float32)
    floats -= floats.mean(axis=1, keepdims=True, dtype=np.float32)
    return floats
