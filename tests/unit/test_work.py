"""A call on its way: every stage once, however often it is asked for."""

import io
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from qa.recording import Stage, State
from qa.run import RunOutcome
from tests.desks import Plan, check_each_done_once, deliver
from tests.shifts import CALL, look, outcomes, until_idle
from workers.desk import Desk
from workers.perform import Ended
from workers.shift import step
from workers.tasks import run


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
        "flag.raised",
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
