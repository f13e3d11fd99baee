"""The sentences that go with findings, as people read them."""

import pytest

from scoring.finding import Outcome
from scoring.reasons import run_on
from tests.forms import ask, card, form

CALL = """
agent: 您好，请问有什么可以帮您
customer: 我要投诉
"""
PARTY_KNOWN = {"phrase": ["投诉"], "party": "customer"}


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        (
            "en",
            (
                "It is not certain who is the agent and who the customer (50% sure)."
                " Whether the question arises cannot be told."
            ),
        ),
        ("zh", "无法确定谁是坐席、谁是客户（把握 50%）。因此无法判断是否涉及本项。"),
    ],
)
@pytest.mark.parametrize("by_anchor", [False, True])
def test_what_keeps_a_question_open_comes_first(language: str, reason: str, by_anchor: bool) -> None:
    if by_anchor:
        check = "{phrase: [抱歉], after: {check: {phrase: [投诉], party: customer}}}"
        finding = card(form(check, language=language), CALL, certainty=0.5).findings[0]
    else:
        rubric = form("{phrase: [抱歉]}", language=language, applies_if=PARTY_KNOWN)
        finding = card(rubric, CALL, certainty=0.5).findings[0]
    assert finding.outcome is Outcome.UNDECIDED
    assert finding.reason == reason


def test_a_question_that_hangs_on_another_is_closed_once() -> None:
    check = "{phrase: [抱歉], after: {check: {phrase: [谢谢], after: {check: {phrase: [退款]}}}}}"
    rubric = form(check, language="zh", applies_if={"phrase": ["投诉"]})
    assert card(rubric, CALL).findings[0].reason == "0:00 到 0:04 之间，任何一方没有说过。因此不涉及本项。"


def test_a_bound_is_told_with_its_unit() -> None:
    assert ask("{silence: {over: 3}}", CALL, cues=[]).reason == "Silence is nowhere > 3 s."
    assert ask("{silence: {over: 3}}", CALL, cues=[], language="zh").reason == "静音没有一处 > 3 s。"


def test_sentences_are_parted_as_their_language_does() -> None:
    assert run_on(["One.", "Two.", "One.", ""]) == "One. Two."
    assert run_on(["One.", "Two.", "One. Three."]) == "Two. One. Three."
    assert run_on(["一。", "二。", "一。"]) == "一。二。"
