"""One speaker's voice: where this speaker alone is heard, with what pitch."""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import numpy as np

from asr.cues.activity import Said, Speaker
from asr.cues.frames import HOP_SECONDS, Floats, Mask, mark
from asr.cues.track import Search, Track, follow
from asr.ports import Samples
from asr.spans import Spans, intersection, length
from asr.transcript import Span

_FLOOR = 0.75
_CEILING = 1.5
"""A speaker's pitch is sought from 0.75 times its lower quartile to 1.5 times its upper one (De Looze & Hirst
2008). Within that, voice is recognised by less: on noisy samples of low voices twice as many frames are found,
and frames more than nine semitones off the median fell from 13–20 % to under 3 %."""

_WITHIN_RANGE = 0.3
"""Correlation from which a frame is voiced once the speaker's range is known."""

_FIRST_LOOK = 120.0
"""Seconds of speech, spread over the call, from which the range is learned."""

_LOOK_PIECE = 2.0
_LEAST_KNOWN = 0.5
"""Seconds of voice without which the range cannot be told."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker's voice.

    Attributes:
        speaker: whose.
        levels_db: shape (frames,), level of the speaker's channel.
        track: pitch and spectral balance, where this speaker alone is heard.
        heard: where anyone is heard on the channel, leaks of another included.
        samples: shape (samples,), the channel at 16 kHz, memory-mapped.
    """

    speaker: Speaker
    levels_db: Floats
    track: Track
    heard: Spans
    samples: Samples

    @property
    def voiced(self) -> Mask:
        """Where this speaker alone is heard, with pitch; shape (frames,)."""
        return self.track.voiced

    @property
    def seconds(self) -> float:
        """Seconds of the call with this voice."""
        return int(np.count_nonzero(self.voiced)) * HOP_SECONDS

    def within(self, spans: Spans) -> Mask:
        """Mark the voiced frames inside some spans; shape (frames,)."""
        return self.voiced & mark(spans, len(self.levels_db))

    def saying(self, said: Said) -> Mask:
        """Mark the voiced frames of a turn; shape (frames,)."""
        return self.within(intersection(said.speech, self.speaker.alone))


def pick_voice(speaker: Speaker, levels_db: Floats, heard: Spans, samples: Samples) -> Voice:
    """Follow one speaker's voice: first to learn its range, then within that range.

    Args:
        speaker: whose.
        levels_db: shape (frames,), level of the speaker's channel.
        heard: where anyone is heard on the channel.
        samples: shape (samples,), the channel at 16 kHz.
    """
    wide = follow(samples, _some(speaker.alone), Search())
    known_hz = wide.pitch_hz[wide.voiced]
    search = Search()
    if len(known_hz) * HOP_SECONDS >= _LEAST_KNOWN:
        low, high = np.percentile(known_hz, [25, 75])
        search = Search(
            max(_FLOOR * float(low), search.floor_hz),
            min(_CEILING * float(high), search.ceiling_hz),
            _WITHIN_RANGE,
        )
    return Voice(speaker, levels_db, follow(samples, speaker.alone, search), heard, samples)


def _some(spans: Spans) -> Spans:
    """Take pieces of at most two seconds, spread evenly, that add up to about `_FIRST_LOOK`."""
    pieces = [
        Span(float(start), float(end))
        for span in spans
        for start, end in pairwise(np.linspace(span.start, span.end, ceil(span.length / _LOOK_PIECE) + 1))
    ]
    return tuple(pieces[:: max(ceil(length(spans) / _FIRST_LOOK), 1)])
