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
            "qa/retention.py",
            "qa/purge.py",
            "storage/planning.py",
            "storage/purging.py",
        )
    ),
]
PART = re.compile(r"{[^{}]*}")


def texts(path: Path) -> Iterator[str]:
    """Give every text of a module, `{}` for whatever is put in."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


WRITTEN = {text for path in WRITERS for text in texts(path)}


@pytest.mark.parametrize("code", sorted(set(SENTENCES) - {"parties.sign_quoted", "parties.sign"}))
def test_every_sentence_is_one_that_a_module_writes(code: str) -> None:
    wanted = PART.sub("{}", SENTENCES[code])
    starts = [text for text in WRITTEN if text and wanted.startswith(text)]
    assert any(wanted == text or wanted[len(text) :] in WRITTEN for text in starts), wanted


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
