from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from asr.cues.frames import HOP_SECONDS
from asr.cues.track import Search, Track, follow
from asr.transcript import Span
from tests.voices import RATE_HZ, lay, noise, pcm, vowel


def _all(samples: NDArray[np.int16], search: Search | None = None) -> Track:
    return follow(samples, (Span(0.0, len(samples) / RATE_HZ),), search or Search())


def _times(track: Track) -> NDArray[np.float64]:
    return (np.arange(len(track.pitch_hz)) + 0.5) * HOP_SECONDS


def _inner(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Leave out the edges, where a frame reaches beyond the sound."""
    return values[3:-3]


@pytest.mark.parametrize("pitch_hz", [75.0, 110.0, 147.3, 220.0, 311.0, 440.0])
@pytest.mark.parametrize("telephone", [False, True])
def test_pitch_is_the_known_one(pitch_hz: float, telephone: bool) -> None:
    frames = _all(lay(1.5, (0.0, vowel(pitch_hz, 1.5, telephone=telephone))))
    found = _inner(frames.pitch_hz)
    assert np.mean(~np.isnan(found)) > 0.95
    assert np.nanmax(np.abs(12 * np.log2(found / pitch_hz))) < 0.25


@settings(max_examples=20)
@given(st.floats(90, 300))
def test_pitch_agrees_with_librosa(pitch_hz: float) -> None:
    from librosa import yin
    from scipy.signal import resample_poly

    samples = lay(1.0, (0.0, vowel(pitch_hz)))
    oracle = yin(resample_poly(samples / 32768, 1, 2), fmin=62.5, fmax=500, sr=8000, frame_length=1024)
    assert np.nanmedian(_all(samples).pitch_hz) == pytest.approx(np.median(oracle), rel=0.005)


def test_pitch_follows_a_glide() -> None:
    seconds = 2.0
    glide = 120 * 2 ** np.linspace(0, 1, round(seconds * RATE_HZ))
    frames = _all(lay(seconds, (0.0, vowel(glide, seconds))))
    heard = frames.voiced
    slope = np.polyfit(_times(frames)[heard], 12 * np.log2(frames.pitch_hz[heard]), 1)[0]
    assert slope == pytest.approx(12 / seconds, rel=0.02)


def test_noise_and_silence_have_no_voice() -> None:
    assert np.mean(_all(pcm(noise(2.0, 0.1))).voiced) < 0.02
    silent = _all(np.zeros(2 * RATE_HZ, np.int16))
    assert not silent.voiced.any()


def test_voice_is_looked_for_only_where_asked() -> None:
    frames = follow(lay(3.0, (0.0, vowel(150.0, 3.0))), (Span(1.0, 2.0),), Search())
    assert not frames.voiced[_times(frames) < 1.0].any()
    assert not frames.voiced[_times(frames) > 2.0].any()
    assert frames.voiced[(_times(frames) > 1.1) & (_times(frames) < 1.9)].all()


def test_spectral_balance_agrees_with_a_long_spectrum() -> None:
    from scipy.signal import periodogram

    samples = lay(2.0, (0.0, vowel(125.0, 2.0)), floor=0.0)
    frames = _all(samples)
    hertz, power = periodogram(samples / 32768, RATE_HZ, window="hann")

    def energy(low: float, high: float) -> float:
        return float(power[(hertz >= low) & (hertz < high)].sum())

    alpha = 10 * np.log10(energy(1000, 3400) / energy(300, 1000))
    harmonics = np.arange(1, 28) * 125.0
    heights = np.array([energy(h - 30, h + 30) for h in harmonics])
    low, high = (harmonics >= 300) & (harmonics < 2000), (harmonics >= 2000) & (harmonics < 3400)
    hammarberg = 10 * np.log10(heights[low].max() / heights[high].max())
    assert np.nanmedian(frames.alpha_db) == pytest.approx(alpha, abs=0.5)
    assert np.nanmedian(frames.hammarberg_db) == pytest.approx(hammarberg, abs=0.5)


def test_a_flatter_source_is_brighter() -> None:
    dull, bright = (_all(lay(1.0, (0.0, vowel(150.0, tilt_db=tilt)))) for tilt in (-15.0, -9.0))
    assert np.nanmedian(bright.alpha_db) > np.nanmedian(dull.alpha_db) + 3
    assert np.nanmedian(bright.hammarberg_db) < np.nanmedian(dull.hammarberg_db) - 3


def test_gain_changes_nothing() -> None:
    loud = vowel(180.0, level=0.2)
    one, other = _all(lay(1.0, (0.0, loud), floor=0.0)), _all(lay(1.0, (0.0, loud / 8), floor=0.0))
    for name in ("pitch_hz", "alpha_db", "hammarberg_db"):
        assert _inner(getattr(one, name)) == pytest.approx(_inner(getattr(other, name)), abs=0.1, nan_ok=True)


def test_a_chunk_boundary_changes_nothing() -> None:
    """A call of 40 s takes two chunks; the same sound 5 s later has its boundary elsewhere."""
    call = lay(40.0, *((float(t), vowel(140.0 + t, 0.8)) for t in range(40)))
    ahead = np.zeros(round(5.008 * RATE_HZ) // 256 * 256, np.int16)
    late = _all(np.concatenate([ahead, call]))
    early, skipped = _all(call), len(ahead) // 256
    for name in ("pitch_hz", "alpha_db", "hammarberg_db"):
        assert getattr(late, name)[skipped + 5 :] == pytest.approx(
            getattr(early, name)[5:], abs=1e-3, nan_ok=True
        )


def test_a_memory_map_is_read_as_it_is(tmp_path: Path) -> None:
    samples = lay(2.0, (0.5, vowel(160.0)))
    np.save(tmp_path / "channel.npy", samples)
    mapped = np.load(tmp_path / "channel.npy", mmap_mode="r")
    assert np.array_equal(_all(mapped).pitch_hz, _all(samples).pitch_hz, equal_nan=True)
