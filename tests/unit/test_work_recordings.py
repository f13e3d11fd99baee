"""What may be wrong with a recording, and what the stages make of it."""

import io
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from qa.problem import Fault, Patience
from qa.recording import Stage, State
from qa.run import RunOutcome
from tests import sounds
from tests.desks import Plan, deliver, receive_at
from tests.shifts import CALL, drive_again, look, outcomes, until_idle
from workers.desk import Desk
from workers.shift import step


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


def test_two_recordings_whose_sidecars_name_one_call_are_versions_of_it(
    plan: Plan, lay: Callable[..., Desk]
) -> None:
    desk = lay()
    for name in ("one", "two"):
        desk.objects.put(f"calls/{name}.wav.json", io.BytesIO(b'{"source_call_id": "c1"}'))
        deliver(plan, CALL + name.encode(), name)
    until_idle(desk)
    one, two = look(desk, "one"), look(desk, "two")
    assert (one.state, one.in_force, one.superseded_by) == (State.DONE, False, "two")
    assert (two.state, two.in_force, two.supersedes) == (State.DONE, True, "one")


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
    desk = lay(replace(plan, sealing=False))
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
