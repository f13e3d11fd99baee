from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.engines.activations import Activations, SegmentationOptions, hysteresis, read_speech
from asr.engines.segmentation import SegmentationDetector
from asr.errors import ModelMissing
from asr.transcript import Span

SETS = np.array(
    [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, 0, 1], [0, 1, 1]], dtype=np.float32
)
FRAMES, STEP = 100, 0.1
NOBODY, FIRST, SECOND, BOTH = 0, 1, 2, 4


def activations(*windows: Sequence[int], hop: int = 80, duration: float = 18.0) -> Activations:
    """Windows of 10 s in which each frame is quite sure of one class."""
    sure = np.eye(len(SETS), dtype=np.float16)[np.array(windows)]
    return Activations(sure, SETS, hop, STEP, 0.0, duration)


def classes(*runs: tuple[int, int]) -> list[int]:
    return [c for c, n in runs for _ in range(n)]


def ends(spans: Sequence[Span]) -> list[tuple[float, float]]:
    return [(round(s.start, 3), round(s.end, 3)) for s in spans]


def test_speech_and_overlap_are_read_off_the_sets() -> None:
    one = activations(
        classes((NOBODY, 20), (FIRST, 30), (BOTH, 10), (SECOND, 20), (NOBODY, 20)), duration=10.0
    )
    speech = read_speech(one, SegmentationOptions())
    assert ends(speech.spans) == [(2.0, 8.0)]
    assert ends(speech.overlaps) == [(5.0, 6.0)]


def test_speech_across_a_window_border_is_one_span() -> None:
    two = activations(classes((NOBODY, 70), (FIRST, 30)), classes((SECOND, 40), (NOBODY, 60)))
    assert ends(read_speech(two, SegmentationOptions()).spans) == [(7.0, 12.0)]


def test_where_windows_disagree_the_one_with_more_context_decides() -> None:
    # the first window ends hearing nobody, the second begins hearing somebody: each wins its own side of the border
    two = activations(classes((NOBODY, 100)), classes((FIRST, 50), (NOBODY, 50)))
    assert ends(read_speech(two, SegmentationOptions(onset=0.51, offset=0.5)).spans) == [(9.0, 13.0)]


def test_no_span_leaves_the_recording() -> None:
    one = activations(classes((FIRST, 100)), duration=6.25)
    assert ends(read_speech(one, SegmentationOptions()).spans) == [(0.0, 6.25)]


def test_a_breath_joins_and_a_click_is_dropped() -> None:
    one = activations(
        classes((FIRST, 10), (NOBODY, 1), (FIRST, 10), (NOBODY, 50), (FIRST, 1), (NOBODY, 28)), duration=10.0
    )
    options = SegmentationOptions(min_silence=0.15, min_speech=0.15)
    assert ends(read_speech(one, options).spans) == [(0.0, 2.1)]


def test_overlap_stays_inside_speech() -> None:
    one = activations(classes((BOTH, 100)), duration=4.0)
    speech = read_speech(one, SegmentationOptions())
    assert ends(speech.overlaps) == ends(speech.spans) == [(0.0, 4.0)]


def test_a_missing_checkpoint_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"nowhere\.bin.*everycall models fetch"):
        SegmentationDetector(tmp_path / "nowhere.bin", "0" * 64)


@given(
    st.lists(st.floats(0, 1, width=32), max_size=60),
    st.floats(0, 1, width=32),
    st.floats(0, 1, width=32),
)
def test_hysteresis_is_a_switch_with_two_thresholds(values: list[float], a: float, b: float) -> None:
    onset, offset = max(a, b), min(a, b)
    expected, on = [], False
    for value in values:
        on = value >= offset if on else value >= onset
        expected.append(on)
    found = [False] * len(values)
    for first, last in hysteresis(np.array(values, dtype=np.float32), onset, offset):
        found[first:last] = [True] * (last - first)
    assert found == expected
