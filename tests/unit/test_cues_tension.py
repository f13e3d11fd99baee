import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.cues.cue import CueKind
from asr.cues.index import MOST, TensionIndex
from asr.cues.options import CueOptions
from asr.cues.priors import NEUTRAL, SIGNS
from asr.cues.segments import VoiceFeatures, VoiceSegment
from asr.cues.tension import Reading, courses, tensions
from asr.cues.trend import Course, trace
from asr.transcript import Span
from tests.dialogue import CUSTOMER, summary

_SILENT = np.zeros(0, np.int16)
_TENSE = NEUTRAL.within * SIGNS
"""One standard deviation towards tension in every feature."""


def _segment(features: np.ndarray, start: float = 0.0, turn: int = 0) -> VoiceSegment:
    return VoiceSegment((Span(start, start + 2),), turn, 1.0, VoiceFeatures(*map(float, features)))


def _read(*features: np.ndarray) -> tuple[Reading, ...]:
    return TensionIndex().read(_SILENT, [_segment(f, 3.0 * i, i) for i, f in enumerate(features)])


@pytest.mark.parametrize("voice", [NEUTRAL.low, NEUTRAL.high])
def test_a_neutral_voice_of_either_register_is_not_tense(voice: np.ndarray) -> None:
    for reading in _read(*[voice] * 10):
        assert abs(reading.absolute) < 0.1
        assert abs(reading.relative) < 0.1


@pytest.mark.parametrize("voice", [NEUTRAL.low, NEUTRAL.high])
def test_the_index_is_the_sum_of_its_features(voice: np.ndarray) -> None:
    *_, tense = _read(*[voice] * 30, voice + _TENSE)
    assert tense.relative == pytest.approx(4 / NEUTRAL.relative_sd, abs=0.02)
    spread = np.hypot(NEUTRAL.between, NEUTRAL.within)
    assert tense.absolute == pytest.approx((NEUTRAL.within / spread).sum() / NEUTRAL.absolute_sd, abs=0.05)


def test_each_feature_pulls_its_own_way() -> None:
    for feature in range(4):
        step = np.eye(4)[feature] * NEUTRAL.within
        *_, raised = _read(*[NEUTRAL.low] * 30, NEUTRAL.low + step)
        assert raised.relative * SIGNS[feature] > 0.2


def test_no_feature_makes_a_voice_tense_by_itself() -> None:
    for feature in range(4):
        *_, raised = _read(*[NEUTRAL.low] * 30, NEUTRAL.low + 20 * np.eye(4)[feature] * _TENSE)
        assert raised.relative <= MOST / NEUTRAL.relative_sd + 1e-6


def test_a_caller_tense_throughout_is_not_taken_for_neutral() -> None:
    few = _read(*[NEUTRAL.low + 2 * _TENSE] * 4)
    assert all(r.relative > 0.5 for r in few)
    many = _read(*[NEUTRAL.low + 2 * _TENSE] * 40)
    assert all(r.absolute > 0.8 for r in many)


@given(st.integers(1, 60))
def test_the_baseline_shrinks_as_told(count: int) -> None:
    offset = 0.5 * _TENSE
    voice = NEUTRAL.low - np.array([2.0, 2.0, 0.0, 0.0]) + offset
    readings = _read(*[voice] * count)
    weight = count / (count + 2)
    population = NEUTRAL.means(float(voice[0]))
    expected = (SIGNS * (1 - weight) * (voice - population) / NEUTRAL.within).sum() / NEUTRAL.relative_sd
    assert readings[0].relative == pytest.approx(expected)


def test_reasons_name_what_stands_out_strongest_first() -> None:
    higher = np.array([4.1, 0.0, 0.0, 0.0]) * 1.02 + np.array([0.0, 0.0, 1.5, 0.0])
    *_, raised = _read(*[NEUTRAL.low] * 100, NEUTRAL.low + higher)
    assert raised.relative_reasons == (
        "pitch 4.2 semitones above this speaker's usual",
        "1.5 dB more energy over 1 kHz than this speaker's usual",
    )


def test_reasons_of_a_relaxed_voice_say_so() -> None:
    *_, eased = _read(*[NEUTRAL.low] * 100, NEUTRAL.low - 2 * _TENSE)
    assert eased.relative < 0
    assert any("below this speaker's usual" in reason for reason in eased.relative_reasons)
    assert not any("above" in reason for reason in eased.relative_reasons)


def test_nothing_is_read_from_nothing() -> None:
    assert _read() == ()


def _course(values: list[float], step: float = 10.0) -> Course | None:
    segments = [_segment(NEUTRAL.low, step * i, i) for i in range(len(values))]
    return trace(segments, values, values, CueOptions())


def test_a_course_needs_segments() -> None:
    assert _course([1.0] * 4) is None
    assert _course([1.0] * 5) is not None


def test_slope_is_per_minute() -> None:
    course = _course([0.5 * i for i in range(12)])
    assert course is not None
    assert course.slope == pytest.approx(0.5 * 6)


def test_recovery_is_worst_point_minus_end() -> None:
    course = _course([0.0] * 6 + [3.0] * 4 + [0.0] * 6)
    assert course is not None
    assert course.relative_peak.value == pytest.approx(3.0)
    assert course.end == pytest.approx(0.0)
    assert course.recovery == pytest.approx(3.0)
    assert 60 <= course.relative_peak.span.start <= course.relative_peak.span.end <= 102


def test_a_call_that_ends_at_its_worst_has_not_recovered() -> None:
    course = _course([0.0] * 10 + [2.0] * 4)
    assert course is not None
    assert course.recovery == pytest.approx(0.0)
    assert course.slope > 0


def test_one_odd_segment_among_others_is_no_peak() -> None:
    course = _course([0.0] * 20 + [4.0] + [0.0] * 20, step=2.5)
    assert course is not None
    assert course.peak.value < 1.0


@given(st.lists(st.floats(-5, 5), min_size=5, max_size=40), st.floats(0.5, 60))
def test_courses_keep_their_bounds(values: list[float], step: float) -> None:
    course = _course(values, step)
    assert course is not None
    assert course.recovery >= -1e-9
    assert min(values) - 1e-9 <= course.mean <= max(values) + 1e-9
    assert course.peak.value <= max(values) + 1e-9
    assert values[course.peak.segment] >= course.peak.value - 1e-9


def test_cues_carry_turns_reasons_and_the_moment_of_the_peak() -> None:
    values = [0.0] * 6 + [3.0] * 4 + [0.0] * 6
    segments = [_segment(NEUTRAL.low, 10.0 * i, i) for i in range(len(values))]
    readings = [Reading(v, v, (f"absolute {v}",), (f"relative {v}",)) for v in values]
    course = trace(segments, values, values, CueOptions())
    assert course is not None
    told = list(tensions(segments, readings, CUSTOMER))
    assert [c.turn for c in told if c.kind is CueKind.TENSION] == list(range(16))
    assert told[12].reasons == ("absolute 3.0",)
    whole = list(courses(course, segments, readings, CUSTOMER, 170.0))
    peak = summary(whole, CueKind.TENSION_PEAK, CUSTOMER)
    assert peak is not None
    assert (peak.value, peak.reasons) == (pytest.approx(3.0), ("absolute 3.0",))
    assert peak.turn is not None
    assert 6 <= peak.turn <= 9
    recovery = summary(whole, CueKind.TENSION_RECOVERY, CUSTOMER)
    assert recovery is not None
    assert recovery.reasons == ("3.0 at the worst point, 0.0 at the end",)
