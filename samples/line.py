"""A telephone line: handset band, level, a little noise, a little of the other side, 8 kHz µ-law.

Levels are relative to full scale (dBFS, root mean square of the speech).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samples.manner import Sound

RATE_HZ = 8_000
BAND_HZ = (300.0, 3400.0)
"""The telephone band of ITU-T G.712."""
_TAPS = 255
_TURN_DB = 1.3
_DRIFT_DB = 1.4
_G711 = np.array(
    [((mantissa * 8 + 132) << exponent) - 132 for exponent in range(8) for mantissa in range(16)]
)
"""The 128 magnitudes of µ-law, 16-bit scale, rising."""


@dataclass(frozen=True, slots=True)
class Line:
    """One party's way into the recording.

    Attributes:
        gain_db: what the party's speech gains on the way.
        noise_db: level of the steady noise on this channel.
        crosstalk_db: how loud the other party is heard here, relative to its own channel.
        echo: seconds by which the other party arrives later.
    """

    gain_db: float
    noise_db: float
    crosstalk_db: float = -50.0
    echo: float = 0.045


AGENT = Line(gain_db=2.0, noise_db=-66.0)
"""A headset in the centre."""
CUSTOMER = Line(gain_db=-1.0, noise_db=-60.0)
"""A handset somewhere."""


def narrow(sound: Sound, rate_hz: int) -> Sound:
    """Bring sound to the telephone band and rate.

    Args:
        sound: shape (samples,) at `rate_hz`, a multiple of 8,000.
        rate_hz: its sample rate.

    Returns:
        Shape (samples * 8000 / rate_hz,).
    """
    from scipy.signal import firwin, oaconvolve, resample_poly

    down = resample_poly(sound, 1, rate_hz // RATE_HZ) if rate_hz != RATE_HZ else sound
    band = firwin(_TAPS, BAND_HZ, pass_zero=False, fs=RATE_HZ)
    narrowed: Sound = oaconvolve(down, band, mode="same")[: len(down)].astype(np.float32)
    return narrowed


def sway(sound: Sound, rng: np.random.Generator) -> Sound:
    """Vary the level of a turn as people do who move against the mouthpiece: the whole of it, and slowly within.

    Stretches of two seconds on real telephone channels differ by about 2 dB (standard deviation); the
    speech engine's by 1.2, which is what a line with automatic gain control sounds like.

    Args:
        sound: shape (samples,), one turn at 8 kHz.
        rng: source of the movement.
    """
    whole = float(np.clip(rng.normal(0.0, _TURN_DB), -2 * _TURN_DB, 2 * _TURN_DB))
    period, phase = rng.uniform(3.0, 7.0), rng.uniform(0.0, 2 * np.pi)
    drift = _DRIFT_DB * np.sin(2 * np.pi * np.arange(len(sound)) / RATE_HZ / period + phase)
    swayed: Sound = (sound * 10 ** ((whole + drift) / 20)).astype(np.float32)
    return swayed


def transmit(own: Sound, other: Sound, line: Line, rng: np.random.Generator) -> Sound:
    """Put one party's speech on its channel, with the noise and the echo of a real one.

    Args:
        own: shape (samples,), the party's band-limited speech at 8 kHz.
        other: shape (samples,), the other party's.
        line: how this channel sounds.
        rng: source of the noise.
    """
    lag = round(line.echo * RATE_HZ)
    echo = np.zeros_like(other)
    echo[lag:] = other[: len(other) - lag]
    heard = own * _ratio(line.gain_db) + echo * _ratio(line.crosstalk_db)
    mixed: Sound = (heard + _noise(len(own), line.noise_db, rng)).astype(np.float32)
    return mixed


def mu_law(sound: Sound) -> npt.NDArray[np.int16]:
    """Quantise as a µ-law trunk does (ITU-T G.711): each sample becomes the nearest of its 256 levels.

    Returns:
        Shape (samples,), int16: what a G.711 decoder gives back, so coding it once more changes nothing.
    """
    linear = np.clip(np.round(sound * 32_768.0), -_G711[-1], _G711[-1])
    middles = (_G711[1:] + _G711[:-1]) / 2
    nearest = _G711[np.searchsorted(middles, np.abs(linear))]
    coded: npt.NDArray[np.int16] = (np.sign(linear) * nearest).astype(np.int16)
    return coded


def _noise(samples: int, level_db: float, rng: np.random.Generator) -> Sound:
    noise = narrow(rng.standard_normal(samples).astype(np.float32), RATE_HZ)
    level = np.sqrt(np.mean(np.square(noise)))
    scaled: Sound = noise * np.float32(_ratio(level_db) / max(float(level), 1e-9))
    return scaled


def _ratio(decibels: float) -> float:
    return float(10 ** (decibels / 20))
