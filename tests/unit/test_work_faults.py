"""What may be wrong with the house, and what is tried again."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from asr.audio import Sound
from asr.errors import EngineFailed, ModelMissing, ScratchFull
from asr.listen import Heard
from qa.problem import Fault, Patience
from qa.recording import Recording, Stage, State
from scoring.errors import RubricInvalid
from storage.errors import ObjectMissing, StorageFull, StorageUnavailable
from storage.uow import Store, Unit
from tests.desks import Listener, Plan, check_each_done_once, deliver
from tests.shifts import CALL, Clock, drive_again, look, outcomes, until_idle
from workers.desk import Desk, Progress
from workers.faults import problem_of
from workers.shift import work


class Faulty(Listener):
    """Ears that raise what they are told to, one thing each time, and then hear well."""

    def __init__(self, plan: Plan, *errors: Exception) -> None:
        super().__init__(plan)
        self.errors = list(errors)

    def listen(self, sound: Sound, recording: Recording, progress: Progress) -> Heard:
        if self.errors:
            raise self.errors.pop(0)
        return super().listen(sound, recording, progress)


def test_a_failure_by_chance_is_tried_again_and_nothing_before_it_is(
    plan: Plan, lay: Callable[..., Desk]
) -> None:
    clock = Clock()
    patient = replace(plan, patience=Patience(tries=4, first_wait=10, growth=4))
    ears = Faulty(plan, EngineFailed("gave up"), KeyError("bug"), MemoryError("much"))
    desk = lay(patient, listener=ears, now=clock)
    deliver(plan, CALL, "one")
    for wait in (10, 40, 160):
        until_idle(desk)
        waits = look(desk, "one")
        assert waits.state is State.WAITING
        assert waits.problem is not None
        assert waits.next_attempt_at - clock() == pytest.approx(
            timedelta(seconds=wait), abs=timedelta(seconds=3)
        )
        clock.wind(wait)
    until_idle(desk)
    assert look(desk, "one").state is State.DONE
    assert look(desk, "one").problem is None
    ran = outcomes(desk, "one")
    assert [stage for stage, _ in ran] == [Stage.INGEST] + [Stage.TRANSCRIBE] * 4 + [Stage.SCORE]
    assert [outcome for _, outcome in ran] == ["done", "failed", "failed", "failed", "done", "done"]


def test_a_failure_that_stays_is_final_and_can_be_re_driven(
    plan: Plan, lay: Callable[..., Desk], caplog: pytest.LogCaptureFixture
) -> None:
    quick = replace(plan, patience=Patience(tries=3, first_wait=0.0, growth=1.0))
    ears = Faulty(plan, *(ValueError(f"bug \x00 {n} \ud800") for n in range(3)))
    desk = lay(quick, listener=ears)
    deliver(plan, CALL, "one")
    until_idle(desk)
    found = look(desk, "one")
    assert found.state is State.FAILED
    assert found.problem is not None
    assert found.problem.code == "workers.unexpected"
    assert "ValueError: bug" in found.problem.message
    assert "bug \x00 0 \\ud800" in caplog.text
    assert "in listen" in caplog.text
    assert caplog.text.encode()  # as a log file in UTF-8 does
    drive_again(desk, "one")
    until_idle(desk)
    check_done = look(desk, "one")
    assert (check_done.state, check_done.problem) == (State.DONE, None)


@pytest.mark.parametrize(
    "error",
    [
        ModelMissing("run `everycall models fetch`"),
        ScratchFull("no room"),
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
        StorageUnavailable("away"),
        RubricInvalid(("x.yaml: broken",)),
    ],
)
def test_what_the_house_lacks_is_waited_for_and_costs_no_try(
    plan: Plan, lay: Callable[..., Desk], error: Exception
) -> None:
    clock = Clock()
    desk = lay(
        replace(plan, patience=Patience(tries=2, house_wait=30)),
        listener=Faulty(plan, *[error] * 6),
        now=clock,
    )
    deliver(plan, CALL, "one")
    for _ in range(6):
        until_idle(desk)
        waits = look(desk, "one")
        assert (waits.state, waits.tries) == (State.WAITING, 0)
        assert waits.problem is not None
        assert waits.problem.fault is Fault.HOUSE
        clock.wind(30)
    until_idle(desk)
    assert look(desk, "one").state is State.DONE


def test_every_fault_has_a_message_that_can_be_stored() -> None:
    for error in (ValueError("\x00\ud800" * 5000), ObjectMissing("gone"), StorageFull("full")):
        problem = problem_of(error)
        assert len(problem.message) <= 2000
        assert "\x00" not in problem.message
        problem.message.encode()


class Away(Store):
    """A database that is away for the first so many transactions after `leave`."""

    def __init__(self, inner: Store) -> None:
        self._inner = inner
        self.left = 0

    @contextmanager
    def begin(self) -> Iterator[Unit]:
        if self.left:
            self.left -= 1
            raise StorageUnavailable("The database does not answer (test).")
        with self._inner.begin() as unit:
            yield unit

    @contextmanager
    def read(self) -> Iterator[Unit]:
        with self._inner.read() as unit:
            yield unit

    def close(self) -> None:
        self._inner.close()


def test_a_result_outlasts_a_database_that_is_away(plan: Plan, lay: Callable[..., Desk]) -> None:
    store = Away(plan.store())

    class Leaving(Listener):
        def listen(self, sound: Sound, recording: Recording, progress: Progress) -> Heard:
            heard = super().listen(sound, recording, progress)
            store.left = 3
            return heard

    desk = lay(store=store, listener=Leaving(plan))
    deliver(plan, CALL, "one")
    until_idle(desk)
    assert plan.noted() == ["begin one", "end one"]
    check_each_done_once(store)


def test_a_worker_waits_for_a_database_that_is_away(plan: Plan, lay: Callable[..., Desk]) -> None:
    store = Away(plan.store())
    deliver(plan, CALL, "one")
    store.left = 4
    rests: list[float] = []
    desk = lay(store=store, stopping=lambda: len(rests) > 8)
    work(desk, rest=rests.append)
    assert rests[:4] == sorted(rests[:4])
    assert look(desk, "one").state is State.DONE
