"""A cue: something the sound or the timing tells beside the words."""

from dataclasses import dataclass
from enum import StrEnum

from asr.transcript import Party


class CueKind(StrEnum):
    """One unit per kind, given in `UNITS`."""

    TALK_RATIO = "talk_ratio"
    SILENCE = "silence"
    HOLD = "hold"
    OVERLAP = "overlap"
    INTERRUPTION = "interruption"
    RESPONSE_TIME = "response_time"
    SPEECH_RATE = "speech_rate"
    PAUSE = "pause"
    LOUDNESS = "loudness"
    LOUDNESS_ABOVE_NOISE = "loudness_above_noise"
    PITCH = "pitch"
    PITCH_MEDIAN = "pitch_median"
    PITCH_RANGE = "pitch_range"
    PITCH_SLOPE = "pitch_slope"
    TENSION = "tension"
    TENSION_RELATIVE = "tension_relative"
    TENSION_PEAK = "tension_peak"
    TENSION_RELATIVE_PEAK = "tension_relative_peak"
    TENSION_SLOPE = "tension_slope"
    TENSION_RECOVERY = "tension_recovery"


UNITS: dict[CueKind, str] = {
    CueKind.TALK_RATIO: "share of all speech, 0-1",
    CueKind.SILENCE: "s",
    CueKind.HOLD: "s of music or tones without speech",
    CueKind.OVERLAP: "s",
    CueKind.INTERRUPTION: "s of overlap",
    CueKind.RESPONSE_TIME: "s",
    CueKind.SPEECH_RATE: "characters (zh) or words (en) per minute of voiced time",
    CueKind.PAUSE: "s",
    CueKind.LOUDNESS: "dB above the speaker's own median",
    CueKind.LOUDNESS_ABOVE_NOISE: "dB above the channel's noise floor",
    CueKind.PITCH: "semitones above the speaker's own median",
    CueKind.PITCH_MEDIAN: "Hz, the speaker's own median",
    CueKind.PITCH_RANGE: "semitones, 10th to 90th percentile",
    CueKind.PITCH_SLOPE: "semitones per second",
    CueKind.TENSION: "z, against the population",
    CueKind.TENSION_RELATIVE: "z, against the speaker's own shrunken baseline",
    CueKind.TENSION_PEAK: "z, against the population, worst point of the call",
    CueKind.TENSION_RELATIVE_PEAK: "z, against the speaker's own shrunken baseline, worst point of the call",
    CueKind.TENSION_SLOPE: "z (own baseline) per minute",
    CueKind.TENSION_RECOVERY: "z (own baseline), worst point minus end",
}

SUMS_UP: dict[CueKind, str] = {
    CueKind.TALK_RATIO: "the share itself",
    CueKind.SILENCE: "seconds in all",
    CueKind.HOLD: "seconds in all",
    CueKind.OVERLAP: "seconds in all",
    CueKind.INTERRUPTION: "seconds in all",
    CueKind.RESPONSE_TIME: "median",
    CueKind.SPEECH_RATE: "all units over all voiced time",
    CueKind.PAUSE: "seconds in all",
    CueKind.LOUDNESS_ABOVE_NOISE: "median level over the noise floor",
    CueKind.PITCH_MEDIAN: "the median itself",
    CueKind.PITCH_RANGE: "over the whole call",
    CueKind.TENSION: "mean, weighted by voiced time",
    CueKind.TENSION_PEAK: "the point itself",
    CueKind.TENSION_RELATIVE_PEAK: "the point itself",
    CueKind.TENSION_SLOPE: "the slope itself",
    CueKind.TENSION_RECOVERY: "the difference itself",
}
"""How a cue with `whole_call` sums up the call.

A kind that could be measured for a party has such a cue, also where nothing was found: a value of 0 then says
that nothing was. A kind listed here of which a party has none could not be measured: that is no 0, and `notes`
says why.
"""


@dataclass(frozen=True, slots=True)
class Cue:
    """One measured thing.

    Attributes:
        kind: what; its unit is `UNITS[kind]`.
        value: in that unit.
        start: seconds.
        end: seconds.
        party: whose it is: the speaker, who fell silent, who cut in, who answered late.
        turn: index of the turn it belongs to; None for a cue of the call as a whole or between turns.
        whole_call: whether `value` sums up the call for this party.
        reasons: what it rests on, in plain words, strongest first.
    """

    kind: CueKind
    value: float
    start: float
    end: float
    party: Party
    turn: int | None = None
    whole_call: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of a call.

    Attributes:
        cues: by kind, then start.
        settings: every threshold that shaped them, sorted by name.
        notes: what could not be measured or believed, and why (automatic gain control, too short, …).
    """

    cues: tuple[Cue, ...]
    settings: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    def of(self, kind: CueKind, party: Party | None = None) -> tuple[Cue, ...]:
        """Pick the cues of a kind, of one party where given."""
        return tuple(c for c in self.cues if c.kind is kind and (party is None or c.party is party))
