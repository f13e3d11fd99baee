"""Rubrics that are being written, over HTTP: checked line by line, their examples run, tried on stored calls."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from api.rubric_checks import Located, located
from scoring.document import parse
from tests.house import AS, TestHouse, open_house
from tests.manners import EXAMPLES, TEXT

DRAFT = TEXT.format(phrase="idiot", version="1")
BESIDE = EXAMPLES.format(phrase="idiot")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    with open_house(tmp_path / "data", rubrics_dir=tmp_path / "rubrics") as made:
        yield made


@pytest.fixture
def client(house: TestHouse) -> TestClient:
    return house.client()


def check(client: TestClient, **body: object) -> dict[str, Any]:
    answer = client.post("/v1/rubric-checks", json=body)
    assert answer.status_code == 200, answer.text
    checked: dict[str, Any] = answer.json()
    return checked


def test_a_draft_that_can_be_read_has_no_problems(client: TestClient) -> None:
    checked = check(client, text=DRAFT, examples=BESIDE)
    assert checked["problems"] == []
    assert checked["answers"] == []


def test_a_problem_is_told_with_file_and_line(client: TestClient) -> None:
    broken = DRAFT.replace("criteria:", "critera:")
    (line,) = [at for at, text in enumerate(broken.splitlines(), 1) if "critera" in text]
    problems = check(client, text=broken)["problems"]
    assert {"rubric.yaml"} == {each["file"] for each in problems}
    assert any(each["line"] == line and "did you mean `criteria`" in str(each["text"]) for each in problems)
    (problem,) = check(client, text=DRAFT, examples="examples: 3")["problems"]
    assert problem["file"] == "rubric.test.yaml"


@pytest.mark.parametrize("text", ["", "id: [", "just words", "a: *b"])
def test_what_is_no_rubric_yet_is_an_answer_and_no_refusal(client: TestClient, text: str) -> None:
    assert check(client, text=text)["problems"]


def test_what_looks_like_a_mistake_is_advice(client: TestClient) -> None:
    unused = f"{DRAFT}\nphrases:\n  spare: [never said]\n"
    checked = check(client, text=unused)
    (never,) = (each["text"] for each in checked["advice"] if "is never used" in str(each["text"]))
    (place,) = checked["said"][never]
    assert place["why"][0]["code"] == "lint.unused"


def test_examples_are_run_where_that_is_asked_for(client: TestClient) -> None:
    ran = check(client, text=DRAFT, examples=BESIDE, run=True)
    assert len(ran["answers"]) == 2
    assert [each["wrong"] for each in ran["answers"]] == [[], []]
    failing = check(client, text=TEXT.format(phrase="fool", version="1"), examples=BESIDE, run=True)
    assert [each for each in failing["answers"] if each["wrong"]]
    assert failing["unshown"]


def test_a_stored_call_is_scored_by_a_draft_and_nothing_is_kept(house: TestHouse, client: TestClient) -> None:
    house.scored("r", 75.0)
    answer = client.post("/v1/recordings/r/try", json={"text": DRAFT})
    assert answer.status_code == 200, answer.text
    assert answer.json()["rubric"] == "manners"
    assert [each.name for each in house.told if each.name.startswith("rubric")] == []
    assert [each.name for each in house.told][-1] == "recording.read"
    assert client.post("/v1/recordings/nobody/try", json={"text": DRAFT}).status_code == 404
    refused = client.post("/v1/recordings/r/try", json={"text": "id: 3"})
    assert (refused.status_code, refused.json()["code"]) == (422, "scoring.rubric_invalid")


def test_who_scores_a_call_blind_tries_no_rubric_on_it(house: TestHouse, client: TestClient) -> None:
    house.scored("r", 75.0)
    body = {"title": "July", "evaluation": "e-r-compliance-1", "participants": ["Mia", "Bo"]}
    assert client.post("/v1/calibrations", json=body).status_code == 201
    refused = client.post("/v1/recordings/r/try", json={"text": DRAFT}, headers={AS: "Mia"})
    assert (refused.status_code, refused.json()["code"]) == (409, "qa.still_blind")
    other = client.post("/v1/recordings/r/try", json={"text": DRAFT}, headers={AS: "Cy"})
    assert other.status_code == 200


def test_a_call_that_was_not_heard_is_told(house: TestHouse, client: TestClient) -> None:
    house.waiting("r")
    answer = client.post("/v1/recordings/r/try", json={"text": DRAFT})
    assert (answer.status_code, answer.json()["code"]) == (409, "api.result_absent")


def test_the_schema_fits_the_rubrics_there_are(client: TestClient) -> None:
    schema = client.get("/v1/rubric-schema").json()
    assert list(Draft202012Validator(schema).iter_errors(parse(DRAFT).value)) == []
    assert list(Draft202012Validator(schema).iter_errors({"id": "x"}))


def test_the_whole_shelf_is_listed(client: TestClient) -> None:
    body = {"text": DRAFT, "examples": BESIDE, "reason": "a start"}
    assert client.post("/v1/rubrics", json=body).status_code == 201
    listed = client.get("/v1/rubric-versions").json()
    assert [(each["rubric"], each["status"]) for each in listed] == [("manners", "draft")]


def test_what_names_no_line_is_of_the_first() -> None:
    told = ["rubric.yaml:12: a: b", "no place at all"]
    assert located(told) == (Located("rubric.yaml", 12, "a: b"), Located("", 1, "no place at all"))
