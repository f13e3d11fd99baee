"""Figures for Prometheus, and signs of life."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from api.measures import OPEN_SECONDS, SETTLED_SECONDS, Measures
from qa import claim as claims
from qa import run as runs
from qa.recording import Stage, State
from qa.run import RunOutcome
from storage.errors import StorageUnavailable
from storage.uow import Store
from tests.contracts.steps import add
from tests.contracts.values import at, recording
from tests.house import TestHouse
from workers.queue import reach


class Broken:
    """A store whose every use fails."""

    def __getattr__(self, name: str) -> Any:
        def fail(*_: Any, **__: Any) -> Any:
            raise StorageUnavailable(f"It does not answer to {name}.")

        return fail


def figures(client: TestClient) -> dict[tuple[str, ...], float]:
    """Scrape as Prometheus does: by name, and labels in the order of their names."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_what_waits_is_told_in_seconds_of_audio_by_queue(house: TestHouse) -> None:
    house.scored("done")  # 9.5 s of unknown size: it tells no pace
    loaded = house.waiting("new")
    heard = replace(loaded, stage=Stage.SCORE, duration=20.0)
    with house.store.begin() as unit:
        unit.recordings.save(heard, loaded=loaded)
    add(
        house.store,
        replace(recording(1), stage=Stage.TRANSCRIBE, size=160_000),
        replace(recording(2), stage=Stage.TRANSCRIBE, size=80_000, next_attempt_at=at(10**6)),
    )
    house.failed("bad")
    found = figures(house.client())
    assert found["everycall_audio_seconds_waiting", "gpu"] == 10.0
    assert found["everycall_audio_seconds_waiting", "cpu"] == 20.0
    assert found["everycall_audio_seconds_working", "gpu"] == 0.0
    assert found["everycall_oldest_wait_seconds", "gpu"] > 0
    assert found["everycall_recordings", "transcribe", "waiting"] == 2
    assert found["everycall_recordings", "score", "done"] == 1
    assert found["everycall_failed_recordings", "asr.not_audio", "ingest"] == 1
    assert found["everycall_database_up",] == 1


def test_the_help_says_what_is_estimated(client: TestClient) -> None:
    text = client.get("/metrics").text
    line = next(
        line for line in text.splitlines() if line.startswith("# HELP everycall_audio_seconds_waiting")
    )
    assert "estimated from its bytes" in line


class Tick:
    """A clock that only a test winds."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def value(measures: Measures, name: str, **labels: str) -> float | None:
    return measures.registry.get_sample_value(name, labels)


def test_the_database_is_not_asked_at_every_scrape(store: Store) -> None:
    tick = Tick()
    measures = Measures(store, lambda: at(100), clock=tick)

    def counted() -> tuple[float | None, float | None]:
        waits = value(measures, "everycall_recordings", stage="ingest", state="waiting")
        return waits, value(measures, "everycall_recordings", stage="score", state="done")

    add(store, recording(1))
    assert counted() == (1, None)
    add(store, recording(2), replace(recording(3), stage=Stage.SCORE, state=State.DONE))
    assert counted() == (1, None)
    tick.seconds = OPEN_SECONDS
    assert counted() == (2, None)
    tick.seconds = SETTLED_SECONDS
    assert counted() == (2, 1)


def test_every_attempt_is_timed_once_though_its_row_comes_late(store: Store) -> None:
    moment = [at(0)]
    measures = Measures(store, lambda: moment[-1], clock=Tick())

    def timed() -> tuple[float | None, float | None]:
        return (
            value(measures, "everycall_stage_seconds_count", stage="transcribe", outcome="done"),
            value(measures, "everycall_stage_seconds_sum", stage="transcribe", outcome="done"),
        )

    def run(number: int, begun: float, ended: float) -> None:
        it = replace(recording(number), stage=Stage.TRANSCRIBE, duration=60.0)
        add(store, it)
        taken = claims.claim(it, it.stage, owner="w", now=at(10**6), seconds=9)
        with store.begin() as unit:
            opened = runs.begin(taken, now=at(begun))
            unit.runs.add(opened)
            unit.runs.save(runs.end(opened, RunOutcome.DONE, now=at(ended)))

    run(1, -20, -10)
    assert timed() == (None, None)  # it ended before anybody asked
    run(2, 10, 14)
    moment.append(at(60))
    assert timed() == (1, 4)
    assert timed() == (1, 4)
    run(3, 20, 26)  # written down only now
    moment.append(at(90))
    assert timed() == (2, 10)
    moment.append(at(10_000))
    assert timed() == (2, 10)
    assert value(measures, "everycall_audio_seconds_listened_total") == 120.0


def test_requests_are_timed_by_template_and_not_by_address(house: TestHouse) -> None:
    client = house.client()
    for path in ("/v1/recordings/a", "/v1/recordings/b", "/no/such/place", "/v1/recordings"):
        client.get(path)
    client.head("/healthz")
    client.get("/healthz", headers={"host": "evil.example"})
    client.request("BREW", "/healthz")
    found = {
        key[1:]: n for key, n in figures(client).items() if key[0] == "everycall_http_request_seconds_count"
    }
    assert found == {
        ("GET", "/v1/recordings/{recording_id}", "404"): 2,
        ("GET", "unmatched", "404"): 1,
        ("GET", "/v1/recordings", "200"): 1,
        ("HEAD", "/healthz", "200"): 1,
        ("GET", "unmatched", "421"): 1,
        ("other", "/healthz", "405"): 1,
    }


def test_figures_are_given_though_the_database_is_away(house: TestHouse) -> None:
    found = figures(house.client(store=Broken()))
    assert found["everycall_database_up",] == 0
    assert not [key for key in found if key[0] == "everycall_audio_seconds_waiting"]  # not a false 0


@pytest.mark.parametrize(
    ("parts", "away"),
    [
        ({"store": Broken()}, ["database"]),
        ({"objects": Broken()}, ["objects"]),
        ({"store": Broken(), "objects": Broken()}, ["database", "objects"]),
    ],
)
def test_readiness_names_each_that_is_away(house: TestHouse, parts: dict[str, Any], away: list[str]) -> None:
    answer = house.client(**parts).get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "api.not_ready")
    assert [line.partition(":")[0] for line in answer.json()["problems"]] == away
    assert answer.headers["retry-after"]


def test_readiness_names_the_broker_and_does_without_it(house: TestHouse) -> None:
    assert house.client().get("/readyz").json() == {"database": "ok", "objects": "ok", "broker": "none"}
    nowhere = house.settings.model_copy(update={"broker_url": "redis://user:hunter2@127.0.0.1:1/0"})
    answer = house.client(settings=nowhere).get("/readyz")
    assert (answer.status_code, answer.json()["broker"]) == (200, "away")
    assert "hunter2" not in answer.text


def test_a_house_without_a_broker_asks_for_none() -> None:
    assert reach("") is None


def test_recordings_that_wait_grow_older(house: TestHouse) -> None:
    house.waiting("r")
    client = house.client(now=lambda: at(0) + timedelta(hours=1))
    assert figures(client)["everycall_oldest_wait_seconds", "cpu"] == 3600.0
