"""Sealed copies of what came in: made at ingest, read from then on, and never the only thing that is lost."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest

from qa.content import Original, WhenSealed
from qa.errors import LeaseLost
from qa.ingest.source import Source
from qa.ingest.sources import Sources
from qa.recording import Recording, Stage, State
from storage.errors import ContentAltered, ObjectMissing, StorageFull
from storage.objects import Objects
from storage.vault import sound_of
from tests.desks import Plan, deliver, receive_at
from tests.shifts import CALL, drive_again, look, until_idle
from workers.desk import Desk
from workers.perform import Ended
from workers.shift import step
from workers.tasks import run
from workers.tidy import forget_copies, remove_originals, tidy

Lay = Callable[..., Desk]

AT_ONCE = timedelta(seconds=-60)


def source(original: WhenSealed) -> Sources:
    """The source that the tests' recordings come from."""
    return Sources((Source(name="tests", original=original),))


def heard(desk: Desk, recording: Recording) -> bytes:
    return b"".join(sound_of(desk.store, desk.objects, recording).read(0, None))


def keys(desk: Desk, prefix: str = "") -> list[str]:
    return [stat.key for stat in desk.objects.list(prefix)]


def test_a_recording_is_kept_sealed_and_its_original_stays_unless_told(plan: Plan, lay: Lay) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    until_idle(desk)
    found = look(desk, "one")
    assert (found.state, found.original, found.vault) == (State.DONE, Original.KEPT, "vault/one/1")
    assert heard(desk, found) == CALL
    assert CALL[:64] not in b"".join(desk.objects.get("vault/one/1"))
    tidy(desk)
    assert keys(desk) == ["calls/one.wav", "vault/one/1"]


def test_an_original_leaves_once_its_copy_is_kept_and_is_not_missed(plan: Plan, lay: Lay) -> None:
    desk = lay(sources=source(WhenSealed.REMOVE))
    deliver(plan, CALL, "one")
    until_idle(desk)
    assert look(desk, "one").original is Original.LEAVING
    assert remove_originals(desk, AT_ONCE) == 1
    assert remove_originals(desk, AT_ONCE) == 0
    found = look(desk, "one")
    assert (found.original, keys(desk, "calls/")) == (Original.REMOVED, [])
    assert heard(desk, found) == CALL
    for stage in (Stage.INGEST, Stage.TRANSCRIBE, Stage.SCORE):
        drive_again(desk, "one", stage)
        until_idle(desk)
        assert look(desk, "one").state is State.DONE
    assert keys(desk) == ["vault/one/1"]
    with desk.store.read() as unit:
        assert [e.name for e in unit.audit.of("one") if e.name == "original.removed"] == ["original.removed"]


def test_uploads_leave_and_the_bucket_of_others_does_not(plan: Plan, lay: Lay) -> None:
    desk = lay()
    desk.objects.put("uploads/" + "a" * 32, io.BytesIO(CALL))
    with desk.store.begin() as unit:
        unit.recordings.add(receive_at("up", "uploads/" + "a" * 32))
    until_idle(desk)
    tidy(desk)
    assert look(desk, "up").original is Original.LEAVING  # both are kept for a day
    remove_originals(desk, AT_ONCE)
    assert look(desk, "up").original is Original.REMOVED
    assert keys(desk) == ["vault/up/1"]


def test_an_original_that_was_replaced_stays(plan: Plan, lay: Lay) -> None:
    desk = lay(sources=source(WhenSealed.REMOVE))
    deliver(plan, CALL, "one")
    until_idle(desk)
    desk.objects.put("calls/one.wav", io.BytesIO(b"another call altogether"))
    assert remove_originals(desk, AT_ONCE) == 0
    assert (look(desk, "one").original, keys(desk, "calls/")) == (Original.KEPT, ["calls/one.wav"])


def test_an_original_that_was_removed_before_it_was_said_is_settled(plan: Plan, lay: Lay) -> None:
    desk = lay(sources=source(WhenSealed.REMOVE))
    deliver(plan, CALL, "one")
    until_idle(desk)
    desk.objects.remove("calls/one.wav")  # and the worker was killed
    assert remove_originals(desk, AT_ONCE) == 1
    assert look(desk, "one").original is Original.REMOVED


class _Dies:
    """An object store under a worker that is killed at its n-th step."""

    def __init__(self, objects: Objects, steps: int) -> None:
        self._objects = objects
        self._steps = steps

    def __getattr__(self, name: str) -> Any:
        def call(*given: object, **named: object) -> object:
            if self._steps == 0:
                raise LeaseLost("killed")  # the worker says nothing more of it
            self._steps -= 1
            return getattr(self._objects, name)(*given, **named)

        return call


@pytest.mark.parametrize("steps", range(12))
def test_nothing_is_lost_wherever_the_worker_dies(plan: Plan, lay: Lay, steps: int) -> None:
    sources = source(WhenSealed.REMOVE)
    desk = lay(sources=sources)
    deliver(plan, CALL, "one")
    dying = replace(desk, objects=cast("Objects", _Dies(desk.objects, steps)))
    ended = run(dying, "one", Stage.INGEST)
    assert ended in {Ended.LOST, Ended.DONE}
    if ended is Ended.DONE:
        remove_originals(desk, AT_ONCE)
    with desk.store.begin() as unit:
        lost = unit.recordings.get("one")
        if lost.lease is not None:
            unit.recordings.save(
                replace(lost, lease=None, state=State.WAITING, next_attempt_at=desk.now()), loaded=lost
            )
    until_idle(desk)
    remove_originals(desk, AT_ONCE)
    found = look(desk, "one")
    assert (found.state, found.original) == (State.DONE, Original.REMOVED)
    assert heard(desk, found) == CALL


def test_a_copy_that_nobody_refers_to_goes_in_time(plan: Plan, lay: Lay) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    until_idle(desk)
    desk.objects.put("vault/one/0", io.BytesIO(b"of a worker that was too slow"))
    assert forget_copies(desk) == 0
    assert forget_copies(desk, timedelta(seconds=-60)) == 1
    assert keys(desk, "vault/") == ["vault/one/1"]


def test_a_full_store_keeps_the_recording_waiting(plan: Plan, lay: Lay) -> None:
    class Full:
        def __init__(self, objects: Objects) -> None:
            self._objects = objects

        def put(self, key: str, *_: object, **__: object) -> None:
            raise StorageFull(f"Object {key!r} does not fit; make room.")

        def __getattr__(self, name: str) -> Any:
            return getattr(self._objects, name)

    desk = lay()
    deliver(plan, CALL, "one")
    full = replace(desk, objects=cast("Objects", Full(desk.objects)))
    assert step(full)
    found = look(desk, "one")
    assert (found.state, found.vault, found.problem and found.problem.code) == (
        State.WAITING,
        None,
        "storage.full",
    )
    assert keys(desk) == ["calls/one.wav"]


def test_a_copy_that_was_cut_short_or_is_gone_is_told(plan: Plan, lay: Lay) -> None:
    desk = lay()
    deliver(plan, CALL, "one")
    until_idle(desk)
    found = look(desk, "one")
    shorter = replace(found, size=(found.size or 0) - 1)
    with pytest.raises(ContentAltered, match="cut short"):
        sound_of(desk.store, desk.objects, shorter)
    desk.objects.remove("vault/one/1")
    with pytest.raises(ObjectMissing):
        sound_of(desk.store, desk.objects, found)


def test_without_sealing_all_is_as_it_came(plan: Plan, lay: Lay) -> None:
    desk = lay(replace(plan, sealing=False), sources=source(WhenSealed.REMOVE))
    deliver(plan, CALL, "one")
    until_idle(desk)
    tidy(desk)
    found = look(desk, "one")
    assert (found.vault, found.original, keys(desk)) == (None, Original.KEPT, ["calls/one.wav"])
    assert heard(desk, found) == CALL


def test_while_the_copy_is_gone_the_original_stays(plan: Plan, lay: Lay) -> None:
    desk = lay(sources=source(WhenSealed.REMOVE))
    deliver(plan, CALL, "one")
    until_idle(desk)
    desk.objects.remove("vault/one/1")
    assert remove_originals(desk, AT_ONCE) == 0
    assert keys(desk) == ["calls/one.wav"]
