"""Exports through the API: what is in them, who gets what, and what the trail says of it."""

import csv
import io
from collections.abc import Collection
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import WORKBOOKS_AT_ONCE
from api.sheets.form import Form, written
from api.sheets.outgoing import Export, Outgoing
from api.sheets.pages import Pages, Taken
from qa.access import Person, Role
from qa.content import Layer
from qa.house_events import ResultsExported, ResultsSent
from qa.sheet import COLUMNS, Sheet
from storage.errors import StorageUnavailable
from storage.uow import Unit
from tests.house import AS, NOON, TestHouse
from tests.reviewed import PEOPLE, as_, judged, reviewed, staffed

WHY = {"reason": "monthly report"}


@pytest.fixture
def staff(house: TestHouse) -> TestClient:
    return staffed(house)


def taken(
    client: TestClient, sheet: str = "evaluations", who: str = "bob", **asked: Any
) -> list[dict[str, str]]:
    answer = client.get(f"/v1/exports/{sheet}.csv", params={**WHY, **asked}, **as_(who))
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def told(house: TestHouse, kind: type[Any]) -> Any:
    (event,) = [each for each in house.told if isinstance(each, kind)]
    return event


def test_a_row_tells_of_an_evaluation_and_its_call(house: TestHouse, staff: TestClient) -> None:
    name = judged(house, queue="loans", agent_name="王建国")
    (row,) = taken(staff)
    assert list(row) == [column.name for column in COLUMNS[Sheet.EVALUATIONS]]
    assert (
        row
        | {
            "recording_id": "r",
            "call_id": "call-r",
            "evaluation_id": name,
            "agent_name": "王建国",
            "team": "Loans",
            "queue": "loans",
            "rubric": "manners",
            "author_kind": "machine",
            "state": "published",
            "score": "0.0",
            "earned_score": "37.5",
            "passed": "false",
            "auto_failed": "discloses",
            "met": "1",
            "not_met": "2",
            "undecided": "0",
            "received_at": "2026-03-01T12:00:00Z",
        }
        == row
    )


def test_a_row_tells_of_a_finding_its_evidence_and_who_looked(house: TestHouse, staff: TestClient) -> None:
    reviewed(staff, judged(house), thanks="met")
    rows = taken(staff, "findings")
    greets, thanks, discloses = (row for row in rows if row["author_kind"] == "machine")
    assert (greets["criterion"], greets["outcome"], greets["quote"]) == ("greets", "met", "Good morning")
    assert (greets["party"], greets["turn"], greets["points"]) == ("agent", "0", "37.5")
    assert float(greets["quote_end_s"]) > float(greets["quote_start_s"]) >= 0
    assert (thanks["outcome"], thanks["reviewed_outcome"], thanks["reviewed_by"]) == ("not_met", "met", "lin")
    assert (thanks["quote"], thanks["evidences"], thanks["points"]) == ("", "0", "0.0")
    assert float(thanks["searched_to_s"]) > 0
    assert discloses["nearest_quote"]
    assert 0 < float(discloses["nearest_similarity"]) < 1
    theirs = [row for row in rows if row["author_kind"] == "person"]
    assert [(row["author"], row["outcome"], row["reviewed_by"]) for row in theirs] == [
        ("lin", "met", ""),
        ("lin", "met", ""),
        ("lin", "not_met", ""),
    ]


def test_the_same_rows_come_in_every_form(house: TestHouse, staff: TestClient) -> None:
    from openpyxl import load_workbook
    from pyarrow import BufferReader
    from pyarrow.parquet import read_table

    for name in "abc":
        judged(house, name, agent_name="=1+1" if name == "a" else "Li")
    rows = taken(staff, "findings")
    names = [column.name for column in COLUMNS[Sheet.FINDINGS]]

    book = staff.get("/v1/exports/findings.xlsx", params=WHY)
    assert book.headers["content-disposition"] == 'attachment; filename="everycall-findings-2026-03-01.xlsx"'
    sheet = load_workbook(io.BytesIO(book.content), read_only=True)["findings"]
    header, *cells = sheet.iter_rows(values_only=True)
    assert list(header) == names
    assert [cell[names.index("criterion")] for cell in cells] == [row["criterion"] for row in rows]
    assert cells[0][names.index("agent_name")] == "=1+1"
    assert cells[0][names.index("received_at")].isoformat() == "2026-03-01T12:00:00"

    table = read_table(BufferReader(staff.get("/v1/exports/findings.parquet", params=WHY).content))
    assert table.column_names == names
    assert [str(each) for each in table["criterion"]] == [row["criterion"] for row in rows]
    assert str(table.schema.field("received_at").type) == "timestamp[us, tz=UTC]"
    assert str(table.schema.field("confidence").type) == "double"
    assert table["agent_name"][0].as_py() == "=1+1"
    assert rows[0]["agent_name"] == "'=1+1"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["a", "b", "c"]),
        ({"agent": "a2"}, ["b"]),
        ({"queue": "cards"}, ["c"]),
        ({"received_from": "2026-03-01T12:05:00Z"}, ["c"]),
        ({"rubric": "other"}, []),
        ({"rubric": "manners", "score_to": 10}, ["a", "b", "c"]),
        ({"score_from": 10}, []),
        ({"author": "person"}, []),
        ({"rubric": "manners", "version": "1", "author": "machine"}, ["a", "b", "c"]),
        ({"rubric": "manners", "criterion": "thanks"}, ["a", "b", "c"]),
    ],
)
def test_filters_are_those_of_the_list_of_calls(
    house: TestHouse, staff: TestClient, asked: dict[str, Any], found: list[str]
) -> None:
    judged(house, "a", "a1")
    judged(house, "b", "a2")
    judged(house, "c", "a1", queue="cards")
    assert [row["recording_id"] for row in taken(staff, **asked)] == found


def test_findings_are_narrowed_to_the_criterion_and_outcome_asked_for(
    house: TestHouse, staff: TestClient
) -> None:
    judged(house)
    rows = taken(staff, "findings", rubric="manners", criterion="thanks", outcome="not_met")
    assert [(row["criterion"], row["outcome"]) for row in rows] == [("thanks", "not_met")]


def test_a_supervisor_takes_out_only_what_is_of_their_teams(house: TestHouse) -> None:
    house.scored("mine", team="sales")
    house.scored("theirs", team="care")
    house.scored("nobodys")
    people = {
        "sue": Person("sue", "Sue", frozenset({Role.SUPERVISOR}), frozenset({"sales"})),
        "rex": Person("rex", "Rex", frozenset({Role.REVIEWER})),
    }
    client = house.client(authenticate=lambda request: people[request.headers[AS]])
    for sheet in Sheet:
        assert {row["recording_id"] for row in taken(client, sheet, "sue")} == {"mine"}
    refused = client.get("/v1/exports/evaluations.csv", params=WHY, **as_("rex"))
    assert (refused.status_code, refused.json()["code"]) == (403, "api.not_allowed")


def test_what_somebody_is_to_score_blind_is_kept_from_them(house: TestHouse, staff: TestClient) -> None:
    judged(house, "a")
    judged(house, "b")
    asked = {"title": "Loans", "evaluation": "e-a", "participants": ["bob", "lin"], "expert": "bob"}
    opened = staff.post("/v1/calibrations", json=asked)
    assert opened.status_code == 201, opened.text
    assert {row["recording_id"] for row in taken(staff)} == {"b"}
    assert {row["recording_id"] for row in taken(staff, who="cy")} == {"a", "b"}


def test_the_trail_says_who_took_out_what_in_which_form_and_what_for(
    house: TestHouse, staff: TestClient
) -> None:
    judged(house, "a")
    judged(house, "b", "a2")
    taken(staff, "findings", agent="a2", bom=True)
    began, ended = told(house, ResultsExported), told(house, ResultsSent)
    assert (began.actor, began.what, began.form, began.reason) == ("bob", "findings", "csv", "monthly report")
    assert (began.chosen, began.address) == ('{"agent":"a2"}', "testclient")
    assert (ended.export, ended.actor, ended.count, ended.whole) == (began.export, "bob", 3, True)


def test_nothing_is_given_without_a_reason(house: TestHouse, staff: TestClient) -> None:
    assert staff.get("/v1/exports/evaluations.csv").status_code == 422
    assert staff.get("/v1/exports/evaluations.pdf", params=WHY).status_code == 422
    assert staff.get("/v1/exports/people.csv", params=WHY).status_code == 422
    assert house.told == []


def test_who_only_asks_what_would_come_takes_nothing_out(house: TestHouse, staff: TestClient) -> None:
    answer = staff.head("/v1/exports/evaluations.parquet", params=WHY)
    assert answer.headers["content-type"] == "application/vnd.apache.parquet"
    assert answer.content == b""
    assert house.told == []


def test_an_export_that_breaks_off_is_not_taken_for_the_whole(house: TestHouse, staff: TestClient) -> None:
    for number in range(4):
        house.scored(f"c{number}")
    house.told.clear()

    def gone(unit: Unit, recordings: Collection[str]) -> Collection[str]:
        if len(recordings) < 3:
            raise StorageUnavailable("The database does not answer.")
        return ()

    pages = Pages(house.store, Taken(sheet=Sheet.EVALUATIONS, hides=gone), calls_a_page=3)
    event = ResultsExported(
        at=NOON, actor="bob", export="x", what="", form="csv", chosen="", reason="", address=""
    )
    outgoing = Outgoing(
        house.store,
        event,
        pages,
        written(COLUMNS[Sheet.EVALUATIONS], "evaluations", Form.CSV, pages),
        house.now,
    )
    outgoing.begin()
    app = FastAPI()
    app.add_api_route("/", lambda: Export(outgoing))
    with pytest.raises(StorageUnavailable):
        TestClient(app).get("/")
    assert (told(house, ResultsSent).count, told(house, ResultsSent).whole) == (3, False)


def test_what_cannot_be_read_at_all_is_refused_and_nothing_is_sent(house: TestHouse) -> None:
    def gone(unit: Unit, recordings: Collection[str]) -> Collection[str]:
        raise StorageUnavailable("The database does not answer.")

    for form in Form:
        house.told.clear()
        pages = Pages(house.store, Taken(sheet=Sheet.FINDINGS, hides=gone))
        event = ResultsExported(
            at=NOON, actor="bob", export="x", what="", form=form, chosen="", reason="", address=""
        )
        outgoing = Outgoing(
            house.store, event, pages, written(COLUMNS[Sheet.FINDINGS], "findings", form, pages), house.now
        )
        with pytest.raises(StorageUnavailable):
            outgoing.begin()
        assert (told(house, ResultsSent).count, told(house, ResultsSent).whole) == (0, False)


def test_no_more_workbooks_are_written_than_the_house_can(house: TestHouse) -> None:
    app = house.app()
    client = TestClient(app, base_url="http://localhost")
    for _ in range(WORKBOOKS_AT_ONCE):
        assert app.state.house.workbooks.acquire(blocking=False)
    refused = client.get("/v1/exports/findings.xlsx", params=WHY)
    assert (refused.status_code, refused.json()["code"]) == (503, "api.workbooks_busy")
    assert int(refused.headers["retry-after"]) > 0
    assert client.get("/v1/exports/findings.parquet", params=WHY).status_code == 200
    app.state.house.workbooks.release()
    assert client.get("/v1/exports/findings.xlsx", params=WHY).status_code == 200
    assert client.get("/v1/exports/findings.xlsx", params=WHY).status_code == 200


def test_rows_are_read_as_they_are_taken_and_each_once(house: TestHouse) -> None:
    for number in range(7):
        house.scored(f"c{number}")
    pages = Pages(house.store, Taken(sheet=Sheet.EVALUATIONS), calls_a_page=2)
    chunks = written(COLUMNS[Sheet.EVALUATIONS], "evaluations", Form.CSV, pages)
    seen, counts = b"", []
    for chunk in chunks:
        seen += chunk
        counts.append(pages.rows)
    assert counts == [2, 4, 6, 7]
    ids = [row["recording_id"] for row in csv.DictReader(io.StringIO(seen.decode()))]
    assert ids == [f"c{number}" for number in range(7)]


def test_a_call_that_comes_in_meanwhile_is_not_in_it(house: TestHouse, staff: TestClient) -> None:
    judged(house, "a")
    judged(house, "b")
    client = house.client(authenticate=lambda request: PEOPLE["bob"], now=lambda: NOON + timedelta(minutes=1))
    assert [row["recording_id"] for row in taken(client)] == ["a"]


def test_words_that_were_erased_are_not_in_it_and_the_outcomes_are(
    house: TestHouse, staff: TestClient
) -> None:
    judged(house)
    with house.store.begin() as unit:
        unit.erasure.erase("r", {Layer.TRANSCRIPT}, purge="p", now=NOON)
    rows = taken(staff, "findings")
    assert [row["outcome"] for row in rows] == ["met", "not_met", "not_met"]
    assert {row["quote"] + row["reason"] + row["nearest_quote"] for row in rows} == {""}
    assert len(taken(staff)) == 1
