from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.cues.frames import mark
from asr.cues.options import CueOptions
from asr.cues.segments import VoiceSegment, cut_segments
from asr.cues.track import Track
from asr.cues.voice import Voice
from asr.spans import intersection, length
from asr.transcript import Span
from tests.dialogue import AGENT, CUSTOMER, Dialogue, dialogue, say, voice_of
from tests.voices import lay, vowel

_OPTIONS = CueOptions()


def _humming(call: Dialogue) -> Voice:
    """A customer who hums 200 Hz all the time, without any sound being made."""
    (speaker,) = (s for s in call.activity.speakers if s.party is CUSTOMER)
    count = int(call.transcript.duration / 0.016)
    pitch = np.where(mark(speaker.alone, count), np.float32(200), np.float32(np.nan))
    track = Track(pitch, np.zeros_like(pitch), np.zeros_like(pitch))
    return Voice(speaker, np.zeros_like(pitch), track, speaker.speech, np.zeros(0, np.int16))


def _cut(call: Dialogue) -> tuple[VoiceSegment, ...]:
    return cut_segments(_humming(call), _OPTIONS)


def test_a_long_turn_is_cut_so_that_its_course_is_seen() -> None:
    segments = _cut(dialogue(say(CUSTOMER, 0, 10)))
    assert [(round(s.start, 2), round(s.end, 2)) for s in segments] == [(0, 3.33), (3.33, 6.67), (6.67, 10)]


def test_short_pieces_are_pooled_until_they_hold_a_second() -> None:
    (segment,) = _cut(dialogue(say(CUSTOMER, 0, 0.5), say(CUSTOMER, 2, 2.6), say(CUSTOMER, 4, 4.3)))
    assert [(s.start, s.end) for s in segment.spans] == [(0, 0.5), (2, 2.6), (4, 4.3)]
    assert segment.turn == 1


def test_pieces_far_apart_are_not_pooled() -> None:
    assert _cut(dialogue(say(CUSTOMER, 0, 0.8), say(CUSTOMER, 20, 20.8), say(CUSTOMER, 40, 40.8))) == ()


def test_overlap_on_a_shared_channel_is_left_out() -> None:
    segments = _cut(dialogue(say(CUSTOMER, 0, 6), say(AGENT, 2, 4), mono=True))
    assert [(s.start, s.end) for s in segments] == [(0, 2), (4, 6)]


def test_talking_over_the_other_on_an_own_channel_is_kept() -> None:
    segments = _cut(dialogue(say(CUSTOMER, 0, 3), say(AGENT, 1, 2)))
    assert [(s.start, s.end) for s in segments] == [(0, 3)]


_TURNS = st.lists(st.tuples(st.floats(0, 90), st.floats(0.1, 15)), max_size=8)


@given(_TURNS)
def test_segments_are_a_second_or_more_of_own_speech(turns: list[tuple[float, float]]) -> None:
    call = dialogue(*(say(CUSTOMER, a, a + n) for a, n in turns))
    if not turns:
        return
    own = call.speech[1].spans
    for segment in _cut(call):
        assert length(segment.spans) >= _OPTIONS.segment
        assert length(segment.spans) == pytest.approx(length(intersection(segment.spans, own)))
        assert length(segment.spans) <= _OPTIONS.segment_longest + 2 * _OPTIONS.segment
        assert segment.voiced >= _OPTIONS.voiced


def test_features_are_those_of_the_sound() -> None:
    call = dialogue(say(CUSTOMER, 0, 3))
    bright, dull = (
        cut_segments(voice_of(call, lay(4, (0, vowel(200, 3, tilt_db=tilt))), CUSTOMER), _OPTIONS)[0].features
        for tilt in (-9.0, -15.0)
    )
    assert bright.pitch == pytest.approx(12, abs=0.1)
    assert bright.pitch_high == pytest.approx(12, abs=0.1)
    assert bright.alpha_db > dull.alpha_db + 3
    assert bright.hammarberg_db < dull.hammarberg_db - 3


def test_breath_without_voice_makes_no_segment() -> None:
    voice = _humming(dialogue(say(CUSTOMER, 0, 3)))
    mute = replace(voice, track=replace(voice.track, pitch_hz=voice.track.pitch_hz * np.float32(np.nan)))
    assert cut_segments(mute, _OPTIONS) == ()


def test_spans_keep_their_order() -> None:
    segments = _cut(dialogue(*(say(CUSTOMER, 3 * i, 3 * i + 1.2) for i in range(8))))
    starts = [s.start for s in segments]
    assert starts == sorted(starts)
    assert all(isinstance(span, Span) for s in segments for span in s.spans)
