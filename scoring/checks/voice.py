"""Checks on the voice: `loudness`, `pitch`, and `tension`, which alone never fails anybody."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise

from asr.cues.cue import Cue, CueKind
from scoring.bound import Bound
from scoring.checks.cue import CueCheck


class LoudnessOf(StrEnum):
    """Which loudness."""

    LEVEL = "level"
    JUMP = "jump"
    SPAN = "span"
    ABOVE_NOISE = "above_noise"


class Loudness(CueCheck, kind="loudness"):
    """A party is so loud, in dB.

    Attributes:
        loudness: the bound.
        measure: `level` above the speaker's own median (the default), the `jump` from the turn before, the `span`
            between the quietest and the loudest turn, or the level `above_noise`.
    """

    words = ("Loudness", "音量")
    unit = " dB"
    loudness: Bound
    measure: LoudnessOf = LoudnessOf.LEVEL

    @property
    def source(self) -> CueKind:
        """Which cues are looked at."""
        above_noise = self.measure is LoudnessOf.ABOVE_NOISE
        return CueKind.LOUDNESS_ABOVE_NOISE if above_noise else CueKind.LOUDNESS

    def measured(self, cues: Sequence[Cue]) -> Sequence[Cue]:
        """Derive jumps and the span from the levels, each party for itself."""
        if self.measure is LoudnessOf.JUMP:
            return [
                replace(later, value=round(later.value - earlier.value, 4))
                for party in sorted({cue.party for cue in cues})
                for earlier, later in pairwise(cue for cue in cues if cue.party is party)
            ]
        if self.measure is LoudnessOf.SPAN:
            return [_span([c for c in cues if c.party is party]) for party in sorted({c.party for c in cues})]
        return cues


class PitchOf(StrEnum):
    """Which pitch."""

    LEVEL = "level"
    RANGE = "range"
    SLOPE = "slope"


class Pitch(CueCheck, kind="pitch"):
    """A party speaks so high, in semitones.

    Attributes:
        pitch: the bound.
        measure: `level` above the speaker's own median (the default), the `range` of a turn, or its `slope` a second.
    """

    words = ("Pitch", "音高")
    unit = " st"
    pitch: Bound
    measure: PitchOf = PitchOf.LEVEL

    @property
    def source(self) -> CueKind:
        """Which cues are looked at."""
        kinds = {PitchOf.RANGE: CueKind.PITCH_RANGE, PitchOf.SLOPE: CueKind.PITCH_SLOPE}
        return kinds.get(self.measure, CueKind.PITCH)


class TensionOf(StrEnum):
    """Which tension."""

    LEVEL = "level"
    RELATIVE = "relative"
    PEAK = "peak"
    RELATIVE_PEAK = "relative_peak"
    SLOPE = "slope"
    RECOVERY = "recovery"


class Tension(CueCheck, kind="tension"):
    """A voice sounds tense; an index, not an emotion, and nobody fails by it alone.

    Attributes:
        tension: the bound.
        measure: `level` against everyone (the default), `relative` to the speaker's own baseline, the `peak` of the
            call or the `relative_peak`, its `slope` a minute, or the `recovery` from the worst point to the end.
    """

    words = ("Tension", "紧张度")
    by_sound_of_voice = True
    tension: Bound
    measure: TensionOf = TensionOf.LEVEL

    @property
    def source(self) -> CueKind:
        """Which cues are looked at."""
        kinds = {
            TensionOf.RELATIVE: CueKind.TENSION_RELATIVE,
            TensionOf.PEAK: CueKind.TENSION_PEAK,
            TensionOf.RELATIVE_PEAK: CueKind.TENSION_RELATIVE_PEAK,
            TensionOf.SLOPE: CueKind.TENSION_SLOPE,
            TensionOf.RECOVERY: CueKind.TENSION_RECOVERY,
        }
        return kinds.get(self.measure, CueKind.TENSION)


def _span(cues: Sequence[Cue]) -> Cue:
    """Measure from the quietest to the loudest turn; the loudest speaks for it."""
    loudest = max(cues, key=lambda c: (c.value, -c.start))
    return replace(loudest, value=round(loudest.value - min(c.value for c in cues), 4))
