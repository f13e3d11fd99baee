"""Traces: one for each recording, from the request that brought it to its published scores."""

import io
import json
import logging
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from config import Settings, trace
from config.log import AsJson
from qa.recording import Stage, State
from tests.collector import Collector, Span, collecting
from tests.desks import Plan, deliver
from tests.house import TestHouse, open_house
from tests.shifts import CALL, look, until_idle
from workers.desk import Desk
from workers.perform import Ended
from workers.tasks import run

HOUSE = Path(__file__).resolve().parents[2]
CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
NOBODY = "http://127.0.0.1:9/v1/traces"
"""The port that discards; nothing listens on it."""


@pytest.fixture
def collector() -> Iterator[Collector]:
    """Takes what this process traces from here on."""
    with collecting() as started:
        trace.start(started.url, "tests", "1")
        yield started
        trace.stop()


@pytest.fixture
def house(data_dir: Path) -> Iterator[TestHouse]:
    """Over the same database and objects as the desks."""
    with open_house(data_dir) as opened:
        yield opened


def sent(house: TestHouse, **headers: str) -> str:
    facts = json.dumps({"agent_id": "a-person", "source_call_id": "+15550100"})
    form = {"source": "pbx", "metadata": facts}
    files = {"audio": ("call.wav", CALL)}
    answer = house.client().post("/v1/recordings", files=files, data=form, headers=headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def only(collector: Collector, name: str) -> Span:
    (span,) = collector.of(name)
    return span


def below(collector: Collector, span: Span) -> set[str]:
    return {each.name for each in collector.spans if each.parent == span.id}


def test_one_trace_goes_from_the_callers_request_to_the_published_scores(
    collector: Collector, house: TestHouse, plan: Plan, lay: Callable[..., Desk]
) -> None:
    recording = sent(house, traceparent=CALLER)
    desk = lay(replace(plan, seconds=0.1), now=house.now)
    until_idle(desk)
    assert look(desk, recording).state is State.DONE
    trace.stop()
    _, caller_trace, caller, _ = CALLER.split("-")
    assert {span.trace for span in collector.spans} == {caller_trace}
    request = only(collector, "POST /v1/recordings")
    assert request.parent == caller
    assert (request.facts["http.request.method"], request.facts["http.response.status_code"]) == ("POST", 201)
    received = only(collector, "received")
    assert received.parent == request.id
    stages = [only(collector, stage.value) for stage in Stage]
    for stage, span in zip(Stage, stages, strict=True):
        assert span.parent == received.id
        told = {
            name: span.facts[f"everycall.{name}"] for name in ("recording", "stage", "attempt", "outcome")
        }
        assert told == {
            "recording": recording,
            "stage": stage.value,
            "attempt": list(Stage).index(stage) + 1,
            "outcome": "done",
        }
    assert [below(collector, span) for span in stages] == [
        {"fetch", "keep"},
        {"fetch", "decode", "listen", "keep"},
        {"judge", "keep"},
    ]
    published = only(collector, "published")
    assert published.parent in {keep.id for keep in collector.of("keep") if keep.parent == stages[2].id}
    assert not any(span.failed for span in collector.spans)


def test_listening_says_how_much_audio_it_is_of(
    collector: Collector, plan: Plan, lay: Callable[..., Desk]
) -> None:
    deliver(plan, CALL, "one")
    until_idle(lay(replace(plan, seconds=0.1)))
    trace.stop()
    for name in ("transcribe", "listen"):
        assert only(collector, name).facts["everycall.audio_seconds"] == pytest.approx(1.0, abs=0.05)
    first = next(span for span in collector.of("fetch"))
    assert first.facts["everycall.bytes"] == len(CALL)


def test_a_step_ends_where_the_next_begins(collector: Collector) -> None:
    with trace.span("stage"), trace.steps(audio_seconds=2.5) as begin:
        for step in ("detect", "detect", "recognise", "recognise", "cues"):
            begin(step)
    with trace.span("empty"), trace.steps():
        pass

    def break_down() -> None:
        with trace.span("broken"), trace.steps() as begin:
            begin("detect")
            raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk"):
        break_down()
    trace.stop()
    assert [span.name for span in collector.spans] == [
        *("detect", "recognise", "cues", "stage", "empty", "detect", "broken")
    ]
    stage, broken = only(collector, "stage"), only(collector, "broken")
    assert [span.parent for span in collector.spans[:3]] == [stage.id] * 3
    assert {span.facts.get("everycall.audio_seconds") for span in collector.spans[:3]} == {2.5}
    assert (broken.failed, broken.facts["error.type"]) == (True, "OSError")


def test_nothing_that_was_said_and_no_name_is_told(
    collector: Collector, house: TestHouse, plan: Plan, lay: Callable[..., Desk]
) -> None:
    recording = sent(house)
    deliver(plan, b"this is no sound, said the customer", "bad-call")
    desk = lay(now=house.now)
    until_idle(desk)
    key = look(desk, recording).key
    trace.stop()
    body = b"".join(collector.bodies)
    assert recording.encode() in body
    for content in (
        b"Good morning",
        b"customer",
        b"a-person",
        b"5550100",
        b"calls/",
        key.encode(),
        b"is not",
    ):
        assert content not in body, content
    assert {span.said for span in collector.spans} == {"[]"}


def test_a_stage_that_fails_says_so_by_its_code(
    collector: Collector, plan: Plan, lay: Callable[..., Desk]
) -> None:
    desk = lay()
    deliver(plan, b"no sound at all", "one")
    until_idle(desk)
    problem = look(desk, "one").problem
    assert problem is not None
    trace.stop()
    (failed,) = collector.of("ingest")
    assert failed.failed
    assert (failed.facts["error.type"], failed.facts["everycall.outcome"]) == (problem.code, "failed")


def test_a_recording_that_came_untraced_has_each_stage_traced_by_its_id(
    collector: Collector, plan: Plan, lay: Callable[..., Desk]
) -> None:
    deliver(plan, CALL, "one")  # past the doors
    until_idle(lay())
    trace.stop()
    stages = [only(collector, stage.value) for stage in Stage]
    assert {span.parent for span in stages} == {""}
    assert len({span.trace for span in stages}) == len(Stage)
    assert {span.facts["everycall.recording"] for span in stages} == {"one"}


def test_a_trace_nobody_can_read_is_passed_over(collector: Collector, house: TestHouse) -> None:
    sent(house, traceparent="00-nonsense")
    trace.stop()
    assert only(collector, "POST /v1/recordings").parent == ""


def test_what_the_caller_does_not_sample_is_not_traced(
    collector: Collector, house: TestHouse, lay: Callable[..., Desk]
) -> None:
    sent(house, traceparent=CALLER.removesuffix("01") + "00")
    until_idle(lay(now=house.now))
    trace.stop()
    assert collector.spans == []


def test_signs_of_life_are_not_traced_and_faults_are(collector: Collector, house: TestHouse) -> None:
    client = house.client()
    client.get("/healthz")
    client.get("/metrics")
    client.get("/v1/recordings/unknown")
    house.store.close()
    (Path(house.settings.data_dir) / "everycall.db").write_bytes(b"no database at all, in no page of it" * 99)
    assert client.get("/v1/recordings").status_code >= 500
    trace.stop()
    assert sorted((span.name, span.failed) for span in collector.spans) == [
        ("GET /v1/recordings", True),
        ("GET /v1/recordings/{recording_id}", False),
    ]


def test_a_collector_that_is_away_costs_no_stage_anything(plan: Plan, lay: Callable[..., Desk]) -> None:
    trace.start(NOBODY, "tests", "1")
    desk = lay()
    deliver(plan, CALL, "one")
    until_idle(desk)
    assert look(desk, "one").state is State.DONE
    trace.stop()
    assert not trace.is_on()
    deliver(plan, CALL, "two")
    assert run(desk, "two", Stage.INGEST) is Ended.DONE


def test_a_line_of_the_log_says_its_trace_where_there_is_one(collector: Collector) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AsJson())
    log = logging.getLogger("everycall.test_trace")
    log.addHandler(handler)
    with trace.span("inside", parent=CALLER):
        log.warning("Inside.")
    trace.stop()
    log.warning("Outside.")
    with trace.span("off"):
        log.warning("Off.")
    log.removeHandler(handler)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [line.get("trace_id") for line in lines] == [CALLER.split("-")[1], None, None]


def test_a_wake_up_is_part_of_the_trace(collector: Collector) -> None:
    from qa.events import RecordingReceived
    from tests.contracts.values import NOON
    from workers.queue import _Waker

    messages: list[tuple[object, ...]] = []
    with trace.span("request"):
        _Waker(lambda name, args: messages.append((name, *args)))(RecordingReceived(recording="r", at=NOON))
    trace.stop()
    assert messages == [("everycall.ingest", "r")]
    assert below(collector, only(collector, "request")) == {"wake"}


def test_without_an_address_nothing_that_could_send_is_loaded() -> None:
    program = (
        "import sys, api.app, workers.engines, workers.worker\n"
        "from config import trace\n"
        "trace.start('', 'api', '1')\n"
        "with trace.span('x', parent='y', n=1), trace.steps() as begin:\n"
        "    begin('z'); trace.note(m=2); trace.blame('b'); trace.rename('r'); print(trace.traceparent())\n"
        "trace.stop()\n"
        "print(*(m for m in sys.modules if m.startswith(('opentelemetry.sdk', 'opentelemetry.exporter'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["None"]


def test_the_web_framework_tells_nothing_of_its_own(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    config = house.app()._native_telemetry.config
    kinds = ("tracing", "operation_spans", "metrics", "logs", "auto_configure")
    assert {kind: config[kind] for kind in kinds} == dict.fromkeys(kinds, False)


@pytest.mark.parametrize(
    "address", ["collector:4318", "ftp://collector/v1/traces", "http://collector:4318", "http://"]
)
def test_an_address_that_cannot_be_used_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(f"EVERYCALL_TRACES_URL is {address!r}")):
        Settings(traces_url=address)
