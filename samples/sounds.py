"""What is heard when nobody speaks: ringback and hold music, both computed here and free of anyone's rights."""

import numpy as np

from samples.line import RATE_HZ, narrow
from samples.manner import Sound

_RINGBACK = {"zh": ((450.0,), 1.0, 4.0), "en": ((440.0, 480.0), 2.0, 4.0)}
"""Tones in hertz, seconds on, seconds off: ITU-T E.180 for China; the North American precise tone plan."""
_LEVEL = 0.045
_BEAT = 0.32
_CHORDS = ((60, 64, 67, 71), (57, 60, 64, 67), (62, 65, 69, 72), (55, 59, 62, 65))
"""MIDI notes of Cmaj7, Am7, Dm7, G7."""
_PATTERN = (0, 1, 2, 3, 2, 1, 3, 2)
_OCTAVE_UP = 0.25
"""Share of notes played an octave higher."""
_HARMONICS = ((1, 1.0), (2, 0.45), (3, 0.22), (4, 0.12), (5, 0.06))


def ringback(seconds: float, language: str) -> Sound:
    """Return the tone a caller hears while the other phone rings, shape (seconds * 8000,)."""
    tones, on, off = _RINGBACK[language]
    at = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    tone = sum(np.sin(2 * np.pi * hertz * at) for hertz in tones) / len(tones)
    gate = (at % (on + off)) < on
    ring: Sound = (tone * gate * _LEVEL).astype(np.float32)
    return ring


def hold_music(seconds: float, seed: int) -> Sound:
    """Return a plucked arpeggio over four chords, shape (seconds * 8000,), band-limited.

    Args:
        seconds: how long; it fades in and out.
        seed: which inversion and ornaments.
    """
    rng = np.random.default_rng(seed)
    music = np.zeros(round(seconds * RATE_HZ), np.float32)
    for beat in range(int(seconds / _BEAT) + 1):
        chord = _CHORDS[beat // len(_PATTERN) % len(_CHORDS)]
        note = chord[_PATTERN[beat % len(_PATTERN)]] + (12 if rng.random() < _OCTAVE_UP else 0)
        notes = [note, chord[0] - 12] if beat % len(_PATTERN) == 0 else [note]
        for pitch in notes:
            _strike(music, beat * _BEAT, pitch)
    fade = np.minimum(1.0, np.minimum(np.arange(len(music)), np.arange(len(music))[::-1]) / (0.3 * RATE_HZ))
    band = narrow(music * fade.astype(np.float32), RATE_HZ)
    level = float(np.sqrt(np.mean(np.square(band))))
    return band * np.float32(_LEVEL / max(level, 1e-9))


def _strike(music: Sound, start: float, pitch: int) -> None:
    """Add one decaying note in place."""
    begin = round(start * RATE_HZ)
    at = np.arange(min(round(1.6 * RATE_HZ), len(music) - begin)) / RATE_HZ
    if not len(at):
        return
    hertz = 440.0 * 2 ** ((pitch - 69) / 12)
    attack = np.minimum(1.0, at / 0.008)
    note = np.zeros(len(at))
    for harmonic, weight in _HARMONICS:
        if hertz * harmonic < RATE_HZ / 2:
            note += weight * np.sin(2 * np.pi * hertz * harmonic * at) * np.exp(-at * (2.2 + harmonic))
    music[begin : begin + len(at)] += (note * attack).astype(np.float32)
