"""A scorecard: its evidence, its doubts, and that it is the same every time."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from asr.transcript import Doubt, Word
from scoring.call import Call
from scoring.dialogue import Dialogue
from scoring.finding import Finding, Outcome, Scorecard
from scoring.rubric import library
from scoring.score import score, score_all
from tests.forms import ask, card, form

RUBRICS = library(Path(__file__).resolve().parents[2] / "rubrics")
CALL = """
agent: Good morning, thank you for calling, this is Ann.
customer: I want to complain, this is ridiculous.
agent: I am sorry. I will register your complaint.
"""


def typed(turns: str = CALL, **dialogue: object) -> Call:
    return Dialogue.model_validate({"language": "en", "turns": turns, **dialogue}).call()


def written(scorecard: Scorecard) -> bytes:
    return json.dumps(asdict(scorecard), sort_keys=True, ensure_ascii=False).encode()


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda r: f"{r.language}-{r.id}")
def test_is_the_same_byte_for_byte(rubric: object) -> None:
    first, again = score(rubric, typed(cues=[])), score(rubric, typed(cues=[]))  # type: ignore[arg-type]
    assert written(first) == written(again)


def test_several_forms_score_as_each_alone() -> None:
    call = typed(cues=[])
    assert score_all(RUBRICS, call) == tuple(score(rubric, call) for rubric in RUBRICS)


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda r: f"{r.language}-{r.id}")
def test_no_evidence_no_finding(rubric: object) -> None:
    call = typed(cues=[])
    for finding in score(rubric, call).findings:  # type: ignore[arg-type]
        assert finding.evidence or finding.search, finding.criterion
        assert finding.reason
        assert 0 <= finding.confidence <= 1
        for evidence in finding.evidence:
            assert evidence.turn is not None
            assert evidence.quote in call.transcript.turns[evidence.turn].text
        assert (finding.possible is None) is (finding.outcome not in (Outcome.MET, Outcome.NOT_MET))


def test_reasons_are_in_the_rubrics_language() -> None:
    english = ask("{phrase: [thank you], party: agent}", CALL)
    chinese = ask("{phrase: [谢谢], party: agent}", "agent: 谢谢您", language="zh")
    assert english.reason == "Said by the agent at 0:00: “thank you”."
    assert chinese.reason == "坐席在 0:00 说：“谢谢”。"


def heard(call: Call, *, confidence: float) -> Call:
    """The same call with words, all but the first turn's sure."""
    turn = call.transcript.turns[0]
    pieces = turn.text.split()
    length = (turn.end - turn.start) / len(pieces)
    words = tuple(
        Word(turn.start + i * length, turn.start + (i + 1) * length, f" {piece}", confidence)
        for i, piece in enumerate(pieces)
    )
    turns = (replace(turn, words=words), *call.transcript.turns[1:])
    return replace(call, transcript=replace(call.transcript, turns=turns))


def finding_of(check: str, call: Call) -> Finding:
    return score(form(check), call).findings[0]


def test_evidence_has_the_times_and_the_confidence_of_its_words() -> None:
    call = heard(typed(), confidence=0.9)
    (evidence,) = finding_of("{phrase: [thank you for calling]}", call).evidence
    words = call.transcript.turns[0].words
    assert (evidence.start, evidence.end, evidence.confidence) == (words[2].start, words[5].end, 0.9)


def test_without_word_times_evidence_has_those_of_its_turn() -> None:
    (evidence,) = ask("{phrase: [thank you for calling]}", CALL).evidence
    turn = typed().transcript.turns[0]
    assert (evidence.start, evidence.end) == (turn.start, turn.end)


@pytest.mark.parametrize(
    "check", ["{phrase: [thank you]}", "{absence: {phrase: [thank you]}}", "{regex: thank}"]
)
def test_words_the_recogniser_doubted_decide_nothing(check: str) -> None:
    assert finding_of(check, heard(typed(), confidence=0.2)).outcome is Outcome.UNDECIDED


@pytest.mark.parametrize("doubt", Doubt)
def test_doubted_turns_decide_nothing(doubt: Doubt) -> None:
    turns = [
        {"party": "agent", "text": "thank you", "doubts": [doubt]},
        {"party": "agent", "text": "hello there " * 9},
    ]
    rubric = form("{phrase: [thank you]}")
    assert card(rubric, turns).findings[0].outcome is Outcome.UNDECIDED  # type: ignore[arg-type]


def test_one_sure_hit_is_enough() -> None:
    assert ask("{phrase: [thank you]}", "agent?: thank you\nagent: thank you").outcome is Outcome.MET


def test_what_could_not_be_heard_is_not_missed() -> None:
    check = "{phrase: [farewell], party: agent}"
    assert ask(check, CALL).outcome is Outcome.NOT_MET
    unheard = ask(check, CALL, holes=[{"start": 0, "end": 60, "party": "agent"}], duration=90)
    assert unheard.outcome is Outcome.UNDECIDED
    assert unheard.search is not None
    assert unheard.search.blind > 0.25
    assert "could not be made out" in unheard.reason
    other = ask(check, CALL, holes=[{"start": 0, "end": 60, "party": "customer"}], duration=90)
    assert other.outcome is Outcome.NOT_MET


def test_speech_over_speech_is_unheard_on_a_shared_channel_only() -> None:
    turns = [{"party": "agent", "text": "hello there", "overlap": 0.9}, {"party": "customer", "text": "yes"}]
    rubric = form("{phrase: [farewell], party: agent}")
    assert card(rubric, turns).findings[0].outcome is Outcome.NOT_MET  # type: ignore[arg-type]
    assert card(rubric, turns, one_channel=True).findings[0].outcome is Outcome.UNDECIDED  # type: ignore[arg-type]


def test_turns_nobody_could_be_named_for_may_be_anyones() -> None:
    turns = "agent: hello\nunknown: something rather long that nobody can be named for"
    assert ask("{phrase: [farewell], party: agent}", turns).outcome is Outcome.UNDECIDED
    assert ask("{phrase: [farewell]}", turns).outcome is Outcome.NOT_MET


def test_without_knowing_who_speaks_only_what_anyone_says_is_judged() -> None:
    for check in ("{phrase: [thank you], party: agent}", "{absence: {phrase: [farewell], party: agent}}"):
        unsure = ask(check, CALL, certainty=0.5)
        assert unsure.outcome is Outcome.UNDECIDED
        assert "not certain" in unsure.reason
    assert ask("{phrase: [thank you]}", CALL, certainty=0.5).outcome is Outcome.MET


def test_a_criterion_that_does_not_apply_says_why() -> None:
    rubric = form("{phrase: [sorry]}", applies_if={"phrase": ["refund"], "party": "customer"})
    finding = card(rubric, CALL).findings[0]
    assert finding.outcome is Outcome.NOT_APPLICABLE
    assert finding.reason == "Not said by the customer between 0:00 and 0:10. The question does not arise."
    assert finding.search is not None


def test_whether_a_criterion_applies_may_be_undecided() -> None:
    rubric = form("{phrase: [sorry]}", applies_if={"silence": {"over": 3}})
    assert card(rubric, CALL).findings[0].outcome is Outcome.UNDECIDED


def test_what_made_a_criterion_apply_is_quoted() -> None:
    rubric = form("{phrase: [refund]}", applies_if={"phrase": ["ridiculous"]})
    assert [e.quote for e in card(rubric, CALL).findings[0].evidence] == ["ridiculous"]


def test_an_empty_call_is_judged_without_a_crash() -> None:
    call = typed("agent: hello", cues=[])
    silent = replace(call, transcript=replace(call.transcript, turns=(), hearing=()))
    for scorecard in score_all(RUBRICS, silent):
        assert all(f.reason for f in scorecard.findings)
