"""`flow` and `repeat`: the shape of what is said."""

import pytest

from scoring.finding import Outcome
from tests.forms import ask, quotes

MET, NOT_MET, NA, UNDECIDED = Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE, Outcome.UNDECIDED

FLOW = """
party: agent
flow:
  - {step: greet, check: {phrase: [good morning]}}
  - {step: verify, check: {phrase: [date of birth]}}
  - when: {phrase: [refund], party: customer}
    then:
      - {step: apologise, check: {phrase: [sorry]}}
      - {step: refund, check: {phrase: [refunded]}}
    otherwise:
      - {step: explain, check: {phrase: [because]}}
  - {step: offer, optional: true, check: {phrase: [newsletter]}}
  - {step: close, check: {phrase: [goodbye]}}
"""


@pytest.mark.parametrize(
    ("turns", "expected", "reason"),
    [
        (
            "agent: good morning\nagent: date of birth?\ncustomer: I want a refund\nagent: sorry, refunded. goodbye",
            MET,
            "All 5 steps, in order.",
        ),
        ("agent: good morning\nagent: date of birth? because so. goodbye", MET, "All 4 steps, in order."),
        ("agent: good morning, because\nagent: newsletter, goodbye", NOT_MET, "Missing: verify."),
        (
            "agent: date of birth?\nagent: good morning\nagent: because\nagent: goodbye",
            NOT_MET,
            "Out of order: greet.",
        ),
        (
            "agent: goodbye\nagent: good morning\nagent: date of birth\ncustomer: refund\nagent: refunded",
            NOT_MET,
            "Missing: apologise. Out of order: close.",
        ),
        (
            "agent: good morning\nagent?: date of birth?\nagent: because\nagent: goodbye",
            UNDECIDED,
            "Missing: verify.",
        ),
        ("customer?: refund\nagent: good morning", UNDECIDED, "doubted these words"),
    ],
)
def test_a_flow_tells_what_is_missing_or_out_of_order(turns: str, expected: Outcome, reason: str) -> None:
    finding = ask(FLOW, turns)
    assert finding.outcome is expected
    assert reason in finding.reason


def test_a_flow_quotes_its_steps() -> None:
    turns = "agent: good morning\nagent: date of birth?\nagent: because\nagent: goodbye"
    assert quotes(ask(FLOW, turns)) == ["good morning", "date of birth", "because", "goodbye"]


ASKED = """
customer: When will my parcel arrive at the depot?
agent: Soon.
customer: But when will the parcel arrive at the depot?
agent: Soon.
customer: I asked you when my parcel will arrive at the depot!
agent: Soon.
"""


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("{repeat: 2, party: customer}", MET),
        ("{repeat: 3, party: customer}", MET),
        ("{repeat: 4, party: customer}", NOT_MET),
        ("{repeat: 2, party: agent}", NOT_MET),
        ("{repeat: 3, party: agent, min_length: 1}", MET),
        ("{repeat: 2, party: customer, alike: 0.95}", NOT_MET),
        ("{repeat: 2, party: customer, look_back: 1 turn}", NOT_MET),
        ("{repeat: 2, party: customer, look_back: 2 turns}", MET),
        ("{repeat: 2, party: customer, look_back: 1 s}", NOT_MET),
    ],
)
def test_what_is_said_again_is_found(check: str, expected: Outcome) -> None:
    assert ask(check, ASKED).outcome is expected


def test_what_is_said_again_is_quoted_each_time() -> None:
    finding = ask("{repeat: 3, party: customer}", ASKED)
    assert [evidence.turn for evidence in finding.evidence] == [0, 2, 4]


def test_chinese_is_said_again_too() -> None:
    turns = "客户: 我的包裹什么时候能送到？\n坐席: 快了。\n客户: 我问你我的包裹什么时候能送到啊？"
    assert ask("{repeat: 2, party: customer}", turns, language="zh").outcome is MET
    assert ask("{repeat: 2, party: agent}", turns, language="zh").outcome is NOT_MET
