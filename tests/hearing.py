"""Hear a sound again in a test: decode bytes, compare what came out with what went in."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from asr.audio import DecodeOptions, Sound, SoundFormat, decode
from asr.health.ailment import Health, HealthFinding, HealthKind, Severity
from asr.ports import RATE_HZ
from tests.sounds import Pcm


def listen(
    content: bytes, folder: Path, options: DecodeOptions | None = None, name: str = "recording"
) -> Sound:
    """Decode bytes; a refusal must leave nothing in the scratch folder."""
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    before = set(scratch.iterdir())
    path = folder / name
    path.write_bytes(content)
    try:
        return decode(path, scratch=scratch, options=options)
    except Exception:
        assert set(scratch.iterdir()) == before
        raise


def likeness(a: NDArray[np.int16], b: NDArray[np.int16], most_lag: int) -> float:
    """Give the best normalised correlation of two signals within a lag."""
    size = 1 << (len(a) + len(b)).bit_length()
    x, y = (np.asarray(v, float) / (np.linalg.norm(np.asarray(v, float)) or 1) for v in (a, b))
    every = np.fft.irfft(np.fft.rfft(x, size) * np.conj(np.fft.rfft(y, size)), size)
    return float(max(every[: most_lag + 1].max(), every[-most_lag - 1 :].max()))


def heard(samples: Pcm, **facts: Any) -> Sound:
    """Take samples of shape (channels, samples) for a decoded recording."""
    return Sound(tuple(samples), SoundFormat("wav", "pcm_s16le", RATE_HZ, len(samples)), **facts)


def kinds(health: Health) -> list[tuple[HealthKind, Severity, int | None]]:
    """Give what was found, how bad, and on which channel."""
    return [(f.kind, f.severity, f.channel) for f in health.findings]


def only(health: Health, kind: HealthKind) -> HealthFinding:
    """Give the one finding of a kind."""
    (found,) = [f for f in health.findings if f.kind is kind]
    return found
