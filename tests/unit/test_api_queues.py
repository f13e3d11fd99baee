"""What waits and what is done, as people read it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from fastapi.testclient import TestClient

from qa.hold import Pause
from qa.recording import Lease, Stage, State
from tests.house import NOON, TestHouse


def lanes(client: TestClient) -> dict[str, dict[str, Any]]:
    return {each["lane"]: each for each in client.get("/v1/queues").json()["queues"]}


def test_what_waits_is_told_by_the_machines_it_needs_and_what_is_held_back_beside_it(
    house: TestHouse, client: TestClient
) -> None:
    house.waiting("a")
    house.waiting("b", source="other")
    with house.store.begin() as unit:
        unit.holds.pause(Pause("other", NOON, "mia", "moves"))
    cpu, gpu = lanes(client)["cpu"], lanes(client)["gpu"]
    assert (cpu["waiting"], cpu["later"], cpu["working"], gpu["waiting"]) == (1, 1, 0, 0)
    assert cpu["waiting_seconds"] == cpu["later_seconds"] == 240
    assert cpu["oldest_seconds"] > 0


def test_each_worker_is_told_of_with_what_it_has_in_hand(house: TestHouse, client: TestClient) -> None:
    loaded = house.waiting("a")
    until = NOON + timedelta(minutes=30)
    taken = replace(
        loaded,
        stage=Stage.TRANSCRIBE,
        state=State.WORKING,
        attempt=1,
        progress=0.5,
        lease=Lease("gpu-1", until),
        duration=60.0,
    )
    with house.store.begin() as unit:
        unit.recordings.save(taken, loaded=loaded)
    (hand,) = client.get("/v1/queues").json()["in_hand"]
    assert (hand["owner"], hand["stage"], hand["progress"]) == ("gpu-1", "transcribe", 0.5)
    gpu = lanes(client)["gpu"]
    assert (gpu["working"], gpu["working_seconds"], gpu["waiting"]) == (1, 60, 0)


def test_what_ended_lately_is_told_by_stage(house: TestHouse, client: TestClient) -> None:
    house.scored("a")
    house.failed("b")
    told = {each["stage"]: each for each in client.get("/v1/queues").json()["lately"]}
    assert (told["ingest"]["done"], told["ingest"]["failed"], told["ingest"]["median_seconds"]) == (1, 1, 0)
    assert (told["transcribe"]["done"], told["transcribe"]["audio_seconds"]) == (1, 9.5)
    with house.store.begin() as unit:
        assert unit.backlog.in_hand(5) == ()
