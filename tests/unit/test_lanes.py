"""Which work a machine does, and when its workers are replaced."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from config.settings import Settings
from qa.lane import Lane, stages_of
from qa.recording import Stage, State
from tests.desks import Plan, deliver
from tests.shifts import CALL, look, outcomes, until_idle
from workers.desk import Desk, Rules
from workers.engines import lanes, make_desk, presences
from workers.memory import resident_mb
from workers.presence import Presence
from workers.shift import work
from workers.wakes import SWEEP, queues_of, task_name

Lay = Callable[..., Desk]


def test_what_recurs_needs_no_gpu_and_nothing_is_left_to_nobody() -> None:
    cpu, gpu = queues_of([Lane.CPU]), queues_of([Lane.GPU])
    assert (cpu, gpu) == (("everycall.ingest", "everycall.score", SWEEP), ("everycall.transcribe",))
    assert {*cpu, *gpu} == {*queues_of(Lane)} == {SWEEP, *map(task_name, Stage)}


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("cpu,gpu", (Lane.CPU, Lane.GPU)),
        (" gpu ", (Lane.GPU,)),
        ("cpu,cpu", (Lane.CPU,)),
    ],
)
def test_the_setting_says_whose_work_a_machine_does(
    tmp_path: Path, told: str, read: tuple[Lane, ...]
) -> None:
    house = Settings(data_dir=tmp_path, queues=told)
    assert lanes(house) == read
    with Presence(presences(house), "w1") as presence:
        desk = make_desk(house, presence, lambda: False)
        assert desk.stages == stages_of(read)
        desk.store.close()


@pytest.mark.parametrize("told", ["", "tpu", "cpu;gpu"])
def test_a_queue_that_is_none_is_refused(told: str) -> None:
    with pytest.raises(ValidationError, match="EVERYCALL_QUEUES"):
        Settings(queues=told)


def test_a_worker_takes_the_work_of_its_lane_only(plan: Plan, lay: Lay) -> None:
    cpu, gpu = lay(stages=stages_of([Lane.CPU])), lay(stages=stages_of([Lane.GPU]))
    deliver(plan, CALL, "one")
    until_idle(gpu)
    assert look(gpu, "one").attempt == 0
    until_idle(cpu)
    assert (look(cpu, "one").stage, look(cpu, "one").state) == (Stage.TRANSCRIBE, State.WAITING)
    until_idle(gpu)
    until_idle(cpu)
    assert look(cpu, "one").state is State.DONE


def test_a_worker_leaves_after_a_stage_and_never_in_the_middle_of_one(plan: Plan, lay: Lay) -> None:
    held = iter([10.0, 99.0])
    desk = lay(rules=Rules(memory_mb=50.0))
    deliver(plan, CALL, "one")
    work(desk, memory_mb=lambda: next(held))
    assert outcomes(desk, "one") == [(Stage.INGEST, "done"), (Stage.TRANSCRIBE, "done")]
    assert look(desk, "one").lease is None


def test_an_idle_worker_stays_however_much_it_holds(plan: Plan, lay: Lay) -> None:
    rests: list[float] = []
    desk = replace(lay(rules=Rules(memory_mb=1.0)), stopping=lambda: len(rests) == 3)
    work(desk, rest=rests.append, memory_mb=lambda: 99.0)
    assert len(rests) == 3


def test_without_a_limit_nobody_asks(plan: Plan, lay: Lay) -> None:
    desk = lay(rules=Rules(memory_mb=0.0))
    deliver(plan, CALL, "one")

    def unasked() -> float:
        raise AssertionError

    work(replace(desk, stopping=lambda: look(desk, "one").settled), memory_mb=unasked)
    assert look(desk, "one").state is State.DONE


def test_the_memory_of_this_process_grows_with_what_it_holds() -> None:
    before = resident_mb()
    assert 10 < before < 100_000
    ballast = bytearray(b"x" * (64 * 1024 * 1024))
    assert resident_mb() - before > 48
    assert ballast


def test_celery_replaces_its_processes_by_the_same_limit(tmp_path: Path) -> None:
    from workers.worker import make_worker

    def limit(memory_mb: float) -> int | None:
        app = make_worker(
            "redis://127.0.0.1:1/0",
            make_desk,
            tmp_path,
            limit_seconds=9,
            memory_mb=memory_mb,  # type: ignore[arg-type]
        )
        found: int | None = app.conf.worker_max_memory_per_child
        return found

    assert (limit(2.0), limit(0.0)) == (2048, None)  # KiB
