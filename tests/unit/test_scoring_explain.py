"""A rubric in words, and what differs between two."""

import pytest

from scoring.difference import Difference, differences
from scoring.explain import explain
from scoring.rubric import Rubric, read
from tests.forms import HEAD, form, source

EXTRA = """
phrases: {greeting: [good morning, good evening]}
checks: {greets: {phrase: $greeting}}
"""


def explained(check: str) -> list[str]:
    rubric = form(check, extra=EXTRA)
    return [*explain(rubric.criteria[0].check, rubric).lines()]


@pytest.mark.parametrize(
    ("check", "lines"),
    [
        (
            "{phrase: [$greeting, hello you], party: agent, first: 2 turns}",
            ["phrase $greeting (2 wordings), “hello you” — by the agent, in the first 2 turns"],
        ),
        ("{phrase: [a b, c d, e f, g h], times: 2}", ["phrase “a b”, “c d”, “e f”, 1 more, times 2"]),
        (
            "{silence: {over: 10 s}, party: agent, last: 30 s, counted: call}",
            ["silence > 10 — by the agent, in the last 30 s of the call"],
        ),
        ("{use: $greets, turns: 2..5}", ["$greets — in turns 2 to 5", "  phrase $greeting (2 wordings)"]),
        (
            "{all: [$greets, {first_speaker: agent}], turns: 4..}",
            [
                "all of these — in turns 4 to the end",
                "  $greets",
                "    phrase $greeting (2 wordings)",
                "  first speaker agent",
            ],
        ),
        (
            "{at_least: 2, of: [$greets, $greets]}",
            ["at least 2 of these", *2 * ["  $greets", "    phrase $greeting (2 wordings)"]],
        ),
        (
            "{phrase: [sorry], every_turn: true, after: {check: $greets, hit: any, reach: 2 turns}}",
            [
                "phrase “sorry” — in every turn",
                "  after (any hit) within 2 turns:",
                "    $greets",
                "      phrase $greeting (2 wordings)",
            ],
        ),
        (
            "{silence: {over: 3}, unless: {check: $greets, reach: 5 s}}",
            ["silence > 3", "  unless within 5 s:", "    $greets", "      phrase $greeting (2 wordings)"],
        ),
        ("{metadata: {queue: [a, b]}}", ["metadata queue: one of: “a”, “b”"]),
    ],
)
def test_a_check_is_put_into_words(check: str, lines: list[str]) -> None:
    assert explained(check) == lines


def two(before: str, after: str) -> set[tuple[str, str | None, str | None]]:
    return {(d.place, d.before, d.after) for d in differences(_read(before), _read(after))}


def _read(body: str) -> Rubric:
    return read(HEAD.format(language="en") + body)


BODY = """
phrases: {greeting: [good morning, good evening]}
sections:
  - id: one
    title: One
    criteria:
      - {id: greets, title: Greets, check: {phrase: $greeting, party: agent, first: 2 turns}}
      - {id: thanks, title: Thanks, weight: 2, check: {any: [{phrase: [thanks]}, {phrase: [cheers]}]}}
"""


def test_the_same_content_does_not_differ_whatever_its_layout() -> None:
    assert differences(source().rubric(), source(status="draft").rubric()) == ()
    assert two(BODY, BODY + "# a comment\n") == set()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            "good evening]",
            "good day]",
            {("phrases.greeting", "good evening", None), ("phrases.greeting", None, "good day")},
        ),
        ("first: 2 turns", "first: 30 s", {("criterion greets: check.first", "2 turns", "30 s")}),
        ("weight: 2", "weight: 3", {("criterion thanks: weight", "2", "3")}),
        (
            "phrase: [cheers]",
            "phrase: [ta]",
            {
                ("criterion thanks: check.any[2].phrase", "cheers", None),
                ("criterion thanks: check.any[2].phrase", None, "ta"),
            },
        ),
        ("title: One", "title: Two", {("sections.one.title", "One", "Two")}),
        (", party: agent", "", {("criterion greets: check.party", "agent", None)}),
    ],
)
def test_each_change_is_told_with_its_place(
    old: str, new: str, found: set[tuple[str, str | None, str | None]]
) -> None:
    assert two(BODY, BODY.replace(old, new)) == found


def test_what_came_and_what_went_is_told_whole() -> None:
    new = BODY.replace("{id: thanks, title: Thanks,", "{id: thanked, title: Thanks,")
    came = "{section: one, title: Thanks, weight: 2, check: {any: [{phrase: [thanks]}, {phrase: [cheers]}]}}"
    assert two(BODY, new) == {("criterion thanks", came, None), ("criterion thanked", None, came)}


def test_a_criterion_that_moved_is_no_other_one() -> None:
    apart = BODY.replace(
        "      - {id: thanks", "  - id: two\n    title: Two\n    criteria:\n      - {id: thanks"
    )
    assert Difference("criterion thanks: section", "one", "two") in differences(_read(BODY), _read(apart))
