"""Sentences that are kept as data are taken apart as they were put together, and each is one that the house writes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.attribute import AttributionOptions
from asr.listen import ListenOptions, listen
from asr.parties.roles import CHINESE, ENGLISH
from qa.sentence import SENTENCES, Said, read, read_all
from scoring.errors import RubricInvalid
from scoring.lint import lint_text
from scoring.rubric import read as read_rubric
from tests.ears import ears, sentence, sound, spoken

HOUSE = Path(__file__).resolve().parents[2]
WRITERS = [
    *(HOUSE / "asr" / "cues").glob("*.py"),
    *(HOUSE / "asr" / "health").glob("*.py"),
    *(
        HOUSE / "asr" / name
        for name in ("attribute.py", "retell.py", "words/hearing.py", "words/language.py")
    ),
    *(
        HOUSE / name
        for name in (
            "qa/flag.py",
            "qa/subscription.py",
            "workers/courier.py",
            "api/people.py",
            "api/refusals.py",
            "api/worklist.py",
            "qa/account.py",
            "qa/calibration.py",
            "qa/cdr.py",
            "qa/coaching.py",
            "qa/destination.py",
            "qa/dispute.py",
            "qa/errors.py",
            "qa/legal_hold.py",
            "qa/review.py",
            "qa/rubric_version.py",
            "qa/saved_filter.py",
            "qa/signature.py",
            "storage/people.py",
            "qa/retention.py",
            "qa/purge.py",
            "storage/planning.py",
            "storage/purging.py",
            "qa/fairness.py",
            "scoring/corpus.py",
            "scoring/examples.py",
            "scoring/gate.py",
            "scoring/lint.py",
            "scoring/mutants.py",
            "scoring/problems.py",
        )
    ),
]
SHORTEST = 8
"""Letters of a piece that a sentence is put together from."""
PART = re.compile(r"{[^{}]*}")


def texts(path: Path) -> Iterator[str]:
    """Give every text of a module, `{}` for whatever is put in."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


WRITTEN = {text for path in WRITERS for text in texts(path)}


PUT_TOGETHER = {"parties.sign_quoted", "parties.sign", "lint.section", "lint.example"}
"""Sentences of nothing but parts: a test of their own holds them."""


@pytest.mark.parametrize("code", sorted(set(SENTENCES) - PUT_TOGETHER))
def test_every_sentence_is_one_that_a_module_writes(code: str) -> None:
    assert composed(PART.sub("{}", SENTENCES[code]))


def composed(wanted: str) -> bool:
    """Tell whether a text is one that a module writes, or is put together from some of them."""
    starts = [text for text in WRITTEN if len(text) >= SHORTEST and wanted.startswith(text)]
    return wanted in WRITTEN or any(composed(wanted[len(text) :]) for text in starts)


VALUES = {
    "layer": "audio",
    "party": "customer",
    "first": "agent",
    "second": "customer",
    "side": "channel-1",
    "sign": "asks for identity",
    "at": "12:05",
    "unit": "words",
    "basis": "diarization",
    "rubric": "compliance",
    "criterion": "opening-greeting",
    "outcome": "not_met",
    "file": "zh/compliance.yaml",
    "line": "12",
    "field": "check.all[2].phrase",
    "count": "3",
}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_taken_apart_into_what_was_put_in(code: str) -> None:
    names = re.findall(r"{(\w+)}", SENTENCES[code])
    values = {name: VALUES.get(name, f"{number}.5") for number, name in enumerate(names)}
    if "why" in values:
        values["why"] = "kept until 2026-03-01 (calls)"
    (said,) = read(SENTENCES[code].format_map(values))
    assert (said.code, said.values) == (code, values)
    assert [each.code for each in said.why] == (["kept.until"] if "why" in values else [])


def test_reasons_strung_together_come_apart() -> None:
    why = "audio kept until 2026-03-01 (calls, disputes); transcript waits for contract_end (contracts)"
    first, second = read(why)
    assert (first.values["layer"], first.why[0].code, first.why[0].values["day"]) == (
        "audio",
        "kept.until",
        "2026-03-01",
    )
    assert (second.why[0].code, second.why[0].values["classes"]) == ("kept.waits", "contracts")


def test_a_sentence_with_a_quote_keeps_it_whole() -> None:
    (said,) = read("channel-0 offers help (“what can i do (for you); please”, 0:07)")
    assert said.code == "parties.sign_quoted"
    assert said.values["quote"] == "what can i do (for you); please"


def test_signs_are_read_whatever_they_are_called() -> None:
    for sign in (*ENGLISH, *CHINESE):
        (said,) = read(f"channel-1 {sign.name} (“您好”, 1:02)")
        assert (said.code, said.values["sign"]) == ("parties.sign_quoted", sign.name)


@given(st.text())
def test_what_nobody_wrote_is_shown_as_it_is(text: str) -> None:
    for said in read(text):
        assert said.code or said == Said("", {}, (), text)


def test_all_that_listening_says_is_known() -> None:
    options = ListenOptions(language="en", attribution=AttributionOptions(agent_channel=0))
    heard = listen(sound(spoken(60.0, *sentence(1.0, 20)), spoken(60.0, *sentence(5.0, 30))), ears(), options)
    assert heard.transcript is not None
    assert heard.cues is not None
    reasons = [*heard.cues.notes, *heard.transcript.attribution.reasons]
    reasons += [each for cue in heard.cues.cues for each in cue.reasons]
    reasons += [each.detail for each in heard.health.findings]
    assert len(set(reasons)) > 5
    assert [text for text, said in read_all(reasons).items() if not all(each.code for each in said)] == []


WRONG = """
id: tried
owner: qa
title: Tried
language: en
version: "1"
sections:
  - id: opening
    title: Opening
    weight: 0
    criteria:
      - {id: greets, title: Greets, weight: 2, check: {phrase: [thank you, thank you]}}
  - id: closing
    title: Closing
    criteria:
      - {id: closes, title: Closes, guidance: g, check: {phrase: [bye], party: agnt}}
"""


def test_what_is_wrong_with_a_rubric_is_known_line_by_line() -> None:
    with pytest.raises(RubricInvalid) as refused:
        read_rubric(WRONG, "en/tried.yaml")
    mended = WRONG.replace("agnt", "agent")
    told = (
        *refused.value.problems,
        *lint_text(read_rubric(mended, "en/tried.yaml"), mended, "en/tried.yaml"),
    )
    assert len(told) > 3
    codes = {inner(*read(line)) for line in told}
    assert codes == {
        "lint.not_possible",
        "lint.no_weight",
        "lint.no_guidance",
        "lint.twice",
    }


def inner(said: Said) -> str:
    """Give the code of what is said of a place."""
    return inner(*said.why) if said.why else said.code
