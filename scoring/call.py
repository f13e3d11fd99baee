"""The call as a rubric sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from asr.cues.cue import Cues
from asr.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Call:
    """Words, cues, and what the recording system said about the call.

    Attributes:
        transcript: the words.
        cues: None where there was no sound (a typed dialogue): checks on cues are then undecided.
        metadata: flat sidecar fields, as `direction`, `queue`, `agent_id`, `business.balance`.
    """

    transcript: Transcript
    cues: Cues | None = None
    metadata: Mapping[str, str | int | float | bool] = field(default_factory=dict)
