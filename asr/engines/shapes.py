"""Few shapes for a GPU: memory that was given back fits what is asked for next only where sizes come again.

Windows have one length already in two of three networks, ten seconds (speech) and a second and a half (voices); there
only the last batch of a channel is smaller than the others. Whisper's encoder takes any length up to 30 seconds; see
`asr.engines.faster_whisper`. On a CPU nothing is rounded: there a shape costs what it holds and no more.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def filled(batch: NDArray[np.float32], device: str) -> NDArray[np.float32]:
    """Fill a batch up with zeros to the next power of two rows, for a GPU.

    Args:
        batch: shape (rows, …).
        device: `cpu` leaves it as it is.

    Returns:
        Shape (rows or more, …); the first rows are the batch.
    """
    rows = len(batch)
    more = 0 if device == "cpu" or not rows else (1 << (rows - 1).bit_length()) - rows
    return np.pad(batch, [(0, more), *[(0, 0)] * (batch.ndim - 1)]) if more else batch


def rounded(seconds: float, lengths: Sequence[float]) -> float:
    """Round a length up to the next of some lengths; what is longer than all of them stays.

    Args:
        seconds: of sound.
        lengths: growing; none leaves every length as it is.
    """
    return next((length for length in lengths if length >= seconds), seconds)
