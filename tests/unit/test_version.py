"""Which version of a call's recording stands for it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from qa.metadata import check
from qa.problem import Fault
from qa.recording import Recording, receive
from qa.version import Same, Settled, same_audio, settle

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def version(number: int, sha256: str | None = None, **changes: Any) -> Recording:
    metadata = check({"source_call_id": "c"})
    made = receive(
        recording_id=f"r{number}",
        source="s",
        key=f"k{number}",
        metadata=metadata,
        now=NOON + timedelta(minutes=number),
    )
    return replace(made, audio_sha256=sha256, **changes)


def test_the_only_one_stands_for_its_call() -> None:
    for sound in (True, False):
        assert settle(version(1), (), sound=sound) == Settled(version(1))


def test_one_that_nobody_read_yet_takes_no_place() -> None:
    verdict = settle(version(2), [version(1, "a")], sound=False)
    assert verdict == Settled(version(2, in_force=False, supersedes="r1"))
    assert settle(version(2, "b"), [version(1, "a")], sound=False) == Settled(
        version(2, "b", in_force=False, supersedes="r1")
    )


@pytest.mark.parametrize("former", ["a", None])
def test_a_newer_one_of_other_bytes_takes_the_place_once_it_is_sound(former: str | None) -> None:
    arrived = version(2, "b", in_force=False, supersedes="r1")
    assert settle(arrived, [version(1, former)], sound=True) == Settled(
        version(2, "b", supersedes="r1"), retired="r1"
    )


def test_an_older_one_that_is_read_late_stays_behind() -> None:
    assert settle(version(1, "a"), [version(2, "b")], sound=True) == Settled(
        version(1, "a", in_force=False, superseded_by="r2")
    )


@pytest.mark.parametrize("sound", [True, False])
def test_the_same_bytes_are_the_same_recording_also_of_an_old_version(sound: bool) -> None:
    old, new = version(1, "a", in_force=False, superseded_by="r2"), version(2, "b", supersedes="r1")
    assert settle(version(3, "a"), [old, new], sound=sound) == Same("r1")
    assert settle(version(3, "b"), [old, new], sound=sound) == Same("r2")


def test_the_one_in_force_stays_so_when_it_is_read_again() -> None:
    old, new = version(1, "a", in_force=False, superseded_by="r2"), version(2, "a", supersedes="r1")
    assert settle(new, [old], sound=True) == Settled(new)


def test_in_whatever_order_they_are_read_the_newest_stands_for_the_call() -> None:
    for order in permutations([1, 2, 3]):
        kept = {1: version(1)} | {n: version(n, in_force=False, supersedes="r1") for n in (2, 3)}
        for number in order:
            read = replace(kept[number], audio_sha256=str(number))
            verdict = settle(read, [other for n, other in kept.items() if n != number], sound=True)
            assert isinstance(verdict, Settled)
            kept[number] = verdict.recording
            if verdict.retired is not None:
                retired = int(verdict.retired[1:])
                kept[retired] = replace(kept[retired], in_force=False, superseded_by=verdict.recording.id)
            assert sum(each.in_force for each in kept.values()) == 1
        assert kept[3].in_force, order
        assert kept[1].superseded_by in {"r2", "r3"}


def test_what_is_the_same_says_where_it_is() -> None:
    problem = same_audio("r1")
    assert problem.code == "qa.same_audio"
    assert "r1" in problem.message
    assert problem.fault is Fault.RECORDING
