from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from scoring.source import Source
from tests.house import open_house

TEXT = """
id: {id}
version: "{version}"
status: {status}
language: {language}
title: A form
owner: QA
sections:
  - id: opening
    title: Opening
    criteria:
      - id: greeting
        title: Does the agent greet?
        check: {{phrase: [good morning], party: agent}}
      - id: lively
        title: Is there no long silence?
        check: {{absence: {{silence: {{over: 10 s}}, party: agent}}}}
"""
TURNS = "agent: Good morning.\ncustomer: Hello."


def text(name: str = "compliance", language: str = "en", version: str = "1", status: str = "active") -> str:
    return TEXT.format(id=name, language=language, version=version, status=status)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with open_house(tmp_path / "data", rubrics_dir=tmp_path / "rubrics") as house:
        house.shelve(
            Source(text("compliance")),
            Source(text("empathy")),
            Source(text("empathy", version="2", status="trial")),
            Source(text("compliance", "zh")),
            Source(text("idle", status="retired")),
        )
        yield house.client()


def test_rubrics_are_listed_with_their_criteria(client: TestClient) -> None:
    listed = client.get("/v1/rubrics").json()
    assert [(r["language"], r["id"], r["version"], r["status"]) for r in listed] == [
        ("en", "compliance", "1", "active"),
        ("en", "empathy", "1", "active"),
        ("en", "empathy", "2", "trial"),
        ("zh", "compliance", "1", "active"),
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


@pytest.mark.parametrize("asked", ["none", "empathy?version=3", "empathy?language=zh", "idle"])
def test_an_unknown_rubric_is_told_with_those_there_are(client: TestClient, asked: str) -> None:
    answer = client.get(f"/v1/rubrics/{asked}")
    assert (answer.status_code, answer.json()["code"]) == (404, "scoring.rubric_unknown")
    assert "compliance, empathy" in answer.json()["detail"]


def outcomes(card: dict[str, list[dict[str, list[dict[str, str]]]]]) -> dict[str, str]:
    return {f["criterion"]: f["outcome"] for s in card["sections"] for f in s["findings"]}


def test_a_typed_call_is_scored_and_cues_are_undecided_unless_given(client: TestClient) -> None:
    card = client.post("/v1/rubrics/compliance/try", json={"language": "en", "turns": TURNS}).json()
    assert outcomes(card) == {"greeting": "met", "lively": "undecided"}
    assert card["sections"][0]["findings"][0]["evidence"][0]["quote"] == "Good morning"
    given = [{"party": "agent", "text": "Yes?", "start": 0.5, "end": 1}]
    cues = [{"kind": "silence", "value": 12, "start": 1, "party": "agent"}]
    body = {"language": "en", "turns": given, "cues": cues, "metadata": {"queue": "cards"}}
    card = client.post("/v1/rubrics/compliance/try", json=body).json()
    assert outcomes(card) == {"greeting": "not_met", "lively": "not_met"}


def test_the_active_version_is_tried_before_the_one_on_trial(client: TestClient) -> None:
    assert (
        client.post("/v1/rubrics/empathy/try", json={"language": "en", "turns": TURNS}).json()["version"]
        == "1"
    )


def test_a_draft_is_tried_instead(client: TestClient) -> None:
    draft = text("novel").replace("good morning", "hello there")
    body = {"language": "en", "turns": "agent: Hello there!", "draft": draft}
    assert outcomes(client.post("/v1/rubrics/novel/try", json=body).json())["greeting"] == "met"


def test_a_draft_may_bring_its_shared_files_or_use_those_of_the_house(
    client: TestClient, tmp_path: Path
) -> None:
    draft = text("novel").replace("[good morning]", "$shared") + "uses: [common]\n"
    body = {"language": "en", "turns": "agent: Hello there!", "draft": draft}
    refused = client.post("/v1/rubrics/novel/try", json=body)
    assert "there is no common.parts.yaml" in refused.json()["problems"][0]
    sent = client.post(
        "/v1/rubrics/novel/try", json={**body, "parts": {"common": "phrases: {shared: [hello there]}"}}
    )
    assert outcomes(sent.json())["greeting"] == "met"
    (tmp_path / "rubrics" / "en").mkdir(parents=True)
    (tmp_path / "rubrics" / "en" / "common.parts.yaml").write_text("phrases: {shared: [hello there]}")
    assert outcomes(client.post("/v1/rubrics/novel/try", json=body).json())["greeting"] == "met"


def test_a_draft_that_is_wrong_is_told_line_by_line(client: TestClient) -> None:
    draft = (
        text("novel").replace("party: agent}}", "partie: agent}}").replace("title: Opening", "titel: Opening")
    )
    answer = client.post("/v1/rubrics/novel/try", json={"language": "en", "turns": TURNS, "draft": draft})
    assert (answer.status_code, answer.json()["code"]) == (422, "scoring.rubric_invalid")
    problems = answer.json()["problems"]
    assert any(
        "rubric.yaml:10: section opening: titel: is no field here; did you mean `title`?" in p
        for p in problems
    )
    assert any("criterion lively" in p and "partie" in p for p in problems)


@pytest.mark.parametrize(
    ("path", "change", "status", "told"),
    [
        ("compliance", {"turns": "hello"}, 422, "does not say who speaks"),
        ("compliance", {"turns": []}, 422, "at least 1 item"),
        ("compliance", {"language": "fr"}, 422, "language"),
        ("compliance", {"colour": 1}, 422, "colour is not known here"),
        ("compliance", {"draft": text("other")}, 422, "'other' in en, and 'compliance' in en is asked for"),
        ("compliance", {"draft": "a: &x 1\nb: *x"}, 422, "alias *x is not allowed"),
        ("empathy", {"language": "zh"}, 404, "no rubric 'empathy zh' in use"),
    ],
)
def test_refuses(client: TestClient, path: str, change: dict[str, object], status: int, told: str) -> None:
    answer = client.post(f"/v1/rubrics/{path}/try", json={"language": "en", "turns": TURNS, **change})
    assert answer.status_code == status
    assert told in answer.json()["detail"]
