"""Workers that are interrupted, die, or come too late."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from asr.audio import Sound
from asr.listen import Heard
from qa.problem import Patience
from qa.recording import Recording, Stage, State
from qa.run import RunOutcome
from tests.desks import Listener, Plan, deliver, make_desk
from tests.shifts import CALL, Clock, look, outcomes, until_idle
from workers.desk import Desk, Job, Progress
from workers.perform import Ended, Result, perform
from workers.presence import Presence, the_dead
from workers.shift import bury
from workers.tasks import run


def test_a_house_that_closes_gives_the_work_back_without_blame(plan: Plan, lay: Callable[..., Desk]) -> None:
    closing = threading.Event()

    class Closing(Listener):
        def listen(self, sound: Sound, recording: Recording, progress: Progress) -> Heard:
            closing.set()
            progress("listen", 0.5)
            raise AssertionError("progress must stop the work")

    desk = lay(stopping=closing.is_set, listener=Closing(plan))
    deliver(plan, CALL, "one")
    assert run(desk, "one", Stage.INGEST) is Ended.DONE
    assert run(desk, "one", Stage.TRANSCRIBE) is Ended.RELEASED
    found = look(desk, "one")
    assert (found.state, found.tries, found.losses, found.problem) == (State.WAITING, 0, 0, None)
    assert outcomes(desk, "one")[-1] == (Stage.TRANSCRIBE, RunOutcome.RELEASED)
    until_idle(lay())
    assert look(desk, "one").state is State.DONE


def test_a_worker_that_comes_too_late_brings_nothing(plan: Plan, lay: Callable[..., Desk]) -> None:
    other = lay(now=lambda: datetime.now(UTC) + timedelta(hours=1))

    class Overtaken(Listener):
        def listen(self, sound: Sound, recording: Recording, progress: Progress) -> Heard:
            heard = super().listen(sound, recording, progress)
            assert run(other, recording.id, Stage.TRANSCRIBE) is Ended.DONE
            return heard

    desk = lay(listener=Overtaken(plan))
    deliver(plan, CALL, "one")
    assert run(desk, "one", Stage.INGEST) is Ended.DONE
    assert run(desk, "one", Stage.TRANSCRIBE) is Ended.LOST
    until_idle(other)
    with desk.store.read() as unit:
        (stored,) = unit.transcripts.of("one")
        assert [each.outcome for each in unit.runs.of("one")] == ["done", "lost", "done", "done"]
    assert look(desk, "one").transcript == stored.id


def test_a_worker_that_was_overtaken_stops_at_its_next_breath(plan: Plan, lay: Callable[..., Desk]) -> None:
    other = lay(now=lambda: datetime.now(UTC) + timedelta(hours=1))

    class Overtaken(Listener):
        def listen(self, sound: Sound, recording: Recording, progress: Progress) -> Heard:
            assert run(other, recording.id, Stage.TRANSCRIBE) is Ended.DONE
            end = time.monotonic() + 30
            while time.monotonic() < end:
                progress("listen", 0.5)
                time.sleep(0.01)
            raise AssertionError("the pulse must notice")

    desk = lay(replace(plan, lease_seconds=0.3), listener=Overtaken(plan))
    deliver(plan, CALL, "one")
    run(desk, "one", Stage.INGEST)
    assert run(desk, "one", Stage.TRANSCRIBE) is Ended.LOST


def test_a_claim_is_renewed_while_the_work_goes_on(plan: Plan, lay: Callable[..., Desk]) -> None:
    slow = replace(plan, seconds=6.0, lease_seconds=4.0)
    desk, other = lay(slow), lay(slow)
    deliver(plan, CALL, "one")
    run(desk, "one", Stage.INGEST)
    thread = threading.Thread(target=run, args=(desk, "one", Stage.TRANSCRIBE))
    thread.start()
    seen: list[float] = []
    while look(other, "one").state is not State.WORKING:
        time.sleep(0.02)  # else the other might be the first to claim it
    while thread.is_alive():
        # It is done for a moment before the thread has ended; that nobody did it twice is noted below.
        assert run(other, "one", Stage.TRANSCRIBE) in (Ended.IDLE, Ended.DONE)
        found = look(other, "one")
        if found.state is State.WORKING:
            seen.append(found.progress)
        time.sleep(0.2)
    thread.join()
    assert plan.noted() == ["begin one", "end one"]
    assert seen == sorted(seen)
    assert max(seen) > 0.3


def test_a_stage_without_end_ends_its_worker(plan: Plan, lay: Callable[..., Desk]) -> None:
    ended = threading.Event()

    class Endless(Listener):
        def listen(self, sound: Sound, recording: Recording, progress: Progress) -> Heard:
            assert ended.wait(30)
            return super().listen(sound, recording, progress)

    desk = lay(listener=Endless(plan), abandon=ended.set)
    desk = replace(desk, rules=replace(desk.rules, limit_seconds=0.5, lease_seconds=0.3))
    deliver(plan, CALL, "one")
    run(desk, "one", Stage.INGEST)
    run(desk, "one", Stage.TRANSCRIBE)
    assert ended.is_set()


def test_what_a_dead_worker_of_this_host_held_is_due_at_once(plan: Plan, lay: Callable[..., Desk]) -> None:
    deliver(plan, CALL, "one")
    desk = lay()
    dead = Presence(plan.presences, "dead")
    dying = make_desk(plan, dead, lambda: False)

    def die(job: Job) -> Result:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        perform(dying, "one", Stage.INGEST, die)
    (plan.presences / "dead" / "job-left").mkdir()
    assert bury(desk, plan.presences) == 0  # it lives
    assert look(desk, "one").state is State.WORKING
    dead._lock.close()  # as the kernel does
    assert bury(desk, plan.presences) == 1
    assert not (plan.presences / "dead").exists()
    assert look(desk, "one").state is State.WAITING
    until_idle(desk)
    assert outcomes(desk, "one")[0] == (Stage.INGEST, RunOutcome.LOST)
    assert look(desk, "one").state is State.DONE


def test_a_recording_that_kills_worker_after_worker_is_failed(plan: Plan, lay: Callable[..., Desk]) -> None:
    clock = Clock()
    desk = lay(replace(plan, patience=Patience(losses=5, free_losses=2, house_wait=30)), now=clock)
    deliver(plan, CALL, "one")

    def die(job: Job) -> Result:
        raise KeyboardInterrupt

    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            perform(desk, "one", Stage.INGEST, die)
        clock.wind(60)
        assert perform(desk, "one", Stage.SCORE, die) is Ended.IDLE  # only takes the claim back
        clock.wind(60)
    found = look(desk, "one")
    assert found.state is State.FAILED
    assert found.problem is not None
    assert found.problem.code == "qa.worker_lost"


def test_the_living_and_those_just_coming_in_are_not_buried(tmp_path: Path) -> None:
    with Presence(tmp_path, "alive"):
        (tmp_path / ".entering-new").mkdir()
        (tmp_path / ".entering-new" / "lock").touch()
        (tmp_path / "no-lock").mkdir()
        with the_dead(tmp_path) as dead:
            assert dead == ()
    assert not (tmp_path / "alive").exists()
    with the_dead(tmp_path / "nowhere") as dead:
        assert dead == ()


def test_two_undertakers_do_not_meet(tmp_path: Path) -> None:
    Presence(tmp_path, "gone")._lock.close()
    with the_dead(tmp_path) as first, the_dead(tmp_path) as second:
        assert (first, second) == (("gone",), ())
