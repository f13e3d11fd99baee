"""Changes to a rubric, and whether its examples notice them."""

import pytest

from scoring.example import read as read_examples
from scoring.mutants import Mutation, mutants, mutate
from scoring.rubric import Rubric, read
from tests.forms import HEAD, form

GREETS = """
phrases:
  greeting: [good morning, good evening]
  idle: [never used]
sections:
  - id: only
    title: Only
    criteria:
      - id: greets
        title: Greets
        check: {phrase: $greeting, party: agent, first: 2 turns}
      - id: brief
        title: Brief
        check: {silence: {under: 10 s}, taken: every, party: agent}
"""
WEAK = """
examples:
  - call: greets
    cues: []
    turns: |
      agent: Good morning.  # greets
      customer: Good morning.
    expect: {greets: met}
"""
STRONG = """
examples:
  - call: greets both ways
    turns: |
      agent: Good morning.  # greets
      agent: Good evening.  # greets
      customer: Good morning.
    expect: {greets: met}
  - call: greets too late
    turns: |
      agent: Yes.
      agent: No.
      agent: Good morning.
    expect: {greets: not_met}
  - call: hardly a silence
    cues:
      - {kind: silence, value: 7, start: 1, party: agent, evidence: [brief]}
      - {kind: silence, value: 20, start: 9, party: customer}
    turns: |
      agent: Yes.
    expect: {brief: met}
  - call: a silence
    cues:
      - {kind: silence, value: 12, start: 1, party: agent, evidence: [brief]}
    turns: |
      agent: Yes.
    expect: {brief: not_met}
"""


def made(text: str) -> Rubric:
    return read(HEAD.format(language="en") + text)


def put(rubric: Rubric, examples: str) -> Mutation:
    return mutate(rubric, read_examples(rubric, examples, "form.test.yaml"))


def test_every_wording_window_threshold_and_party_is_changed_once() -> None:
    assert [str(mutant) for mutant in mutants(made(GREETS))] == [
        "phrases.greeting: without “good morning”",
        "phrases.greeting: without “good evening”",
        "criterion greets: check.party: agent made customer",
        "criterion greets: check.first: 2 turns widened to 6 turns",
        "criterion brief: check.party: agent made customer",
        "criterion brief: check.silence: under 10 made 5",
        "criterion brief: check.silence: under 10 made 15",
    ]


def test_survivors_are_what_no_example_notices() -> None:
    weak = put(made(GREETS), WEAK)
    assert [m.change for m in weak.survivors if "greets" in m.criteria] == [
        "without “good evening”",
        "2 turns widened to 6 turns",
    ]
    strong = put(made(GREETS), STRONG)
    assert [str(m) for m in strong.survivors] == []
    assert (strong.made, strong.score) == (7, 1.0)


def test_an_example_that_is_wrong_anyway_notices_nothing() -> None:
    broken = STRONG.replace("{greets: met}", "{greets: undecided}")
    survivors = [mutant.change for mutant in put(made(GREETS), broken).survivors]
    assert "without “good morning”" in survivors
    assert "without “good evening”" in survivors


def test_without_anything_to_change_nothing_survives() -> None:
    assert put(form("{metadata: {queue: present}}"), WEAK.replace("greets", "asked")) == Mutation(0, ())
    assert Mutation(0, ()).score == 1.0


@pytest.mark.parametrize(
    ("check", "change"),
    [
        ("{phrase: [only this], unless: [not]}", "without “only this”"),
        ("{phrase: [one, two], need: 2}", "2 made 1"),
        ("{repeat: 3, look_back: 20 s}", "20 s widened to 60 s"),
        ("{at_least: 2, of: [{phrase: [one]}, {phrase: [two]}]}", "2 made 1"),
        ("{phrase: [one], after: {check: {phrase: [two]}, reach: 2 turns}}", "2 turns widened to 6 turns"),
        ("{entity: amount, value: {over: 200}}", "over 200 made 300"),
        ("{semantic: [this call is recorded], strictness: loose}", "loose made normal"),
        ("{semantic: [this call is recorded]}", "as if nothing came near its examples"),
        ("{semantic: [this call is recorded], unlike: [this call is free]}", "without its counter-examples"),
    ],
)
def test_changes(check: str, change: str) -> None:
    assert change in [mutant.change for mutant in mutants(form(check))]


def test_a_change_the_language_refuses_is_left_out() -> None:
    counts = [m.change for m in mutants(form("{repeat: 2}"))]
    assert counts == ["2 made 3"]


def test_a_change_in_a_named_check_concerns_all_that_use_it() -> None:
    rubric = made(
        "checks:\n  inner: {phrase: [sorry], party: agent}\n  outer: {any: [$inner]}\n"
        + GREETS.replace("{phrase: $greeting, party: agent, first: 2 turns}", "$outer")
    )
    concerned = [m.criteria for m in mutants(rubric) if m.place.startswith("checks.inner")]
    assert concerned == [frozenset({"greets"})] * 2
