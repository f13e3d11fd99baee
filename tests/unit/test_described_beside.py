"""What objects' own metadata and CSV manifests tell of calls."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from qa.ingest.errors import SourcesInvalid
from qa.ingest.sources import Sources, read
from qa.recording import Recording, State
from storage.admission import deliver
from storage.doorstep import Arrival, Doorstep, Outcome
from tests.desks import Plan, make_desk
from tests.house import NOON, TestHouse
from tests.shifts import CALL
from workers.presence import Presence
from workers.shift import step
from workers.walk import walk

SOURCES = """
sources:
- name: rec
  prefix: rec/
  object_metadata: {agent: agent_id, call-id: source_call_id, side: agent_channel, vip: business.vip}
  manifest: rec/lists/*.csv
  sidecar_wait: 600
  facts: {team: retail}
- {name: other, prefix: other/}
"""


@pytest.fixture
def sources() -> Sources:
    return read(SOURCES)


@pytest.fixture
def tell(house: TestHouse, sources: Sources) -> Callable[[str], Arrival]:
    numbers = iter(range(100))
    door = Doorstep(house.store, house.objects, sources, lambda: NOON, lambda: f"r-{next(numbers)}")
    return lambda key: deliver(door, key)


def put(house: TestHouse, key: str, content: bytes = CALL, **metadata: str) -> str:
    facts = {name.replace("_", "-"): value for name, value in metadata.items()}
    house.objects.put(key, io.BytesIO(content), metadata=facts)
    return key


def look(house: TestHouse, key: str) -> Recording:
    with house.store.read() as unit:
        found = unit.recordings.find(key=key)
    assert found is not None
    return found


Tell = Callable[[str], Arrival]


def test_an_objects_own_metadata_are_read_as_the_source_has_them(house: TestHouse, tell: Tell) -> None:
    put(house, "rec/a.wav", agent="坐席 7", call_id="c-1", side="1", vip="true", secret="x")
    assert tell("rec/a.wav").outcome is Outcome.TAKEN
    found = look(house, "rec/a.wav")
    known = found.metadata
    assert (known.agent_id, known.source_call_id, known.agent_channel) == ("坐席 7", "c-1", 1)
    assert (known.business, known.team) == ({"vip": True}, "retail")
    assert found.next_attempt_at == found.received_at


def test_a_sidecar_comes_before_the_objects_own_metadata(house: TestHouse, tell: Tell) -> None:
    put(house, "rec/a.wav", agent="of the object", vip="true")
    put(house, "rec/a.wav.json", b'{"agent_id": "of the sidecar", "business": {"x": 1}}')
    tell("rec/a.wav")
    known = look(house, "rec/a.wav").metadata
    assert (known.agent_id, known.business) == ("of the sidecar", {"vip": True, "x": 1})


def test_a_late_sidecar_completes_what_the_object_told(house: TestHouse, tell: Tell) -> None:
    put(house, "rec/a.wav", vip="true")
    tell("rec/a.wav")
    put(house, "rec/a.wav.json", b'{"agent_id": "7"}')
    assert tell("rec/a.wav.json").outcome is Outcome.DESCRIBED
    known = look(house, "rec/a.wav").metadata
    assert (known.agent_id, known.business) == ("7", {"vip": True})


def test_metadata_at_fault_are_refused_with_their_field(house: TestHouse, tell: Tell) -> None:
    put(house, "rec/a.wav", side="left")
    arrival = tell("rec/a.wav")
    assert (arrival.outcome, arrival.code) == (Outcome.REFUSED, "qa.metadata_invalid")
    assert "agent_channel is 'left'" in str(arrival.detail)


LIST = b"key,agent_id,source_call_id,business.vip\nrec/a.wav,7,c-a,true\nrec/b.wav,8,c-b,\n"


@pytest.mark.parametrize("first", ["audio", "manifest"])
def test_a_manifest_describes_recordings_that_come_before_or_after_it(
    house: TestHouse, tell: Tell, first: str
) -> None:
    keys = [put(house, "rec/a.wav", vip="false"), put(house, "rec/lists/1.csv", LIST)]
    for key in keys if first == "audio" else reversed(keys):
        assert tell(key).outcome in {Outcome.TAKEN, Outcome.DESCRIBED}
    found = look(house, "rec/a.wav")
    known = found.metadata
    assert (known.agent_id, known.source_call_id, known.business) == ("7", "c-a", {"vip": True})
    assert found.next_attempt_at == NOON  # it no longer waits for a sidecar
    assert tell("rec/lists/1.csv").outcome is Outcome.KNOWN


def test_a_manifest_that_is_mended_completes_again_and_a_sidecar_stays(house: TestHouse, tell: Tell) -> None:
    put(house, "rec/a.wav")
    put(house, "rec/b.wav")
    put(house, "rec/b.wav.json", b'{"agent_id": "of the sidecar"}')
    put(house, "rec/lists/1.csv", LIST)
    for key in ("rec/a.wav", "rec/b.wav", "rec/lists/1.csv"):
        tell(key)
    put(house, "rec/lists/1.csv", LIST.replace(b",7,", b",9,"))
    assert tell("rec/lists/1.csv").outcome is Outcome.DESCRIBED
    assert look(house, "rec/a.wav").metadata.agent_id == "9"
    assert look(house, "rec/b.wav").metadata.agent_id == "of the sidecar"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no column `key`"),
        (b"key,agnt_id\nrec/a.wav,7\n", "did you mean 'agent_id'"),
        (b"key,agent_id\nrec/a.wav,7\nother/b.wav,8\n", "line 3: key 'other/b.wav' is none of source 'rec'"),
        (b"key,agent_id\nrec/a.wav,7\nnowhere.wav,8\n", "line 3: key 'nowhere.wav' is none of source"),
        (b"\xff", "is not UTF-8"),
    ],
)
def test_a_manifest_at_fault_is_refused_whole(
    house: TestHouse, tell: Tell, content: bytes, told: str
) -> None:
    put(house, "rec/a.wav")
    tell("rec/a.wav")
    put(house, "rec/lists/1.csv", content)
    arrival = tell("rec/lists/1.csv")
    assert (arrival.outcome, arrival.code) == (Outcome.REFUSED, "qa.manifest_invalid")
    assert told in str(arrival.detail)
    assert look(house, "rec/a.wav").metadata.agent_id is None
    put(house, "rec/lists/1.csv", LIST)
    assert tell("rec/lists/1.csv").outcome is Outcome.DESCRIBED
    with house.store.read() as unit:
        assert unit.manifests.of("rec/a.wav") is not None


def test_walks_find_manifests_and_ingest_keeps_what_they_tell(
    house: TestHouse, sources: Sources, tmp_path: Any
) -> None:
    for key, content in (("rec/a.wav", CALL), ("rec/lists/1.csv", LIST)):
        put(house, key, content, **({"vip": "true"} if key.endswith("wav") else {}))
    with Presence(tmp_path / "workers", "w") as presence:
        desk = make_desk(
            Plan(tmp_path), presence, lambda: False, store=house.store, objects=house.objects, sources=sources
        )
        assert walk(desk) == {Outcome.TAKEN: 1, Outcome.DESCRIBED: 1}
        while step(desk):
            pass
        assert walk(desk)[Outcome.REFUSED] == 0
    found = look(house, "rec/a.wav")
    assert (found.state, found.metadata.agent_id, found.metadata.business) == (State.DONE, "7", {"vip": True})


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("object_metadata: {agent: agnt}", "no field of a sidecar"),
        ("object_metadata: {Agent: agent_id}", "object_metadata"),
        ("manifest: lists/*.csv", "does not begin with the prefix"),
        ("manifest: rec/lists/*.wav", "ending of recordings"),
    ],
)
def test_a_source_at_fault_is_told(line: str, told: str) -> None:
    with pytest.raises(SourcesInvalid, match=told):
        read(f"sources:\n- name: rec\n  prefix: rec/\n  {line}\n")
