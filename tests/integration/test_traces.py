"""Traces across processes: the API's, and the workers', embedded and behind a broker."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis

from config import trace
from qa.recording import Stage
from tests import sounds
from tests.collector import Collector, collecting
from tests.desks import Plan
from tests.house import open_house
from tests.launched import Launched

pytestmark = pytest.mark.integration

CALL = sounds.wav(sounds.babble(0.5, 8000), 8000)
PATIENT = 300
"""Seconds to wait for what takes a moment; only a test that fails waits so long."""


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as started:
        yield started
        trace.stop()


@pytest.fixture(params=["embedded", "celery"])
def plan(request: pytest.FixtureRequest, data_dir: Path, collector: Collector) -> Plan:
    broker_url = ""
    if request.param == "celery":
        broker_url = request.getfixturevalue("valkey_url")
        broker = redis.Redis.from_url(broker_url)
        broker.flushall()
        broker.close()
    return Plan(data_dir, broker_url=broker_url, seconds=0.3, traces_url=collector.url)


@pytest.fixture
def workers(plan: Plan, launched: Launched) -> Callable[[], subprocess.Popen[bytes]]:
    """Starts workers in processes of their own."""
    return lambda: launched.start(plan, count=1)


def test_one_trace_goes_through_every_process(
    plan: Plan, collector: Collector, workers: Callable[[], subprocess.Popen[bytes]]
) -> None:
    with open_house(plan.folder, broker_url=plan.broker_url) as house:
        trace.start(collector.url, "api", "test")
        store = plan.store()  # tells the broker, where there is one
        answer = house.client(store=store).post("/v1/recordings", files={"audio": ("call.wav", CALL)})
        assert answer.status_code == 201, answer.text
        store.close()
        trace.stop()
    process = workers()
    collector.wait_for("POST /v1/recordings", *(stage.value for stage in Stage), "published", seconds=PATIENT)
    process.terminate()
    assert process.wait(PATIENT) == 0
    (whole,) = {span.trace for span in collector.of("POST /v1/recordings")}
    ours = [span for span in collector.spans if span.trace == whole]
    names = {span.name for span in ours}
    assert {"received", "fetch", "decode", "listen", "judge", "keep", "published"} <= names
    assert ("wake" in names) == bool(plan.broker_url)
    (received,) = collector.of("received")
    for stage in Stage:
        (span,) = collector.of(stage.value)
        assert (span.trace, span.parent, span.service) == (whole, received.id, "everycall-worker")
        assert span.facts["everycall.recording"] == answer.json()["id"]
        assert span.facts["everycall.outcome"] == "done"
    assert received.service == "everycall-api"


def test_spans_that_were_not_sent_yet_are_sent_when_a_worker_ends(
    plan: Plan, collector: Collector, workers: Callable[[], subprocess.Popen[bytes]]
) -> None:
    from tests.desks import deliver, settled

    store = plan.store()
    deliver(plan, CALL, "one", store)
    process = workers()
    assert settled(store, 1, seconds=PATIENT), (plan.folder / "log").read_text()[-3000:]
    process.terminate()
    assert process.wait(PATIENT) == 0
    store.close()
    assert [len(collector.of(stage.value)) for stage in Stage] == [1, 1, 1]
