"""What marks calls that were made up (`everycall demo seed`): nobody spoke them, and no sound of them was recorded."""

from dataclasses import dataclass

from qa.events import HouseEvent
from qa.recording import Recording

SOURCE = "synthetic"
"""The source of made-up calls."""

KEYS = "synthetic/"
"""How the keys of made-up calls begin; nothing lies at them."""


def is_synthetic(recording: Recording) -> bool:
    """Tell whether a call was made up."""
    return recording.source == SOURCE and recording.key.startswith(KEYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntheticSeeded(HouseEvent):
    """A year of so many made-up calls was put beside what is here; with the seed the same are drawn again."""

    name = "synthetic.seeded"

    seed: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntheticRemoved(HouseEvent):
    """The made-up calls were taken out again: so many."""

    name = "synthetic.removed"

    count: int
