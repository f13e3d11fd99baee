"""A voice that leaks from one channel into the other must not count as the other party's."""

import numpy as np

from asr.cues.activity import Activity, share
from asr.cues.frames import Frames
from asr.cues.options import CueOptions
from asr.cues.spans import Spans, union

_INSIDE = 0.8
"""Share of a stretch that must lie in the other channel's speech to be taken for its leak."""

_RUN_GAP = 0.3
_LOUD = 75
"""Percentile of the level that stands for a stretch: its loud parts, not its pauses."""


def leaks(activity: Activity, frames: tuple[Frames, ...], options: CueOptions) -> dict[int, Spans]:
    """Find, per channel, speech that is far under its speaker's level while another channel speaks.

    Args:
        activity: who is heard when, leaks included.
        frames: one per channel.
        options: `leak_db`.
    """
    if not activity.apart:
        return {}
    found: dict[int, Spans] = {}
    for channel, sound in enumerate(frames):
        own = union(*(s.speech for s in activity.speakers if s.channel == channel))
        others = union(*(s.speech for s in activity.speakers if s.channel != channel))
        speaking = sound.level_db[sound.inside(own)]
        if not len(speaking):
            continue
        usual_db = float(np.percentile(speaking, _LOUD))
        leaked = tuple(
            run
            for run in union(own, gap=_RUN_GAP)
            if share(others, (run,)) >= _INSIDE and _loud_db(sound, (run,)) < usual_db - options.leak_db
        )
        if leaked:
            found[channel] = leaked
    return found


def _loud_db(sound: Frames, run: Spans) -> float:
    level = sound.level_db[sound.inside(run)]
    return float(np.percentile(level, _LOUD)) if len(level) else float("inf")
