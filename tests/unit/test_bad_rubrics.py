"""Rubrics that nobody should have sent: refused in one breath, by every door, saying what is wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from cli.main import cli
from scoring.document import MOST_BYTES
from scoring.errors import RubricInvalid
from scoring.rubric import read, text_of
from scoring.source import Source, gather
from tests.house import open_house
from tests.manners import EXAMPLES, TEXT

GOOD = TEXT.format(phrase="idiot", version="1")
BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)
BAD = {
    "a YAML bomb": (BOMB, "the alias *a is not allowed"),
    "an unknown key": (GOOD + "colour: red\n", "colour: is no field here"),
    "ids that come twice": (
        GOOD + GOOD[GOOD.index("      - id: polite") :],
        "criterion polite: id: is given to two criteria",
    ),
    "a weight below nothing": (GOOD.replace("auto_fail: true", "weight: -1"), "greater than or equal to 0"),
    "weights that come to nothing": (
        GOOD.replace("auto_fail: true", "weight: 0"),
        "all weights come to nothing",
    ),
    "a pattern RE2 refuses": (
        GOOD.replace("{phrase: [idiot], party: agent}", "{regex: '(?=a)b', party: agent}"),
        "RE2 refuses “(?=a)b”",
    ),
    "a pattern too large for RE2": (
        GOOD.replace("{phrase: [idiot], party: agent}", "{regex: '((a{900}){900}){900}', party: agent}"),
        "RE2 refuses",
    ),
    "an anchor that refers to itself": (
        GOOD.replace("[idiot], party: agent}", "[idiot], after: $late}")
        + "checks: {late: {phrase: [b c], after: $late}}\n",
        "checks.late: refers to itself: $late → $late",
    ),
    "a shared file that is not there": (GOOD + "uses: [common]\n", "there is no common.parts.yaml"),
    "a shared file outside the folder": (GOOD + "uses: ['../secrets']\n", "is no name"),
}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with open_house(tmp_path / "data", rubrics_dir=tmp_path / "rubrics") as house:
        yield house.client()


def told(problems: object) -> str:
    return "\n".join(problems) if isinstance(problems, list | tuple) else ""


@pytest.mark.parametrize(("text", "complaint"), BAD.values(), ids=BAD)
def test_is_refused_as_a_file(text: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text)
    with pytest.raises(RubricInvalid) as refused:
        gather(path)
    assert complaint in told(refused.value.problems)
    assert all("bad.yaml:" in problem for problem in refused.value.problems)
    done = CliRunner().invoke(cli, ["rubric", "gate", str(path)])
    assert isinstance(done.exception, RubricInvalid)


@pytest.mark.parametrize(("text", "complaint"), BAD.values(), ids=BAD)
def test_is_refused_as_a_version_and_as_a_draft(text: str, complaint: str, client: TestClient) -> None:
    asked: list[tuple[str, dict[str, Any]]] = [
        ("/v1/rubrics", {"text": text, "reason": "x"}),
        ("/v1/rubrics/manners/try", {"draft": text, "language": "en", "turns": "agent: Hello."}),
    ]
    for address, body in asked:
        answer = client.post(address, json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "scoring.rubric_invalid")
        assert complaint in told(answer.json()["problems"])


def test_shared_files_in_a_circle_are_refused() -> None:
    parts = {"one": "uses: [two]", "two": "uses: [one]"}
    with pytest.raises(RubricInvalid, match="one → two → one is a circle; break it"):
        read(GOOD + "uses: [one]\n", parts=parts.__getitem__)


def test_ten_megabytes_are_not_read_to_their_end(tmp_path: Path, client: TestClient) -> None:
    path = tmp_path / "big.yaml"
    path.write_text(GOOD + "# " + "x" * 10 * 1024 * 1024)
    assert len(text_of(path)) == MOST_BYTES + 1
    with pytest.raises(RubricInvalid, match="more than 1024 KB; split it"):
        gather(path)
    body = {"text": path.read_text(), "reason": "x"}
    answer = client.post("/v1/rubrics", json=body)
    assert (answer.status_code, answer.json()["code"]) == (413, "api.too_large")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            ("      agent: You fool!  # polite", "      agent: You fool!  # other"),
            "other is no criterion of manners",
        ),
        (("{polite: met}", "{other: met}"), "other is no criterion of manners"),
        (
            (
                "  - call: good\n",
                "  - call: good\n    cues: [{kind: silence, value: 2, turn: 7, evidence: [polite]}]\n",
            ),
            "cue 1 belongs to turn 7, but there are 1",
        ),
        (("      customer: What fool?\n", "      What fool?  # polite\n"), "does not say who speaks"),
        (("{polite: not_met}", "{polite: bad}"), "“bad” is not possible"),
        (("expect: {polite: met}", "expect: {}"), "at least 1 item"),
    ],
)
def test_evidence_that_is_not_in_its_call_is_refused(change: tuple[str, str], complaint: str) -> None:
    given = EXAMPLES.format(phrase="fool")
    assert change[0] in given
    source = Source(
        TEXT.format(phrase="fool", version="1"), examples=given.replace(*change), name="manners.yaml"
    )
    with pytest.raises(RubricInvalid) as refused:
        source.judge(())
    assert complaint in told(refused.value.problems)
    assert refused.value.problems[0].startswith("manners.test.yaml:")
