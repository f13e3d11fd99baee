"""Notifications of the bucket through a real broker: RabbitMQ where it is installed, and Valkey."""

import io
import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import kombu
import pytest

from qa.ingest.sources import read
from storage.doorstep import Doorstep
from storage.errors import StorageUnavailable
from storage.uow import Store
from tests.house import WAV, TestHouse, open_house
from tests.integration.rabbit import Rabbit, program
from workers.notices import PROBLEM, REFUSED, Inbox, listen

pytestmark = pytest.mark.integration

SOURCES = read("sources: [{name: pbx, prefix: pbx/}]")
PATIENT = 60


@pytest.fixture(scope="module")
def rabbit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rabbit]:
    if program() is None:
        pytest.skip(
            "NOT TESTED ON RABBITMQ: rabbitmq-server is not installed (Debian: apt-get install rabbitmq-server)"
        )
    server = Rabbit(tmp_path_factory.mktemp("rabbit"))
    try:
        yield server
    finally:
        server.close()


@pytest.fixture(params=["rabbitmq", "valkey"])
def url(request: pytest.FixtureRequest) -> str:
    found: str = (
        request.getfixturevalue("rabbit").url
        if request.param == "rabbitmq"
        else request.getfixturevalue("valkey_url")
    )
    return found


@pytest.fixture
def inbox(url: str) -> Inbox:
    return Inbox(url, f"bucket-{uuid.uuid4().hex}", "calls")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    with open_house(tmp_path) as opened:
        yield opened


@contextmanager
def listening(house: TestHouse, inbox: Inbox, store: Any = None) -> Iterator[None]:
    """Listen while the block runs; what is in hand then is still brought to its end and acknowledged."""
    told = threading.Event()
    step = Doorstep(store or house.store, house.objects, SOURCES, house.now, lambda: uuid.uuid4().hex)
    thread = threading.Thread(target=listen, args=(step, inbox, told.is_set, partial(told.wait)))
    thread.start()
    try:
        yield
    finally:
        told.set()
        thread.join(PATIENT)
        assert not thread.is_alive()


def event(*keys: str, bucket: str = "calls") -> bytes:
    records = [
        {"eventName": "s3:ObjectCreated:Put", "s3": {"bucket": {"name": bucket}, "object": {"key": key}}}
        for key in keys
    ]
    return json.dumps({"EventName": "s3:ObjectCreated:Put", "Records": records}).encode()


def publish(inbox: Inbox, *bodies: bytes) -> None:
    with kombu.Connection(inbox.url) as connection:
        queue = kombu.Queue(inbox.queue, durable=True)
        with connection.Producer() as producer:
            for body in bodies:
                producer.publish(
                    body,
                    routing_key=queue.name,
                    declare=[queue],
                    content_type="application/json",
                    content_encoding="utf-8",
                    delivery_mode=2,
                )


def left(inbox: Inbox, suffix: str = "") -> list[Any]:
    """Take out what lies in the queue."""
    found = []
    with kombu.Connection(inbox.url) as connection:
        queue = kombu.Queue(inbox.queue + suffix, durable=True)(connection.channel())
        queue.declare()
        while (message := queue.get(no_ack=True, accept=None)) is not None:
            found.append(message)
    return found


def put(house: TestHouse, *keys: str, content: bytes = WAV) -> None:
    for key in keys:
        house.objects.put(key, io.BytesIO(content))


def known(store: Store) -> list[str]:
    with store.read() as unit:
        return sorted(each.key for each in unit.recordings.page(limit=500).recordings)


def eventually(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENT
    while not ready():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def test_what_is_told_is_taken_in_once_and_acknowledged(house: TestHouse, inbox: Inbox) -> None:
    put(house, "pbx/1.wav", "pbx/2.wav", "pbx/3.wav", "pbx/4.wav")
    publish(inbox, event("pbx/1.wav"), event("pbx/2.wav", "pbx/1.wav"), event("pbx/4.wav", bucket="other"))
    with listening(house, inbox):
        eventually(lambda: known(house.store) == ["pbx/1.wav", "pbx/2.wav"])
        publish(inbox, event("pbx/1.wav"), event("pbx/3.wav"))  # one after the other: the last tells of both
        eventually(lambda: len(known(house.store)) == 3)
    assert left(inbox) == []
    assert known(house.store) == ["pbx/1.wav", "pbx/2.wav", "pbx/3.wav"]
    assert [told.name for told in house.told] == ["recording.received"] * 3


@pytest.mark.parametrize("poison", [b"{", b"\xff\xfe", b"[]", b'{"hello": 1}'])
def test_a_message_that_cannot_be_used_is_set_aside_and_holds_up_no_other(
    house: TestHouse, inbox: Inbox, poison: bytes
) -> None:
    put(house, "pbx/1.wav")
    publish(inbox, poison, event("pbx/1.wav"))
    with listening(house, inbox):
        eventually(lambda: known(house.store) == ["pbx/1.wav"])
    assert left(inbox) == []
    (aside,) = left(inbox, REFUSED)
    body = aside.body.encode("latin-1") if isinstance(aside.body, str) else bytes(aside.body)
    assert body == poison
    assert "EventInvalid" in aside.headers[PROBLEM]


def test_an_object_at_fault_is_written_down_as_refused(house: TestHouse, inbox: Inbox) -> None:
    put(house, "pbx/empty.wav", content=b"")
    publish(inbox, event("pbx/empty.wav"))

    def refused() -> bool:
        with house.store.read() as unit:
            return unit.refused.page(limit=1).refused != ()

    with listening(house, inbox):
        eventually(refused)
    assert (left(inbox), left(inbox, REFUSED)) == ([], [])


class Away:
    """A database that is away for whoever wants to write, until it is back."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.tried = 0
        self.is_back = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def begin(self) -> Any:
        self.tried += 1
        if not self.is_back:
            raise StorageUnavailable("The database does not answer.")
        return self._store.begin()


def test_nothing_is_acknowledged_before_it_is_in_the_database(house: TestHouse, inbox: Inbox) -> None:
    put(house, "pbx/1.wav")
    publish(inbox, event("pbx/1.wav"))
    away = Away(house.store)
    with listening(house, inbox, away):
        eventually(lambda: away.tried > 0)
    assert known(house.store) == []
    away.is_back = True
    with listening(house, inbox, away):  # the message was given back
        eventually(lambda: known(house.store) == ["pbx/1.wav"])
    assert left(inbox) == []


def test_a_database_that_comes_back_is_waited_for(house: TestHouse, inbox: Inbox) -> None:
    put(house, "pbx/1.wav")
    publish(inbox, event("pbx/1.wav"))
    away = Away(house.store)
    with listening(house, inbox, away):
        eventually(lambda: away.tried > 1)
        away.is_back = True
        eventually(lambda: known(house.store) == ["pbx/1.wav"])
    assert (left(inbox), left(inbox, REFUSED)) == ([], [])


def test_a_broker_that_is_killed_is_waited_for_and_loses_nothing(house: TestHouse, rabbit: Any) -> None:
    inbox = Inbox(rabbit.url, f"bucket-{uuid.uuid4().hex}", "calls")
    put(house, "pbx/1.wav", "pbx/2.wav")
    publish(inbox, event("pbx/1.wav"))
    with listening(house, inbox):
        eventually(lambda: known(house.store) == ["pbx/1.wav"])
        rabbit.kill()
        rabbit.start()
        publish(inbox, event("pbx/2.wav"))
        eventually(lambda: known(house.store) == ["pbx/1.wav", "pbx/2.wav"])


def test_a_queue_that_others_made_is_used_as_it_is(house: TestHouse, rabbit: Any) -> None:
    inbox = Inbox(rabbit.url, f"bucket-{uuid.uuid4().hex}", "calls")
    put(house, "pbx/1.wav")
    with kombu.Connection(inbox.url) as connection:
        exchange = kombu.Exchange("minio", type="fanout", durable=True)
        arguments = {"x-queue-type": "quorum"}
        queue = kombu.Queue(inbox.queue, exchange, durable=True, queue_arguments=arguments)
        with connection.Producer() as producer:
            producer.publish(
                event("pbx/1.wav"),
                exchange=exchange,
                declare=[queue],
                content_type="application/json",
                content_encoding="utf-8",
            )
    with listening(house, inbox):
        eventually(lambda: known(house.store) == ["pbx/1.wav"])
