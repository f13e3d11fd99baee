"""Calls of like length one after the other, and none that waits for ever."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from asr.engines.faster_whisper import WhisperOptions
from asr.engines.shapes import filled, rounded
from config.settings import Settings
from qa.backlog import BYTES_A_SECOND, UNSIZED_SECONDS
from qa.lane import Lane, stages_of
from qa.length import Alike, LengthOptions, bucket_of, seconds_of
from qa.recording import Stage
from tests import sounds
from tests.contracts.values import at
from tests.desks import Plan, receive_at
from workers.desk import Desk, Habit
from workers.engines import make_desk, presences
from workers.presence import Presence
from workers.shift import step

OPTIONS = LengthOptions(edges=(10.0, 100.0), head_start=timedelta(seconds=60))
WAITING = st.lists(st.tuples(st.integers(0, 300), st.floats(1, 200)), min_size=1, max_size=40)


@pytest.mark.parametrize(("seconds", "bucket"), [(0, 0), (9.9, 0), (10, 1), (99, 1), (100, 2), (1e6, 2)])
def test_a_length_falls_into_one_bucket(seconds: float, bucket: int) -> None:
    assert bucket_of(seconds, OPTIONS) == bucket


@pytest.mark.parametrize(
    "wrong",
    [{"edges": (10.0, 10.0)}, {"edges": (100.0, 10.0)}, {"head_start": timedelta(seconds=-1)}],
)
def test_options_that_cannot_hold_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="edges have to grow"):
        LengthOptions(**wrong)  # type: ignore[arg-type]


def test_a_length_is_estimated_by_its_bytes_until_it_is_known() -> None:
    assert seconds_of(7.5, 10**9) == 7.5
    assert seconds_of(None, 160_000) == 160_000 / BYTES_A_SECOND
    assert seconds_of(None, None) == UNSIZED_SECONDS


def worked(waiting: list[tuple[int, float]]) -> list[tuple[datetime, float]]:
    """Let a worker take one after the other, as `Turns.due` does; gives the order."""
    left = [(at(received), seconds) for received, seconds in waiting]
    done: list[tuple[datetime, float]] = []
    while left:
        if done:
            alike = Alike(bucket_of(done[-1][1], OPTIONS), OPTIONS)
            left.sort(key=lambda each: (alike.turn(*each), *each))
        else:
            left.sort()
        done.append(left.pop(0))
    return done


@given(WAITING)
def test_nothing_is_overtaken_by_more_than_the_head_start(waiting: list[tuple[int, float]]) -> None:
    done = worked(waiting)
    assert len(done) == len(waiting)
    for place, (turn, _) in enumerate(done):
        assert all(other - turn <= OPTIONS.head_start for other, _ in done[:place])


@given(WAITING)
def test_what_comes_after_the_head_start_never_goes_first_however_much_there_is(
    waiting: list[tuple[int, float]],
) -> None:
    patient = (at(0), 1.0)  # short; all others are long and come later
    others = [(received + 61, seconds + 200) for received, seconds in waiting]
    assert worked([(0, 1.0), *others])[0] == patient


@given(WAITING)
def test_within_the_head_start_a_bucket_is_finished_before_another_is_begun(
    waiting: list[tuple[int, float]],
) -> None:
    close = [(received % 60, seconds) for received, seconds in waiting]
    buckets = [bucket_of(seconds, OPTIONS) for _, seconds in worked(close)]
    changes = sum(one != other for one, other in pairwise(buckets))
    assert changes == len(set(buckets)) - 1


def bring(plan: Plan, desk: Desk, name: str, seconds: float) -> None:
    audio = sounds.wav(sounds.babble(seconds, 8000), 8000)
    plan.objects().put(f"calls/{name}.wav", io.BytesIO(audio))
    recording = replace(receive_at(name, f"calls/{name}.wav"), size=len(audio))
    with desk.store.begin() as unit:
        unit.recordings.add(recording)


@pytest.mark.parametrize("minds", [True, False])
def test_a_worker_that_minds_takes_the_like_of_its_last_call(
    plan: Plan, lay: Callable[..., Desk], minds: bool
) -> None:
    every = lay(stages=stages_of([Lane.CPU]))
    for number in range(6):
        bring(plan, every, f"c{number}", 4.0 if number % 2 else 1.0)
    while step(every, (Stage.INGEST,)):
        pass
    options = LengthOptions(edges=(2.0,), head_start=timedelta(minutes=1))
    gpu = lay(stages=stages_of([Lane.GPU]), habit=Habit(options if minds else None))
    while step(gpu):
        pass
    order = [line.split()[1] for line in plan.noted() if line.startswith("begin")]
    mixed = ["c0", "c1", "c2", "c3", "c4", "c5"]
    assert order == (["c0", "c2", "c4", "c1", "c3", "c5"] if minds else mixed)
    assert gpu.habit.bucket == (1 if minds else None)


def test_urgent_calls_go_first_whatever_their_length(plan: Plan, lay: Callable[..., Desk]) -> None:
    desk = lay(habit=Habit(LengthOptions(edges=(2.0,)), bucket=0), stages=(Stage.TRANSCRIBE,))
    for name, seconds, priority in (("short", 1.0, 5), ("urgent", 4.0, 6)):
        size = round(seconds * BYTES_A_SECOND)
        waits = replace(
            receive_at(name, f"calls/{name}.wav"), stage=Stage.TRANSCRIBE, size=size, priority=priority
        )
        with desk.store.begin() as unit:
            unit.recordings.add(waits)
    with desk.store.read() as unit:
        due = unit.turns.due(desk.now(), limit=2, alike=desk.habit.alike)
    assert [each.recording for each in due] == ["urgent", "short"]


@pytest.mark.parametrize(("queues", "minds"), [("gpu", True), ("cpu", False), ("cpu,gpu", False)])
def test_only_workers_of_the_gpu_alone_mind(tmp_path: Path, queues: str, minds: bool) -> None:
    house = Settings(data_dir=tmp_path, queues=queues)
    with Presence(presences(house), "w1") as presence:
        desk = make_desk(house, presence, lambda: False)
        assert (desk.habit.options is not None) is minds
        desk.store.close()


BATCHES = hnp.arrays(np.float32, st.tuples(st.integers(1, 20), st.integers(1, 5), st.integers(1, 4)))


@given(BATCHES)
def test_a_gpu_is_given_batches_of_few_sizes_with_the_same_rows(batch: NDArray[np.float32]) -> None:
    made = filled(batch, "cuda")
    assert np.array_equal(made[: len(batch)], batch, equal_nan=True)
    assert not made[len(batch) :].any()
    assert len(made) in {1, 2, 4, 8, 16, 32}
    assert len(made) < 2 * len(batch)
    assert filled(batch, "cpu") is batch


def test_whisper_is_shown_few_lengths_on_a_gpu_and_just_enough_on_a_cpu() -> None:
    options, most = WhisperOptions(), 3000
    longest = [n / 10 for n in range(1, 301)]
    gpu = [options.frames(each, most, "cuda") for each in longest]
    cpu = [options.frames(each, most, "cpu") for each in longest]
    assert set(gpu) == {1000, 1500, 2000, 2500, 3000}
    assert len(set(cpu)) > 200 / 2
    assert all(each % 2 == 0 for each in cpu)
    assert all(shown >= min(100 * each, most) for each, shown in zip(longest, cpu, strict=True))
    assert all(0 <= more - less <= 500 for more, less in zip(gpu, cpu, strict=True))
    assert options.frames(1.0, 700, "cuda") == 700


def test_what_is_longer_than_every_length_stays() -> None:
    assert rounded(31.0, (10.0, 30.0)) == 31.0
    assert rounded(10.0, (10.0, 30.0)) == 10.0
    assert rounded(10.1, ()) == 10.1
