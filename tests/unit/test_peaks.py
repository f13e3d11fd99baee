import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from asr.peaks import Peaks, measure, read

SIZE = 320
"""Samples in 20 ms at 16 kHz."""

sounds = arrays(np.int16, st.integers(1, 5 * SIZE), elements=st.integers(-32768, 32767))


def naive(samples: np.ndarray) -> list[tuple[int, int]]:
    loudest = max(abs(int(s)) for s in samples) or 1
    buckets = [samples[at : at + SIZE] for at in range(0, len(samples), SIZE)]
    return [(round(int(min(b)) * 127 / loudest), round(int(max(b)) * 127 / loudest)) for b in buckets]


@given(sounds)
def test_every_bucket_holds_its_lowest_and_highest_sample(samples: np.ndarray) -> None:
    found = measure((samples,))
    assert found.loudest == (max(abs(int(s)) for s in samples),)
    assert (
        np.abs(found.values[0].astype(int) - np.array(naive(samples))).max() <= 1
    )  # float against exact halves


@given(sounds, st.integers(1, 7))
def test_an_overview_loses_no_peak(samples: np.ndarray, factor: int) -> None:
    fine = measure((samples, samples[::-1].copy()))
    coarse = fine.overview(factor)
    assert coarse.bucket_ms == 20 * factor
    assert coarse.values.shape == (2, -(-fine.values.shape[1] // factor), 2)
    for at in range(coarse.values.shape[1]):
        part = fine.values[:, at * factor : (at + 1) * factor]
        assert (coarse.values[:, at, 0] == part[:, :, 0].min(axis=1)).all()
        assert (coarse.values[:, at, 1] == part[:, :, 1].max(axis=1)).all()


@given(sounds)
def test_what_was_written_down_is_read_back(samples: np.ndarray) -> None:
    found = measure((samples,)).between(0.01, 0.05)
    again = read(found.packed())
    assert (again.bucket_ms, again.first, again.loudest) == (20, 0, found.loudest)
    assert (again.values == found.values).all()


def test_a_quiet_channel_keeps_its_shape_and_says_how_quiet_it_is() -> None:
    wave = (np.sin(np.arange(3200) / 9) * 30).astype(np.int16)
    found = measure((wave, wave * 1000))
    assert found.loudest[1] == 1000 * found.loudest[0]
    assert (found.values[0] == found.values[1]).all()
    assert found.values.max() == 127


def test_a_stretch_says_where_it_begins_and_ends_where_the_call_does() -> None:
    fine = measure((np.arange(1600, dtype=np.int16),))
    part = fine.between(0.03, 0.061)
    assert (part.first, part.values.shape[1]) == (1, 3)
    assert fine.between(90.0, 91.0).values.shape == (1, 0, 2)
    assert fine.between(0.08, 1e9).values.shape == (1, 1, 2)
    assert fine.between(0.08, 0.02).values.shape == (1, 0, 2)


def test_silence_is_a_flat_line() -> None:
    found = measure((np.zeros(700, np.int16),))
    assert found.loudest == (0,)
    assert not found.values.any()


def test_no_sound_has_no_peaks() -> None:
    found = measure((np.zeros(0, np.int16),))
    assert found.values.shape == found.overview().values.shape == (1, 0, 2)


@pytest.mark.parametrize(
    "bad", [b"", b"RIFF" + bytes(40), Peaks(20, (1,), np.zeros((1, 4, 2), np.int8)).packed()[:-1]]
)
def test_what_is_no_peaks_is_refused(bad: bytes) -> None:
    with pytest.raises(ValueError, match="peaks"):
        read(bad)
