"""Checks on timing: `silence`, `hold`, `pause`, `response_time`, `interruption`, `overlap`, `talk_ratio`, `speech_rate`."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from statistics import median

from asr.cues.cue import Cue
from scoring.bound import Bound
from scoring.checks.cue import CueCheck


class Silence(CueCheck, kind="silence"):
    """Nobody speaks for so many seconds; the party is the one who fell silent."""

    words = ("Silence", "静音")
    unit = " s"
    events = True
    silence: Bound


class Hold(CueCheck, kind="hold"):
    """The line carries music or tones and nobody speaks for so many seconds; the party is who put it on hold."""

    words = ("Hold", "保持等待")
    unit = " s"
    events = True
    hold: Bound


class Pause(CueCheck, kind="pause"):
    """A party pauses inside its own turn for so many seconds."""

    words = ("Pause", "停顿")
    unit = " s"
    events = True
    pause: Bound


class ResponseTime(CueCheck, kind="response_time"):
    """A party takes so many seconds to answer."""

    words = ("Response time", "响应时间")
    unit = " s"
    response_time: Bound


class Interruption(CueCheck, kind="interruption"):
    """A party cuts in on the other, and both speak for so many seconds; 嗯, 好的 and uh-huh do not count."""

    words = ("Interruption", "抢话")
    unit = " s"
    events = True
    needs_channels = True
    interruption: Bound


class Overlap(CueCheck, kind="overlap"):
    """Both parties speak at once for so many seconds."""

    words = ("Overlapping speech", "双方同时说话")
    unit = " s"
    events = True
    overlap: Bound


class TalkRatio(CueCheck, kind="talk_ratio"):
    """A party has such a share of all speech, 0 to 1 or in per cent."""

    words = ("Share of the talking", "说话占比")
    talk_ratio: Bound


class Against(StrEnum):
    """What a speech rate is measured against."""

    ABSOLUTE = "absolute"
    OWN = "own"


class SpeechRate(CueCheck, kind="speech_rate"):
    """A party speaks so fast: characters (Chinese) or words (English) a minute of voiced time.

    Attributes:
        speech_rate: the bound.
        against: `absolute`, or `own`: a multiple of the speaker's own median turn, as 130%.
    """

    words = ("Speech rate", "语速")
    unit = "/min"
    speech_rate: Bound
    against: Against = Against.ABSOLUTE

    def measured(self, cues: Sequence[Cue]) -> Sequence[Cue]:
        """Divide by the speaker's own median where that is asked for."""
        if self.against is Against.ABSOLUTE:
            return cues
        middle = {
            party: median(cue.value for cue in cues if cue.party is party)
            for party in {c.party for c in cues}
        }
        return [
            replace(cue, value=round(cue.value / middle[cue.party], 4))
            for cue in cues
            if middle[cue.party] > 0
        ]
