"""Accepted examples go into one draft of their rubric, beside what people wrote there."""

from dataclasses import replace

import pytest

from qa.errors import TransitionRefused
from qa.example_version import base_of, with_example
from qa.rubric_version import RubricVersion, draft
from scoring.form import Status
from scoring.source import Source
from tests.programme import FORM, NOON, SOURCE

EXAMPLE = """
examples:
- call: dispute d1
  language: en
  turns:
  - {party: agent, text: 'Good morning: this line is being recorded.', start: 0.0, end: 2.0, evidence: [todo-discloses]}
  expect:
    todo-discloses: met
"""
BESIDE = """\
# What the house wrote.

examples:
  - call: greets   # as usual
    turns: |
      agent: Good morning.   # greets
    expect:
      greets: met
"""


def version(source: Source = SOURCE, *former: RubricVersion, status: Status = Status.ACTIVE) -> RubricVersion:
    return replace(draft(source, former=former, author="bob", reason="x", now=NOON), status=status)


def test_an_example_is_put_at_the_end_and_nothing_else_is_changed() -> None:
    base = version(replace(SOURCE, examples=BESIDE))
    made = with_example(base, EXAMPLE, ["1"])
    assert made.examples.startswith(BESIDE.rstrip())
    assert [each.title for each in made.given(made.rubric())] == ["greets", "dispute d1"]
    assert made.text == SOURCE.text.replace('version: "1"', 'version: "1-examples.1"')


@pytest.mark.parametrize(
    "beside",
    [
        "",
        "examples: [{call: greets, turns: 'agent: Good morning.', expect: {greets: met}}]\n",
        "examples:\n- call: greets\n  turns: |\n    agent: Good morning.\n  expect: {greets: met}\n",
    ],
)
def test_any_way_of_writing_examples_is_taken(beside: str) -> None:
    made = with_example(version(replace(SOURCE, examples=beside)), EXAMPLE, ["1"])
    assert [each.title for each in made.given(made.rubric())][-1] == "dispute d1"


def test_examples_accumulate_in_one_draft_of_the_version_in_force() -> None:
    active = version()
    first = version(with_example(active, EXAMPLE, ["1"]), active, status=Status.DRAFT)
    assert base_of([active, first]) is first
    source = with_example(first, EXAMPLE.replace("d1", "d2"), ["1", "1-examples.1"])
    second = version(source, active, first, status=Status.DRAFT)
    assert second.rubric.version == "1-examples.2"
    assert [each.title for each in source.given(second.rubric)] == ["dispute d1", "dispute d2"]
    assert base_of([first, second, active]) is second


def test_a_draft_that_a_person_wrote_is_left_alone() -> None:
    active = version()
    other = version(replace(SOURCE, text=FORM.replace('"1"', '"2"')), active, status=Status.DRAFT)
    assert base_of([active, other]) is active


def test_after_a_version_was_published_examples_begin_anew() -> None:
    active = version()
    first = version(with_example(active, EXAMPLE, ["1"]), active, status=Status.DRAFT)
    newer = version(replace(SOURCE, text=FORM.replace('"1"', '"2"')), active, first)
    assert base_of([replace(active, status=Status.RETIRED), first, newer]) is newer


def test_a_rubric_without_a_line_for_its_version_is_told_so() -> None:
    base = version()
    odd = replace(base, source=replace(SOURCE, text=FORM.replace('version: "1"', '"version": "1"')))
    with pytest.raises(TransitionRefused, match="POST /v1/rubrics"):
        with_example(odd, EXAMPLE, ["1"])
