"""What the chaos tests share: calls that are delivered, and the counts at the end."""

import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress

import pytest

from qa.recording import State
from storage.filters import Filter, Order
from storage.uow import Store
from tests import sounds
from tests.desks import Plan, deliver

PATIENT = 300
"""Seconds to wait for what takes a moment; only a test that fails waits so long."""
EACH = 5
"""Calls that are delivered at once: more than the workers of two houses can take at once."""
SOON = 5
"""Seconds after which more calls are delivered to a house that has begun none."""


def deliver_some(plan: Plan, store: Store, count: int, *, first: int = 0) -> dict[str, str]:
    """Deliver calls that all differ; gives the digest of each one's audio by its id."""
    sent = {}
    for number in range(first, first + count):
        call = sounds.wav(sounds.babble(0.3 + number / 100, 8000), 8000)
        sent[deliver(plan, call, f"call-{number:02}", store)] = digest(call)
    return sent


def wait_until(what: str, so: Callable[[], bool], plan: Plan) -> None:
    end = time.monotonic() + PATIENT
    while time.monotonic() < end:
        if so():
            return
        time.sleep(0.02)
    pytest.fail(f"{what}: not within {PATIENT} s\n{log(plan)}")


def wait_for_another(plan: Plan, before: str, group: int | None = None) -> None:
    """Wait until somebody begins to listen, or somebody of one house."""
    wait_until(f"a call is begun before {before}", begins(plan, group), plan)


def begins(plan: Plan, group: int | None) -> Callable[[], bool]:
    """Make a question: has anybody of the group begun to listen since now?"""
    begun = len(plan.pids)
    return lambda: any(group in {None, group_of(pid)} for pid in plan.pids[begun:])


def deliver_until_another(
    plan: Plan, store: Store, sent: dict[str, str], before: str, group: int | None = None
) -> None:
    """Deliver calls, and more of them, until somebody begins to listen, or somebody of one house.

    Others may have taken all that was delivered before: a house that starts slowly would wait for ever.
    """
    so = begins(plan, group)
    end = time.monotonic() + PATIENT
    while time.monotonic() < end:
        sent.update(deliver_some(plan, store, EACH, first=len(sent)))
        soon = time.monotonic() + SOON
        while time.monotonic() < soon:
            if so():
                return
            time.sleep(0.02)
    pytest.fail(f"a call is begun before {before}: not within {PATIENT} s\n{log(plan)}")


def group_of(pid: int) -> int | None:
    """Give a process's group; None where it is gone."""
    with suppress(ProcessLookupError):
        return os.getpgid(pid)
    return None


def check_audio(plan: Plan, sent: Mapping[str, str]) -> None:
    """See that every call's audio lies where it was put, byte for byte."""
    objects = plan.objects()
    assert {name: digest(b"".join(objects.get(f"calls/{name}.wav"))) for name in sent} == sent


def tell(store: Store, suffered: Mapping[str, int], plan: Plan, count: int) -> None:
    """Print the counts; each recording is in one final state, and that is done."""
    with store.read() as unit:
        recordings = unit.recordings.page(Filter(), order=Order.OLDEST, limit=500).recordings
        runs = Counter(run.outcome.value for each in recordings for run in unit.runs.of(each.id))
    states = Counter(each.state for each in recordings)
    assert states == {State.DONE: count}
    print(  # noqa: T201 the counts are part of the proof
        f"\n{dict(suffered)}; recordings: {states[State.DONE]} done; stage runs: {dict(runs)}; "
        f"begun to listen: {len(plan.pids)}"
    )


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def log(plan: Plan) -> str:
    return (plan.folder / "log").read_text()[-6000:]
