"""Synthetic voices: a train of harmonics through three formants, with pitch, brightness and level as asked."""

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
_FORMANTS = ((500.0, 80.0), (1500.0, 120.0), (2500.0, 160.0))


def vowel(
    pitch_hz: float | NDArray[np.float64],
    seconds: float = 1.0,
    *,
    tilt_db: float = -12.0,
    level: float = 0.1,
    telephone: bool = False,
) -> NDArray[np.float64]:
    """Sing a vowel.

    Args:
        pitch_hz: fundamental, steady or one value per sample.
        seconds: length.
        tilt_db: spectral slope per octave of the source.
        level: root mean square, 1 is full scale.
        telephone: leave out what a telephone leaves out, the fundamental of a man among it.
    """
    count = round(seconds * RATE_HZ)
    pitch = np.broadcast_to(np.asarray(pitch_hz, np.float64), (count,))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE_HZ
    lowest, highest = (300.0, 3400.0) if telephone else (0.0, 3900.0)
    sound = np.zeros(count)
    for harmonic in range(1, int(highest / pitch.min()) + 1):
        hertz = float(np.median(pitch)) * harmonic
        if lowest <= hertz <= highest:
            gain = 10 ** (tilt_db * np.log2(harmonic) / 20) * sum(
                1 / np.hypot(1.0, (hertz - centre) / width) for centre, width in _FORMANTS
            )
            sound += gain * np.sin(harmonic * phase + harmonic)
    return sound * level / np.sqrt(np.mean(sound**2))


def noise(seconds: float, level: float, seed: int = 0) -> NDArray[np.float64]:
    """Steady noise of a root mean square."""
    return np.random.default_rng(seed).normal(0.0, level, round(seconds * RATE_HZ))


def lay(
    duration: float, *placed: tuple[float, NDArray[np.float64]], floor: float = 0.0005
) -> NDArray[np.int16]:
    """Lay sounds onto a line of a given noise, and write it as 16-bit samples."""
    line = noise(duration, floor, seed=7) if floor else np.zeros(round(duration * RATE_HZ))
    for start, sound in placed:
        first = round(start * RATE_HZ)
        line[first : first + len(sound)] += sound
    return pcm(line)


def pcm(sound: NDArray[np.float64]) -> NDArray[np.int16]:
    """Write −1 to 1 as 16-bit samples."""
    return np.clip(np.rint(sound * 32767), -32768, 32767).astype(np.int16)
