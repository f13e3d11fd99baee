"""Hear a sound again in a test: decode bytes, compare what came out with what went in."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from asr.audio import DecodeOptions, Sound, decode


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
