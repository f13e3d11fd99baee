"""What a recording holds that can be forgotten, layer by layer, and what became of it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Layer(StrEnum):
    """A part of what is kept of a call; each is kept for its own time.

    `transcript` is all that holds words: transcript, cues, vectors, the judge's answers, quotes and reasons in
    scorecards and flags, and who the customer was. `scores` is what a scorecard says without words.
    """

    AUDIO = "audio"
    TRANSCRIPT = "transcript"
    SCORES = "scores"


SEALED = (Layer.AUDIO, Layer.TRANSCRIPT)
"""Layers that have a key of their own."""


class Original(StrEnum):
    """What is with the object that a recording came as, once a sealed copy of it is kept."""

    KEPT = "kept"
    LEAVING = "leaving"
    REMOVED = "removed"


class WhenSealed(StrEnum):
    """What becomes of the object that a recording came as, once the house keeps a sealed copy."""

    KEEP = "keep"
    PURGE = "purge"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased of a recording, and when; what is erased never comes back.

    Attributes:
        purge: id of the last purge that erased something.
        audio: when the sound was; None while it is kept.
        transcript: likewise.
        scores: likewise.
    """

    purge: str
    audio: datetime | None = None
    transcript: datetime | None = None
    scores: datetime | None = None

    @property
    def layers(self) -> frozenset[Layer]:
        """The layers that are gone."""
        return frozenset(layer for layer in Layer if self.at(layer) is not None)

    def at(self, layer: Layer) -> datetime | None:
        """Say when a layer was erased; None while it is kept."""
        return {Layer.AUDIO: self.audio, Layer.TRANSCRIPT: self.transcript, Layer.SCORES: self.scores}[layer]


def erase(former: Erased | None, layers: Collection[Layer], *, purge: str, now: datetime) -> Erased:
    """Add layers to what was erased; one that is gone already keeps its time."""
    erased = former or Erased(purge)
    new = {layer.value: now for layer in layers if erased.at(layer) is None}
    return replace(erased, purge=purge, **new) if new else erased
