import numpy as np
import pytest

from asr.cues.track import Search, follow
from asr.spans import length
from tests.dialogue import AGENT, CUSTOMER, dialogue, say, voice_of
from tests.voices import RATE_HZ, lay, vowel

_CALL = dialogue(say(CUSTOMER, 1, 9), duration=10)
_GLIDE = 100 * 2 ** (np.sin(np.arange(8 * RATE_HZ) / RATE_HZ * 2) * 3 / 12)
"""A man's voice that wanders three semitones up and down."""


def _wandering(floor: float) -> np.ndarray:
    return lay(10, (1, vowel(_GLIDE, 8, telephone=True, level=0.05)), floor=floor)


def test_a_known_range_finds_more_of_a_noisy_voice() -> None:
    samples = _wandering(0.028)
    voice = voice_of(_CALL, samples, CUSTOMER)
    wide = follow(samples, voice.speaker.alone, Search())
    assert np.count_nonzero(voice.voiced) > 1.1 * np.count_nonzero(wide.voiced)
    found_hz = voice.track.pitch_hz[voice.voiced]
    truth_hz = _GLIDE[((np.flatnonzero(voice.voiced) + 0.5) * 256).astype(int) - RATE_HZ]
    assert np.mean(np.abs(12 * np.log2(found_hz / truth_hz)) < 0.5) > 0.95


def test_a_voice_is_only_where_its_speaker_is_alone() -> None:
    call = dialogue(say(CUSTOMER, 1, 4), say(AGENT, 3, 6), mono=True)
    voice = voice_of(call, lay(7, (1, vowel(120, 5))), CUSTOMER)
    times = (np.flatnonzero(voice.voiced) + 0.5) * 256 / RATE_HZ
    assert times.min() >= 1
    assert times.max() <= 3
    assert voice.seconds == pytest.approx(2, abs=0.1)
    assert length(voice.speaker.alone) == 2


def test_a_turn_has_its_own_frames() -> None:
    call = dialogue(say(CUSTOMER, 1, 3), say(CUSTOMER, 5, 8))
    voice = voice_of(call, lay(9, (1, vowel(120, 2)), (5, vowel(150, 3))), CUSTOMER)
    first, second = (voice.track.pitch_hz[voice.saying(said)] for said in voice.speaker.said)
    assert np.median(first) == pytest.approx(120, rel=0.01)
    assert np.median(second) == pytest.approx(150, rel=0.01)


def test_a_long_call_is_learned_from_a_part_of_it() -> None:
    call = dialogue(*(say(CUSTOMER, 3 * i, 3 * i + 2) for i in range(100)))
    sounds = [(3.0 * i, vowel(110 + i % 5, 2, telephone=True)) for i in range(100)]
    voice = voice_of(call, lay(301, *sounds), CUSTOMER)
    assert voice.seconds == pytest.approx(200, rel=0.05)
    assert np.nanmedian(voice.track.pitch_hz) == pytest.approx(112, rel=0.02)


def test_no_voice_is_no_voice() -> None:
    voice = voice_of(_CALL, lay(10), CUSTOMER)
    assert voice.seconds < 0.1
