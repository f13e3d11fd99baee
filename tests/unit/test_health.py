from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asr.health.ailment import HealthKind, HealthOptions, Severity
from asr.health.examine import examine, identical_channels
from asr.ports import RATE_HZ, Speech
from asr.transcript import Span
from tests import sounds
from tests.hearing import heard, kinds, listen, only
from tests.sounds import Pcm, babble, noise, silence, stereo, tone

SECONDS = 12.0
VOICE = babble(SECONDS, RATE_HZ)
OTHER = babble(SECONDS, RATE_HZ, 200, (600, 1700, 2800), 5.0, seed=3)
NOBODY = Speech(())
ALL = Speech((Span(0.0, SECONDS),))


# A sound call.


def test_a_good_call_has_no_findings() -> None:
    health = examine(heard(stereo(VOICE, OTHER)), [ALL, ALL])
    assert health.findings == ()
    assert health.scorable


def test_a_good_mono_call_has_no_findings() -> None:
    assert examine(heard(VOICE), [ALL]).findings == ()


def test_speech_of_another_number_of_channels_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="3 channels"):
        examine(heard(stereo(VOICE, OTHER)), [ALL, ALL, ALL])


# Identical channels.


@settings(max_examples=30)
@given(
    gain=st.floats(0.05, 1.0),
    sign=st.sampled_from([1, -1]),
    grain=st.floats(0, 0.003),
    seed=st.integers(0, 99),
)
def test_a_mono_mix_is_known_whatever_its_gain_sign_and_codec(
    gain: float, sign: int, grain: float, seed: int
) -> None:
    loud = np.sqrt(np.mean(VOICE.astype(float) ** 2)) / 32768
    copy = sign * gain * VOICE + noise(SECONDS, RATE_HZ, grain * loud * gain * 10, seed)
    assert identical_channels(heard(stereo(VOICE, copy.astype(np.int16))))


@pytest.mark.parametrize(
    "write",
    [
        lambda x: sounds.mu_law_wav(x, 16000),
        lambda x: sounds.mp3(x, 16000, 32_000),
        lambda x: sounds.opus(x, 16000, 24_000),
    ],
)
def test_a_mono_mix_is_known_through_codecs(write: Callable[[Pcm], bytes], tmp_path: Path) -> None:
    assert identical_channels(listen(write(stereo(VOICE, VOICE)), tmp_path))


@settings(max_examples=20)
@given(leak=st.floats(0, 0.2), back=st.floats(0, 0.2))
def test_two_parties_are_not_identical_though_each_leaks_into_the_other(leak: float, back: float) -> None:
    left, right = VOICE + back * OTHER, OTHER + leak * VOICE
    assert not identical_channels(heard(stereo(left.astype(np.int16), right.astype(np.int16))))


def test_a_party_beside_the_mix_of_both_is_not_identical() -> None:
    # They take turns, so that in the agent's seconds both channels are the same.
    turns = np.arange(VOICE.shape[1]) // (3 * RATE_HZ) % 2 == 0
    agent, customer = VOICE * turns, OTHER * ~turns
    assert not identical_channels(heard(stereo(agent, (agent + customer).astype(np.int16))))


def test_parties_who_share_only_a_tone_are_not_identical() -> None:
    # Both hear the same ringing before they talk.
    ringing = tone(12, RATE_HZ, 450)
    left, right = (np.concatenate([ringing, v[:, : 8 * RATE_HZ]], axis=1) for v in (VOICE, OTHER))
    assert not identical_channels(heard(stereo(left, right)))


def test_one_channel_silence_and_a_dead_channel_are_not_identical() -> None:
    assert not identical_channels(heard(VOICE))
    assert not identical_channels(heard(silence(5, RATE_HZ, 2)))
    assert not identical_channels(heard(stereo(VOICE, np.zeros_like(VOICE))))


def test_identical_channels_are_told_and_do_not_block() -> None:
    health = examine(heard(stereo(VOICE, VOICE)), [ALL])
    assert kinds(health) == [(HealthKind.IDENTICAL_CHANNELS, Severity.NOTE, None)]
    assert "mono" in health.findings[0].detail
    assert health.scorable


# Silence, dead channels, too little speech.


def test_silence_blocks() -> None:
    health = examine(heard(silence(60, RATE_HZ, 2)), [NOBODY, NOBODY])
    assert kinds(health) == [(HealthKind.SILENCE, Severity.BLOCKING, None)]


def test_fifty_milliseconds_block() -> None:
    health = examine(heard(VOICE[:, 4000:4800]), [NOBODY])
    assert kinds(health) == [(HealthKind.TOO_LITTLE_SPEECH, Severity.BLOCKING, None)]


@pytest.mark.parametrize(("spoken", "scorable"), [(0.0, False), (4.9, False), (5.1, True)])
def test_too_little_speech_blocks_under_its_threshold(spoken: float, scorable: bool) -> None:
    few = Speech((Span(2.0, 2.0 + spoken),) if spoken else ())
    health = examine(heard(VOICE), [few])
    assert health.scorable is scorable
    if not scorable:
        found = only(health, HealthKind.TOO_LITTLE_SPEECH)
        assert found.value == pytest.approx(spoken)
        assert f"{spoken:.1f} s" in found.detail
    assert examine(heard(VOICE), [few], HealthOptions(least_speech=0.0)).scorable


def test_speech_of_both_channels_counts_together() -> None:
    some = Speech((Span(2.0, 5.0),))
    assert examine(heard(stereo(VOICE, OTHER)), [some, some]).scorable


@pytest.mark.parametrize(
    ("dead", "told"), [(np.zeros_like(VOICE), "no sound at all"), (noise(SECONDS, RATE_HZ), "no speech")]
)
@pytest.mark.parametrize("swapped", [False, True])
def test_a_dead_channel_is_told_with_what_it_carries(dead: Pcm, told: str, swapped: bool) -> None:
    pair, speech = (stereo(dead, VOICE), [NOBODY, ALL]) if swapped else (stereo(VOICE, dead), [ALL, NOBODY])
    health = examine(heard(pair), speech)
    assert kinds(health) == [(HealthKind.DEAD_CHANNEL, Severity.WARNING, 0 if swapped else 1)]
    assert told in health.findings[0].detail
    assert health.scorable


def test_a_party_of_few_words_is_not_dead() -> None:
    yes = Speech((Span(1.0, 1.6), Span(9.0, 9.6)))
    quiet = noise(SECONDS, RATE_HZ, 0.001)
    for span in yes.spans:
        inside = slice(int(span.start * RATE_HZ), int(span.end * RATE_HZ))
        quiet[:, inside] = OTHER[:, inside]
    assert examine(heard(stereo(VOICE, quiet)), [ALL, yes]).findings == ()


# What decoding told.


def test_what_the_decoder_could_not_read_is_passed_on() -> None:
    gaps = (Span(3.0, 3.5), Span(9.0, 10.0))
    sound = heard(VOICE, truncated="The last 4.0 s are missing.", packets=90, skipped=3, gaps=gaps)
    health = examine(sound, [ALL])
    assert kinds(health) == [
        (HealthKind.TRUNCATED, Severity.WARNING, None),
        (HealthKind.DAMAGED, Severity.WARNING, None),
    ]
    assert "last 4.0 s" in health.findings[0].detail
    damaged = health.findings[1]
    assert (damaged.value, damaged.spans) == (1.5, gaps)
    assert "3 of 90" in damaged.detail


def test_gaps_alone_are_a_note() -> None:
    assert kinds(examine(heard(VOICE, packets=9, gaps=(Span(1.0, 2.0),)), [ALL])) == [
        (HealthKind.DAMAGED, Severity.NOTE, None)
    ]


def test_a_party_on_a_stream_of_its_own_is_not_lost_silently(tmp_path: Path) -> None:
    sound = listen(sounds.two_streams(VOICE, OTHER, RATE_HZ), tmp_path)
    assert len(sound.channels) == 1
    assert np.array_equal(sound.channels[0], VOICE[0])
    health = examine(sound, [ALL])
    assert kinds(health) == [(HealthKind.OTHER_STREAMS, Severity.WARNING, None)]


def test_blocking_findings_come_first() -> None:
    health = examine(heard(silence(9, RATE_HZ), truncated="The end is missing."), [NOBODY])
    assert [f.kind for f in health.findings] == [HealthKind.SILENCE, HealthKind.TRUNCATED]


# Everything at once.


@settings(max_examples=25)
@given(
    seconds=st.floats(0.01, 8),
    channels=st.integers(1, 2),
    level=st.sampled_from([0.0, 0.001, 0.3, 3.0]),
    spans=st.lists(st.floats(0, 8), max_size=6),
    seed=st.integers(0, 9),
)
def test_any_sound_can_be_examined(
    seconds: float, channels: int, level: float, spans: list[float], seed: int
) -> None:
    samples = np.concatenate([noise(seconds, RATE_HZ, level, seed + i) for i in range(channels)])
    edges: Sequence[float] = sorted(min(s, seconds) for s in spans)
    speech = Speech(tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)))
    health = examine(heard(samples), [speech] * channels)
    assert all(f.detail.endswith(".") and len(f.detail) > 60 for f in health.findings)
    assert all(f.channel is None or f.channel < channels for f in health.findings)
    spoken = channels * sum(s.length for s in speech.spans)
    assert health.scorable or spoken < HealthOptions().least_speech
