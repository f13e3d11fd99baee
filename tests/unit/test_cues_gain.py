import numpy as np
import pytest
from numpy.typing import NDArray

from asr.cues.gain import Gain, judge_gain
from tests.dialogue import CUSTOMER, dialogue, say, voice_of
from tests.voices import RATE_HZ, noise, pcm, vowel

_TURNS = 12
_CALL = dialogue(*(say(CUSTOMER, 5 * i + 1, 5 * i + 3) for i in range(_TURNS)), duration=5 * _TURNS + 1)


def _line(spread_db: float, floor: float, seed: int = 3) -> NDArray[np.float64]:
    """A caller whose turns differ in level by so many decibels, on a line with noise."""
    sound = noise(5 * _TURNS + 1, floor, seed)
    levels_db = np.random.default_rng(seed).normal(-23, 1, _TURNS)
    levels_db = -23 + (levels_db - levels_db.mean()) / levels_db.std() * spread_db
    for i, level_db in enumerate(levels_db):
        first = (5 * i + 1) * RATE_HZ
        sound[first : first + 2 * RATE_HZ] += vowel(120 + 10 * (i % 3), 2, level=10 ** (level_db / 20))
    return sound


def _controlled(
    sound: NDArray[np.float64], *, attack: float, release: float, most_db: float = 30
) -> NDArray[np.float64]:
    """Send a line through an amplifier that keeps its output at −20 dB, as fast as it can."""
    hop = RATE_HZ // 100
    level_db = 10 * np.log10(np.mean(sound[: len(sound) // hop * hop].reshape(-1, hop) ** 2, axis=1) + 1e-12)
    gain_db = np.empty_like(level_db)
    followed = -50.0
    for i, now in enumerate(level_db):
        followed += (1 - np.exp(-0.01 / (attack if now > followed else release))) * (now - followed)
        gain_db[i] = min(-20 - followed, most_db)
    steps = np.interp(np.arange(len(sound)), (np.arange(len(gain_db)) + 0.5) * hop, gain_db)
    amplified: NDArray[np.float64] = sound * 10 ** (steps / 20)
    return amplified


def _judge(sound: NDArray[np.float64]) -> tuple[Gain, str]:
    verdict = judge_gain(voice_of(_CALL, pcm(sound), CUSTOMER))
    return verdict.gain, verdict.reason


@pytest.mark.parametrize("spread_db", [2.0, 4.0])
@pytest.mark.parametrize("floor", [0.0, 0.0005, 0.004])
def test_an_uncontrolled_line_is_free(spread_db: float, floor: float) -> None:
    gain, reason = _judge(_line(spread_db, floor))
    assert gain is Gain.FREE, reason


@pytest.mark.parametrize(("attack", "release"), [(0.02, 0.3), (0.05, 1.0), (0.3, 3.0)])
@pytest.mark.parametrize("spread_db", [2.0, 6.0])
def test_pumping_is_heard_in_the_noise(attack: float, release: float, spread_db: float) -> None:
    gain, reason = _judge(_controlled(_line(spread_db, 0.001), attack=attack, release=release))
    assert gain is Gain.CONTROLLED
    assert "the noise rises by" in reason


def test_evenness_gives_control_away_where_the_noise_is_muted() -> None:
    gain, reason = _judge(_line(0.8, 0.0))
    assert gain is Gain.CONTROLLED
    assert "varies by" in reason


def test_too_little_speech_leaves_it_open() -> None:
    call = dialogue(*(say(CUSTOMER, 5 * i + 1, 5 * i + 3) for i in range(3)), duration=16)
    verdict = judge_gain(voice_of(call, pcm(_line(3.0, 0.001)[: 16 * RATE_HZ]), CUSTOMER))
    assert verdict.gain is Gain.UNTOLD


def test_gain_itself_is_no_control() -> None:
    line = _line(3.0, 0.002)
    assert [_judge(line * factor)[0] for factor in (0.25, 1.0, 2.0)] == [Gain.FREE] * 3


def test_an_echo_dying_away_is_no_pumping() -> None:
    line = _line(3.0, 0.0005)
    half = RATE_HZ // 2
    tail = noise(0.5, 0.02) * np.exp(-np.arange(half) / (0.1 * RATE_HZ))
    for i in range(_TURNS):
        end = (5 * i + 3) * RATE_HZ
        line[end : end + half] += tail
    assert _judge(line)[0] is Gain.FREE
