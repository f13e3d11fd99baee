"""Typed dialogues, and the examples beside a rubric that are made of them."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from asr.cues.cue import CueKind
from asr.transcript import Basis, Doubt, Party
from scoring.dialogue import Dialogue
from scoring.errors import RubricInvalid, RubricUnknown
from scoring.examples import Report, run, run_text
from scoring.finding import Outcome
from scoring.rubric import load
from tests.forms import form

RUBRIC = form("{phrase: [thank you], party: agent}", language="en")
AFTER = form("{phrase: [sorry], party: agent, after: {check: {phrase: [late], party: customer}}}")


def typed(turns: object, **rest: object) -> Dialogue:
    return Dialogue.model_validate({"language": "en", "turns": turns, **rest})


def test_lines_become_turns_that_follow_on_one_another() -> None:
    call = typed("agent: one two\ncustomer 10-12.5: three\nagent?: four\n坐席 20：five").call()
    turns = call.transcript.turns
    assert [t.party for t in turns] == [Party.AGENT, Party.CUSTOMER, Party.AGENT, Party.AGENT]
    assert [(t.start, t.end) for t in turns[:3]] == [(0, 0.8), (10, 12.5), (13, 13.4)]
    assert [t.doubts for t in turns] == [(), (), (Doubt.LOW_CONFIDENCE,), ()]
    assert call.cues is None


def test_cues_are_placed_in_their_turns() -> None:
    cues = [
        {"kind": "loudness", "value": 7, "turn": 2},
        {"kind": "silence", "value": 4, "start": 3, "party": "agent"},
    ]
    call = typed("agent: one\ncustomer 10-12: two", cues=cues, one_channel=True).call()
    assert call.cues is not None
    loud, silent = call.cues.cues
    assert (loud.kind, loud.turn, loud.party, loud.start, loud.end) == (
        CueKind.LOUDNESS,
        1,
        Party.CUSTOMER,
        10,
        12,
    )
    assert (silent.start, silent.end) == (3, 7)
    assert call.transcript.attribution.basis is Basis.DIARIZATION


@pytest.mark.parametrize(
    ("dialogue", "complaint"),
    [
        ({"turns": "somebody: hello"}, "does not say who speaks"),
        ({"turns": ""}, "at least 1 item"),
        ({"turns": "agent 5: a\ncustomer 2: b"}, "turn 2 begins before turn 1"),
        ({"turns": "agent 5-4: a"}, "turn 1 ends before it begins"),
        ({"turns": "agent: a", "cues": [{"kind": "loudness", "value": 1, "turn": 2}]}, "belongs to turn 2"),
        ({"turns": "agent: a", "cues": [{"kind": "happiness", "value": 1}]}, "talk_ratio"),
        ({"turns": "agent: a", "certainty": 2}, "less than or equal to 1"),
    ],
)
def test_refuses_a_dialogue_that_cannot_be(dialogue: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        Dialogue.model_validate({"language": "en", **dialogue})


def report(lines: str, expect: str = "{asked: met}", **rest: str) -> Report:
    turns = "".join(f"      {line}\n" for line in lines.splitlines())
    extra = "".join(f"    {key}: {value}\n" for key, value in rest.items())
    return run_text(
        RUBRIC, f"examples:\n  - call: a call\n    turns: |\n{turns}{extra}    expect: {expect}\n"
    )


def test_an_example_holds_where_outcome_and_evidence_agree() -> None:
    assert report("agent: thank you  # asked\ncustomer: bye").failures == ()


@pytest.mark.parametrize(
    ("lines", "expect", "complaint"),
    [
        ("agent: hello", "{asked: met}", "expected met, found not_met"),
        ("agent: thank you", "{asked: met}", "is evidence and is not expected"),
        ("agent: thank you  # asked\nagent: bye  # asked", "{asked: met}", "expected as evidence and is not"),
        ("agent: thank you", "{todo-asked: met}", "is met by now: drop the todo-"),
        ("agent: thank you  # todo-asked", "{asked: met}", "is evidence by now: drop the todo-"),
    ],
)
def test_an_example_fails_where_they_differ(lines: str, expect: str, complaint: str) -> None:
    (failure,) = report(lines, expect).failures
    assert complaint in failure.wrong[0]


def test_a_known_gap_is_no_failure() -> None:
    told = report("agent: many thanks", "{todo-asked: met}")
    assert (told.failures, [gap.criterion for gap in told.gaps]) == ((), ["asked"])
    assert report("agent: thank you  # asked\nagent: ta  # todo-asked").failures == ()


def test_a_hash_in_speech_is_speech() -> None:
    assert report("agent: press # key, thank you  # asked").failures == ()


@pytest.mark.parametrize(
    ("lines", "expect", "complaint"),
    [
        ("agent: hi", "{unknown: met}", "unknown is no criterion of form"),
        ("agent: hi  # unknown", "{asked: met}", "unknown is no criterion of form"),
        ("agent: hi", "{asked: fine}", "“fine” is not possible"),
        ("nobody: hi", "{asked: met}", "does not say who speaks"),
        ("agent: hi", "{}", "at least 1"),
    ],
)
def test_refuses_examples_that_cannot_be_meant(lines: str, expect: str, complaint: str) -> None:
    with pytest.raises(RubricInvalid) as refused:
        report(lines, expect)
    assert complaint in str(refused.value)
    assert "example a call: " in str(refused.value)


def test_evidence_of_which_nothing_is_expected_is_refused() -> None:
    rubric = load(Path(__file__).resolve().parents[2] / "rubrics" / "en" / "compliance.yaml")
    text = "examples:\n  - call: c\n    turns: 'agent: bye  # closing'\n    expect: {opening-greeting: not_met}\n"
    with pytest.raises(RubricInvalid, match="closing has evidence but nothing under `expect`"):
        run_text(rubric, text)


def test_tells_which_outcomes_no_example_shows() -> None:
    assert report("agent: thank you  # asked").unshown == (("asked", Outcome.NOT_MET),)
    shown = run_text(
        AFTER, "examples:\n  - call: c\n    turns: 'agent: hi'\n    expect: {asked: not_applicable}\n"
    )
    assert shown.unshown == (("asked", Outcome.MET), ("asked", Outcome.NOT_MET))


def test_runs_the_file_beside_a_rubric(tmp_path: Path) -> None:
    path = tmp_path / "form.yaml"
    path.write_text(
        "id: form\nversion: '1'\nlanguage: en\ntitle: F\nowner: Q\nsections:\n- id: s\n  title: S\n  criteria:\n"
        "  - {id: asked, title: A, check: {phrase: thank you}}\n"
    )
    with pytest.raises(RubricInvalid, match=r"form\.yaml: has no examples; write them in form\.test\.yaml"):
        run(path)
    beside = tmp_path / "form.test.yaml"
    beside.write_text(
        "examples:\n  - call: c\n    turns: 'agent: thank you  # asked'\n    expect: {asked: met}\n"
    )
    assert run(path).failures == run(beside).failures == ()
    with pytest.raises(RubricUnknown):
        run(tmp_path / "none.yaml")
