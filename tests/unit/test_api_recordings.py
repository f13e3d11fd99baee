from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.recordings import Wanted
from qa.flag import Flag, FlagKind
from tests.house import NOON, TestHouse, evaluation


def ids(client: TestClient, query: str = "") -> list[str]:
    answer = client.get(f"/v1/recordings{query}")
    assert answer.status_code == 200, answer.text
    return [item["recording"]["id"] for item in answer.json()["items"]]


def test_the_list_shows_the_newest_first_with_scores_flags_and_progress(
    house: TestHouse, client: TestClient
) -> None:
    house.scored("a", score=75)
    house.waiting("b")
    answer = client.get("/v1/recordings").json()
    assert answer["next"] is None
    newest, oldest = answer["items"]
    assert (newest["recording"]["id"], newest["progress"], newest["standings"], newest["flags"]) == (
        "b",
        0.0,
        [],
        [],
    )
    assert (oldest["recording"]["id"], oldest["progress"]) == ("a", 1.0)
    assert (
        oldest["standings"][0] | {"rubric": "compliance", "score": 75.0, "passed": False}
        == oldest["standings"][0]
    )
    assert oldest["flags"][0]["kind"] == "under_pass_mark"
    (said,) = answer["said"][oldest["flags"][0]["why"]]
    assert (said["code"], said["values"]) == ("flag.score", {"score": "75", "rubric": "compliance"})


def test_pages_follow_each_other_without_gap_or_repeat(house: TestHouse, client: TestClient) -> None:
    for number in range(7):
        house.waiting(f"r{number}")
    seen, address = [], "/v1/recordings?limit=3&order=oldest&source=pbx"
    while address:
        answer = client.get(address)
        seen += [item["recording"]["id"] for item in answer.json()["items"]]
        if len(seen) == 3:
            house.waiting("late")  # what comes in while paging shifts nothing
        address = answer.links["next"]["url"] if "next" in answer.links else ""
        assert bool(answer.json()["next"]) is bool(address)
    assert seen == [*(f"r{number}" for number in range(7)), "late"]


def test_a_cursor_fits_its_own_list_only(house: TestHouse, client: TestClient) -> None:
    for number in range(3):
        house.waiting(f"r{number}")
    cursor = client.get("/v1/recordings?limit=1").json()["next"]
    for wrong in (
        f"?limit=1&source=pbx&cursor={cursor}",
        f"?order=oldest&cursor={cursor}",
        "?cursor=nonsense",
        "?cursor=",
    ):
        answer = client.get(f"/v1/recordings{wrong}")
        assert answer.status_code == 400, wrong
        assert answer.json()["code"] == "storage.cursor_invalid"


@pytest.fixture
def several(house: TestHouse) -> None:
    house.scored("a", 60, agent_id="1", queue="cards", started_at=NOON, team="x")
    house.scored("b", 90, agent_id="2", queue="loans", started_at=NOON + timedelta(hours=2))
    house.failed("c", source="crm")
    house.waiting("d", queue="cards")
    with house.store.begin() as unit:
        unit.evaluations.add(evaluation("a", 95, "empathy"))
        unit.flags.replace("b", [Flag(FlagKind.TENSION_PEAK, "tense")])


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "dcba"),
        ("?order=oldest", "abcd"),
        ("?source=crm", "c"),
        ("?state=done", "ba"),
        ("?state=done&state=failed", "cba"),
        ("?stage=score", "ba"),
        ("?stage=ingest&state=failed", "c"),
        ("?language=en", "ba"),
        ("?agent=1", "a"),
        ("?queue=cards", "da"),
        ("?queue=cards&agent=1", "a"),
        ("?team=x", "a"),
        ("?flag=tension_peak", "b"),
        ("?rubric=empathy", "a"),
        ("?rubric=compliance&score_to=60", "a"),
        ("?rubric=compliance&score_from=60.5", "b"),
        ("?rubric=compliance&score_from=0&score_to=100", "ba"),
        ("?score_from=92", "a"),
        ("?call_id=CALL-b", "b"),
        ("?call_id=%25", ""),
        ("?started_from=2026-03-01T12:00:00Z&started_before=2026-03-01T14:00:00Z", "a"),
        ("?started_from=2026-03-01T20:00:01+08:00", "b"),
        ("?started_from=2026-03-01T20:00:01%2B08:00", "b"),
        ("?received_from=2026-03-01T12:02:00Z", "dc"),
        ("?received_before=2026-03-01T12:02:00Z", "ba"),
    ],
)
def test_filters_narrow_the_list(client: TestClient, query: str, found: str) -> None:
    assert ids(client, query) == list(found)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?limit=0", "query parameter limit should be"),
        ("?limit=201", "query parameter limit should be"),
        ("?limit=many", "query parameter limit"),
        ("?state=finished", "query parameter state.0 should be 'waiting'"),
        ("?flag=nice", "query parameter flag should be"),
        ("?score_from=101", "query parameter score_from"),
        ("?received_from=yesterday", "query parameter received_from"),
        ("?received_from=2026-03-01T12:00:00", "query parameter received_from should have timezone info"),
        ("?received_from=1", "query parameter received_from should be a moment such as"),
        ("?started_from=0001-01-01T00:00:00%2B14:00", "query parameter started_from should lie within"),
        ("?started_before=9999-12-31T23:59:59-14:00", "query parameter started_before should lie within"),
        ("?score_to=nan", "query parameter score_to"),
        ("?agent=a%00b", "the address holds the character NUL"),
        ("?agnet=1", "query parameter agnet is not known here"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused_by_name(client: TestClient, query: str, told: str) -> None:
    answer = client.get(f"/v1/recordings{query}")
    assert answer.status_code == 422
    assert answer.json()["code"] == "api.request_invalid"
    assert answer.json()["problems"][0].startswith(told), answer.json()["problems"]


def test_every_wrong_parameter_is_told_at_once(client: TestClient) -> None:
    assert len(client.get("/v1/recordings?limit=0&stage=x&nonsense=1").json()["problems"]) == 3


def test_a_recording_shows_its_history_health_and_parties(house: TestHouse, client: TestClient) -> None:
    house.scored("a")
    shown = client.get("/v1/recordings/a").json()
    assert shown["progress"] == 1.0
    assert [(run["stage"], run["attempt"], run["outcome"]) for run in shown["runs"]] == [
        ("ingest", 1, "done"),
        ("transcribe", 2, "done"),
        ("score", 3, "done"),
    ]
    assert shown["runs"][0]["engines"][0]["name"] == "fake"
    assert shown["runs"][0]["timings"] == [["all", 0.5]]
    assert shown["recording"]["health"]["findings"][0]["kind"] == "hum"
    assert shown["parties"]["basis"] == "channels"
    assert shown["hearing"][0]["share"] == 1.0
    assert shown["standings"][0]["score"] == 75.0
    assert shown["flags"][0]["kind"] == "under_pass_mark"
    assert shown["said"][shown["flags"][0]["why"]][0]["code"] == "flag.score"


def test_a_recording_without_transcript_has_no_parties_yet(house: TestHouse, client: TestClient) -> None:
    house.failed("a")
    shown = client.get("/v1/recordings/a").json()
    assert (shown["parties"], shown["hearing"]) == (None, [])
    assert shown["recording"]["problem"]["code"] == "asr.not_audio"
    assert shown["runs"][0]["problem"]["fault"] == "recording"


@pytest.mark.parametrize("path", ["", "/audio", "/transcript", "/cues", "/evaluations"])
def test_an_unknown_recording_is_told(client: TestClient, path: str) -> None:
    answer = client.get(f"/v1/recordings/nobody{path}")
    assert answer.status_code == 404
    assert answer.json()["code"] == "storage.not_found"
    assert "'nobody'" in answer.json()["detail"]
    assert answer.json()["instance"] == f"/v1/recordings/nobody{path}"


def test_a_failed_recording_is_sent_on_its_way_again(house: TestHouse, client: TestClient) -> None:
    house.failed("a")
    answer = client.post("/v1/recordings/a/retry")
    assert answer.status_code == 202
    assert (answer.json()["state"], answer.json()["problem"]) == ("waiting", None)
    (event,) = house.told
    assert (event.name, event.recording, event.wakes) == ("recording.redriven", "a", "ingest")
    with house.store.read() as unit:
        assert unit.recordings.get("a").state == "waiting"
        assert [line.name for line in unit.audit.of("a")] == ["recording.redriven"]


def test_a_scored_recording_can_begin_at_an_earlier_stage(house: TestHouse, client: TestClient) -> None:
    house.scored("a")
    assert client.post("/v1/recordings/a/retry?stage=transcribe").json()["stage"] == "transcribe"


@pytest.mark.parametrize(
    ("prepare", "query", "status", "code"),
    [
        ("waiting", "", 409, "qa.not_settled"),
        ("failed", "?stage=score", 409, "qa.wrong_stage"),
        ("failed", "?stage=publish", 422, "api.request_invalid"),
    ],
)
def test_a_retry_that_cannot_be_is_refused_and_changes_nothing(
    house: TestHouse, client: TestClient, prepare: str, query: str, status: int, code: str
) -> None:
    before = getattr(house, prepare)("a")
    answer = client.post(f"/v1/recordings/a/retry{query}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert house.told == []
    with house.store.read() as unit:
        assert unit.recordings.get("a") == before


def test_a_retry_of_nothing_is_told(client: TestClient) -> None:
    assert client.post("/v1/recordings/nobody/retry").status_code == 404


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(sorted(Wanted.model_fields)), st.text(max_size=12), max_size=4))
def test_no_query_whatever_breaks_the_list(client: TestClient, query: dict[str, str]) -> None:
    answer = client.get("/v1/recordings", params=query)
    assert answer.status_code in {200, 400, 422}, answer.text
