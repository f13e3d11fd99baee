"""One speaker's voice: the frames of a channel in which this speaker alone is heard, with pitch."""

from dataclasses import dataclass

import numpy as np

from asr.cues.activity import Said, Speaker
from asr.cues.frames import HOP_SECONDS, Frames, Mask
from asr.cues.spans import Spans, intersection
from asr.ports import Samples

_FLOOR = 0.75
_CEILING = 2.0
"""A speaker's pitch is taken to lie from 0.75 times its lower quartile to twice its upper one. De Looze & Hirst
(2008) give 0.75 and 1.5, and up to 2.5 for lively speech; what lies outside are errors of the tracker."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker's voice.

    Attributes:
        speaker: whose.
        frames: of the speaker's channel.
        voiced: shape (frames,), where this speaker alone is heard, with pitch.
        heard: where anyone is heard on the channel.
        samples: shape (samples,), the channel at 16 kHz, memory-mapped.
    """

    speaker: Speaker
    frames: Frames
    voiced: Mask
    heard: Spans
    samples: Samples

    @property
    def seconds(self) -> float:
        """Seconds of the call with this voice."""
        return int(np.count_nonzero(self.voiced)) * HOP_SECONDS

    def within(self, spans: Spans) -> Mask:
        """Mark the voiced frames inside some spans; shape (frames,)."""
        return self.voiced & self.frames.inside(spans)

    def saying(self, said: Said) -> Mask:
        """Mark the voiced frames of a turn; shape (frames,)."""
        return self.within(intersection(said.speech, self.speaker.alone))


def pick_voice(speaker: Speaker, frames: Frames, heard: Spans, samples: Samples) -> Voice:
    """Find one speaker's voiced frames, without those that are errors of the pitch tracker."""
    own = frames.inside(speaker.alone) & frames.voiced
    if own.any():
        low, high = np.percentile(frames.pitch_hz[own], [25, 75])
        own[own] = (frames.pitch_hz[own] >= _FLOOR * low) & (frames.pitch_hz[own] <= _CEILING * high)
    return Voice(speaker, frames, own, heard, samples)
