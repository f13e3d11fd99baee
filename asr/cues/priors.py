"""How neutral speech sounds on the telephone: the constants against which tension is read.

Derived by `bench/tension_priors.py` from 41 speakers, 523 segments, all brought to the telephone band: 30 packaged
synthetic voices (24 English, 6 Mandarin), 7 readers (English, Mandarin, French, Italian, Russian; prompts and
books) and 4 speakers of two English calls. Each speaker weighs the same. How much one speaker varies is taken from
the four in conversation alone; read speech would put it a third lower.

This is no norm of a population. Most voices are synthetic, none is old or a child's, and the colour of a line
shifts the spectral features of all its speech alike. An absolute reading is therefore coarse, and the relative one
says more; both are cues for a person to look at, never a finding by themselves.
"""

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
    low=np.array([3.3, 5.9, -10.6, 21.8]),
    high=np.array([12.5, 15.2, -10.4, 22.6]),
    between=np.array([2.8, 2.9, 3.0, 3.5]),
    within=np.array([1.8, 2.0, 2.9, 3.2]),
    crossing=7.9,
    softness=0.82,
    absolute_sd=2.2,
    relative_sd=2.56,
)
"""17 low voices, 24 high ones. `crossing` is 158 Hz, midway; `softness` is between² over the distance of the two
registers (linear discriminant)."""
