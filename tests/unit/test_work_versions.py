"""The same call again: worked on by real stages, seen through the API and in the ledger."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from qa.cdr import SwitchCall
from qa.ingest.sources import WHOLE_BUCKET
from qa.recording import Recording, State
from storage.admission import deliver
from storage.coverage import Stretch
from storage.doorstep import Doorstep, Outcome
from tests import sounds
from tests.house import TestHouse
from tests.shifts import CALL
from workers.desk import Desk
from workers.shift import step

OTHER = sounds.wav(sounds.babble(0.6, 8000, seed=9), 8000)


@pytest.fixture
def moment() -> list[datetime]:
    """Later than all that the house's clock tells."""
    return [datetime(2026, 3, 3, tzinfo=UTC)]


def name(client: TestClient, house: TestHouse, key: str, audio: bytes, call: str = "c-1") -> str:
    house.objects.put(key, io.BytesIO(audio))
    body = {"key": key, "source": "pbx", "metadata": {"source_call_id": call}}
    answer = client.post("/v1/recordings/from-bucket", json=body)
    assert answer.status_code == 201, answer.text
    recording: str = answer.json()["id"]
    return recording


def work(desk: Desk) -> None:
    while step(desk):
        pass


def look(house: TestHouse, recording: str) -> Recording:
    with house.store.read() as unit:
        return unit.recordings.get(recording)


def listed(client: TestClient, query: str = "") -> list[str]:
    return [item["recording"]["id"] for item in client.get(f"/v1/recordings{query}").json()["items"]]


def test_a_re_export_with_other_bytes_takes_the_place_and_the_old_one_stays_readable(
    house: TestHouse, client: TestClient, desk: Desk
) -> None:
    old = name(client, house, "a.wav", CALL)
    work(desk)
    new = name(client, house, "b.wav", OTHER)
    assert listed(client) == [old]
    work(desk)
    assert listed(client) == [new]
    assert sorted(listed(client, "?versions=true")) == sorted([old, new])
    details = {each: client.get(f"/v1/recordings/{each}").json()["recording"] for each in (old, new)}
    assert (details[old]["in_force"], details[old]["superseded_by"]) == (False, new)
    assert (details[new]["in_force"], details[new]["supersedes"]) == (True, old)
    assert client.get(f"/v1/recordings/{old}/audio").content == CALL
    assert client.get(f"/v1/recordings/{old}/transcript").status_code == 200
    assert client.get(f"/v1/recordings/{old}/evaluations").json()
    told = [event for event in house.told if event.name == "recording.superseded"]
    assert [(event.recording, event.details()) for event in told] == [(old, {"by": new})]


def test_the_same_bytes_under_another_key_are_set_aside_before_anyone_listens(
    house: TestHouse, client: TestClient, desk: Desk
) -> None:
    old = name(client, house, "a.wav", CALL)
    again = name(client, house, "b.wav", CALL)
    work(desk)
    found = look(house, again)
    assert found.state is State.NOT_SCORABLE
    assert found.problem is not None
    assert found.problem.code == "qa.same_audio"
    assert (found.in_force, found.superseded_by, found.transcript) == (False, old, None)
    assert listed(client) == [old]
    assert look(house, old).state is State.DONE
    assert [event for event in house.told if event.name == "recording.superseded"] == []


def test_a_broken_re_export_hides_nothing(house: TestHouse, client: TestClient, desk: Desk) -> None:
    old = name(client, house, "a.wav", CALL)
    broken = name(client, house, "b.wav", b"Dear Sir or Madam, this is a letter. " * 200)
    work(desk)
    assert look(house, broken).state is State.FAILED
    assert listed(client) == [old]
    assert listed(client, "?versions=true&state=failed") == [broken]
    mended = name(client, house, "c.wav", OTHER)
    work(desk)
    assert listed(client) == [mended]


def test_a_re_export_mends_a_broken_recording(house: TestHouse, client: TestClient, desk: Desk) -> None:
    broken = name(client, house, "a.wav", b"Dear Sir or Madam, this is a letter. " * 200)
    work(desk)
    mended = name(client, house, "b.wav", CALL)
    work(desk)
    assert listed(client) == [mended]
    assert look(house, broken).superseded_by == mended


def test_the_ledger_counts_the_call_once(house: TestHouse, client: TestClient, desk: Desk) -> None:
    name(client, house, "a.wav", CALL)
    name(client, house, "x.wav", CALL + b"x", call="other")
    work(desk)
    name(client, house, "b.wav", OTHER)
    work(desk)
    since = datetime(2026, 3, 1, tzinfo=UTC)
    for listed_by_switch in (False, True):
        if listed_by_switch:
            call = SwitchCall(source="pbx", call_id="c-1", started_at=since + timedelta(hours=12))
            with house.store.begin() as unit:
                unit.coverage.put([call], now=since)
        with house.store.read() as unit:
            whole = unit.coverage.books(Stretch(since=since, before=since + timedelta(days=2))).whole
        assert (whole.denominator, whole.numerator, whole.listed) == (2, 2, int(listed_by_switch))


@pytest.mark.parametrize(("audio", "in_force"), [(OTHER, "b.wav"), (CALL, "a.wav")])
def test_a_sidecar_that_comes_late_and_names_a_known_call_settles_which_version_counts(
    house: TestHouse, desk: Desk, audio: bytes, in_force: str
) -> None:
    ids = iter(["r-a", "r-b"])
    door = Doorstep(house.store, house.objects, WHOLE_BUCKET, house.now, lambda: next(ids))
    sidecar = b'{"source_call_id": "c-1"}'
    for key, content in (("a.wav.json", sidecar), ("a.wav", CALL), ("b.wav", audio)):
        house.objects.put(key, io.BytesIO(content))
        deliver(door, key)
    work(desk)
    assert sorted(listed(house.client())) == ["r-a", "r-b"]
    house.objects.put("b.wav.json", io.BytesIO(sidecar))
    assert deliver(door, "b.wav.json").outcome is Outcome.DESCRIBED
    work(desk)
    assert [look(house, each).key for each in listed(house.client())] == [in_force]
    assert look(house, "r-b").metadata.source_call_id == "c-1"
