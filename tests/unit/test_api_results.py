from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from asr import formats
from asr.cues.cue import UNITS, CueKind
from asr.transcript import Transcript
from storage.transcripts import StoredTranscript
from tests.house import CUES, HEARD, NOON, TestHouse, evaluation, open_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    with open_house(tmp_path) as opened:
        opened.scored("a")
        yield opened


def test_the_transcript_comes_back_as_it_was_heard(client: TestClient) -> None:
    answer = client.get("/v1/recordings/a/transcript")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["vary"] == "Accept"
    assert TypeAdapter(Transcript).validate_json(answer.content) == HEARD


@pytest.mark.parametrize(
    ("query", "accept", "kind", "written"),
    [
        ("?format=srt", "*/*", "application/x-subrip", formats.srt),
        ("?format=vtt", "application/json", "text/vtt; charset=utf-8", formats.vtt),
        ("?format=text", "*/*", "text/plain; charset=utf-8", formats.text),
        ("", "application/x-subrip", "application/x-subrip", formats.srt),
        ("", "text/vtt;q=0.9, image/png", "text/vtt; charset=utf-8", formats.vtt),
        ("", "text/plain", "text/plain; charset=utf-8", formats.text),
    ],
)
def test_the_transcript_is_written_as_asked(
    client: TestClient, query: str, accept: str, kind: str, written: Callable[[Transcript], str]
) -> None:
    answer = client.get(f"/v1/recordings/a/transcript{query}", headers={"accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["vary"] == "Accept"
    assert answer.content.decode() == written(HEARD)


def test_a_format_that_cannot_be_made_is_refused(client: TestClient) -> None:
    answer = client.get("/v1/recordings/a/transcript", headers={"accept": "image/png"})
    assert (answer.status_code, answer.json()["code"]) == (406, "api.not_acceptable")
    assert "text/vtt" in answer.json()["detail"]
    assert client.get("/v1/recordings/a/transcript?format=pdf").status_code == 422


@pytest.mark.parametrize("what", ["transcript", "cues"])
def test_a_result_on_its_way_says_where_it_is_and_when_to_ask_again(
    house: TestHouse, client: TestClient, what: str
) -> None:
    house.waiting("b")
    answer = client.get(f"/v1/recordings/b/{what}")
    assert (answer.status_code, answer.json()["code"]) == (409, "api.result_absent")
    assert f"has no {what}: it is waiting at stage ingest" in answer.json()["detail"]
    assert int(answer.headers["retry-after"]) > 0


def test_a_result_that_will_not_come_says_why(house: TestHouse, client: TestClient) -> None:
    house.failed("b")
    answer = client.get("/v1/recordings/b/transcript")
    assert answer.status_code == 409
    assert "it is failed at stage ingest" in answer.json()["detail"]
    assert "This is a page, not sound" in answer.json()["detail"]
    assert "retry-after" not in answer.headers


def test_an_older_transcript_can_be_read_by_its_id(house: TestHouse, client: TestClient) -> None:
    older = replace(HEARD, language="zh")
    house.scored("b")
    with house.store.begin() as unit:
        unit.transcripts.add(StoredTranscript("old", "a", "d-old", older, CUES, NOON))
    assert client.get("/v1/recordings/a/transcript").json()["language"] == "en"
    assert client.get("/v1/recordings/a/transcript?transcript=old").json()["language"] == "zh"
    assert client.get("/v1/recordings/a/cues?transcript=old").status_code == 200
    for other in ("t-b", "none"):
        assert client.get(f"/v1/recordings/a/transcript?transcript={other}").status_code == 404


def test_cues_come_with_their_units_thresholds_and_notes(client: TestClient) -> None:
    shown = client.get("/v1/recordings/a/cues").json()
    assert len(shown["measured"]["cues"]) == len(CUES.cues)
    assert shown["measured"]["settings"] == [["silence_s", "3.0"]]
    assert shown["measured"]["notes"] == list(CUES.notes)
    assert shown["units"] == {kind.value: unit for kind, unit in UNITS.items()}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?kind=silence", 1),
        ("?kind=silence&kind=talk_ratio", 3),
        ("?party=customer", 2),
        ("?kind=talk_ratio&party=agent", 1),
        ("?kind=tension", 0),
    ],
)
def test_cues_can_be_chosen(client: TestClient, query: str, count: int) -> None:
    shown = client.get(f"/v1/recordings/a/cues{query}").json()
    assert len(shown["measured"]["cues"]) == count
    if "kind" in query:
        assert set(shown["units"]) < set(CueKind)


def test_an_unknown_kind_of_cue_is_refused(client: TestClient) -> None:
    answer = client.get("/v1/recordings/a/cues?kind=mood")
    assert answer.status_code == 422
    assert "talk_ratio" in answer.json()["detail"]


def test_evaluations_show_outcome_quote_and_time(house: TestHouse, client: TestClient) -> None:
    (listed,) = client.get("/v1/recordings/a/evaluations").json()
    assert client.get(f"/v1/evaluations/{listed['id']}").json() == listed
    (finding,) = listed["scorecard"]["sections"][0]["findings"]
    assert finding["outcome"] == "met"
    assert finding["evidence"][0]["quote"] == "this call is recorded"
    assert (finding["evidence"][0]["start"], finding["evidence"][0]["turn"]) == (0.5, 0)


def test_former_evaluations_are_shown_when_asked_for(house: TestHouse, client: TestClient) -> None:
    with house.store.begin() as unit:
        unit.evaluations.add(evaluation("a", 90, "compliance", version="2"))
    assert [e["scorecard"]["version"] for e in client.get("/v1/recordings/a/evaluations").json()] == ["2"]
    former = client.get("/v1/recordings/a/evaluations?former=true").json()
    assert sorted(e["scorecard"]["version"] for e in former) == ["1", "2"]


def test_a_recording_on_its_way_has_no_evaluation_yet(house: TestHouse, client: TestClient) -> None:
    house.waiting("b")
    assert client.get("/v1/recordings/b/evaluations").json() == []


def test_an_unknown_evaluation_is_told(client: TestClient) -> None:
    answer = client.get("/v1/evaluations/none")
    assert (answer.status_code, answer.json()["code"]) == (404, "storage.not_found")
