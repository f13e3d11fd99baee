from pathlib import Path

import numpy as np
import pytest

from asr.health.ailment import HealthKind, Severity
from asr.health.examine import examine
from asr.health.pace import pace
from asr.ports import RATE_HZ, Speech
from asr.transcript import Span
from tests import sounds
from tests.hearing import heard, kinds, listen, only
from tests.sounds import Pcm, babble, music, noise, silence, stereo, tone

SECONDS = 12.0
VOICE = babble(SECONDS, RATE_HZ)
OTHER = babble(SECONDS, RATE_HZ, 200, (600, 1700, 2800), 5.0, seed=3)
NOBODY = Speech(())
ALL = Speech((Span(0.0, SECONDS),))


def halves(*parts: Pcm) -> Pcm:
    """Play sounds one after another."""
    return np.concatenate(parts, axis=1)


# Clipping.


@pytest.mark.parametrize("gain", [3.0, 8.0])
def test_clipping_is_told_with_its_share_through_mu_law(gain: float, tmp_path: Path) -> None:
    driven = babble(SECONDS, 8000) * 4.0 * gain
    truth = float(np.mean(np.abs(driven) > 32767))
    sound = listen(sounds.mu_law_wav(np.clip(driven, -32768, 32767).astype(np.int16)), tmp_path)
    found = only(examine(sound, [ALL]), HealthKind.CLIPPING)
    assert found.severity is Severity.WARNING
    assert found.value is not None
    assert 0.7 * truth < found.value < 2.5 * truth  # the share counts where something sounds only


def test_loud_but_whole_speech_is_not_clipping() -> None:
    loud = (VOICE * (32767 / np.abs(VOICE).max())).astype(np.int16)
    assert examine(heard(loud), [ALL]).findings == ()


# Hum.


@pytest.mark.parametrize("hz", [50, 60])
@pytest.mark.parametrize("channel", [0, 1])
def test_mains_hum_is_told_with_its_frequency(hz: int, channel: int) -> None:
    mains = sum(tone(SECONDS, RATE_HZ, hz * k, 0.02 / k).astype(int) for k in (1, 2, 3))
    pair = [VOICE, OTHER]
    pair[channel] = (pair[channel] + mains).astype(np.int16)
    found = only(examine(heard(stereo(*pair)), [ALL, ALL]), HealthKind.HUM)
    assert (found.channel, found.severity) == (channel, Severity.WARNING)
    assert f"{hz} Hz" in found.detail
    # Peaks of 0.02, 0.01 and 0.0067 of full scale.
    assert found.value == pytest.approx(10 * np.log10(sum((0.02 / k) ** 2 / 2 for k in (1, 2, 3))), abs=1.0)


def test_faint_hum_and_a_deep_voice_are_no_finding() -> None:
    mains = sum(tone(SECONDS, RATE_HZ, 50 * k, 0.0004).astype(int) for k in (1, 2, 3))
    assert examine(heard((VOICE + mains).astype(np.int16)), [ALL]).findings == ()
    deep = babble(SECONDS, RATE_HZ, pitch_hz=100)
    assert HealthKind.HUM not in [f.kind for f in examine(heard(deep), [ALL]).findings]


# Music.


def test_only_music_blocks_even_where_the_detector_hears_some_voice_in_it() -> None:
    sung = Speech((Span(3.0, 12.0),))
    for speech in (NOBODY, sung):
        health = examine(heard(music(60, RATE_HZ)), [speech])
        (found,) = health.blocking
        assert found.kind is HealthKind.HOLD_MUSIC
        assert found.value is not None
        assert found.value > 45


def test_music_in_a_call_is_noted_with_its_place() -> None:
    call = halves(VOICE, music(21, RATE_HZ), OTHER)
    speech = Speech((Span(0.0, SECONDS), Span(SECONDS + 21, 2 * SECONDS + 21)))
    health = examine(heard(call), [speech])
    assert kinds(health) == [(HealthKind.HOLD_MUSIC, Severity.NOTE, None)]
    (span,) = health.findings[0].spans
    assert span.start == pytest.approx(SECONDS, abs=3)
    assert span.end == pytest.approx(SECONDS + 21, abs=3)


@pytest.mark.parametrize("steady", [noise(60, RATE_HZ, 0.05), silence(60, RATE_HZ)])
def test_steady_noise_is_not_music(steady: Pcm) -> None:
    call = halves(VOICE, steady)
    assert examine(heard(call), [ALL]).findings == ()


def test_a_busy_line_is_too_little_speech_and_not_music() -> None:
    beeps = tone(60, RATE_HZ, 450) * (np.arange(60 * RATE_HZ) % 11_200 < 5_600)
    health = examine(heard(beeps.astype(np.int16)), [NOBODY])
    assert kinds(health) == [(HealthKind.TOO_LITTLE_SPEECH, Severity.BLOCKING, None)]


# The wrong rate.

VOICES = [
    (120.0, (500.0, 1500.0, 2500.0), 5.0, 2),
    (200.0, (600.0, 1700.0, 2800.0), 5.0, 3),
    (220.0, (600.0, 1700.0, 2800.0), 4.5, 4),
]


@pytest.mark.parametrize("voice", VOICES)
def test_speech_at_double_and_half_speed_is_told(voice: tuple[float, tuple[float, ...], float, int]) -> None:
    for written_hz, octaves, word in ((8_000, 1.0, "double"), (32_000, -1.0, "half")):
        run = babble(24 * RATE_HZ / written_hz, written_hz, *voice[:3], seed=voice[3])  # read as 16 kHz
        all_of_it = [Span(0.0, run.shape[1] / RATE_HZ)]
        found = only(examine(heard(run), [Speech(tuple(all_of_it))]), HealthKind.WRONG_RATE)
        assert found.severity is Severity.WARNING
        assert word in found.detail
        straight = babble(24, RATE_HZ, *voice[:3], seed=voice[3])
        true, shifted = pace(straight[0], [Span(0.0, 24.0)]), pace(run[0], all_of_it)
        assert true is not None
        assert shifted is not None
        assert shifted.octaves - true.octaves == pytest.approx(octaves, abs=0.2)


@pytest.mark.parametrize("voice", VOICES)
def test_speech_at_its_true_speed_is_not_doubted(voice: tuple[float, tuple[float, ...], float, int]) -> None:
    run = babble(24, RATE_HZ, *voice[:3], seed=voice[3])
    assert examine(heard(run), [Speech((Span(0.0, 24.0),))]).findings == ()


def test_the_rate_of_little_speech_is_not_judged() -> None:
    fast = babble(19, 8_000)
    assert examine(heard(fast), [Speech((Span(0.0, 9.5),))]).findings == ()
