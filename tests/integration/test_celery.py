"""The same tasks behind a real broker."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import redis

from qa.events import RecordingReceived
from qa.lane import LANES, Lane
from storage.uow import Store
from tests import sounds
from tests.desks import Plan, check_each_done_once, deliver, receive_at, settled
from tests.integration.conftest import free_port
from tests.launched import Launched
from workers.queue import connect
from workers.wakes import queues_of

pytestmark = pytest.mark.integration

CALL = sounds.wav(sounds.babble(0.5, 8000), 8000)
PATIENT = 300
"""Seconds to wait for what takes a moment; only a test that fails waits so long."""


@pytest.fixture(params=["sqlite", "postgresql"])
def plan(request: pytest.FixtureRequest, data_dir: Path, valkey_url: str) -> Plan:
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    broker = redis.Redis.from_url(valkey_url)
    broker.flushall()
    broker.close()
    return Plan(data_dir, database_url=url, broker_url=valkey_url, seconds=0.2, lease_seconds=30)


@pytest.fixture
def store(plan: Plan) -> Iterator[Store]:
    opened = plan.store()
    yield opened
    opened.close()


@pytest.fixture
def start(launched: Launched) -> Callable[..., subprocess.Popen[bytes]]:
    return launched.start


def log(plan: Plan) -> str:
    return (plan.folder / "log").read_text()[-4000:]


def test_messages_carry_calls_all_the_way(
    plan: Plan, store: Store, start: Callable[[Plan], subprocess.Popen[bytes]]
) -> None:
    names = [f"call-{n}" for n in range(4)]
    for name in names:
        deliver(plan, CALL, name, store)
    wake = connect(plan.broker_url)
    for name in names * 2:  # every message three times in all
        wake(RecordingReceived(recording=name, at=datetime.now(UTC)))
    house = start(plan)
    assert settled(store, len(names), seconds=PATIENT), log(plan)
    check_each_done_once(store)
    assert sorted(plan.noted()) == sorted(f"{what} {name}" for what in ("begin", "end") for name in names)
    house.terminate()
    assert house.wait(PATIENT) == 0


def test_a_call_nobody_told_of_is_found_by_the_sweep(
    plan: Plan, store: Store, start: Callable[[Plan], subprocess.Popen[bytes]]
) -> None:
    import io

    plan.objects().put("calls/silent.wav", io.BytesIO(CALL))
    with store.begin() as unit:
        unit.recordings.add(receive_at("silent", "calls/silent.wav"))
    start(plan)
    assert settled(store, 1, seconds=PATIENT), log(plan)
    check_each_done_once(store)


def test_a_worker_killed_in_the_middle_loses_nothing(
    plan: Plan, store: Store, start: Callable[[Plan], subprocess.Popen[bytes]]
) -> None:
    slow = replace(plan, seconds=3.0)
    for number in range(3):
        deliver(plan, CALL, f"call-{number}", store)
    house = start(slow)
    end = time.monotonic() + PATIENT
    while not plan.pids and time.monotonic() < end:
        time.sleep(0.05)
    os.kill(plan.pids[0], signal.SIGKILL)  # one process of the pool
    time.sleep(1.0)
    os.killpg(house.pid, signal.SIGKILL)  # then the whole worker
    house.wait()
    start(plan)
    assert settled(store, 3, seconds=PATIENT), log(plan)
    check_each_done_once(store)


def test_either_lane_does_its_own_work_and_no_other(
    plan: Plan, store: Store, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    for lane in Lane:
        start(plan, "-n", f"{lane}@%h", "-Q", ",".join(queues_of([lane])))
    for number in range(4):
        deliver(plan, CALL, f"call-{number}", store)
    assert settled(store, 4, seconds=PATIENT), log(plan)
    check_each_done_once(store)
    workers: dict[Lane, set[str]] = {lane: set() for lane in Lane}
    with store.read() as unit:
        for number in range(4):
            for run in unit.runs.of(f"call-{number}"):
                workers[LANES[run.stage]].add(run.owner)
    assert workers[Lane.CPU]
    assert workers[Lane.GPU]
    assert not workers[Lane.CPU] & workers[Lane.GPU]


def test_a_broker_that_is_away_does_not_stop_the_door(data_dir: Path) -> None:
    plan = Plan(data_dir, broker_url=f"redis://127.0.0.1:{free_port()}")
    store = plan.store()
    deliver(plan, CALL, "one", store)
    with store.read() as unit:
        assert unit.recordings.get("one").id == "one"
        assert len(unit.audit.of("one")) == 1
    store.close()
