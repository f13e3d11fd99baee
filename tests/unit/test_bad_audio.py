import io
import resource
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asr.audio import DecodeOptions, decode
from asr.decoding.spool import Spool, room_needed
from asr.errors import (
    AudioError,
    CorruptAudio,
    EmptyAudio,
    NotAudio,
    ScratchFull,
    TooLong,
    TooManyChannels,
    UnsupportedAudio,
)
from asr.ports import RATE_HZ
from tests import sounds
from tests.hearing import likeness, listen
from tests.sounds import sweep

# What is no recording.


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(b"", EmptyAudio, id="zero bytes"),
        pytest.param(sounds.wav(sounds.silence(0, 8000), 8000), EmptyAudio, id="header alone"),
        pytest.param(b"Dear all, the call is attached.\n" * 40, NotAudio, id="text"),
        pytest.param(b"<!doctype html><title>403</title>" * 40, NotAudio, id="html"),
        pytest.param(b'{"error": "not found"}', NotAudio, id="json"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(500), NotAudio, id="png"),
        pytest.param(np.random.default_rng(6).bytes(50_000), NotAudio, id="random bytes"),
        pytest.param((b"\xff\xff\x10\x00" + bytes(28)) * 40, NotAudio, id="like an mp3 by chance"),
        pytest.param(b"#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n", NotAudio, id="playlist"),
        pytest.param(b"ffconcat version 1.0\nfile other.wav\n", NotAudio, id="edit list"),
        pytest.param(
            sounds.encode(sounds.tone(0.1, 8000), 8000, container="avi", codec="pcm_s16le"),
            NotAudio,
            id="avi",
        ),
        pytest.param(b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0" + bytes(40), CorruptAudio, id="broken wav header"),
        pytest.param(
            sounds.m4a(sounds.tone(2, 16000), 16000)[:-900], CorruptAudio, id="m4a without its index"
        ),
        pytest.param(sounds.wav(sounds.silence(1, 8000, 3), 8000), TooManyChannels, id="three channels"),
        pytest.param(sounds.wav(sounds.tone(1, 8000), 1), CorruptAudio, id="1 Hz"),
        pytest.param(sounds.wav(sounds.tone(1, 8000), 2**31 - 1), CorruptAudio, id="2 GHz"),
        pytest.param(
            sounds.encode(sounds.tone(1, 48000), 48000, container="matroska", codec="ac3"),
            UnsupportedAudio,
            id="codec not taken",
        ),
    ],
)
def test_what_is_no_call_is_refused_by_type(
    content: bytes, refusal: type[AudioError], tmp_path: Path
) -> None:
    with pytest.raises(refusal) as told:
        listen(content, tmp_path, name="call.wav")
    assert type(told.value) is refusal
    assert not told.value.retryable
    assert len(str(told.value)) > 40


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(min_size=1, max_size=3000))
def test_any_bytes_are_decoded_or_refused_by_type(content: bytes, tmp_path: Path) -> None:
    try:
        sound = listen(content, tmp_path)
    except AudioError:
        return
    assert sound.duration > 0


BROKEN = {
    "wav": sounds.mu_law_wav(sweep(1, 8000)),
    "mp3": sounds.mp3(sweep(1, 8000), 8000),
    "opus": sounds.opus(sweep(1, 48000)),
    "flac": sounds.flac(sweep(1, 8000), 8000),
    "m4a": sounds.m4a(sweep(1, 16000), 16000),
    "gsm": sounds.gsm_wav([30] * 50),
}


@pytest.mark.parametrize("kind", BROKEN)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), junk=st.binary(min_size=1, max_size=400), cut=st.booleans())
def test_damage_anywhere_is_survived_or_refused_by_type(
    kind: str, at: float, junk: bytes, cut: bool, tmp_path: Path
) -> None:
    whole = BROKEN[kind]
    where = int(at * len(whole))
    damaged = whole[:where] if cut else whole[:where] + junk + whole[where + len(junk) :]
    try:
        sound = listen(damaged, tmp_path, DecodeOptions(max_seconds=700))
    except AudioError:
        return
    assert sound.duration > 0


# Headers that lie, files that end early.


@pytest.mark.parametrize("declared", [0, 0xFFFFFFFF, 0x7FFFF000, 1000, 15_000])
def test_a_header_that_says_too_little_or_nothing_loses_no_sound(declared: int, tmp_path: Path) -> None:
    sound = listen(sounds.mu_law_wav(sweep(2, 8000), declared=declared), tmp_path)
    assert sound.duration == pytest.approx(2.0)
    assert sound.truncated is None


@pytest.mark.parametrize("tail", [b"LIST\x04\0\0\0abcd", b"id3 \x06\0\0\0abcdef", b"\0"])
def test_what_follows_the_sound_is_not_heard(tail: bytes, tmp_path: Path) -> None:
    sound = listen(sounds.wav(sweep(2, 8000), 8000, tail=tail), tmp_path)
    assert len(sound.channels[0]) == 2 * RATE_HZ


def test_a_header_that_says_too_much_is_told(tmp_path: Path) -> None:
    sound = listen(sounds.mu_law_wav(sweep(2, 8000), declared=40_000), tmp_path)
    assert sound.duration == pytest.approx(2.0)
    assert sound.truncated is not None
    assert "announces 5.0 s" in sound.truncated
    assert "last 3.0 s" in sound.truncated


@pytest.mark.parametrize(
    "whole",
    [
        pytest.param(sounds.mp3(sweep(4, 8000), 8000), id="mp3"),
        pytest.param(sounds.opus(sweep(4, 48000)), id="opus"),
        pytest.param(sounds.flac(sweep(4, 8000), 8000), id="flac"),
        pytest.param(sounds.gsm_wav([30] * 200), id="gsm in wav"),
        pytest.param(sounds.gsm([30] * 200), id="gsm"),
        pytest.param(sounds.amr(sweep(4, 8000)), id="amr"),
        pytest.param(sounds.encode(sweep(4, 16000), 16000, container="wav", codec="g722"), id="g722"),
        pytest.param(sounds.encode(sweep(4, 48000), 48000, container="webm", codec="libopus"), id="webm"),
    ],
)
def test_a_file_cut_off_gives_what_is_there_and_says_so(whole: bytes, tmp_path: Path) -> None:
    assert listen(whole, tmp_path).truncated is None
    sound = listen(whole[: len(whole) // 2 + 1], tmp_path)
    assert 0.8 < sound.duration < 3.2
    assert sound.truncated is not None
    assert f"after {sound.duration:.1f} s" in sound.truncated


def test_bad_packets_are_left_out_counted_and_keep_the_time(tmp_path: Path) -> None:
    whole = bytearray(sounds.m4a(sweep(6, 16000), 16000))
    at = len(whole) // 2
    whole[at : at + 1500] = np.random.default_rng(1).bytes(1500)
    sound = listen(bytes(whole), tmp_path)
    assert 0 < sound.skipped < sound.packets / 2
    assert sound.truncated is None
    assert sound.duration == pytest.approx(6.0, abs=0.1)
    assert sum(gap.length for gap in sound.gaps) > 0
    end = sweep(6, RATE_HZ)[0][-RATE_HZ:]
    assert likeness(sound.channels[0][5 * RATE_HZ : 6 * RATE_HZ], end, most_lag=RATE_HZ // 20) > 0.95


def test_lost_pages_leave_silence_and_later_words_their_times(tmp_path: Path) -> None:
    whole = bytearray(sounds.opus(sounds.tone(5, 48000)))
    at = len(whole) // 2
    whole[at : at + 50] = bytes(50)  # one page fails its checksum
    sound = listen(bytes(whole), tmp_path)
    assert sound.duration == pytest.approx(5.0, abs=0.02)
    (gap,) = sound.gaps
    inside = sound.channels[0][int((gap.start + 0.05) * RATE_HZ) : int((gap.end - 0.05) * RATE_HZ)]
    assert len(inside) > 0
    assert not np.any(inside)


def test_a_file_of_bad_packets_alone_is_corrupt(tmp_path: Path) -> None:
    whole = bytearray(sounds.m4a(sweep(2, 16000), 16000))
    with av.open(io.BytesIO(whole)) as container:
        places = [(p.pos, p.size) for p in container.demux(audio=0) if p.size]
    for at, size in places:
        whole[at : at + size] = b"\xff" * size
    with pytest.raises(CorruptAudio, match="decoded"):
        listen(bytes(whole), tmp_path)


# Size.


def test_fifty_milliseconds_are_heard(tmp_path: Path) -> None:
    for content in (sounds.wav(sweep(0.05, 8000), 8000), sounds.mp3(sweep(0.05, 8000), 8000)):
        assert listen(content, tmp_path).duration == pytest.approx(0.05, abs=0.005)


def test_days_in_a_few_kilobytes_are_refused(tmp_path: Path) -> None:
    bomb = sounds.flac(sounds.silence(600, 8000), 8000)
    assert len(bomb) < 600 * 16_000 / 50
    with pytest.raises(TooLong, match=r"limit of 0\.1 hours"):
        listen(bomb, tmp_path, DecodeOptions(max_seconds=360))


def test_two_hours_take_no_more_memory_than_a_minute(tmp_path: Path) -> None:
    second = sounds.mu_law(sweep(1, 8000))
    long = tmp_path / "long"
    with long.open("wb") as file:
        file.write(sounds.riff(sounds.mu_law_format(1), b"", declared=7200 * 8000))
        for _ in range(7200):
            file.write(second)
    script = (
        "import resource, sys; from pathlib import Path; from asr.audio import decode\n"
        "def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "short = Path(sys.argv[2]); decode(short, scratch=short.parent); before = peak()\n"
        "sound = decode(Path(sys.argv[1]), scratch=short.parent)\n"
        "print(sound.duration, sound.truncated, peak() - before)\n"
    )
    short = tmp_path / "short"
    short.write_bytes(sounds.mu_law_wav(sweep(60, 8000)))
    told = subprocess.run(
        [sys.executable, "-c", script, str(long), str(short)], capture_output=True, text=True, check=True
    ).stdout.split()
    for left in tmp_path.glob("*.s16"):
        left.unlink()
    assert told[:2] == ["7200.0", "None"]
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(told[2]) * unit < 16 * 2**20


# A full disk.


def test_a_file_that_outgrows_its_limit_leaves_nothing_and_can_be_tried_again(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    content = sounds.mu_law_wav(sounds.stereo(sweep(60, 8000), sweep(60, 8000)))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    path = tmp_path / "recording"
    path.write_bytes(content)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        with pytest.raises(ScratchFull, match="No room") as told:
            decode(path, scratch=scratch)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert told.value.retryable
    assert list(scratch.iterdir()) == []
    assert decode(path, scratch=scratch).duration == pytest.approx(60)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_told_from_other_trouble(tmp_path: Path) -> None:
    with (
        pytest.raises(ScratchFull, match="No space left"),
        room_needed(tmp_path),
        Path("/dev/full").open("wb", buffering=0) as full,
    ):
        Spool([full]).append(np.ones((1, 10), np.int16))
    with pytest.raises(FileNotFoundError), room_needed(tmp_path):
        (tmp_path / "nowhere").read_bytes()


def test_a_missing_scratch_folder_is_no_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "recording"
    path.write_bytes(sounds.wav(sweep(0.5, 8000), 8000))
    with pytest.raises(FileNotFoundError):
        decode(path, scratch=tmp_path / "nowhere")
