"""Checks on the shape of a call."""

import pytest

from scoring.finding import Outcome
from tests.forms import ask

MET, NOT_MET, UNDECIDED = Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED

CALL = """
ivr 0-5: Welcome to Harbour Bank.
agent 9-12: Good morning.
customer 13-15: Hello.
agent 16-18: Goodbye.
"""


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("{first_speaker: agent}", MET),
        ("{first_speaker: customer}", NOT_MET),
        ("{first_speaker: ivr}", MET),
        ("{first_speaker: customer, turns: 3.., counted: call}", MET),
        ("{turn_count: {equals: 2}, party: agent}", MET),
        ("{turn_count: {over: 4}}", NOT_MET),
        ("{duration: {over: 20 s}}", MET),
        ("{duration: {over: 1 min}}", NOT_MET),
        ("{duration: {at_most: 10}, first: 10 s}", MET),
        ("{answer_delay: {equals: 4}, party: agent}", MET),
        ("{answer_delay: {over: 5 s}, party: agent}", NOT_MET),
        ("{answer_delay: {equals: 0}, party: ivr}", MET),
        ("{answer_delay: any, party: customer, first: 5 s}", UNDECIDED),
        ("{hang_up: {at_least: 12}}", MET),
        ("{hang_up: {under: 5 s}}", NOT_MET),
        ("{hang_up: any, last_speaker: agent}", MET),
        ("{hang_up: any, last_speaker: customer}", NOT_MET),
    ],
)
def test_the_shape_of_a_call(check: str, expected: Outcome) -> None:
    assert ask(check, CALL, duration=30).outcome is expected


@pytest.mark.parametrize("check", ["{first_speaker: agent}", "{hang_up: any, last_speaker: agent}"])
def test_needs_to_know_who_speaks(check: str) -> None:
    assert ask(check, CALL, certainty=0.3).outcome is UNDECIDED
    assert ask("{hang_up: any}", CALL, certainty=0.3).outcome is MET


def test_quotes_the_first_word() -> None:
    (evidence,) = ask("{first_speaker: agent}", CALL).evidence
    assert (evidence.quote, evidence.start) == ("Good morning.", 9)
