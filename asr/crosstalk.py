"""What a detector hears on a channel and its speaker did not say: the other channel leaking in, and the line's noise.

A detector hears crosstalk 30 dB down as well as a voice, of the other party and of the music on hold there. What tells
a leak is that it stays well under the level at which the channel's own speaker talks, and far under the other channel
at the same time. What tells noise is that the line is no louder than when it rests, and its speaker is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asr.ports import RATE_HZ, Samples, Speech
from asr.spans import Spans, clip, difference, intersection, length, union
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
    """When what was heard is not the channel's own speech.

    Attributes:
        under_own: dB under the channel's usual level of speech.
        under_other: dB under the other channel at the same time.
        reach: seconds around a frame in which one loud frame makes own speech of what would be a leak.
        late: seconds by which an echo comes later, and by which a detector draws its edges too wide.
        own: seconds of speech while the other is silent from which the channel's usual level is known.
        known: seconds of the other's speech alone from which it is known how much comes over on this line.
        over_echo: dB over that within which speech is no more than an echo,
        under_usual: where it is so many dB under the channel's usual level too.
        least: seconds; a shorter stretch is never taken out.
        over_noise: dB over the line's noise under which nothing is said,
        clear: on a line where speech is so many dB over the noise.
    """

    under_own: float = 14.0
    under_other: float = 15.0
    reach: float = 0.25
    late: float = 0.3
    own: float = 1.0
    known: float = 3.0
    over_echo: float = 6.0
    under_usual: float = 6.0
    least: float = 0.3
    over_noise: float = 6.0
    clear: float = 20.0


def own_speech(
    channels: Sequence[Samples], speech: Sequence[Speech], options: CrosstalkOptions
) -> tuple[Speech, ...]:
    """Take out of each channel's speech what leaked in from the other, and what is only the line's noise.

    Args:
        channels: one or two, each of shape (samples,), int16 at 16 kHz.
        speech: what was heard on each.
        options: what is not speech of the channel's own.

    Returns:
        One per channel, with what was taken out as its `foreign`.
    """
    levels = [_levels(samples) for samples in channels]
    kept = []
    for c, heard in enumerate(speech):
        quiet = _noise(levels[c], heard.spans, options)
        if len(channels) == 2:  # noqa: PLR2004 a leak needs another channel to come from
            quiet |= _leak(levels[c], levels[1 - c], heard.spans, speech[1 - c].spans, options)
        out = _cut(heard.spans, _spans(quiet), options.least)
        kept.append(
            Speech(difference(heard.spans, out), difference(heard.overlaps, out), out) if out else heard
        )
    return tuple(kept)


def _cut(spoken: Spans, quiet: Spans, least: float) -> Spans:
    """Say what to take out: long quiet stretches with the slivers they leave, and short spans that are mostly quiet.

    A loud word keeps its surroundings, so what is left of a span and is short has none.
    """
    out = tuple(s for s in intersection(spoken, quiet) if s.length >= least)
    short = (s for s in spoken if s.length < least and 2 * length(clip(quiet, s.start, s.end)) >= s.length)
    slivers = (s for s in difference(spoken, out) if s.length < least and s not in spoken)
    return union(out, short, slivers)


def _noise(levels: Levels, spoken: Sequence[Span], options: CrosstalkOptions) -> NDArray[np.bool_]:
    """Mark the frames, shape (frames,), in which a line on which speech stands out is as quiet as at rest."""
    during = _mark(spoken, len(levels))
    resting = levels[~during]
    if not len(resting) or not during.any():
        return np.zeros(len(levels), np.bool_)
    noise = float(np.median(resting))
    if np.percentile(levels[during], 95) < noise + options.clear:
        return np.zeros(len(levels), np.bool_)
    marked: NDArray[np.bool_] = _peaks(levels, _reach(options)) < noise + options.over_noise
    return marked


def _leak(
    own: Levels, other: Levels, spoken: Sequence[Span], others: Sequence[Span], options: CrosstalkOptions
) -> NDArray[np.bool_]:
    """Mark the frames, shape (frames,), in which a channel carries no more than what comes over from the other."""
    wide = union(Span(max(0.0, s.start - options.late), s.end + options.late) for s in others)
    alone = difference(tuple(spoken), wide)
    # Whoever never speaks alone has no level of their own to be under; then the other's alone decides.
    enough = sum(s.length for s in alone) >= options.own
    usual = float(np.percentile(own[_mark(alone, len(own))], 80)) if enough else math.inf
    count = min(len(own), len(other))
    near, far = (_peaks(levels[:count], _reach(options)) for levels in (own, other))
    marked = np.zeros(len(own), np.bool_)
    marked[:count] = (near < usual - options.under_own) & (near < far - options.under_other)
    only = _mark(difference(wide, tuple(spoken)), count)
    if np.count_nonzero(only) * _FRAME >= options.known * RATE_HZ:
        echo = far + np.median((near - far)[only]) + options.over_echo
        marked[:count] |= (near < echo) & (near < usual - options.under_usual)
    return marked


def _reach(options: CrosstalkOptions) -> int:
    return round(options.reach * RATE_HZ / _FRAME)


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


def _spans(marked: NDArray[np.bool_]) -> Spans:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(np.int8)))
    return tuple(Span(a / 50, b / 50) for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
