"""Peaks of a recording's sound: what a page draws its waveform from, small enough to send at once.

Per channel and bucket the lowest and the highest sample, in 8 bits of the channel's own largest sample, so that a
quiet channel keeps its shape; the largest sample stands beside them, so that it is not taken for a loud one.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asr.ports import RATE_HZ, Samples

BUCKET_MS = 20
"""Milliseconds that a bucket covers."""

OVERVIEW = 25
"""Buckets that one of the overview covers: half a second."""

_HEAD = struct.Struct("<4sBxHIIHH")
_FORM = b"ECP1"
_FULL = 127
_MOST_CHANNELS = 2


@dataclass(frozen=True, slots=True)
class Peaks:
    """The lowest and highest samples of a recording.

    Attributes:
        bucket_ms: milliseconds that a bucket covers.
        loudest: per channel, its largest sample by amount, 0 to 32768 of int16.
        values: shape (channels, buckets, 2), int8: lowest and highest, of which 127 is the channel's loudest.
        first: number of the first bucket here, where it is a stretch of the call.
    """

    bucket_ms: int
    loudest: tuple[int, ...]
    values: NDArray[np.int8]
    first: int = 0

    def overview(self, factor: int = OVERVIEW) -> "Peaks":
        """Draw `factor` buckets together; the last one may hold fewer."""
        buckets = self.values.shape[1]
        if not buckets:
            return Peaks(self.bucket_ms * factor, self.loudest, self.values)
        starts = np.arange(0, buckets, factor)
        low = np.minimum.reduceat(self.values[:, :, 0], starts, axis=1)
        high = np.maximum.reduceat(self.values[:, :, 1], starts, axis=1)
        return Peaks(self.bucket_ms * factor, self.loudest, np.stack((low, high), axis=2))

    def between(self, start: float, end: float) -> "Peaks":
        """Cut out the buckets that touch a stretch of the call, in seconds; past the end there are none."""
        buckets = self.values.shape[1]
        first = min(buckets, max(0, int(start * 1000 // self.bucket_ms)))
        last = min(buckets, max(first, int(-(-end * 1000 // self.bucket_ms))))
        return Peaks(self.bucket_ms, self.loudest, self.values[:, first:last], self.first + first)

    def packed(self) -> bytes:
        """Write them down, little endian.

        Bytes 0 to 3 are `ECP1`; 4 the number of channels; 6 and 7 the milliseconds of a bucket; 8 to 11 the number of
        the first bucket; 12 to 15 how many buckets follow; 16 to 19 the loudest sample of two channels. Then, channel
        by channel, each bucket's lowest and highest value as int8.
        """
        channels, buckets, _ = self.values.shape
        loudest = (*self.loudest, 0)[:_MOST_CHANNELS]
        head = _HEAD.pack(_FORM, channels, self.bucket_ms, self.first, buckets, *loudest)
        return head + np.ascontiguousarray(self.values).tobytes()


def read(packed: bytes) -> Peaks:
    """Read what `Peaks.packed` wrote.

    Raises:
        ValueError: it is nothing that was written so.
    """
    if len(packed) < _HEAD.size or not packed.startswith(_FORM):
        raise ValueError("these are no peaks: the first bytes are not ECP1")
    _, channels, bucket_ms, first, buckets, *loudest = _HEAD.unpack_from(packed)
    values = np.frombuffer(packed, np.int8, offset=_HEAD.size)
    if not 1 <= channels <= _MOST_CHANNELS or values.size != channels * buckets * 2:
        raise ValueError(
            f"these peaks are cut short: {values.size} values for {channels} x {buckets} buckets"
        )
    return Peaks(bucket_ms, tuple(loudest[:channels]), values.reshape(channels, buckets, 2), first)


def measure(channels: Sequence[Samples]) -> Peaks:
    """Measure the peaks of decoded sound; the last bucket may cover less than the others.

    Args:
        channels: each of shape (samples,), int16 at `RATE_HZ`, equally long; read once, never copied whole.
    """
    size = RATE_HZ * BUCKET_MS // 1000
    extremes = [_extremes(samples, size) for samples in channels]
    loudest = tuple(int(np.abs(found.astype(np.int32)).max(initial=0)) for found in extremes)
    values = [_scaled(found, most) for found, most in zip(extremes, loudest, strict=True)]
    return Peaks(BUCKET_MS, loudest, np.stack(values))


def _extremes(samples: Samples, size: int) -> NDArray[np.int16]:
    """Give the lowest and highest sample of each `size`, shape (buckets, 2)."""
    whole = len(samples) - len(samples) % size
    grid = samples[:whole].reshape(-1, size)
    found = np.stack((grid.min(axis=1), grid.max(axis=1)), axis=1)
    if whole < len(samples):
        rest = samples[whole:]
        found = np.concatenate((found, [[rest.min(), rest.max()]]))
    return found.astype(np.int16)


def _scaled(extremes: NDArray[np.int16], loudest: int) -> NDArray[np.int8]:
    scaled: NDArray[np.int8] = np.rint(extremes.astype(np.float32) * (_FULL / max(loudest, 1))).astype(
        np.int8
    )
    return scaled
