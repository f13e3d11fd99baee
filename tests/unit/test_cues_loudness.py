import numpy as np
import pytest

from asr.cues.cue import Cue, CueKind
from asr.cues.frames import measure_levels
from asr.cues.loudness import is_sounding, loudnesses, noise_floor_db
from asr.cues.options import CueOptions
from asr.transcript import Span
from tests.dialogue import CUSTOMER, dialogue, only, say, summary, voice_of
from tests.voices import lay, noise, vowel

_CALL = dialogue(say(CUSTOMER, 1, 3), say(CUSTOMER, 4, 6), say(CUSTOMER, 7, 9), duration=10)
_HEARD = _CALL.speech[1].spans


def _loudnesses(levels: tuple[float, ...], floor: float = 0.001) -> list[Cue]:
    samples = lay(
        10, *((at, vowel(150, 2, level=v)) for at, v in zip((1, 4, 7), levels, strict=True)), floor=floor
    )
    voice = voice_of(_CALL, samples, CUSTOMER)
    return list(loudnesses(voice, noise_floor_db(voice.levels_db, _HEARD), 10, CueOptions()))


def test_loudness_is_told_against_the_speakers_own_median() -> None:
    values = [c.value for c in only(_loudnesses((0.05, 0.05, 0.2)), CueKind.LOUDNESS)]
    assert values == pytest.approx([0, 0, 12.04], abs=0.3)


def test_loudness_above_noise_is_told_against_the_floor() -> None:
    cues = _loudnesses((0.1, 0.1, 0.1))
    floor_db = noise_floor_db(measure_levels(lay(10, floor=0.001)), ())
    assert floor_db is not None
    assert [c.value for c in only(cues, CueKind.LOUDNESS_ABOVE_NOISE)] == pytest.approx(
        [-20 - floor_db] * 3, abs=0.5
    )
    whole = summary(cues, CueKind.LOUDNESS_ABOVE_NOISE, CUSTOMER)
    assert whole is not None
    assert whole.value == pytest.approx(-20 - floor_db, abs=0.5)


def test_gain_leaves_loudness_as_it_is() -> None:
    quiet, loud = (
        only(_loudnesses(levels, 0.0), CueKind.LOUDNESS) for levels in ((0.02, 0.05, 0.1), (0.1, 0.25, 0.5))
    )
    assert [c.value for c in quiet] == pytest.approx([c.value for c in loud], abs=0.05)


def test_a_line_muted_between_words_has_no_noise_to_compare_with() -> None:
    cues = _loudnesses((0.1, 0.1, 0.1), floor=0.0)
    assert len(only(cues, CueKind.LOUDNESS)) == 3
    assert [c for c in cues if c.kind is CueKind.LOUDNESS_ABOVE_NOISE] == []


def test_a_line_without_a_pause_has_no_noise_to_compare_with() -> None:
    assert noise_floor_db(measure_levels(lay(3, floor=0.01)), (Span(0.0, 3.0),)) is None


@pytest.mark.parametrize(
    ("meanwhile", "sounds"),
    [(vowel(440, 8, level=0.05), True), (noise(8, 0.002), False), (noise(8, 0.0), False)],
)
def test_music_sounds_and_noise_does_not(meanwhile: np.ndarray, sounds: bool) -> None:
    samples = lay(20, (1, vowel(150, 3)), (5, meanwhile), (14, vowel(150, 3)), floor=0.002)
    heard = (Span(1, 4), Span(14, 17))
    assert is_sounding(measure_levels(samples), heard, Span(4, 14)) is sounds


def test_a_click_does_not_sound() -> None:
    samples = lay(20, (1, vowel(150, 3)), (8, vowel(300, 0.5, level=0.3)))
    assert not is_sounding(measure_levels(samples), (Span(1, 4),), Span(4, 14))


def test_an_unused_channel_does_not_sound() -> None:
    assert not is_sounding(measure_levels(lay(5)), (), Span(1, 4))
