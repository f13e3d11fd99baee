from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from scoring.rubric import Rubric, read
from tests.house import open_house

TEXT = """
id: {id}
version: "{version}"
language: {language}
title: A form
owner: QA
sections:
  - id: opening
    title: Opening
    criteria:
      - id: greeting
        title: Does the agent greet?
        check: {{phrase: [good morning]}}
"""


def rubric(name: str, language: str = "en", version: str = "1") -> Rubric:
    return read(TEXT.format(id=name, language=language, version=version))


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    in_use = (
        rubric("compliance"),
        rubric("empathy"),
        rubric("empathy", version="2"),
        rubric("compliance", "zh"),
    )
    with open_house(tmp_path) as house:
        yield house.client(rubrics_in_use=in_use)


def test_rubrics_are_listed_with_their_criteria(client: TestClient) -> None:
    listed = client.get("/v1/rubrics").json()
    assert [(r["language"], r["id"], r["version"]) for r in listed] == [
        ("en", "compliance", "1"),
        ("en", "empathy", "1"),
        ("en", "empathy", "2"),
        ("zh", "compliance", "1"),
    ]
    assert listed[0]["sections"][0]["criteria"][0]["id"] == "greeting"
    assert [r["id"] for r in client.get("/v1/rubrics?language=zh").json()] == ["compliance"]


def test_a_rubric_is_what_the_document_says(client: TestClient) -> None:
    made = client.get("/openapi.json").json()
    schema = made["paths"]["/v1/rubrics"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**schema, "components": made["components"]})
    assert [error.message for error in validator.iter_errors(client.get("/v1/rubrics").json())] == []


def test_a_rubric_is_shown_by_id_language_and_version(client: TestClient) -> None:
    assert client.get("/v1/rubrics/compliance?language=zh").json()["language"] == "zh"
    assert client.get("/v1/rubrics/empathy?version=2").json()["version"] == "2"


def test_several_of_one_id_are_told_apart(client: TestClient) -> None:
    answer = client.get("/v1/rubrics/empathy")
    assert answer.status_code == 422
    assert "language=en&version=2" in answer.json()["detail"]


@pytest.mark.parametrize("asked", ["none", "empathy?version=3", "empathy?language=zh"])
def test_an_unknown_rubric_is_told_with_those_there_are(client: TestClient, asked: str) -> None:
    answer = client.get(f"/v1/rubrics/{asked}")
    assert (answer.status_code, answer.json()["code"]) == (404, "scoring.rubric_unknown")
    assert "compliance, empathy" in answer.json()["detail"]
