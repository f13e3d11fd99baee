"""Loudness: against the speaker's own median, and against the noise of the channel."""

from collections.abc import Iterator

import numpy as np

from asr.cues.cue import Cue, CueKind
from asr.cues.frames import HOP_SECONDS, SILENT_DB, Floats, mark
from asr.cues.options import CueOptions
from asr.cues.voice import Voice
from asr.spans import Spans
from asr.transcript import Span

MUTED_DB = -85.0
"""A noise floor under this, dB re full scale, is no room: the line is muted between words. The smallest step of
µ-law is about −72 dB."""

_EDGE = 0.25
"""Sound this near to speech may still be speech."""

_LOUD = 75
"""Percentile of the level that stands for a stretch of speech: its loud parts, not its pauses."""

_LEAST_NOISE = 1.0
_SOUNDING_UNDER_SPEECH_DB = 20.0
_SOUNDING_OVER_QUIET_DB = 10.0
_SOUNDING_SHARE = 0.5


def loud_db(levels_db: Floats, spans: Spans) -> float:
    """Measure how loud some speech is, dB re full scale; silence where there is not a frame of it."""
    levels = levels_db[mark(spans, len(levels_db))]
    return float(np.percentile(levels, _LOUD)) if len(levels) else SILENT_DB


def noise_floor_db(levels_db: Floats, heard: Spans) -> float | None:
    """Measure a channel's noise: the 10th percentile of the level where nobody is heard.

    Stretches of digital silence, as before a line is connected, are no noise and are left out.

    Args:
        levels_db: shape (frames,), of the channel.
        heard: where anyone is heard on it.

    Returns:
        dB re full scale; None under a second of noise, or where the line is muted for most of the time.
    """
    near = tuple(Span(s.start - _EDGE, s.end + _EDGE) for s in heard)
    between = levels_db[~mark(near, len(levels_db))]
    noise = between[between > MUTED_DB]
    if len(noise) * HOP_SECONDS < _LEAST_NOISE or 2 * len(noise) < len(between):
        return None
    return float(np.percentile(noise, 10))


def loudnesses(voice: Voice, floor_db: float | None, duration: float, options: CueOptions) -> Iterator[Cue]:
    """Measure the level of each turn's voiced speech.

    Args:
        voice: the speaker's.
        floor_db: the channel's noise, None where it has none to compare with.
        duration: seconds of the recording.
        options: the thresholds.
    """
    if voice.seconds < options.voiced:
        return
    party, levels_db = voice.speaker.party, voice.levels_db
    usual_db = float(np.median(levels_db[voice.voiced]))
    for said in voice.speaker.said:
        own = levels_db[voice.saying(said)]
        if len(own) * HOP_SECONDS < options.voiced:
            continue
        turn, level_db = said.turn, float(np.median(own))
        where = turn.start, turn.end, party, turn.index
        yield Cue(CueKind.LOUDNESS, level_db - usual_db, *where)
        if floor_db is not None:
            yield Cue(CueKind.LOUDNESS_ABOVE_NOISE, level_db - floor_db, *where)
    if floor_db is not None:
        reason = f"speech at {usual_db:.0f} dB, noise at {floor_db:.0f} dB re full scale"
        above_db = usual_db - floor_db
        yield Cue(
            CueKind.LOUDNESS_ABOVE_NOISE, above_db, 0.0, duration, party, whole_call=True, reasons=(reason,)
        )


def is_sounding(levels_db: Floats, heard: Spans, span: Span) -> bool:
    """Tell whether a channel carries sound near the level of speech for most of a stretch without speech.

    Music and tones come within 20 dB of the channel's speech and stand out by 10 dB from its quietest moments;
    noise does not stand out, and a quiet room is further down.

    Args:
        levels_db: shape (frames,), of the channel.
        heard: where anyone is heard on it.
        span: the stretch.
    """
    within = levels_db[mark((span,), len(levels_db))]
    if not heard or not len(within):
        return False
    usual_db, quiet_db = loud_db(levels_db, heard), float(np.percentile(levels_db, 5))
    least_db = max(usual_db - _SOUNDING_UNDER_SPEECH_DB, quiet_db + _SOUNDING_OVER_QUIET_DB)
    return bool(np.mean(within >= least_db) >= _SOUNDING_SHARE)
