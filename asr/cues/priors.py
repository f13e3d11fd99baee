"""How neutral speech sounds on the telephone: the constants against which tension is read."""

from dataclasses import dataclass

import numpy as np

FEATURES = ("pitch", "pitch_high", "alpha_db", "hammarberg_db")
"""The order of every array here, as in `asr.cues.segments.VoiceFeatures`."""

SIGNS = np.array([1.0, 1.0, 1.0, -1.0])
"""Which way each feature goes as a voice grows tense."""


@dataclass(frozen=True, slots=True)
class Prior:
    """Neutral speech. All arrays have shape (4,), in the order and units of `FEATURES`.

    Attributes:
        low: means of low voices (roughly men's).
        high: means of high voices (roughly women's).
        between: standard deviation between speakers of a register.
        within: standard deviation between the segments of one speaker.
        crossing: pitch at which a voice is as likely low as high, semitones above 100 Hz.
        softness: semitones over which that changes by a factor of e in odds.
        absolute_sd: of the index over neutral segments, against the population.
        relative_sd: likewise, against the speaker's own baseline.
    """

    low: np.ndarray
    high: np.ndarray
    between: np.ndarray
    within: np.ndarray
    crossing: float
    softness: float
    absolute_sd: float
    relative_sd: float

    def means(self, usual_pitch: float) -> np.ndarray:
        """Blend the registers for a speaker of a usual pitch, semitones above 100 Hz; shape (4,)."""
        high = 1 / (1 + np.exp(-(usual_pitch - self.crossing) / self.softness))
        blended: np.ndarray = (1 - high) * self.low + high * self.high
        return blended


NEUTRAL = Prior(
    low=np.array([3.2, 4.9, -11.2, 22.9]),
    high=np.array([13.2, 16.1, -10.6, 23.5]),
    between=np.array([2.6, 2.9, 3.8, 3.4]),
    within=np.array([1.6, 1.9, 2.3, 2.8]),
    crossing=8.2,
    softness=1.0,
    absolute_sd=2.6,
    relative_sd=2.9,
)
