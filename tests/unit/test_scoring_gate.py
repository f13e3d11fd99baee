"""What a rubric must show before calls are judged by it, and the good calls it must leave alone."""

import pytest

from scoring.corpus import alarms, read
from scoring.errors import RubricInvalid
from scoring.gate import Gate, GateOptions
from scoring.source import Source
from tests.forms import HEAD

RUBRIC = """
sections:
  - id: only
    title: Only
    criteria:
      - id: manners
        title: Uses no bad words
        auto_fail: true
        check: {absence: {phrase: [you idiot], party: agent}}
        guidance: Listen.
"""
EXAMPLES = """
examples:
  - call: bad
    turns: |
      agent: You idiot!  # manners
      customer: What?
    expect: {manners: not_met}
  - call: good
    turns: |
      agent: Good day.
    expect: {manners: met}
"""
GOOD = """
language: en
calls:
  - call: quoting
    turns: |
      agent: He said “you idiot” to you?
  - call: weather
    turns: |
      agent: It is raining.
"""


def source(rubric: str = RUBRIC, examples: str = EXAMPLES) -> Source:
    return Source(HEAD.format(language="en") + rubric, examples=examples, name="form.yaml")


def gates(
    given: Source, good: str = GOOD.replace("“you idiot”", "something rude"), **options: float
) -> dict[Gate, str]:
    verdict = given.judge(read(good, "good.calls.yaml"), GateOptions(**options))
    return {reason.gate: "\n".join(reason.problems) for reason in verdict.reasons}


def test_a_rubric_that_shows_everything_passes() -> None:
    assert gates(source()) == {}


def test_examples_must_pass() -> None:
    shut = gates(source(examples=EXAMPLES.replace("manners: met", "manners: undecided")))
    assert "good: manners: expected undecided, found met" in shut[Gate.EXAMPLES]


def test_there_must_be_examples() -> None:
    shut = gates(source(examples=""))
    assert "there are no examples" in shut[Gate.EXAMPLES]
    assert "no example shows manners met; write one" in shut[Gate.OUTCOMES]


def test_every_outcome_must_be_shown() -> None:
    shut = gates(source(examples=EXAMPLES[: EXAMPLES.index("  - call: good")]))
    assert shut[Gate.OUTCOMES] == "no example shows manners met; write one"


def test_no_auto_fail_may_fire_on_a_good_call() -> None:
    shut = gates(source(), GOOD)
    assert shut[Gate.GOOD_CALLS] == "manners fails the good call “quoting”: “you idiot”"


def test_good_calls_of_another_language_do_not_help() -> None:
    assert (
        "no good calls in en"
        in gates(source(), GOOD.replace("language: en", "language: zh"))[Gate.GOOD_CALLS]
    )
    harmless = source(RUBRIC.replace("        auto_fail: true\n", ""))
    assert gates(harmless, GOOD.replace("language: en", "language: zh")) == {}


def test_lints_must_be_settled() -> None:
    assert (
        "guidance: is missing" in gates(source(RUBRIC.replace("        guidance: Listen.\n", "")))[Gate.LINT]
    )


def test_survivors_are_bounded_and_listed() -> None:
    more = source(RUBRIC.replace("[you idiot]", "[you idiot, shut up]"))
    told = gates(more)[Gate.MUTATION]
    assert "1 of 3 changes are noticed by no example, more than 10%" in told
    assert "criterion manners: check.absence.phrase: without “shut up”" in told
    assert gates(more, survivors=0.4) == {}


def test_reasons_are_named_in_the_problems() -> None:
    verdict = source(examples="").judge(read(GOOD, "good.calls.yaml"))
    assert verdict.problems[0].startswith("examples: there are no examples")
    assert {problem.partition(":")[0] for problem in verdict.problems} == {
        "examples",
        "outcomes",
        "good_calls",
        "mutation",
    }


def test_calls_may_be_of_either_language() -> None:
    mixed = GOOD.replace("language: en\n", "").replace(
        "  - call: quoting", "  - call: quoting\n    language: en"
    )
    with pytest.raises(RubricInvalid, match=r"good.calls.yaml:7: .*language: is missing"):
        read(mixed, "good.calls.yaml")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("calls: []", "must have at least 1 item"),
        ("calls: [{call: a, language: en, turns: 'hello'}]", "does not say who speaks"),
        ("a: &x [1]\nb: *x", "alias"),
        ("words", "must be a mapping"),
    ],
)
def test_good_calls_that_cannot_be_read_are_refused(text: str, told: str) -> None:
    with pytest.raises(RubricInvalid, match=told):
        read(text, "good.calls.yaml")


def test_alarms_tell_the_call_and_the_quote() -> None:
    told = [str(alarm) for alarm in alarms(source().rubric(), read(GOOD, "good.calls.yaml"))]
    assert told == ["manners fails the good call “quoting”: “you idiot”"]
