import numpy as np
import pytest

from asr.cues.cue import Cue, CueKind
from asr.cues.options import CueOptions
from asr.cues.pitch import pitches
from asr.ports import Samples
from tests.dialogue import AGENT, CUSTOMER, Dialogue, dialogue, only, say, summary, voice_of
from tests.voices import RATE_HZ, lay, vowel

_CALL = dialogue(say(CUSTOMER, 1, 3), say(CUSTOMER, 4, 6), say(CUSTOMER, 7, 9), duration=10)


def _pitches(samples: Samples, call: Dialogue = _CALL) -> list[Cue]:
    return list(pitches(voice_of(call, samples, CUSTOMER), call.transcript.duration, CueOptions()))


def test_pitch_is_told_against_the_speakers_own_median() -> None:
    raised = 2 ** (5 / 12)
    cues = _pitches(lay(10, (1, vowel(120, 2)), (4, vowel(120, 2)), (7, vowel(120 * raised, 2))))
    assert [c.value for c in only(cues, CueKind.PITCH)] == pytest.approx([0, 0, 5], abs=0.1)
    median = summary(cues, CueKind.PITCH_MEDIAN, CUSTOMER)
    assert median is not None
    assert median.value == pytest.approx(120, rel=0.01)


def test_range_and_slope_of_a_glide() -> None:
    octave_up = 110 * 2 ** np.linspace(0, 1, 2 * RATE_HZ)
    cues = _pitches(lay(10, (1, vowel(octave_up, 2)), (4, vowel(octave_up[::-1], 2)), (7, vowel(150, 2))))
    assert [c.value for c in only(cues, CueKind.PITCH_SLOPE)] == pytest.approx([6, -6, 0], abs=0.3)
    assert [c.value for c in only(cues, CueKind.PITCH_RANGE)] == pytest.approx([9.6, 9.6, 0], abs=0.5)


def test_a_turn_with_too_little_voice_has_no_pitch() -> None:
    cues = _pitches(lay(10, (1, vowel(120, 2)), (4, vowel(120, 0.2)), (7, vowel(120, 2))))
    assert [c.turn for c in only(cues, CueKind.PITCH)] == [0, 2]


def test_no_voice_has_no_pitch() -> None:
    assert _pitches(lay(10)) == []


def test_the_other_voice_on_a_shared_channel_is_left_out() -> None:
    call = dialogue(say(CUSTOMER, 0, 4), say(AGENT, 2, 6), mono=True)
    samples = lay(7, (0, vowel(110, 2)), (2, vowel(150, 4)))
    (cue,) = only(_pitches(samples, call), CueKind.PITCH)
    assert cue.value == pytest.approx(0, abs=0.01)
    median = summary(_pitches(samples, call), CueKind.PITCH_MEDIAN, CUSTOMER)
    assert median is not None
    assert median.value == pytest.approx(110, rel=0.01)
