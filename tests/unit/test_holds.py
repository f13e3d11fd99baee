"""What is held back, and that none of it is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from qa.hold import Load, Pause, held
from qa.ingest.sources import Sources, read
from qa.recording import Stage, State
from tests.desks import Plan, deliver
from tests.shifts import CALL, look, until_idle
from workers.desk import Desk
from workers.shift import step
from workers.tasks import run

Lay = Callable[..., Desk]


def sources(**quota: object) -> Sources:
    told = "".join(f", {name}: {value}" for name, value in quota.items())
    return read(f"sources:\n- {{name: tests, prefix: calls/{told}}}\n")


def pause(desk: Desk, source: str = "tests") -> None:
    with desk.store.begin() as unit:
        unit.holds.pause(Pause(source, desk.now(), "Lin", "the vendor migrates"))


def resume(desk: Desk, source: str = "tests") -> None:
    with desk.store.begin() as unit:
        unit.holds.resume(source)


@pytest.mark.parametrize(
    ("load", "stages"),
    [
        (Load(), []),
        (Load(working=1, listened=3599.0), []),
        (Load(working=2), list(Stage)),
        (Load(listened=3600.0), [Stage.TRANSCRIBE]),
        (Load(working=3, listened=3600.0), list(Stage)),
    ],
)
def test_a_quota_holds_back_what_it_counts(load: Load, stages: list[Stage]) -> None:
    rationed = sources(at_once=2, hours_a_day=1).all
    assert held([], rationed, {"tests": load}) == {("tests", stage) for stage in stages}
    assert held([], rationed, {}) == frozenset()


def test_paused_recordings_are_received_wait_and_go_on_where_they_stood(plan: Plan, lay: Lay) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    assert step(desk)  # ingested
    pause(desk)
    deliver(plan, CALL, "two")
    until_idle(desk)
    assert not step(desk)
    stands = [(look(desk, name).stage, look(desk, name).state) for name in ("one", "two")]
    assert stands == [(Stage.TRANSCRIBE, State.WAITING), (Stage.INGEST, State.WAITING)]
    resume(desk)
    until_idle(desk)
    assert [look(desk, name).state for name in ("one", "two")] == [State.DONE, State.DONE]
    assert plan.noted() == ["begin one", "end one", "begin two", "end two"]


def test_a_message_does_not_begin_what_is_paused(plan: Plan, lay: Lay) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    pause(desk)
    assert run(desk, "one", Stage.INGEST) == "idle"
    assert (look(desk, "one").attempt, look(desk, "one").state) == (0, State.WAITING)


def test_what_is_in_hand_when_its_source_is_paused_ends_its_stage(plan: Plan, lay: Lay) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    step(desk)

    class Pausing(type(desk.listener)):  # type: ignore[misc] # the fake of the desks
        def listen(self, *words: object) -> object:
            pause(desk)
            return super().listen(*words)

    step(replace(desk, listener=Pausing(plan)))
    assert (look(desk, "one").stage, look(desk, "one").state) == (Stage.SCORE, State.WAITING)


def test_another_source_goes_on(plan: Plan, lay: Lay) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    pause(desk, "elsewhere")
    until_idle(desk)
    assert look(desk, "one").state is State.DONE


def test_no_more_than_the_quota_are_in_hand_at_once(plan: Plan, lay: Lay) -> None:
    rationed = partial(lay, sources=sources(at_once=1))
    first, second = rationed(), rationed()
    deliver(plan, CALL, "one")
    deliver(plan, CALL, "two")
    seen: list[bool] = []

    class Watching(type(first.listener)):  # type: ignore[misc] # the fake of the desks
        def listen(self, *words: object) -> object:
            seen.append(step(second))
            seen.append(run(second, "two", look(second, "two").stage) != "idle")
            return super().listen(*words)

    until_idle(replace(first, listener=Watching(plan)))
    assert seen == [False] * 4  # while either was listened to, the other was not begun
    assert [look(first, name).state for name in ("one", "two")] == [State.DONE, State.DONE]


def test_hours_that_are_used_up_hold_back_listening_until_the_next_day(plan: Plan, lay: Lay) -> None:
    desk = lay(sources=sources(hours_a_day=0.0001))  # 0.36 s; the call has a second
    deliver(plan, CALL, "one")
    deliver(plan, CALL, "two")
    until_idle(desk)
    assert look(desk, "one").state is State.DONE
    assert (look(desk, "two").stage, look(desk, "two").state) == (Stage.TRANSCRIBE, State.WAITING)
    tomorrow = replace(desk, now=lambda: desk.now() + timedelta(days=1))
    until_idle(tomorrow)
    assert look(desk, "two").state is State.DONE


def test_what_was_listened_to_of_others_is_not_counted(plan: Plan, lay: Lay) -> None:
    desk = lay(sources=sources(at_once=9))
    deliver(plan, CALL, "one")
    until_idle(desk)
    with desk.store.read() as unit:
        assert unit.holds.held(sources(hours_a_day=0.0001), desk.today) == frozenset()
