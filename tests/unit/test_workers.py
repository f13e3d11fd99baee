"""The stages, performed: once, twice, at once, by workers that fail, die or come too late."""

import errno
import io
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from asr.audio import Sound
from asr.errors import EngineFailed, ModelMissing, ScratchFull
from asr.listen import Heard
from qa.problem import Fault, Patience
from qa.recording import Recording, Stage, State, redrive
from qa.run import RunOutcome
from scoring.errors import RubricInvalid
from storage.errors import ObjectMissing, StorageFull, StorageUnavailable
from storage.uow import Store, Unit
from tests import sounds
from tests.desks import Listener, Plan, check_each_done_once, deliver, make_desk, receive_at
from workers.desk import Desk, Job, Progress
from workers.faults import problem_of
from workers.perform import Ended, Result, perform
from workers.presence import Presence, the_dead
from workers.shift import bury, step, work
from workers.tasks import run

CALL = sounds.wav(sounds.babble(1.0, 8000), 8000)


@pytest.fixture
def plan(data_dir: Path) -> Plan:
    return Plan(data_dir)


@pytest.fixture
def lay(plan: Plan) -> Iterator[Callable[..., Desk]]:
    """Lays desks, each with a presence of its own."""
    presences: list[Presence] = []
    desks: list[Desk] = []

    def make(plan_of: Plan = plan, stopping: Callable[[], bool] = lambda: False, **changes: object) -> Desk:
        presences.append(Presence(plan_of.presences, f"w{len(presences)}"))
        desks.append(make_desk(plan_of, presences[-1], stopping, **changes))
        return desks[-1]

    yield make
    for desk in desks:
        desk.store.close()
    for presence in presences:
        presence.leave()


def until_idle(desk: Desk, *, most: int = 50) -> None:
    for _ in range(most):
        if not step(desk):
            return
    pytest.fail("there is always something to do")


def look(desk: Desk, recording: str) -> Recording:
    with desk.store.read() as unit:
        return unit.recordings.get(recording)


def outcomes(desk: Desk, recording: str) -> list[tuple[Stage, RunOutcome]]:
    with desk.store.read() as unit:
        return [(each.stage, each.outcome) for each in unit.runs.of(recording)]


# The way


def test_a_call_goes_all_the_way(plan: Plan, lay: Callable[..., Desk]) -> None:
    desk = lay()
    sidecar = b'{"agent_id": "a7", "language": "en", "business": {"balance": 3}}'
    desk.objects.put("calls/one.wav.json", io.BytesIO(sidecar))
    deliver(plan, CALL, "one")
    until_idle(desk)
    found = look(desk, "one")
    assert (found.state, found.language, found.metadata.agent_id) == (State.DONE, "en", "a7")
    assert found.duration == pytest.approx(1.0, abs=0.05)
    assert (found.size, found.problem, found.overall) == (len(CALL), None, 1.0)
    with desk.store.read() as unit:
        (evaluation,) = unit.evaluations.of("one")
        stored = unit.transcripts.get(found.transcript or "")
        history = unit.runs.of("one")
        flags = unit.flags.of(["one"])["one"]
        names = [event.name for event in unit.audit.of("one")]
    assert evaluation.scorecard.score == 100
    assert evaluation.transcript == stored.id
    assert stored.transcript.turns[0].text == "Good morning."
    assert [each.kind for each in flags] == ["health"]
    assert [(each.stage, each.outcome) for each in history] == [(stage, RunOutcome.DONE) for stage in Stage]
    assert [name for name, _ in history[1].timings] == ["decode", "listen"]
    assert history[1].engines[0].name == "fake-ears"
    assert all(cpu >= 0 for each in history for _, cpu in each.timings)
    assert history[2].settings[0][0] == "rubric:manners"
    assert names == [
        "recording.received",
        "stage.completed",
        "stage.completed",
        "evaluation.published",
        "stage.completed",
    ]
    check_each_done_once(desk.store)


def test_every_stage_twice_is_every_stage_once(plan: Plan, lay: Callable[..., Desk]) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    for stage in Stage:
        assert run(desk, "one", stage) is Ended.DONE
        assert run(desk, "one", stage) is Ended.IDLE
    assert plan.noted() == ["begin one", "end one"]
    check_each_done_once(desk.store)


def test_the_same_message_twice_at_once_is_worked_on_once(plan: Plan, lay: Callable[..., Desk]) -> None:
    slow = replace(plan, seconds=0.3)
    desks = [lay(slow) for _ in range(3)]
    deliver(plan, CALL, "one")
    for stage in Stage:
        ended: list[Ended] = []
        threads = [
            threading.Thread(target=lambda desk=desk: ended.append(run(desk, "one", stage)))  # noqa: B023 joined below
            for desk in desks
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(ended) == ["done", "idle", "idle"]
    assert plan.noted() == ["begin one", "end one"]
    check_each_done_once(desks[0].store)


def test_a_message_of_a_stage_that_is_not_next_or_of_nobody_does_nothing(
    plan: Plan, lay: Callable[..., Desk]
) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    assert run(desk, "one", Stage.SCORE) is Ended.IDLE
    assert run(desk, "nobody", Stage.INGEST) is Ended.IDLE
    assert outcomes(desk, "one") == []


def test_the_oldest_call_goes_first_and_all_the_way(plan: Plan, lay: Callable[..., Desk]) -> None:
    desk = lay()
    for name in ("b", "a"):
        deliver(plan, CALL, name)
    for _ in Stage:
        step(desk)
    assert (look(desk, "b").state, look(desk, "a").state) == (State.DONE, State.WAITING)


# What is wrong with the recording


@pytest.mark.parametrize(
    ("audio", "code"),
    [
        (b"", "asr.empty_audio"),
        (b"Dear Sir or Madam, this is a letter. " * 200, "asr.not_audio"),
        (sounds.wav(np.concatenate([sounds.tone(1.0, 8000)] * 3), 8000), "asr.too_many_channels"),
        (sounds.wav(sounds.silence(0.0, 8000), 8000), "asr.empty_audio"),
    ],
)
def test_what_is_no_sound_fails_visibly_and_at_once(
    plan: Plan, lay: Callable[..., Desk], audio: bytes, code: str
) -> None:
    desk = lay()
    deliver(plan, audio, "one")
    until_idle(desk)
    found = look(desk, "one")
    assert found.state is State.FAILED
    assert found.problem is not None
    assert (found.problem.code, found.problem.fault) == (code, Fault.RECORDING)
    assert outcomes(desk, "one")[-1] == (found.stage, RunOutcome.FAILED)
    assert plan.noted() == []


def drive_again(desk: Desk, recording: str, stage: Stage | None = None) -> None:
    with desk.store.begin() as unit:
        loaded = unit.recordings.get(recording)
        unit.recordings.save(redrive(loaded, now=desk.now(), stage=stage), loaded=loaded)


def test_a_sidecar_of_wrong_types_fails_and_once_put_right_goes_on(
    plan: Plan, lay: Callable[..., Desk]
) -> None:
    desk = lay()
    key = "calls/one.wav.json"
    desk.objects.put(key, io.BytesIO(b'{"agent_id": 7, "language": "tlh"}'))
    deliver(plan, CALL, "one")
    until_idle(desk)
    found = look(desk, "one")
    assert found.state is State.FAILED
    assert found.problem is not None
    assert found.problem.code == "qa.metadata_invalid"
    assert "agent_id is 7" in found.problem.message
    assert "zh or en" in found.problem.message
    desk.objects.put(key, io.BytesIO(b'{"agent_id": "7"}'))
    drive_again(desk, "one")
    until_idle(desk)
    assert look(desk, "one").metadata.agent_id == "7"
    assert look(desk, "one").state is State.DONE


def test_two_recordings_of_one_call_id_are_told(plan: Plan, lay: Callable[..., Desk]) -> None:
    desk = lay()
    for name in ("one", "two"):
        desk.objects.put(f"calls/{name}.wav.json", io.BytesIO(b'{"source_call_id": "c1"}'))
        deliver(plan, CALL, name)
    until_idle(desk)
    found = look(desk, "two")
    assert look(desk, "one").state is State.DONE
    assert found.state is State.FAILED
    assert found.problem is not None
    assert found.problem.code == "storage.already_known"
    assert "already recording one" in found.problem.message


def test_an_object_that_never_comes_fails_after_some_tries(plan: Plan, lay: Callable[..., Desk]) -> None:
    desk = lay(replace(plan, patience=Patience(tries=3, first_wait=0.0, growth=1.0)))
    with desk.store.begin() as unit:
        unit.recordings.add(receive_at("one", "calls/one.wav"))
    until_idle(desk)
    found = look(desk, "one")
    assert found.state is State.FAILED
    assert found.problem is not None
    assert found.problem.code == "storage.object_missing"
    assert found.attempt == 3
    desk.objects.put("calls/one.wav", io.BytesIO(CALL))
    drive_again(desk, "one")
    until_idle(desk)
    assert look(desk, "one").state is State.DONE


def test_a_sound_that_cannot_be_judged_is_set_aside_without_a_score(
    plan: Plan, lay: Callable[..., Desk]
) -> None:
    desk = lay(replace(plan, unfit=True))
    deliver(plan, CALL, "one")
    until_idle(desk)
    found = look(desk, "one")
    assert found.state is State.NOT_SCORABLE
    assert found.problem is not None
    assert found.problem.message == "Nobody speaks in this call."
    assert found.health is not None
    assert not found.health.scorable
    assert found.duration == pytest.approx(1.0, abs=0.05)
    with desk.store.read() as unit:
        assert unit.evaluations.of("one", in_force=False) == ()
        assert unit.flags.of(["one"])["one"][0].why == "Nobody speaks in this call."
        assert [event.name for event in unit.audit.of("one")][-1] == "recording.set_aside"


def test_audio_that_was_replaced_since_is_not_taken_for_the_same(
    plan: Plan, lay: Callable[..., Desk]
) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    assert step(desk)
    desk.objects.put("calls/one.wav", io.BytesIO(sounds.wav(sounds.babble(1.0, 8000, seed=5), 8000)))
    until_idle(desk)
    found = look(desk, "one")
    assert found.state is State.FAILED
    assert found.problem is not None
    assert found.problem.code == "workers.audio_changed"
    drive_again(desk, "one", Stage.INGEST)
    until_idle(desk)
    assert look(desk, "one").state is State.DONE


@pytest.mark.parametrize("key", ["calls/通话 %20+1?.wav", "a b/%2e%2e/c+d.wav", "x" * 200 + "/" + "录" * 80])
def test_odd_keys_go_all_the_way(plan: Plan, lay: Callable[..., Desk], key: str) -> None:
    desk = lay()
    desk.objects.put(key, io.BytesIO(CALL))
    desk.objects.put(f"{key}.json", io.BytesIO(b'{"queue": "q"}'))
    with desk.store.begin() as unit:
        unit.recordings.add(receive_at("one", key))
    until_idle(desk)
    assert (look(desk, "one").state, look(desk, "one").metadata.queue) == (State.DONE, "q")


# What is wrong with the house


class Faulty(Listener):
    """Ears that raise what they are told to, one thing each time, and then hear well."""

    def __init__(self, plan: Plan, *errors: Exception) -> None:
        super().__init__(plan)
        self.errors = list(errors)

    def listen(self, sound: Sound, recording: Recording, progress: Progress) -> Heard:
        if self.errors:
            raise self.errors.pop(0)
        return super().listen(sound, recording, progress)


class Clock:
    """A clock that a test winds."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def wind(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)


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


# Workers that are interrupted, die, or come too late


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
    slow = replace(plan, seconds=3.0, lease_seconds=2.0)
    desk, other = lay(slow), lay(slow)
    deliver(plan, CALL, "one")
    run(desk, "one", Stage.INGEST)
    thread = threading.Thread(target=run, args=(desk, "one", Stage.TRANSCRIBE))
    thread.start()
    seen: list[float] = []
    while thread.is_alive():
        # It is done for a moment before the thread has ended; that nobody did it twice is noted below.
        assert run(other, "one", Stage.TRANSCRIBE) in (Ended.IDLE, Ended.DONE)
        found = look(other, "one")
        if found.state is State.WORKING:
            seen.append(found.progress)
        time.sleep(0.05)
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


# Again, on purpose


def test_scoring_again_makes_new_evaluations_on_the_stored_words(
    plan: Plan, lay: Callable[..., Desk]
) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    until_idle(desk)
    drive_again(desk, "one", Stage.SCORE)
    until_idle(desk)
    with desk.store.read() as unit:
        assert (
            len(unit.evaluations.of("one", in_force=False)) == 1
        )  # nothing has changed: nothing is judged twice
    changed = lay(replace(plan, rubrics=(("good evening", "active"),)))
    drive_again(desk, "one", Stage.SCORE)
    until_idle(changed)
    with desk.store.read() as unit:
        old, new = unit.evaluations.of("one", in_force=False)
        assert [each.id for each in unit.evaluations.of("one")] == [new.id]
        assert [flag.kind for flag in unit.flags.of(["one"])["one"]] == ["under_pass_mark", "health"]
    assert (old.scorecard.score, new.scorecard.score) == (100, 0)
    assert plan.noted() == ["begin one", "end one"]


def test_listening_again_with_other_ears_makes_a_new_transcript(plan: Plan, lay: Callable[..., Desk]) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    until_idle(desk)
    drive_again(desk, "one", Stage.TRANSCRIBE)
    until_idle(desk)
    assert plan.noted() == ["begin one", "end one"]  # the same ears would hear the same
    better = lay(replace(plan, text="Good evening."))
    drive_again(desk, "one", Stage.TRANSCRIBE)
    until_idle(better)
    with desk.store.read() as unit:
        old, new = unit.transcripts.of("one")
    assert look(desk, "one").transcript == new.id
    assert (old.transcript.turns[0].text, new.transcript.turns[0].text) == ("Good morning.", "Good evening.")


def test_a_rubric_on_trial_scores_in_the_shadow(plan: Plan, lay: Callable[..., Desk]) -> None:
    desk = lay(replace(plan, rubrics=(("good evening", "trial"), ("nothing", "draft"))))
    deliver(plan, CALL, "one")
    until_idle(desk)
    with desk.store.read() as unit:
        (shadow,) = unit.evaluations.of("one", in_force=False)
        assert unit.evaluations.of("one") == ()
        assert [flag.kind for flag in unit.flags.of(["one"])["one"]] == ["health"]
        assert "evaluation.published" not in [event.name for event in unit.audit.of("one")]
    assert (shadow.state, shadow.scorecard.score) == ("draft", 0)


def test_what_was_on_trial_counts_once_it_is_active(plan: Plan, lay: Callable[..., Desk]) -> None:
    trial = lay(replace(plan, rubrics=(("good evening", "trial"),)))
    deliver(plan, CALL, "one")
    until_idle(trial)
    active = lay(replace(plan, rubrics=(("good evening", "active"),)))
    drive_again(active, "one", Stage.SCORE)
    until_idle(active)
    with active.store.read() as unit:
        (counted,) = unit.evaluations.of("one")
        assert len(unit.evaluations.of("one", in_force=False)) == 2
        assert "under_pass_mark" in [flag.kind for flag in unit.flags.of(["one"])["one"]]
    assert counted.state == "published"
    drive_again(active, "one", Stage.SCORE)
    back = lay(replace(plan, rubrics=(("good evening", "trial"),)))
    until_idle(back)
    with back.store.read() as unit:
        assert unit.evaluations.of("one") == ()
