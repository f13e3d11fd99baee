"""Can this recording be judged? Findings about the sound, before anyone is judged by it."""

from dataclasses import dataclass
from enum import StrEnum

from asr.transcript import Span


class HealthKind(StrEnum):
    """What can be wrong with a recording's sound."""

    IDENTICAL_CHANNELS = "identical_channels"
    DEAD_CHANNEL = "dead_channel"
    CLIPPING = "clipping"
    WRONG_RATE = "wrong_rate"
    HUM = "hum"
    HOLD_MUSIC = "hold_music"
    TOO_LITTLE_SPEECH = "too_little_speech"
    TRUNCATED = "truncated"
    SPEECH_WITHOUT_WORDS = "speech_without_words"
    SWAPPED_CHANNELS = "swapped_channels"
    GAIN_CONTROL = "gain_control"


class Severity(StrEnum):
    """How much a health finding matters."""

    NOTE = "note"
    WARNING = "warning"
    BLOCKING = "blocking"


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One thing about the sound.

    Attributes:
        kind: what.
        severity: `blocking` means the call is not scorable.
        detail: one sentence: what was found, what it means for the call, what to do.
        channel: from 0; None where it concerns the whole recording.
        value: the measure behind it, in the unit its detail names.
        spans: where.
    """

    kind: HealthKind
    severity: Severity
    detail: str
    channel: int | None = None
    value: float | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Health:
    """All findings on one recording."""

    findings: tuple[HealthFinding, ...] = ()

    @property
    def blocking(self) -> tuple[HealthFinding, ...]:
        """The findings for which the call cannot be judged."""
        return tuple(f for f in self.findings if f.severity is Severity.BLOCKING)

    @property
    def scorable(self) -> bool:
        """Whether the call can be judged."""
        return not self.blocking
