"""Which work needs which kind of machine: a lane holds the stages that the same workers do.

Listening is what a GPU is bought for; everything else runs on ordinary cores. A house without a GPU lets the same
workers take both lanes.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from qa.recording import Stage


class Lane(StrEnum):
    """A kind of machine."""

    CPU = "cpu"
    GPU = "gpu"


LANES: Mapping[Stage, Lane] = {Stage.INGEST: Lane.CPU, Stage.TRANSCRIBE: Lane.GPU, Stage.SCORE: Lane.CPU}
"""Where each stage is done."""


def stages_of(lanes: Collection[Lane]) -> tuple[Stage, ...]:
    """List the stages that workers of these lanes do, in order."""
    return tuple(stage for stage in Stage if LANES[stage] in lanes)
