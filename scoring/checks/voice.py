"""Checks on the voice: `loudness`, `pitch`, and `tension` and `emotion`, which alone never fail anybody."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise

from asr.cues.cue import Cue, CueKind
from scoring.bound import Bound
from scoring.checks.cue import CueCheck
from scoring.likeness import Strictness


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


class Feeling(StrEnum):
    """What tension may be like in the course of a call."""

    TENSE = "tense"
    CALM = "calm"
    RISING = "rising"
    RECOVERED = "recovered"


_TENSE = {Strictness.LOOSE: 1.5, Strictness.NORMAL: 2.0, Strictness.STRICT: 3.0}
"""z against everyone above which a voice is tense: of neutral speech 7 %, 2 % and 0.1 % are, were z normal."""

_RISING = {Strictness.LOOSE: 0.1, Strictness.NORMAL: 0.2, Strictness.STRICT: 0.4}
"""z a minute, against the speaker's own baseline, above which tension rises: by one z in ten, five and 2.5 minutes."""

_RECOVERED = {Strictness.LOOSE: 0.5, Strictness.NORMAL: 1.0, Strictness.STRICT: 2.0}
"""z, against the speaker's own baseline, that the end is calmer by than the worst point."""


class Emotion(CueCheck, kind="emotion"):
    """A voice is tense or calm, said in words: tension with bounds that need no numbers.

    The sound tells how aroused a voice is and not by what: no anger, no joy. For bounds of your own there is `tension`.

    Attributes:
        emotion: `tense` somewhere, `calm` throughout the call, `rising` over it, or `recovered` from its worst point.
        strictness: `loose`, `normal` (the default) or `strict`: how clearly.
    """

    words = ("Tension", "紧张度")
    noted = "tension"
    by_sound_of_voice = True
    emotion: Feeling
    strictness: Strictness = Strictness.NORMAL

    @property
    def bound(self) -> Bound:
        """What the word stands for."""
        if self.emotion is Feeling.CALM:
            return Bound(at_most=_TENSE[self.strictness])
        over = {Feeling.TENSE: _TENSE, Feeling.RISING: _RISING, Feeling.RECOVERED: _RECOVERED}
        return Bound(over=over[self.emotion][self.strictness])

    @property
    def source(self) -> CueKind:
        """Which cues are looked at."""
        kinds = {
            Feeling.CALM: CueKind.TENSION_PEAK,
            Feeling.RISING: CueKind.TENSION_SLOPE,
            Feeling.RECOVERED: CueKind.TENSION_RECOVERY,
        }
        return kinds.get(self.emotion, CueKind.TENSION)


def _span(cues: Sequence[Cue]) -> Cue:
    """Measure from the quietest to the loudest turn; the loudest speaks for it."""
    loudest = max(cues, key=lambda c: (c.value, -c.start))
    return replace(loudest, value=round(loudest.value - min(c.value for c in cues), 4))
