"""Whose turn it is: urgent before others, and none waits for ever."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import MetadataInvalid
from qa.ingest.sources import read
from qa.metadata import CallMetadata, check
from qa.priority import FIRST, HEAD_START, LAST, NORMAL, priority_of, turn_at
from qa.recording import describe, receive
from storage.admission import deliver
from storage.doorstep import Doorstep
from tests.contracts.values import at
from tests.house import WAV, TestHouse
from tests.shifts import look, outcomes
from workers.desk import Desk
from workers.shift import step

PRIORITIES = st.integers(LAST, FIRST)
SECONDS = st.integers(0, 10 * 24 * 3600)


def test_an_ordinary_recording_has_its_turn_when_it_was_received() -> None:
    assert turn_at(at(7), NORMAL) == at(7)


@given(st.tuples(SECONDS, PRIORITIES), st.tuples(SECONDS, PRIORITIES))
def test_a_step_of_priority_is_worth_a_head_start_and_no_more(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    earlier = turn_at(at(one[0]), one[1]) < turn_at(at(other[0]), other[1])
    assert earlier is (timedelta(seconds=one[0] - other[0]) < (one[1] - other[1]) * HEAD_START)


@given(SECONDS, PRIORITIES, SECONDS, PRIORITIES)
def test_nothing_is_overtaken_for_ever(received: int, priority: int, later: int, other: int) -> None:
    longest = (FIRST - priority) * HEAD_START
    after = at(received) + longest + timedelta(seconds=later + 1)
    assert turn_at(at(received), priority) < turn_at(after, other)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, 3),
        ({"queue": "cards"}, 3),
        ({"queue": "complaints"}, FIRST),
        ({"queue": "complaints", "priority": 0}, 0),
        ({"priority": 7}, 7),
    ],
)
def test_a_call_says_itself_how_urgent_it_is_else_its_queue_else_its_source(
    facts: dict[str, object], expected: int
) -> None:
    assert priority_of(check(facts), otherwise=3, first=("complaints", "vip")) == expected


@pytest.mark.parametrize("wrong", [-1, 10, 5.5, "9"])
def test_a_priority_that_is_none_is_refused(wrong: object) -> None:
    with pytest.raises(MetadataInvalid, match="priority"):
        check({"priority": wrong})


def test_rubrics_are_not_told_of_it() -> None:
    assert check({"priority": 9, "queue": "cards"}).facts() == {"queue": "cards"}


def test_a_sidecar_that_comes_late_makes_a_call_urgent() -> None:
    made = receive(recording_id="r", source="s", key="k", metadata=CallMetadata(), now=at(0))
    assert made.priority == NORMAL
    urgent = describe(made, check({"queue": "complaints"}), now=at(9), priority=FIRST)
    assert (urgent.priority, urgent.turn_at) == (FIRST, at(0) - 4 * HEAD_START)
    assert describe(urgent, check({"queue": "complaints"}), now=at(9)).priority == FIRST


SOURCES = read(
    "sources:\n- {name: pbx, prefix: pbx/, priority: 4, first: [complaints]}\n- {name: b, prefix: b/}\n"
)


def test_the_door_of_the_bucket_reads_priority_and_size(house: TestHouse) -> None:
    doorstep = Doorstep(house.store, house.objects, SOURCES, house.now, iter("abcdef").__next__)
    sidecars = {
        "pbx/1": b"{}",
        "pbx/2": b'{"queue": "complaints"}',
        "pbx/3": b'{"priority": 8}',
        "b/4": b"{}",
    }
    for name, sidecar in sidecars.items():
        house.objects.put(f"{name}.wav", io.BytesIO(WAV))
        house.objects.put(f"{name}.wav.json", io.BytesIO(sidecar))
        deliver(doorstep, f"{name}.wav")
    with house.store.read() as unit:
        found = {each.key: (each.priority, each.size) for each in unit.recordings.page().recordings}
    assert found == {
        "pbx/1.wav": (4, len(WAV)),
        "pbx/2.wav": (FIRST, len(WAV)),
        "pbx/3.wav": (8, len(WAV)),
        "b/4.wav": (NORMAL, len(WAV)),
    }


def test_the_sidecar_that_comes_late_is_read_by_the_rules_of_its_source(house: TestHouse) -> None:
    doorstep = Doorstep(house.store, house.objects, SOURCES, house.now, iter("abcdef").__next__)
    house.objects.put("pbx/1.wav", io.BytesIO(WAV))
    deliver(doorstep, "pbx/1.wav")
    house.objects.put("pbx/1.wav.json", io.BytesIO(b'{"queue": "complaints"}'))
    deliver(doorstep, "pbx/1.wav.json")
    with house.store.read() as unit:
        assert [each.priority for each in unit.recordings.page().recordings] == [FIRST]


def test_a_worker_takes_the_urgent_recording_first(house: TestHouse, lay: Callable[..., Desk]) -> None:
    for name, facts in {"old": {}, "urgent": {"priority": 9}, "later": {}}.items():
        house.waiting(name, **facts)
    desk = lay(store=house.store, objects=house.objects)
    step(desk)
    assert [len(outcomes(desk, name)) for name in ("old", "urgent", "later")] == [0, 1, 0]
    assert look(desk, "urgent").attempt == 1
