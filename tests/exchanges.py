"""A call of twelve exchanges that can be heard, and what the cues say of it."""

import numpy as np
from numpy.typing import NDArray

from asr.audio import Sound, SoundFormat
from asr.cues.cue import Cues
from asr.cues.measure import measure
from asr.cues.options import CueOptions
from tests.dialogue import AGENT, CUSTOMER, Dialogue, dialogue, say
from tests.voices import vowel

OPTIONS = CueOptions()


def recorded(*channels: NDArray[np.int16]) -> Sound:
    return Sound(channels, SoundFormat("wav", "pcm_mulaw", 8000, len(channels)))


def measured(call: Dialogue, *channels: NDArray[np.int16], options: CueOptions = OPTIONS) -> Cues:
    return measure(recorded(*channels), call.transcript, call.speech, options)


def exchanges(
    tense: bool = True,
) -> tuple[Dialogue, list[tuple[float, NDArray[np.float64]]], list[tuple[float, NDArray[np.float64]]]]:
    """Twelve exchanges; the customer's voice rises and brightens in the middle of the call."""
    turns, agent, customer = [], [], []
    levels = np.random.default_rng(1).permutation(np.linspace(0.04, 0.16, 12))
    for i in range(12):
        start = 8.0 * i
        worked_up = tense and 4 <= i < 8
        turns += [
            say(AGENT, start, start + 3, "Let us look at the bill then."),
            say(CUSTOMER, start + 4, start + 7, "I want to know what this is about."),
        ]
        agent.append((start, vowel(210 + 5 * (i % 3), 3, level=float(levels[i]))))
        pitch_hz = 120 * 2 ** ((6 if worked_up else i % 3 - 1) / 12)
        customer.append(
            (start + 4, vowel(pitch_hz, 3, tilt_db=-6 if worked_up else -12, level=float(levels[11 - i])))
        )
    return dialogue(*turns, duration=97.0), agent, customer
