"""From an event to the task that can begin."""

from datetime import UTC, datetime

import pytest

from qa.delivery_events import DeliveriesQueued, DeliveriesReplayed
from qa.events import (
    Event,
    RecordingFailed,
    RecordingReceived,
    RecordingRedriven,
    StageCompleted,
    StageReleased,
)
from qa.recording import Stage
from storage.uow import tell_nobody
from workers.app import make_app
from workers.queue import GATHER_SECONDS, QUIET_SECONDS, _Waker, connect
from workers.wakes import DELIVER, SWEEP, TIDY, task_name

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("event", "task"),
    [
        (RecordingReceived(recording="r", at=NOON), "everycall.ingest"),
        (StageCompleted(recording="r", at=NOON, stage=Stage.INGEST, attempt=1), "everycall.transcribe"),
        (StageCompleted(recording="r", at=NOON, stage=Stage.TRANSCRIBE, attempt=2), "everycall.score"),
        (StageCompleted(recording="r", at=NOON, stage=Stage.SCORE, attempt=3), None),
        (StageReleased(recording="r", at=NOON, stage=Stage.TRANSCRIBE, attempt=1), "everycall.transcribe"),
        (RecordingRedriven(recording="r", at=NOON, stage=Stage.SCORE), "everycall.score"),
        (RecordingFailed(recording="r", at=NOON, stage=Stage.SCORE, attempt=1, problem="x"), None),
    ],
)
def test_an_event_wakes_the_stage_that_can_begin(event: Event, task: str | None) -> None:
    sent: list[tuple[str, tuple[str, ...]]] = []
    _Waker(lambda name, args: sent.append((name, args)))(event)
    assert sent == ([] if task is None else [(task, ("r",))])


def test_deliveries_wake_a_worker_and_those_that_follow_go_with_them() -> None:
    now = 0.0
    sent: list[str] = []
    wake = _Waker(lambda name, **_: sent.append(name), clock=lambda: now)
    wake(DeliveriesQueued(at=NOON))
    wake(DeliveriesReplayed(at=NOON, subscription="s", chosen="dead", count=1))
    assert sent == [DELIVER]
    now = GATHER_SECONDS
    wake(DeliveriesReplayed(at=NOON, subscription="s", chosen="dead", count=1))
    assert sent == [DELIVER, DELIVER]


def test_a_broker_that_did_not_answer_is_left_alone_for_a_while() -> None:
    now = 0.0
    calls: list[str] = []

    def send(name: str, args: tuple[str, ...]) -> None:
        calls.append(name)
        if len(calls) == 1:
            raise ConnectionRefusedError

    wake = _Waker(send, clock=lambda: now)
    event = RecordingReceived(recording="r", at=NOON)
    with pytest.raises(ConnectionRefusedError):
        wake(event)
    wake(event)
    assert len(calls) == 1
    now = QUIET_SECONDS
    wake(event)
    assert len(calls) == 2


def test_without_a_broker_nobody_is_told() -> None:
    assert connect("") is tell_nobody


@pytest.mark.parametrize(("url", "quorum"), [("amqp://u:p@host//", True), ("redis://host:6379/0", False)])
def test_the_guarantees_hold_for_every_queue(url: str, quorum: bool) -> None:
    conf = make_app(url).conf
    assert (conf.task_acks_late, conf.task_reject_on_worker_lost, conf.worker_prefetch_multiplier) == (
        True,
        True,
        1,
    )
    assert (conf.task_serializer, conf.accept_content, conf.task_create_missing_queues) == (
        "json",
        ["json"],
        False,
    )
    names = [*(task_name(stage) for stage in Stage), SWEEP]
    assert [queue.name for queue in conf.task_queues] == names
    assert {conf.task_routes[name]["queue"] for name in names} == set(names)
    for queue in conf.task_queues:
        assert queue.durable
        assert (queue.queue_arguments.get("x-queue-type") == "quorum") is quorum
    assert conf.beat_schedule["sweep"]["task"] == SWEEP
    assert conf.beat_schedule["tidy"]["task"] == TIDY
    assert conf.task_routes[TIDY]["queue"] == SWEEP
