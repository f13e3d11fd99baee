"""Automatic gain control: an amplifier that evens the level out, so that loudness tells nothing of the speaker.

Two traces are looked for.

* Pumping: the amplifier turns itself up while nobody speaks, so the noise rises after the speech has stopped. A
  line without it keeps its noise or, with an echo dying away, loses some.
* Evenness: nobody keeps the level of two-second stretches within about a decibel by nature.

Measured on six real or read telephone channels, as recorded and through six simulated amplifiers (attack 20 to
300 ms, release 0.3 to 3 s, with and without a noise gate): without one, noise rose in at most 8 % of the pauses
and the spread was 1.8 to 2.8 dB; with one, it rose in 80 to 100 % of them, or, behind a gate, the spread was
mostly 1.0 to 1.7 dB. A slow amplifier behind a gate can pass unseen. Synthetic voices are even as well and are
reported likewise: of them, too, loudness tells nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from asr.cues.frames import HOP_SECONDS, SILENT_DB, Floats
from asr.cues.voice import Voice
from asr.spans import Spans, gaps, union

PUMPED_DB = 3.0
"""Median rise of the noise in the pauses from which on the line is taken to pump."""

PUMPED_SHARE = 0.7
PUMPED_LEAST_DB = 2.0
"""And at least this share of the pauses must show a rise of at least this much."""

EVEN_DB = 1.4
"""Standard deviation of the level of two-second stretches under which it is too even to be nature's."""

LEAST_PAUSES = 4
LEAST_STRETCHES = 8

_STRETCH = 2.0
_STRETCH_VOICED = 0.4
_RUN_GAP = 0.5
_PAUSE = 1.2
_AFTER = 0.15
_LOOK = 0.3
_LATEST = 3.0
_BEFORE = 0.2


class Gain(StrEnum):
    """Whether an automatic gain control was at work."""

    FREE = "free"
    CONTROLLED = "controlled"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class GainVerdict:
    """What was found, and why.

    Attributes:
        gain: the finding; `untold` where there was too little speech.
        reason: the measure behind it, in plain words.
    """

    gain: Gain
    reason: str


def judge_gain(voice: Voice) -> GainVerdict:
    """Tell whether one speaker's level was evened out by the line."""
    rises = _rises(voice.levels_db, voice.heard)
    if len(rises) >= LEAST_PAUSES:
        rise, share = float(np.median(rises)), float(np.mean(rises >= PUMPED_LEAST_DB))
        if rise >= PUMPED_DB and share >= PUMPED_SHARE:
            reason = (
                f"the noise rises by {rise:.1f} dB after speech stops, in {share:.0%} of {len(rises)} pauses"
            )
            return GainVerdict(Gain.CONTROLLED, reason)
    levels = _stretch_levels(voice)
    if len(levels) < LEAST_STRETCHES:
        reason = f"{len(levels)} stretches of speech of {_STRETCH:.0f} s are too few to tell, {LEAST_STRETCHES} are needed"
        return GainVerdict(Gain.UNTOLD, reason)
    spread = float(np.std(levels))
    reason = f"the level of {len(levels)} stretches of speech varies by {spread:.1f} dB"
    return GainVerdict(Gain.CONTROLLED if spread < EVEN_DB else Gain.FREE, reason)


def _rises(levels_db: Floats, heard: Spans) -> NDArray[np.float64]:
    """Measure by how much the noise rises from just after speech to up to 3 s later, dB per pause."""
    rises = []
    for pause in gaps(union(heard, gap=_LOOK)):
        if pause.length < _PAUSE:
            continue
        late = min(pause.end - _BEFORE, pause.start + _LATEST)
        early_db = _noise_db(levels_db, pause.start + _AFTER, pause.start + _AFTER + _LOOK)
        late_db = _noise_db(levels_db, late - _LOOK, late)
        if early_db > SILENT_DB or late_db > SILENT_DB:
            rises.append(late_db - early_db)
    return np.array(rises)


def _noise_db(levels_db: Floats, start: float, end: float) -> float:
    """Take a low percentile of the level, so that a click or a breath does not count."""
    return float(np.percentile(levels_db[int(start / HOP_SECONDS) : int(end / HOP_SECONDS) + 1], 30))


def _stretch_levels(voice: Voice) -> NDArray[np.float64]:
    """Take the median level of each stretch of about two seconds that has enough voice, dB."""
    levels = []
    for run in union(voice.speaker.alone, gap=_RUN_GAP):
        edges = np.linspace(run.start, run.end, max(int(run.length / _STRETCH), 1) + 1) / HOP_SECONDS
        for first, last in zip(edges[:-1].astype(int), edges[1:].astype(int), strict=True):
            own = voice.levels_db[first:last][voice.voiced[first:last]]
            if len(own) * HOP_SECONDS >= _STRETCH_VOICED:
                levels.append(float(np.median(own)))
    return np.array(levels)
