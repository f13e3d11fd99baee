"""What is allowed in a rubric and yet probably a mistake."""

import pytest
import yaml

from scoring.lint import lint_text
from scoring.rubric import read
from tests.forms import HEAD

PARTS = {"common": "phrases: {shared: [good morning]}"}


def lints(
    criterion: str = "check: {phrase: [good morning], party: agent}", *, extra: str = "", **section: object
) -> str:
    """Lint a form of one criterion; its guidance is there unless the criterion has `guidance`."""
    asked = {"id": "asked", "title": "Asked", "guidance": "Listen.", **yaml.safe_load(criterion)}
    sections = [{"id": "only", "title": "Only", "criteria": [asked], **section}]
    text = HEAD.format(language="en") + extra + yaml.safe_dump({"sections": sections}, allow_unicode=True)
    return "\n".join(lint_text(read(text, parts=PARTS.__getitem__), text, "form.yaml"))


def test_a_sound_rubric_has_nothing_to_tell() -> None:
    assert lints() == ""


@pytest.mark.parametrize(
    ("criterion", "told"),
    [
        ("{check: {phrase: [hello you], party: agent}, guidance: ''}", "guidance: is missing; who disputes"),
        ("check: {regex: '\\d{16}'}", "the pattern “\\d{16}” looks at everyone's words; add `party`"),
        ("check: {llm: 'Was it paid?'}", "a caller may talk the judge into an answer; add `party`"),
        ("check: {phrase: [hi]}", "“hi” is found nearly everywhere without a `party`"),
        (
            "check: {phrase: [thank you very much, thank you], party: agent}",
            "“thank you very much” is needless: wherever it is said, “thank you” is found already",
        ),
        (
            "check: {phrase: [so sorry, (so|very) sorry], party: agent}",
            "“so sorry” is needless: wherever it is said, “(so|very) sorry” is found already",
        ),
        ("check: {phrase: [thanks a lot, thanks a lot], party: agent}", "“thanks a lot” is there twice"),
        (
            "{auto_fail: true, check: {party: agent, sequence: [{phrase: [may I]}, {phrase: [thank you]}]}}",
            "an auto-fail sequence without `applies_if` fails every call in which the topic never came up",
        ),
        (
            "{auto_fail: true, check: {absence: {phrase: [you idiot]}}}",
            "the customer's words would bring the form to 0, too; add `party`",
        ),
        (
            "{applies_if: {phrase: [good day], party: agent}, check: {phrase: [good day], party: agent}}",
            "applies_if: is the check itself",
        ),
        (
            "{critical: true, weight: 0, auto_fail: true, check: {phrase: [good day], party: agent}}",
            "weighs 0",
        ),
    ],
)
def test_tells(criterion: str, told: str) -> None:
    found = lints(criterion)
    assert told in found
    assert found.startswith("form.yaml:")
    assert "criterion asked: " in found


@pytest.mark.parametrize(
    "criterion",
    [
        "check: {party: agent, all: [{regex: '\\d{16}'}, {phrase: [hi]}]}",
        "check: {phrase: [thank you very much, thank you], need: all, party: agent}",
        "check: {llm: 'Did the agent greet?', party: agent}",
        "{auto_fail: true, applies_if: {phrase: [go on]}, check: {party: agent, sequence: [{phrase: [may I]}, {phrase: [thank you]}]}}",
        "{auto_fail: true, check: {party: agent, absence: {phrase: [you idiot]}}}",
    ],
)
def test_does_not_cry_wolf(criterion: str) -> None:
    assert lints(criterion) == ""


def test_an_anchor_begins_anew_at_everyones_words() -> None:
    found = lints("check: {phrase: [thank you], party: agent, after: {check: {regex: bill}}}")
    assert "looks at everyone's words" in found


def test_tells_of_names_that_nothing_uses() -> None:
    found = lints(
        extra="phrases: {idle: [good day]}\nchecks: {spare: {phrase: [good day]}}\nuses: [common]\n"
    )
    assert "phrases.idle: is never used" in found
    assert "checks.spare: is never used" in found
    assert "uses: nothing of these files is used" in found
    assert lints("check: {phrase: $shared, party: agent}", extra="uses: [common]\n") == ""


def test_tells_of_weights_that_are_never_used() -> None:
    def asked(name: str) -> dict[str, object]:
        check = {"phrase": ["good day"], "party": "agent"}
        return {"id": name, "title": "T", "guidance": "G.", "check": check}

    sections = [
        {"id": "one", "title": "One", "criteria": [asked("first")]},
        {"id": "two", "title": "Two", "weight": 0, "criteria": [asked("second")]},
    ]
    text = HEAD.format(language="en") + yaml.safe_dump({"sections": sections})
    assert "section two: weight: weighs 0" in "\n".join(lint_text(read(text), text, "form.yaml"))
