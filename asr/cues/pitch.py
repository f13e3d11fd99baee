"""Pitch: how high, how wide, rising or falling, against the speaker's own median."""

from collections.abc import Iterator

import numpy as np

from asr.cues.cue import Cue, CueKind
from asr.cues.frames import HOP_SECONDS, Floats
from asr.cues.options import CueOptions
from asr.cues.voice import Voice

REFERENCE_HZ = 100.0


def semitones(hertz: Floats, reference_hz: float = REFERENCE_HZ) -> Floats:
    """Tell how many semitones frequencies lie above a reference."""
    above: Floats = (12 * np.log2(hertz / reference_hz)).astype(np.float32)
    return above


def pitches(voice: Voice, duration: float, options: CueOptions) -> Iterator[Cue]:
    """Measure the pitch of each turn against the speaker's median over the call.

    Args:
        voice: the speaker's.
        duration: seconds of the recording.
        options: the thresholds.
    """
    if voice.seconds < options.voiced:
        return
    speaker, pitch_hz = voice.speaker, voice.track.pitch_hz
    median_hz = float(np.median(pitch_hz[voice.voiced]))
    above = semitones(pitch_hz, median_hz)
    for said in speaker.said:
        rows = np.flatnonzero(voice.saying(said))
        if len(rows) * HOP_SECONDS < options.voiced:
            continue
        turn, own = said.turn, above[rows]
        slope = float(np.polyfit(rows * HOP_SECONDS, own.astype(np.float64), 1)[0])
        for kind, value in (
            (CueKind.PITCH, float(np.median(own))),
            (CueKind.PITCH_RANGE, _range(own)),
            (CueKind.PITCH_SLOPE, slope),
        ):
            yield Cue(kind, value, turn.start, turn.end, speaker.party, turn.index)
    reason = f"over {voice.seconds:.0f} s of voiced speech"
    for kind, value in (
        (CueKind.PITCH_MEDIAN, median_hz),
        (CueKind.PITCH_RANGE, _range(above[voice.voiced])),
    ):
        yield Cue(kind, value, 0.0, duration, speaker.party, whole_call=True, reasons=(reason,))


def _range(above: Floats) -> float:
    low, high = np.percentile(above, [10, 90])
    return float(high - low)
