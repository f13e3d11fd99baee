"""Checks on sound and timing, and what they do without."""

from dataclasses import replace
from typing import Any

import pytest

from scoring.dialogue import Dialogue
from scoring.finding import Outcome
from scoring.score import score
from tests.forms import ask, form

MET, NOT_MET, UNDECIDED = Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED

CALL = """
agent 0-4: Good morning.
customer 5-8: Hello.
agent 20-24: I see.
customer 25-28: Well.
"""

CUES: list[dict[str, Any]] = [
    {"kind": "silence", "value": 12, "start": 8, "party": "agent"},
    {"kind": "silence", "value": 4, "start": 28, "party": "customer"},
    {"kind": "silence", "value": 12, "party": "agent", "whole_call": True},
    {"kind": "interruption", "value": 2.2, "turn": 3},
    {"kind": "speech_rate", "value": 100, "turn": 1},
    {"kind": "speech_rate", "value": 200, "turn": 3},
    {"kind": "speech_rate", "value": 170, "party": "agent", "whole_call": True},
    {"kind": "loudness", "value": -2, "turn": 1},
    {"kind": "loudness", "value": 7, "turn": 3},
    {"kind": "pitch", "value": 4, "turn": 2},
    {"kind": "talk_ratio", "value": 0.6, "party": "agent", "whole_call": True},
    {"kind": "tension", "value": 2.5, "turn": 2},
    {"kind": "tension_peak", "value": 2.5, "party": "customer", "whole_call": True},
    {"kind": "tension_slope", "value": 0.3, "party": "customer", "whole_call": True},
    {"kind": "tension_recovery", "value": 1.2, "party": "customer", "whole_call": True},
]


def outcome(check: str, **dialogue: Any) -> Outcome:
    return ask(check, CALL, **{"cues": CUES, **dialogue}).outcome


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("{silence: {over: 10 s}}", MET),
        ("{silence: {over: 10 秒}, party: customer}", NOT_MET),
        ("{silence: {over: 3}, times: 2}", MET),
        ("{silence: {over: 3}, times: 3}", NOT_MET),
        ("{silence: any, first: 5 s}", NOT_MET),
        ("{silence: {over: 15}, taken: total}", MET),
        ("{silence: {at_most: 15}, taken: total}", NOT_MET),
        ("{silence: {over: 10 s}, after: {check: {phrase: [hello]}, reach: 3 s}}", MET),
        ("{silence: {over: 10 s}, unless: {check: {phrase: [hello]}}}", NOT_MET),
        ("{silence: {over: 10 s}, unless: {check: {phrase: [well]}}}", MET),
        ("{interruption: {over: 2}, party: agent}", MET),
        ("{interruption: {over: 3}, party: agent}", NOT_MET),
        ("{overlap: any}", NOT_MET),
        ("{hold: any}", NOT_MET),
        ("{speech_rate: {over: 180}, party: agent}", MET),
        ("{speech_rate: {over: 180}, taken: every, party: agent}", NOT_MET),
        ("{speech_rate: {at_least: 170, at_most: 170}, taken: average, party: agent}", MET),
        ("{speech_rate: {at_most: 160}, taken: average, party: agent, first: 2 turns, counted: call}", MET),
        ("{speech_rate: {over: 130%}, against: own, party: agent}", MET),
        ("{loudness: {over: 6 dB}, party: agent}", MET),
        ("{loudness: {over: 8}, measure: jump, party: agent}", MET),
        ("{loudness: {over: 10}, measure: jump, party: agent}", NOT_MET),
        ("{loudness: {equals: 9}, measure: span, party: agent}", MET),
        ("{pitch: {over: 3}}", MET),
        ("{talk_ratio: {over: 50%}, party: agent}", MET),
        ("{talk_ratio: {over: 0.7}, party: agent}", NOT_MET),
        ("{tension: {over: 2}}", MET),
        ("{emotion: tense}", MET),
        ("{emotion: tense, strictness: strict}", UNDECIDED),
        ("{emotion: calm, strictness: strict}", MET),
        ("{emotion: calm, strictness: loose}", UNDECIDED),
        ("{emotion: rising}", MET),
        ("{emotion: rising, strictness: strict}", UNDECIDED),
        ("{emotion: recovered}", MET),
        ("{emotion: recovered, strictness: strict}", UNDECIDED),
    ],
)
def test_cues_are_compared(check: str, expected: Outcome) -> None:
    assert outcome(check) is expected


def test_a_cue_is_its_own_evidence() -> None:
    finding = ask("{silence: {over: 10}}", CALL, cues=CUES)
    (evidence,) = finding.evidence
    assert evidence.cue is not None
    assert (evidence.cue.value, evidence.start, evidence.quote) == (12, 8, "")
    missed = ask("{silence: {over: 16}}", CALL, cues=CUES)
    assert missed.search is not None
    assert missed.search.nearest is not None
    assert (missed.search.nearest.start, missed.search.similarity) == (8, 0.75)


@pytest.mark.parametrize(
    "check", ["{silence: any}", "{loudness: {over: 3}}", "{absence: {silence: any}}", "{tension: {over: 1}}"]
)
def test_nothing_is_said_of_sound_that_was_not_measured(check: str) -> None:
    assert outcome(check, cues=None) is UNDECIDED


def test_what_was_not_measured_is_not_absent() -> None:
    assert outcome("{silence: any}", cues=[]) is NOT_MET
    assert outcome("{loudness: {over: 3}}", cues=[]) is UNDECIDED
    assert outcome("{response_time: {over: 3}}") is UNDECIDED


def test_who_cut_in_is_not_told_on_one_channel() -> None:
    assert outcome("{interruption: {over: 2}}", one_channel=True) is UNDECIDED
    assert outcome("{absence: {interruption: {over: 2}}}", one_channel=True) is UNDECIDED


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("{tension: {under: 1}}", UNDECIDED),
        ("{absence: {tension: {over: 2}}}", UNDECIDED),
        ("{all: [{tension: {under: 1}}, {phrase: [hello]}]}", UNDECIDED),
        ("{all: [{tension: {under: 1}}, {phrase: [goodbye]}]}", NOT_MET),
        ("{any: [{tension: {under: 1}}, {phrase: [goodbye]}]}", UNDECIDED),
        ("{phrase: [goodbye], after: {check: {tension: {over: 2}}}}", UNDECIDED),
        ("{phrase: [I see], after: {check: {tension: {over: 2}}}}", MET),
    ],
)
def test_nobody_fails_by_the_sound_of_a_voice_alone(check: str, expected: Outcome) -> None:
    assert outcome(check) is expected


@pytest.mark.parametrize(
    ("note", "language", "told"),
    [
        ("loudness of the agent is not told: channel 0 has automatic gain control, it …", "en", "levels loudness by itself."),
        ("loudness of the agent is not told: channel 0 has automatic gain control, it …", "zh", "没有测到坐席的音量：线路会自动调节音量。"),
        ("loudness of the agent is not told: gain control on channel 0 cannot be ruled out, 4 …", "zh", "无法排除线路自动调节音量。"),
        ("loudness of the customer is not told: channel 1 has automatic gain control, it …", "zh", "没有测到坐席的音量。"),
    ],
)  # fmt: skip
def test_a_reason_says_in_its_own_language_why_the_sound_tells_nothing(
    note: str, language: str, told: str
) -> None:
    call = Dialogue.model_validate({"language": language, "turns": CALL, "cues": []}).call()
    assert call.cues is not None
    silent = replace(call, cues=replace(call.cues, notes=(note,)))
    check = "{loudness: {over: 3 dB}, party: agent, taken: average}"
    finding = score(form(check, language=language), silent).findings[0]
    assert finding.outcome is UNDECIDED
    assert told in finding.reason
