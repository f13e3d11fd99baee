"""What the listening stage needs from a model; `asr/engines/` answers, tests bring fakes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from asr.transcript import Engine, Segment, Span, SpeakerTurn

Samples = NDArray[np.int16]
"""Shape (samples,), 16 kHz, one channel; may be memory-mapped."""

Window = NDArray[np.float32]
"""Shape (samples,), 16 kHz, −1 to 1, at most 30 s."""

RATE_HZ = 16_000
"""The one sample rate inside `asr`; decoding resamples to it."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Where a channel has speech.

    Attributes:
        spans: someone speaks; sorted, disjoint.
        overlaps: two voices at once; sorted, disjoint, inside `spans`.
        foreign: taken for speech at first, yet the other channel's leaking in, or noise; outside `spans`.
    """

    spans: tuple[Span, ...]
    overlaps: tuple[Span, ...] = ()
    foreign: tuple[Span, ...] = ()


class SpeechDetector(Protocol):
    """Finds speech in one channel."""

    @property
    def engine(self) -> Engine:
        """What makes the result."""
        ...

    def detect(self, samples: Samples) -> Speech:
        """Find the speech in one channel at 16 kHz."""
        ...


class Recogniser(Protocol):
    """Writes down what is said in windows of speech."""

    @property
    def engine(self) -> Engine:
        """What makes the result."""
        ...

    def identify(self, windows: Sequence[Window]) -> dict[str, float]:
        """Weigh the languages `zh` and `en` over some windows; what the values lack to 1 is other languages."""
        ...

    def transcribe(
        self, windows: Sequence[Window], language: str, *, verbatim: bool = False
    ) -> tuple[tuple[Segment, ...], ...]:
        """Write down each window; times are relative to its own window.

        Args:
            windows: speech.
            language: `zh` or `en`.
            verbatim: write hesitations down, too, where the engine leaves them out by nature.
        """
        ...


class Diarizer(Protocol):
    """Tells the voices of one channel apart."""

    @property
    def engine(self) -> Engine:
        """What makes the result."""
        ...

    def diarize(self, samples: Samples, *, speakers: int = 2) -> tuple[SpeakerTurn, ...]:
        """Say who speaks when; turns are sorted by start and may overlap."""
        ...
