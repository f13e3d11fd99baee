"""What is queued wakes a worker behind a real broker, which delivers it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from celery.contrib.testing.worker import start_worker

from config import Settings
from qa.delivery import DeliveryState
from storage.house_keys import sealing_of
from storage.uow import open_store
from tests.couriers import Bench, bench, until
from tests.receivers import receiving
from workers.app import make_app
from workers.queue import connect
from workers.wakes import DELIVER
from workers.worker import make_worker

pytestmark = pytest.mark.integration


def test_what_is_queued_wakes_a_worker_that_delivers_it(tmp_path: Path, valkey_url: str) -> None:
    with bench(tmp_path, now=lambda: datetime.now(UTC)) as inner, receiving() as receiver:
        telling = open_store("", tmp_path, connect(valkey_url), sealing_of(Settings(data_dir=tmp_path)))
        house = Bench(replace(inner.desk, store=telling), inner.clock)
        house.subscribe(receiver)
        worker = make_worker(
            valkey_url, lambda presence, stopping: inner.desk, tmp_path / "workers", limit_seconds=60
        )
        with start_worker(worker, pool="solo", perform_ping_check=False, loglevel="WARNING"):
            house.happen()
            until(lambda: len(receiver.sent) == 1, seconds=120)
            until(lambda: house.deliveries()[0].state is DeliveryState.DELIVERED, seconds=120)
        telling.close()


def test_beat_asks_for_what_nobody_was_woken_for(valkey_url: str) -> None:
    app = make_app(valkey_url)
    assert app.conf.beat_schedule["deliver"]["task"] == DELIVER
    assert app.conf.task_routes[DELIVER]["queue"] in {queue.name for queue in app.conf.task_queues}
