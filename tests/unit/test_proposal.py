"""What follows from an overturned finding."""

from dataclasses import replace

import pytest

from asr.cues.cue import Cue, CueKind, Cues
from asr.health.ailment import Health
from asr.transcript import Party
from qa.amended import withheld
from qa.answered import place
from qa.errors import TransitionRefused
from qa.flag import FlagKind, FlagOptions, drawn_flag, flags_of_scores, flags_of_sound
from qa.pattern import pattern_of, rests_on
from qa.proposal import Affected, Proposal, ProposalKind, ProposalState, apply, decide, example, found
from scoring.examples import run_text
from scoring.finding import Outcome
from tests.programme import NOON, card, rubric, transcript


def proposal(**changes: object) -> Proposal:
    made = Proposal(
        *(
            "p",
            ProposalKind.RESCORE,
            "d",
            "r",
            "manners",
            "en",
            "thanks",
            Outcome.MET,
            NOON,
            ProposalState.SEEKING,
        )
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


def test_a_call_becomes_an_example_that_the_rubrics_tests_take() -> None:
    at = place(transcript(), transcript().turns[2].start)
    assert at is not None
    cues = Cues(
        (
            Cue(CueKind.SILENCE, 4.5, 1.0, 5.5, Party.AGENT, turn=1),
            Cue(CueKind.TALK_RATIO, 0.5, 0, 9, Party.AGENT, whole_call=True),
        )
    )
    facts = {
        "direction": "inbound",
        "agent_id": "a1",
        "customer_ref": "c",
        "language": "en",
        "business.balance": 3,
    }
    text = example(rubric(), "Dispute d", transcript(), cues, facts, ("discloses", Outcome.MET, (at,)))
    report = run_text(rubric(), text)
    assert report.failures == ()
    assert [(gap.criterion, gap.expected) for gap in report.gaps] == [("discloses", Outcome.MET)]
    assert "a1" not in text
    assert "customer_ref" not in text
    assert "business.balance: 3" in text
    mended = rubric().model_copy(deep=True)
    assert run_text(mended, text.replace("todo-", "")).failures, (
        "without todo- it is what the rubric must still learn"
    )


def test_a_proposal_is_decided_once() -> None:
    affected = (Affected("r2", "e2", 10.0, 20.0),)
    open_ = found(proposal(), affected)
    assert (open_.state, open_.affected) == (ProposalState.OPEN, affected)
    accepted = decide(open_, accept=True, by="bob", reason="Yes.", now=NOON)
    assert apply(accepted).state is ProposalState.APPLIED
    with pytest.raises(TransitionRefused, match="is accepted"):
        decide(accepted, accept=False, by="bob", reason="No.", now=NOON)
    with pytest.raises(TransitionRefused, match="needs one that is accepted"):
        apply(open_)
    assert decide(open_, accept=False, by="bob", reason="No.", now=NOON).state is ProposalState.REJECTED
    assert found(proposal(), ()).state is ProposalState.APPLIED
    corrected = decide(open_, accept=True, by="bob", reason="Yes.", now=NOON, text="examples: []")
    assert corrected.text == "examples: []"


def test_calls_that_rest_on_the_same_are_known_by_check_or_nearest_miss() -> None:
    pattern = pattern_of(card(), "discloses")
    assert pattern.outcome is Outcome.NOT_MET
    assert pattern.tells
    assert rests_on(card(), pattern)
    assert not rests_on(replace(card(), digest="other"), pattern)
    assert not rests_on(card(), replace(pattern, outcome=Outcome.MET))
    assert not rests_on(card(), replace(pattern, notes=frozenset({"else"}), nearest="else"))
    assert not rests_on(card(), replace(pattern, notes=frozenset(), nearest=""))
    assert rests_on(card(), pattern_of(card(), "greets"))


def test_what_is_left_to_people_is_proposed_and_counts_for_nothing() -> None:
    left = withheld(rubric(), card(), {"discloses"})
    finding = {f.criterion: f for f in left.findings}["discloses"]
    assert (finding.outcome, finding.proposed, finding.said) == (
        Outcome.UNDECIDED,
        Outcome.NOT_MET,
        Outcome.NOT_MET,
    )
    assert (left.score, left.auto_failed) == (75.0, ())
    kinds = {flag.kind: flag.why for flag in flags_of_scores([left])}
    assert kinds[FlagKind.ASSIST].startswith("discloses: the machine proposes not_met: ")
    assert FlagKind.AUTO_FAIL not in kinds


def test_words_that_the_house_wants_to_hear_of_are_flagged() -> None:
    options = FlagOptions(keywords=("bill", "ill", "MORNING", "投诉"))
    raised = flags_of_sound(Health(), transcript(), None, options)
    assert [(flag.kind, flag.why) for flag in raised] == [
        (FlagKind.KEYWORD, "“bill” is said by customer."),
        (FlagKind.KEYWORD, "“MORNING” is said by agent."),
    ]
    turns = (replace(transcript().turns[0], text="我要投诉你们"), replace(transcript().turns[1], text="投诉"))
    said = flags_of_sound(Health(), replace(transcript(), turns=turns), None, options)
    assert [flag.why for flag in said] == ["“投诉” is said by agent, and in 1 more turns."]
    assert drawn_flag(1000, 0.031).why.startswith("Drawn by chance from 1000 calls, with a chance of 3.10%")
