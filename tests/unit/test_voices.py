"""How many voices there are, and who speaks when, on made-up voice prints."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from asr.engines.clusters import ClusterOptions, Prints, tell_apart
from asr.engines.voices import VoicePrinter
from asr.engines.who import who_speaks
from asr.errors import ModelMissing
from asr.ports import Speech
from asr.transcript import Span

DIMENSIONS = 64


def prints(*counts: int, seed: int = 0, shared: float = 0.6) -> Prints:
    """So many prints of each voice: as CAM++ has them, about 0.65 alike within a voice and 0.4 between voices."""
    random = np.random.default_rng(seed)

    def unit(vector: NDArray[np.float64]) -> NDArray[np.float64]:
        return vector / np.linalg.norm(vector, axis=-1, keepdims=True)

    common = unit(random.normal(size=DIMENSIONS))
    rows = []
    for count in counts:
        voice = unit(shared * common + unit(random.normal(size=DIMENSIONS)) * 0.5)
        rows.append(unit(voice + 0.7 * unit(random.normal(size=(count, DIMENSIONS)))))
    return np.concatenate(rows).astype(np.float32)


def told(rows: Prints, speakers: int = 2, *, side_by_side: bool = False) -> list[int]:
    """Which voice each print is nearest to."""
    centres = tell_apart(rows, speakers, ClusterOptions(), side_by_side=side_by_side)
    assert np.allclose(np.linalg.norm(centres, axis=1), 1, atol=1e-5)
    return [int(v) for v in (rows @ centres.T).argmax(axis=1)]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("counts", [(40, 40), (90, 10), (8, 8), (200, 3), (120, 2)], ids=str)
def test_two_voices_are_told_apart_however_little_one_says(counts: tuple[int, int], seed: int) -> None:
    labels = told(prints(*counts, seed=seed))
    first, second = labels[: counts[0]], labels[counts[0] :]
    assert len(set(first)) == len(set(second)) == 1
    assert first[0] != second[0]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("count", [1, 3, 20, 100, 300])
def test_one_voice_is_not_split(count: int, seed: int) -> None:
    assert set(told(prints(count, seed=seed))) == {0}


def test_a_single_odd_window_is_a_cough_and_no_voice() -> None:
    assert set(told(prints(60, 1))) == {0}


def test_two_voices_stay_two_where_three_are_allowed() -> None:
    assert len(set(told(prints(60, 50), speakers=3))) == 2


def test_three_voices_are_found_where_they_are_allowed() -> None:
    labels = told(prints(60, 50, 20), speakers=3)
    assert [len(set(part)) for part in (labels[:60], labels[60:110], labels[110:])] == [1, 1, 1]
    assert len(set(labels)) == 3


def test_one_speaker_asked_for_is_one_voice() -> None:
    assert set(told(prints(40, 40), speakers=1)) == {0}


def test_voices_that_are_fairly_alike_are_two_only_if_heard_side_by_side() -> None:
    near = prints(60, 60, shared=1.25)
    assert len(set(told(near))) == 1
    assert len(set(told(near, side_by_side=True))) == 2


def test_an_hour_is_clustered_by_a_spread_out_sample() -> None:
    rows = prints(4000, 800)
    labels = told(rows)
    assert len(set(labels[:4000])) == len(set(labels[4000:])) == 1
    assert labels[0] != labels[-1]


def spoken(
    speech: Speech, windows: Sequence[Span], scores: list[list[float]]
) -> list[tuple[float, float, str]]:
    turns = who_speaks(speech, windows, np.array(scores, dtype=np.float32))
    return [(round(t.start, 2), round(t.end, 2), t.voice) for t in turns]


def test_the_voice_changes_where_the_windows_do() -> None:
    windows = [Span(0, 1.5), Span(0.75, 2.25), Span(1.5, 3), Span(2.25, 3.75), Span(3, 4.5)]
    scores = [[1.0, 0], [1, 0], [0.5, 0.5], [0, 1], [0, 1]]
    turns = spoken(Speech((Span(0, 4.5),)), windows, scores)
    assert [voice for *_, voice in turns] == ["voice-1", "voice-2"]
    assert (turns[0][0], turns[1][1]) == (0, 4.5)
    assert turns[0][1] == turns[1][0] == pytest.approx(2.25, abs=0.05)


def test_voices_are_named_in_order_of_appearance() -> None:
    turns = spoken(Speech((Span(1, 2), Span(3, 4))), [Span(1, 2), Span(3, 4)], [[0, 1], [1, 0]])
    assert turns == [(1, 2, "voice-1"), (3, 4, "voice-2")]


def test_both_voices_speak_in_overlapped_speech() -> None:
    speech = Speech((Span(0, 2), Span(3, 5)), overlaps=(Span(1.5, 2), Span(3, 3.4)))
    turns = spoken(speech, [Span(0, 2), Span(3, 5)], [[0.9, 0.1], [0.2, 0.8]])
    assert turns == [(0, 2, "voice-1"), (1.5, 2, "voice-2"), (3, 3.4, "voice-1"), (3, 5, "voice-2")]


def test_overlap_with_one_voice_only_is_that_voice() -> None:
    assert spoken(Speech((Span(0, 2),), (Span(1, 2),)), [Span(0, 2)], [[1.0]]) == [(0, 2, "voice-1")]


@given(st.data())
def test_all_speech_is_somebodys_and_nothing_else_is(data: st.DataObject) -> None:
    edges = sorted(data.draw(st.lists(st.integers(0, 3000), min_size=2, max_size=12, unique=True)))
    spans = tuple(Span(a / 100, b / 100) for a, b in zip(edges[::2], edges[1::2], strict=False))
    scores = data.draw(
        st.lists(st.lists(st.floats(-1, 1), min_size=2, max_size=2), min_size=len(spans), max_size=len(spans))
    )
    turns = who_speaks(Speech(spans), spans, np.array(scores, dtype=np.float32))
    heard = sorted((t.start, t.end) for t in turns)
    assert sum(b - a for a, b in heard) == pytest.approx(sum(s.length for s in spans))
    assert all(any(s.start <= a and b <= s.end for s in spans) for a, b in heard)


def test_missing_weights_are_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"weights\.pt.*everycall models fetch"):
        VoicePrinter(tmp_path / "weights.pt", tmp_path / "network.py")
