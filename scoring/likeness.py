"""How much alike is alike: three levels an author may ask for, the same of every model."""

from enum import StrEnum


class Strictness(StrEnum):
    """How near in meaning a sentence must come; the figures are of the scale every embedder is calibrated to.

    How many unrelated sentences in a thousand each lets through is said by the embedder, beside its thresholds.
    """

    LOOSE = "loose"
    NORMAL = "normal"
    STRICT = "strict"

    @property
    def least(self) -> float:
        """The likeness from which a sentence means the same."""
        return LEVELS[self]


LEVELS = {Strictness.LOOSE: 0.6, Strictness.NORMAL: 0.7, Strictness.STRICT: 0.8}
