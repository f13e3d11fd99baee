"""What can be wrong with a recording's sound, how much it matters, and from where on."""

from dataclasses import dataclass
from enum import StrEnum

from asr.transcript import Span


class HealthKind(StrEnum):
    """What can be wrong with a recording's sound."""

    IDENTICAL_CHANNELS = "identical_channels"
    DEAD_CHANNEL = "dead_channel"
    SILENCE = "silence"
    CLIPPING = "clipping"
    WRONG_RATE = "wrong_rate"
    HUM = "hum"
    HOLD_MUSIC = "hold_music"
    TOO_LITTLE_SPEECH = "too_little_speech"
    OTHER_LANGUAGE = "other_language"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    OTHER_STREAMS = "other_streams"
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


@dataclass(frozen=True, slots=True)
class HealthOptions:
    """From where on a measure is a finding.

    Attributes:
        least_speech: seconds of speech, all channels together, under which a call is not judged.
        dead_speech: seconds of speech under which a channel is dead while the other has `least_speech`.
        silent_dbfs: level of a 20 ms frame under which nothing sounds; idle mu-law lines are at -70 or less.
        alike: correlation over the call from which two channels carry one sound; copies through codecs have
            0.94 or more, two parties 0.1 or less, a party beside the mix of both 0.9 or less.
        alike_second: correlation from which a second of it does.
        alike_share: share of the sounding seconds that must.
        rail: share of full scale at which a sample is clipped; mu-law ends at 0.98, resampling rings.
        clipped_share: share of the sounding samples at the rail from which words suffer.
        hum_above_db: how far a mains harmonic must stand above its surroundings.
        hum_under_speech_db: hum weaker than the speech by more is no finding.
        music_tonal: share of a window's energy in tones from which it may be music; speech has 0.3 to 0.6.
        music_hollow: share of quiet frames up to which it may be music; speech has 0.35 or more.
        music_dbfs: level of a window under which it is not heard.
        least_music: seconds of music without a break that are worth a note.
        only_music_share: share of the sounding windows that must be music for a recording of nothing else.
        rate_speech: seconds of speech needed to judge the sample rate.
        rate_octaves: distance from usual speech at which the label is doubted; a wrong label shifts by one.
        rate_each: least distance of each of the three signs, all in one direction.
    """

    least_speech: float = 5.0
    dead_speech: float = 1.0
    silent_dbfs: float = -60.0
    alike: float = 0.9
    alike_second: float = 0.8
    alike_share: float = 0.9
    rail: float = 0.95
    clipped_share: float = 0.002
    hum_above_db: float = 15.0
    hum_under_speech_db: float = 35.0
    music_tonal: float = 0.5
    music_hollow: float = 0.35
    music_dbfs: float = -50.0
    least_music: float = 6.0
    only_music_share: float = 0.5
    rate_speech: float = 20.0
    rate_octaves: float = 0.5
    rate_each: float = 0.2
