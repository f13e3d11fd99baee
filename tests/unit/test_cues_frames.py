import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from asr.cues.frames import HOP_SECONDS, SILENT_DB, count_frames, mark, measure_levels, narrowed
from asr.transcript import Span
from tests.voices import RATE_HZ, lay, noise, pcm, vowel


def test_level_is_the_root_mean_square() -> None:
    levels = measure_levels(lay(2.0, (0.0, vowel(200.0, 2.0, level=0.1)), floor=0.0))
    assert float(np.median(levels)) == pytest.approx(-20.0, abs=0.3)


def test_digital_silence_has_the_lowest_level() -> None:
    assert (measure_levels(np.zeros(RATE_HZ, np.int16)) == SILENT_DB).all()


def test_a_constant_offset_is_no_sound() -> None:
    sound = vowel(150.0) * 0.5
    plain, offset = measure_levels(pcm(sound)), measure_levels(pcm(sound + 0.2))
    assert_allclose(offset[2:-2], plain[2:-2], atol=0.2)


def test_gain_moves_the_level() -> None:
    loud = vowel(180.0, level=0.2)
    one, other = (measure_levels(pcm(loud * gain)) for gain in (1.0, 0.125))
    assert_allclose(one - other, 18.06, atol=0.05)


def test_narrowing_agrees_with_scipy_on_the_whole() -> None:
    from scipy.signal import resample_poly

    samples = pcm(noise(1.0, 0.1))
    whole = resample_poly(samples / 32768, 1, 2)
    assert_allclose(narrowed(samples, 1000, 3000), whole[1000:3000], atol=1e-6)


def test_beyond_the_recording_there_is_silence() -> None:
    samples = pcm(noise(0.5, 0.1))
    around = narrowed(samples, -500, 4500)
    assert len(around) == 5000
    assert not around[:400].any()
    assert not around[-400:].any()


@pytest.mark.parametrize("count", [0, 1, 255, 256, 300])
def test_the_shortest_sounds_have_the_frames_they_fill(count: int) -> None:
    samples = np.ones(count, np.int16)
    assert count_frames(samples) == len(measure_levels(samples)) == count // 256


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 50))
def test_marks_are_the_centres_inside(start: int, span: int, frames: int) -> None:
    spans = (Span(start / 100, (start + span) / 100),)
    centres = (np.arange(frames) + 0.5) * HOP_SECONDS
    inside = (centres >= spans[0].start) & (centres < spans[0].end)
    assert np.array_equal(mark(spans, frames), inside)
