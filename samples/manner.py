"""How a turn is spoken: a neutral synthetic voice made faster, higher, louder and brighter, or the reverse.

The speech engine has one manner, neutral. Vocal effort is imitated by what measurably goes with it: level,
rate, pitch, and a flatter spectrum (Titze & Sundberg 1992; Traunmüller & Eriksson 2000). This is an honest
stand-in, not acted emotion, and `samples/README.md` says so.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Sound: TypeAlias = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Manner:
    """One way of speaking, relative to the voice's neutral.

    Attributes:
        speed: 1.0 is the voice's own pace.
        gain_db: level.
        semitones: pitch (and, as with a raised larynx, formants).
        tilt_db: change of spectral slope per octave above 1 kHz.
    """

    speed: float = 1.0
    gain_db: float = 0.0
    semitones: float = 0.0
    tilt_db: float = 0.0

    @property
    def pitch(self) -> float:
        """Frequency ratio of the pitch change."""
        return math.exp2(self.semitones / 12)


MANNERS: Mapping[str, Manner] = {
    "neutral": Manner(),
    "calm": Manner(speed=0.95, gain_db=-1.0, semitones=-0.3, tilt_db=-0.5),
    "relieved": Manner(speed=0.96, gain_db=-1.5, semitones=-0.6, tilt_db=-1.2),
    "irritated": Manner(speed=1.06, gain_db=3.0, semitones=1.8, tilt_db=2.0),
    "angry": Manner(speed=1.12, gain_db=6.5, semitones=3.6, tilt_db=3.8),
    "raised": Manner(speed=1.08, gain_db=6.5, semitones=3.0, tilt_db=3.2),
    "hurried": Manner(speed=1.5),
    "curt": Manner(speed=1.1, gain_db=0.5, semitones=0.3),
}


def colour(sound: Sound, manner: Manner, rate_hz: int) -> Sound:
    """Apply pitch, tilt and gain to speech that was synthesised at `manner.speed / manner.pitch`.

    Args:
        sound: shape (samples,).
        manner: what to apply.
        rate_hz: sample rate of `sound`.

    Returns:
        Shape (samples / pitch,): playing faster raises the pitch and restores the intended pace.
    """
    from scipy.signal import resample_poly

    up, down = 200, round(200 * manner.pitch)
    shifted = resample_poly(sound, up, down) if up != down else sound
    if manner.tilt_db:
        spectrum = np.fft.rfft(shifted)
        hertz = np.fft.rfftfreq(len(shifted), 1 / rate_hz)
        octaves = np.log2(np.clip(hertz, 1000.0, 4000.0) / 1000.0)
        shifted = np.fft.irfft(spectrum * 10 ** (manner.tilt_db * octaves / 20), len(shifted))
    coloured: Sound = (shifted * 10 ** (manner.gain_db / 20)).astype(np.float32)
    return coloured
