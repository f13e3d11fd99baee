"""`semantic`: what means the same, by an embedder."""

from dataclasses import replace
from typing import Any

import pytest

from scoring.errors import RubricInvalid
from scoring.finding import Finding, Outcome
from scoring.ports import Aids
from scoring.remembered import Remembered, key
from tests.forms import ask, form, quotes
from tests.meanings import SharedWords

OFFER = "{semantic: is there anything else you need today, party: agent}"


def told(check: str, turns: str, **dialogue: Any) -> Finding:
    return ask(check, turns, aids=Aids(embedder=SharedWords()), **dialogue)


def test_a_clause_that_means_the_same_is_quoted_with_the_example() -> None:
    finding = told(
        OFFER,
        """
        customer 0-2: is there anything else you need today?
        agent 2-6: Sure thing. Well, is there anything else you need?
        """,
    )
    assert finding.outcome is Outcome.MET
    assert quotes(finding) == ["Well, is there anything else you need?"]
    assert finding.evidence[0].note == "is there anything else you need today"
    assert finding.evidence[0].turn == 1
    assert 0.7 < finding.confidence < 1.0


def test_a_miss_shows_what_came_nearest() -> None:
    finding = told(OFFER, "agent: You need a new card. Goodbye then.\ncustomer: is there anything else?")
    assert finding.outcome is Outcome.NOT_MET
    assert finding.search is not None
    assert finding.search.nearest is not None
    assert finding.search.nearest.quote == "You need a new card."
    assert 0 < finding.search.similarity < 0.7
    assert f"{finding.search.similarity * 100:.0f}% alike" in finding.reason


def test_what_is_nearer_to_a_counter_example_is_no_hit_and_no_near_miss() -> None:
    check = "{semantic: I want to cancel my contract, unlike: I want to keep my contract}"
    kept = told(check, "customer: I want to keep my contract please")
    assert kept.outcome is Outcome.NOT_MET
    assert kept.search is not None
    assert kept.search.nearest is None
    assert told(check, "customer: I want to cancel my contract please").outcome is Outcome.MET


@pytest.mark.parametrize(
    ("strictness", "outcome"), [("loose", Outcome.MET), ("normal", Outcome.MET), ("strict", Outcome.NOT_MET)]
)
def test_strictness_says_how_near(strictness: str, outcome: Outcome) -> None:
    check = f"{{semantic: one two three four, strictness: {strictness}}}"
    assert told(check, "agent: one two three five").outcome is outcome  # 75 % alike


def test_what_must_not_be_said_is_looked_for_strictly() -> None:
    turns = "agent: one two three five"
    assert told("{semantic: one two three four}", turns).outcome is Outcome.MET
    assert told("absence: {semantic: one two three four}", turns).outcome is Outcome.MET
    assert (
        told("absence: {semantic: one two three four, strictness: normal}", turns).outcome is Outcome.NOT_MET
    )


def test_how_often() -> None:
    check = "{semantic: one two three, times: 2}"
    assert told(check, "agent: one two three. one two three!").outcome is Outcome.MET
    assert told(check, "agent: one two three.").outcome is Outcome.NOT_MET


def test_windows_that_overlap_are_one_hit() -> None:
    words = " ".join(["one two three"] * 12)
    assert told("{semantic: one two three, times: 5}", f"agent: {words}").outcome is Outcome.NOT_MET


def test_the_range_counts() -> None:
    turns = "agent: hello there\nagent: one two three\nagent: one two three"
    assert quotes(told("{semantic: one two three, first: 2 turns}", turns)) == ["one two three"]
    assert told("{semantic: one two three, turns: 1}", turns).outcome is Outcome.NOT_MET


def test_words_the_recogniser_doubted_do_not_decide() -> None:
    assert told("{semantic: one two three}", "agent?: one two three").outcome is Outcome.UNDECIDED


def test_what_could_not_be_heard_cannot_be_missed() -> None:
    holes = [{"start": 0, "end": 9, "party": "agent"}]
    finding = told("{semantic: one two three, party: agent}", "agent 9-10: hello to you", holes=holes)
    assert finding.outcome is Outcome.UNDECIDED


def test_nobody_speaks() -> None:
    finding = told("{semantic: one two three, party: agent}", "customer: one two three")
    assert finding.outcome is Outcome.NOT_MET


@pytest.mark.parametrize(("language", "word"), [("en", "model"), ("zh", "模型")])
def test_without_an_embedder_nobody_can_tell(language: str, word: str) -> None:
    finding = ask("{semantic: 这件事由我来负责}", "agent: 我来负责", language=language)
    assert finding.outcome is Outcome.UNDECIDED
    assert finding.confidence == 0
    assert word in finding.reason


@pytest.mark.parametrize(
    ("check", "told_"),
    [
        ("{semantic: $greeting}", "no plain sentence"),
        ("{semantic: (this|the) call is recorded}", "no plain sentence"),
        ("{semantic: 好的}", "too little"),
        ("{semantic: one two three, unlike: ok}", "too little"),
        ("{semantic: []}", "semantic"),
        ("{semantic: one two three, strictness: 0.8}", "strictness"),
        ("{semantic: one two three, times: 0}", "times"),
        (f"{{semantic: [{', '.join(f'one two {n}' for n in range(101))}]}}", "100 is the most"),
    ],
)
def test_what_cannot_be_compared_is_refused(check: str, told_: str) -> None:
    with pytest.raises(RubricInvalid) as refused:
        form(check)
    assert told_ in str(refused.value)


def test_what_was_embedded_once_is_not_embedded_again() -> None:
    first = Remembered(SharedWords())
    turns = "agent: one two three. four five six!"
    one = ask("{semantic: one two three}", turns, aids=Aids(embedder=first))
    assert {key(text, "en") for text in ("one two three.", "four five six!", "one two three")} == set(
        first.learnt
    )
    words = SharedWords()
    second = Remembered(words, first.learnt)
    other = ask("{semantic: one two three}", turns, aids=Aids(embedder=second))
    assert other == one
    assert words.asked == []
    assert second.learnt == {}
    assert second.engine == words.engine


def test_a_sentence_of_another_language_is_another_sentence() -> None:
    assert key("ok", "en") != key("ok", "zh")


def test_an_embedder_that_is_there_changes_nothing_else() -> None:
    turns = "agent: one two three"
    with_it = told("{phrase: one two}", turns)
    assert replace(with_it) == ask("{phrase: one two}", turns)
