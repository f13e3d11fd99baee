"""A voice that leaks from one channel into the other must not count as the other party's.

Detectors of speech hear crosstalk and echo 30 dB down as well as a voice. What tells a leak is that it stays under
the level at which the channel's own speaker talks, and far under the other channel at the same time.
"""

from collections.abc import Sequence

import numpy as np

from asr.cues.activity import Activity
from asr.cues.frames import HOP_SECONDS, Floats, Mask, mark
from asr.cues.loudness import loud_db
from asr.cues.options import CueOptions
from asr.spans import Spans, difference, intersection, union
from asr.transcript import Span

_LATE = 0.3
"""An echo comes this much later at most, and detectors draw edges this much too wide."""

_REACH = round(0.25 / HOP_SECONDS)
"""Frames on each side in which one loud frame makes own speech of what would be a leak."""

_LEAST = 0.3
_SLIVER = 2 * HOP_SECONDS
"""What the grid of frames would leave of a leak at its edges."""

_UNDER_OTHER_DB = 15.0


def leaks(activity: Activity, levels: Sequence[Floats], options: CueOptions) -> dict[int, Spans]:
    """Find, per channel, speech well under its speaker's level while another channel speaks far louder.

    Args:
        activity: who is heard when, leaks included.
        levels: one per channel, each of shape (frames,), dB.
        options: `leak_db`.
    """
    if not activity.apart:
        return {}
    peaks = [_peaks(levels_db) for levels_db in levels]
    found: dict[int, Spans] = {}
    for channel, levels_db in enumerate(levels):
        own = union(*(s.speech for s in activity.speakers if s.channel == channel))
        others = union(*(s.speech for s in activity.speakers if s.channel != channel))
        wide = union(Span(s.start - _LATE, s.end + _LATE) for s in others)
        usual_db = loud_db(levels_db, difference(own, wide) or own)
        louder = np.max([p for c, p in enumerate(peaks) if c != channel], axis=0)
        quiet = (peaks[channel] < usual_db - options.leak_db) & (peaks[channel] < louder - _UNDER_OTHER_DB)
        suspects = _spans(quiet & mark(intersection(own, wide), len(levels_db)))
        whole = union(Span(s.start - _SLIVER, s.end + _SLIVER) for s in suspects if s.length >= _LEAST)
        leaked = intersection(own, whole)
        if leaked:
            found[channel] = leaked
    return found


def _peaks(levels_db: Floats) -> Floats:
    """Take the highest level around each frame; shape (frames,)."""
    around = np.pad(levels_db, _REACH, mode="edge") if len(levels_db) else levels_db
    peaks = levels_db.copy()
    for shift in range(2 * _REACH + 1):
        np.maximum(peaks, around[shift : shift + len(peaks)], out=peaks)
    return peaks


def _spans(marked: Mask) -> Spans:
    """Turn marked frames into stretches of time."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(np.int8)))
    return tuple(
        Span(int(first) * HOP_SECONDS, int(last) * HOP_SECONDS)
        for first, last in zip(edges[::2], edges[1::2], strict=True)
    )
