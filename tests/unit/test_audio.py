import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asr.ports import RATE_HZ
from tests import sounds
from tests.hearing import likeness, listen
from tests.sounds import Pcm, stereo_sweeps, sweep

EXACT = {
    "pcm 16": (sounds.wav, 0.999),
    "mu-law": (sounds.mu_law_wav, 0.99),
    "a-law": (lambda x, r: sounds.encode(x, r, container="wav", codec="pcm_alaw"), 0.99),
    "pcm 8": (lambda x, r: sounds.encode(x, r, container="wav", codec="pcm_u8"), 0.99),
    "pcm 24": (lambda x, r: sounds.encode(x, r, container="wav", codec="pcm_s24le"), 0.999),
    "float": (lambda x, r: sounds.encode(x, r, container="wav", codec="pcm_f32le"), 0.999),
    "flac": (sounds.flac, 0.999),
    "aiff": (lambda x, r: sounds.encode(x, r, container="aiff", codec="pcm_s16be"), 0.999),
}


@pytest.mark.parametrize("coding", EXACT)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rate_hz=st.sampled_from([8000, 11025, 16000, 44100, 48000, 96000]),
    count=st.integers(400, 20_000),
    channels=st.integers(1, 2),
)
def test_sound_comes_back_as_it_was(
    coding: str, rate_hz: int, count: int, channels: int, tmp_path: Path
) -> None:
    write, at_least = EXACT[coding]
    seconds = count / rate_hz
    given_sound = stereo_sweeps(seconds, rate_hz)[:channels]
    sound = listen(write(given_sound, rate_hz), tmp_path)
    truth = stereo_sweeps(seconds, RATE_HZ)
    assert sound.truncated is None
    assert (sound.skipped, sound.gaps) == (0, ())
    assert sound.format.rate_hz == rate_hz
    assert len(sound.channels) == sound.format.channels == channels
    for heard, said in zip(sound.channels, truth, strict=False):
        assert heard.dtype == np.int16
        assert abs(len(heard) - len(said)) <= 2
        both = min(len(heard), len(said))
        assert likeness(heard[:both], said[:both], most_lag=1) > at_least


def test_a_studio_recording_of_96_khz_and_24_bits_is_heard(tmp_path: Path) -> None:
    write, at_least = EXACT["pcm 24"]
    sound = listen(write(stereo_sweeps(2.0, 96_000), 96_000), tmp_path)
    assert (sound.format.codec, sound.format.rate_hz, sound.format.channels) == ("pcm_s24le", 96_000, 2)
    for heard, said in zip(sound.channels, stereo_sweeps(2.0, RATE_HZ), strict=True):
        assert len(heard) == 2 * RATE_HZ
        assert likeness(heard, said, most_lag=1) > at_least


@pytest.mark.parametrize(
    ("write", "rate_hz", "channels", "codec"),
    [
        (lambda x: sounds.mp3(x, 8000), 8000, 2, "mp3float"),
        (lambda x: sounds.mp3(x, 44100), 44100, 1, "mp3float"),
        (sounds.opus, 48000, 2, "opus"),
        (lambda x: sounds.encode(x, 48000, container="webm", codec="libopus"), 48000, 1, "opus"),
        (lambda x: sounds.m4a(x, 16000), 16000, 2, "aac"),
        (lambda x: sounds.encode(x, 44100, container="adts", codec="aac"), 44100, 1, "aac"),
        (sounds.amr, 8000, 1, "amrnb"),
        (lambda x: sounds.encode(x, 8000, container="wav", codec="adpcm_ima_wav"), 8000, 1, "adpcm_ima_wav"),
        (lambda x: sounds.encode(x, 16000, container="wav", codec="g722"), 16000, 1, "g722"),
        (
            lambda x: sounds.encode(x, 44100, container="asf", codec="wmav2", bit_rate=64_000),
            44100,
            1,
            "wmav2",
        ),
    ],
)
def test_compressed_sound_is_like_what_was_said(
    write: Callable[[Pcm], bytes], rate_hz: int, channels: int, codec: str, tmp_path: Path
) -> None:
    sound = listen(write(stereo_sweeps(3.0, rate_hz)[:channels]), tmp_path)
    assert sound.format.codec == codec
    assert len(sound.channels) == channels
    assert sound.truncated is None
    assert sound.skipped == 0
    assert sound.duration == pytest.approx(3.0, abs=0.25)
    for heard, said in zip(sound.channels, stereo_sweeps(3.0, RATE_HZ), strict=False):
        assert likeness(heard, said, most_lag=RATE_HZ // 8) > 0.95


@pytest.mark.parametrize("write", [sounds.gsm, sounds.gsm_wav])
def test_gsm_keeps_loud_and_quiet_apart(write: Callable[[list[int]], bytes], tmp_path: Path) -> None:
    sound = listen(write([40] * 50 + [0] * 50), tmp_path)
    (heard,) = sound.channels
    assert sound.duration == pytest.approx(2.0, abs=0.01)
    loud, quiet = (
        float(np.sqrt(np.mean(part.astype(float) ** 2))) for part in (heard[:15000], heard[17000:])
    )
    assert loud > 20 * quiet


def test_speakers_named_oddly_are_not_mixed(tmp_path: Path) -> None:
    # A WAV header may call two channels "left and centre"; a mixer would fold one into the other.
    left = sounds.tone(1, 8000)
    fmt = struct.pack("<HHIIHHHHI", 0xFFFE, 2, 8000, 32000, 4, 16, 22, 16, 0x5)
    fmt += bytes.fromhex("0100000000001000800000aa00389b71")
    body = sounds.stereo(left, np.zeros_like(left)).T.astype("<i2").tobytes()
    sound = listen(sounds.riff(fmt, body), tmp_path)
    assert sound.channels[0].max() > 9000
    assert not np.any(sound.channels[1])


def test_the_name_decides_nothing(tmp_path: Path) -> None:
    sound = listen(sounds.flac(sweep(0.5, 8000), 8000), tmp_path, name="call %2B + 通话.wav")
    assert sound.format.container == "flac"


def test_the_first_sound_of_a_video_is_taken(tmp_path: Path) -> None:
    video = sounds.encode(sweep(1, 48000), 48000, container="mov", codec="aac", picture=True)
    sound = listen(video, tmp_path)
    assert sound.format.codec == "aac"
    assert sound.duration == pytest.approx(1.0, abs=0.1)


def test_tags_in_another_script_do_not_hurt(tmp_path: Path) -> None:
    gbk = "客服录音".encode("gbk")
    info = b"INFOINAM" + struct.pack("<I", len(gbk)) + gbk
    tail = b"LIST" + struct.pack("<I", len(info)) + info
    sound = listen(sounds.wav(sweep(0.5, 8000), 8000, tail=tail), tmp_path)
    assert sound.duration == pytest.approx(0.5)


def test_samples_lie_on_disk_and_cannot_be_changed(tmp_path: Path) -> None:
    (heard,) = listen(sounds.wav(sweep(0.5, 8000), 8000), tmp_path).channels
    assert isinstance(heard, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        heard[0] = 1


@pytest.mark.parametrize(("first_hz", "then_hz"), [(16_000, 44_100), (48_000, 8_000)])
@pytest.mark.parametrize(("first", "then"), [(1, 1), (2, 2), (1, 2), (2, 1)])
def test_a_change_of_rate_or_channels_halfway_is_followed(
    first_hz: int, then_hz: int, first: int, then: int, tmp_path: Path
) -> None:
    def part(rate_hz: int, channels: int) -> bytes:
        sound = sweep(2, rate_hz)
        both = sounds.stereo(sound, sound)[:channels]
        return sounds.encode(both, rate_hz, container="adts", codec="aac")

    sound = listen(part(first_hz, first) + part(then_hz, then), tmp_path)
    assert len(sound.channels) == first
    assert sound.duration == pytest.approx(4.0, abs=0.5)
    for heard in sound.channels:
        for half in (heard[: 2 * RATE_HZ], heard[-2 * RATE_HZ :]):
            assert likeness(half, sweep(2, RATE_HZ)[0], most_lag=RATE_HZ // 4) > 0.8


def test_a_jump_in_the_timestamps_becomes_silence_and_a_wild_one_is_ignored(tmp_path: Path) -> None:
    said = sweep(4, 48_000)
    sound = listen(sounds.webm_with_a_jump(said, 3.0), tmp_path)
    assert sound.duration == pytest.approx(7.0, abs=0.05)
    (gap,) = sound.gaps
    assert (gap.start, gap.end) == (pytest.approx(2.0, abs=0.05), pytest.approx(5.0, abs=0.05))
    assert not np.any(sound.channels[0][int(2.1 * RATE_HZ) : int(4.9 * RATE_HZ)])
    wild = listen(sounds.webm_with_a_jump(said, 5_000.0), tmp_path)
    assert wild.duration == pytest.approx(4.0, abs=0.05)
    assert (wild.gaps, wild.truncated) == ((), None)


def test_files_joined_end_to_end_are_heard_to_the_end(tmp_path: Path) -> None:
    one = sounds.opus(sweep(2, 48_000))
    sound = listen(one + one, tmp_path)
    assert sound.duration == pytest.approx(4.0, abs=0.02)
