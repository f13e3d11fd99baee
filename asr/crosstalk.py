"""A voice that leaks from one channel into the other is not the other party's speech.

A detector hears crosstalk 30 dB down as well as a voice. What tells a leak is that it stays well under the level at
which the channel's own speaker talks, and far under the other channel at the same time.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asr.cues.spans import difference, intersection, union
from asr.ports import RATE_HZ, Samples, Speech
from asr.transcript import Span

_FRAME = RATE_HZ // 50
"""Samples, 20 ms."""

_BLOCK = 3000
"""Frames measured at a time, one minute: bounds the memory on a long call."""

_FLOOR_DB = -100.0

Levels = NDArray[np.float32]
"""Shape (frames,), dB of full scale, 20 ms apart."""


@dataclass(frozen=True, slots=True)
class CrosstalkOptions:
    """When speech is a leak.

    Attributes:
        under_own: dB under the channel's usual level of speech.
        under_other: dB under the other channel at the same time.
        reach: seconds around a frame in which one loud frame makes own speech of what would be a leak.
        late: seconds by which an echo comes later, and by which a detector draws its edges too wide.
        own: seconds of speech while the other is silent from which the channel's usual level is known.
        least: seconds; a shorter stretch is never a leak.
    """

    under_own: float = 14.0
    under_other: float = 15.0
    reach: float = 0.25
    late: float = 0.3
    own: float = 1.0
    least: float = 0.3


def without_crosstalk(
    channels: Sequence[Samples], speech: Sequence[Speech], options: CrosstalkOptions
) -> tuple[Speech, ...]:
    """Take out of each channel's speech what leaked in from the other.

    Args:
        channels: each of shape (samples,), int16 at 16 kHz.
        speech: what was heard on each.
        options: when speech is a leak.

    Returns:
        One per channel; what came in where there are not two channels.
    """
    if len(channels) != 2:  # noqa: PLR2004 a leak needs another channel to come from
        return tuple(speech)
    levels = [_levels(samples) for samples in channels]
    leaks = [_leak(levels[c], levels[1 - c], speech[c].spans, speech[1 - c].spans, options) for c in (0, 1)]
    return tuple(
        Speech(difference(heard.spans, leak), difference(heard.overlaps, leak)) if leak else heard
        for heard, leak in zip(speech, leaks, strict=True)
    )


def _leak(
    own: Levels, other: Levels, spoken: Sequence[Span], others: Sequence[Span], options: CrosstalkOptions
) -> tuple[Span, ...]:
    """Find the stretches of one channel's speech that are the other's."""
    wide = union(Span(max(0.0, s.start - options.late), s.end + options.late) for s in others)
    shared = intersection(tuple(spoken), wide)
    alone = difference(tuple(spoken), wide)
    if not shared:
        return ()
    # Whoever never speaks alone has no level of their own to be under; then the other's alone decides.
    enough = sum(s.length for s in alone) >= options.own
    usual = float(np.percentile(own[_mark(alone, len(own))], 80)) if enough else math.inf
    reach = round(options.reach * RATE_HZ / _FRAME)
    near, far = _peaks(own, reach), _peaks(other, reach)
    quiet = (near < usual - options.under_own) & (near < far - options.under_other)
    found = intersection(shared, _spans(quiet & _mark(shared, len(own))))
    return tuple(s for s in found if s.length >= options.least)


def _levels(samples: Samples) -> Levels:
    count = len(samples) // _FRAME
    levels = np.empty(count, np.float32)
    for first in range(0, count, _BLOCK):
        last = min(first + _BLOCK, count)
        frames = samples[first * _FRAME : last * _FRAME].astype(np.float32).reshape(-1, _FRAME) / 32768
        power = np.mean(np.square(frames), axis=1)
        levels[first:last] = np.maximum(10 * np.log10(power + 1e-12), _FLOOR_DB)
    return levels


def _peaks(levels: Levels, reach: int) -> Levels:
    """Take the highest level within `reach` frames."""
    around = np.pad(levels, reach, mode="edge") if len(levels) else levels
    return (
        np.lib.stride_tricks.sliding_window_view(around, 2 * reach + 1).max(axis=1) if len(levels) else levels
    )


def _mark(spans: Sequence[Span], count: int) -> NDArray[np.bool_]:
    marked = np.zeros(count, np.bool_)
    for span in spans:
        marked[round(span.start * 50) : round(span.end * 50)] = True
    return marked


def _spans(marked: NDArray[np.bool_]) -> tuple[Span, ...]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(np.int8)))
    return tuple(Span(a / 50, b / 50) for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
