"""Each kind of check, put to a dialogue of a few lines."""

import pytest

from asr.transcript import Party
from scoring.errors import RubricInvalid
from scoring.finding import Outcome
from tests.forms import ask, card, form, quotes

MET, NOT_MET, NA, UNDECIDED = Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE, Outcome.UNDECIDED

CALL = """
agent: Good morning, thank you for calling.
customer: Hello, my parcel is late.
agent: I am sorry to hear that. Thank you for telling us.
customer: Thank you.
agent: Goodbye.
"""


def outcome(check: str, turns: str = CALL, **dialogue: object) -> Outcome:
    return ask(check, turns, **dialogue).outcome


def test_a_phrase_quotes_verbatim_with_its_time_and_turn() -> None:
    finding = ask("{phrase: [thank you for calling], party: agent}", CALL)
    (evidence,) = finding.evidence
    assert finding.outcome is MET
    assert (evidence.quote, evidence.turn, evidence.party) == ("thank you for calling", 0, Party.AGENT)
    assert evidence.note == "thank you for calling"
    assert evidence.quote in CALL


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("{phrase: [goodbye, farewell]}", MET),
        ("{phrase: [goodbye, farewell], need: all}", NOT_MET),
        ("{phrase: [goodbye, sorry], need: all}", MET),
        ("{phrase: [goodbye, sorry, farewell], need: 2}", MET),
        ("{phrase: [goodbye, hello, farewell], need: 2, party: agent}", NOT_MET),
        ("{phrase: [farewell, cheerio], need: none}", MET),
        ("{phrase: [farewell, sorry], need: none}", NOT_MET),
        ("{phrase: [thank you], times: 3}", MET),
        ("{phrase: [thank you], times: 3, party: agent}", NOT_MET),
        ("{phrase: [sorry], unless: [to hear]}", NOT_MET),
        ("{phrase: [sorry], unless: [telling us]}", MET),
    ],
)
def test_a_phrase_counts_its_wordings(check: str, expected: Outcome) -> None:
    assert outcome(check) is expected


def test_a_phrase_is_heard_by_sound_unless_it_is_forbidden() -> None:
    misheard = "agent: this call may be recoded four quality porpoises"
    line = "[this call may be recorded for quality purposes]"
    assert outcome(f"{{phrase: {line}, sounds_like: false}}", misheard) is NOT_MET
    same = "agent: thank you four calling"
    assert outcome("{phrase: [thank you for calling]}", same) is MET
    assert outcome("{phrase: [thank you for calling], sounds_like: false}", same) is NOT_MET
    assert outcome("{absence: {phrase: [thank you for calling]}}", same) is MET
    assert outcome("{absence: {phrase: [thank you for calling], sounds_like: true}}", same) is NOT_MET
    assert outcome("{not: {absence: {phrase: [thank you for calling]}}}", same) is MET


def test_a_miss_says_what_was_searched_and_what_came_nearest() -> None:
    finding = ask("{phrase: [sorry to hear about that], party: agent, last: 2 turns}", CALL)
    assert finding.outcome is NOT_MET
    assert finding.search is not None
    assert (finding.search.party, finding.search.turns, finding.search.blind) == (Party.AGENT, 2, 0.0)
    assert finding.search.nearest is not None
    assert finding.search.nearest.quote.startswith("sorry to hear")
    assert 0.6 <= finding.search.similarity < 1
    assert "nearest" in finding.reason


def test_a_sentence_broken_in_two_turns_quotes_both() -> None:
    finding = ask("{phrase: [may be recorded]}", "agent: this call may\ncustomer: yes\nagent: be recorded")
    assert [(e.turn, e.quote) for e in finding.evidence] == [(0, "may"), (2, "be recorded")]


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("{phrase: [goodbye], first: 2 turns}", NOT_MET),
        ("{phrase: [goodbye], last: 1 turn}", MET),
        ("{phrase: [goodbye], party: agent, turns: 3}", MET),
        ("{phrase: [goodbye], party: agent, turns: 3, counted: call}", NOT_MET),
        ("{phrase: [goodbye], turns: 4..}", MET),
        ("{phrase: [goodbye], turns: 1..4}", NOT_MET),
        ("{phrase: [goodbye], first: 5 s}", NOT_MET),
        ("{phrase: [goodbye], last: 5 s}", MET),
        ("{phrase: [good morning], last: 5 s}", NOT_MET),
        ("{phrase: [hello], party: customer, first: 1 s, counted: party}", MET),
        ("{phrase: [hello], party: customer, first: 1 s}", NOT_MET),
        ("{phrase: [goodbye], party: customer}", NOT_MET),
        ("{regex: '[a-z]', every_turn: true}", MET),
        ("{phrase: [thank you], party: customer, every_turn: true}", NOT_MET),
        ("{phrase: [thank you], party: ivr, every_turn: true}", NA),
    ],
)
def test_a_check_looks_only_in_its_range(check: str, expected: Outcome) -> None:
    assert outcome(check) is expected


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("{phrase: [sorry], party: agent, after: {check: {phrase: [late]}}}", MET),
        ("{phrase: [sorry], party: agent, before: {check: {phrase: [late]}}}", NOT_MET),
        ("{phrase: [good morning], before: {check: {phrase: [late]}, reach: 1 turn}}", MET),
        ("{phrase: [goodbye], party: agent, after: {check: {phrase: [late]}, reach: 1 turn}}", NOT_MET),
        ("{phrase: [goodbye], party: agent, after: {check: {phrase: [late]}, reach: 2 turns}}", MET),
        ("{phrase: [goodbye], party: agent, after: {check: {phrase: [late]}, reach: 3 s}}", NOT_MET),
        ("{phrase: [sorry], after: {check: {phrase: [refund]}}}", NA),
        ("{phrase: [telling us], within: {check: {phrase: [sorry]}}}", MET),
        ("{phrase: [goodbye], within: {check: {phrase: [sorry]}}}", NOT_MET),
        ("{phrase: [hello], around: {check: {phrase: [sorry]}, reach: 1 turn}}", MET),
        ("{phrase: [goodbye], around: {check: {phrase: [sorry]}, reach: 1 turn}}", NOT_MET),
        ("{phrase: [sorry], after: {check: {phrase: [thank you]}, hit: first}}", MET),
        ("{phrase: [sorry], after: {check: {phrase: [thank you]}, hit: last}}", NOT_MET),
        ("{phrase: [sorry], after: {check: {phrase: [thank you]}, hit: 2}}", NOT_MET),
        ("{phrase: [sorry], after: {check: {phrase: [thank you]}, hit: 9}}", NA),
        ("{phrase: [sorry], after: {check: {phrase: [thank you]}, hit: any}}", MET),
        ("{phrase: [sorry], after: {check: {phrase: [thank you]}, hit: each}}", NOT_MET),
        ("{phrase: [goodbye], after: {check: {phrase: [thank you]}, hit: each}}", MET),
        (
            "{phrase: [goodbye], after: {check: {phrase: [late]}}, before: {check: {phrase: [sorry]}}}",
            NOT_MET,
        ),
        ("{phrase: [hello], after: {check: {phrase: [good]}}, before: {check: {phrase: [sorry]}}}", MET),
    ],
)
def test_a_check_looks_beside_its_anchor(check: str, expected: Outcome) -> None:
    assert outcome(check) is expected


def test_an_anchor_is_quoted_as_the_occasion() -> None:
    finding = ask("{phrase: [refund], party: agent, after: {check: {phrase: [late], party: customer}}}", CALL)
    assert (finding.outcome, quotes(finding)) == (NOT_MET, ["late"])


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("{regex: 'good\\s?bye'}", MET),
        ("{regex: 'PARCEL', party: customer}", MET),
        ("{regex: '(?-i)PARCEL'}", NOT_MET),
        ("{regex: 'thank', times: 3}", MET),
        ("{regex: 'thank', times: 4}", NOT_MET),
        ("{regex: 'thank you', unless: 'thank you for'}", MET),
        ("{regex: 'thank you', unless: 'thank you', party: agent}", NOT_MET),
    ],
)
def test_a_regex_matches_what_is_written(check: str, expected: Outcome) -> None:
    assert outcome(check) is expected


def test_a_regex_cannot_hang() -> None:
    text = "agent: " + "a" * 20_000 + "!"
    assert outcome("{regex: '(a+)+$'}", text) is NOT_MET


@pytest.mark.parametrize("pattern", ["(?=a)", "(a", r"\1", "a{1,100000}"])
def test_a_regex_that_re2_refuses_is_refused(pattern: str) -> None:
    with pytest.raises(RubricInvalid, match=r"criterion asked: check\.regex: RE2 refuses"):
        form(f"{{regex: '{pattern}'}}")


STEPS = "agent: one\ncustomer: two\nagent: three\ncustomer: two\nagent: one"


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("{sequence: [{phrase: [one]}, {phrase: [two]}, {phrase: [three]}]}", MET),
        ("{sequence: [{phrase: [three]}, {phrase: [one]}]}", MET),
        ("{sequence: [{phrase: [three]}, {phrase: [two]}, {phrase: [one]}]}", MET),
        ("{sequence: [{phrase: [three]}, {phrase: [three]}]}", NOT_MET),
        ("{sequence: [{phrase: [one]}, {phrase: [three]}], max_gap: 1 turn}", NOT_MET),
        ("{sequence: [{phrase: [one]}, {phrase: [three]}], max_gap: 2 turns}", MET),
        ("{sequence: [{phrase: [one]}, {phrase: [three]}], max_gap: 1 s}", NOT_MET),
        ("{sequence: [{phrase: [one]}, {phrase: [three]}], allow_other: false}", NOT_MET),
        ("{sequence: [{phrase: [one]}, {phrase: [two]}], allow_other: false}", MET),
        ("{sequence: [{phrase: [one]}, {phrase: [four]}]}", NOT_MET),
    ],
)
def test_a_sequence_asks_for_the_order(check: str, expected: Outcome) -> None:
    assert outcome(check, STEPS) is expected


def test_a_sequence_names_the_step_that_fails() -> None:
    assert "Step 2 is missing" in ask("{sequence: [{phrase: [one]}, {phrase: [four]}]}", STEPS).reason
    assert "not after step 1" in ask("{sequence: [{phrase: [three]}, {phrase: [three]}]}", STEPS).reason


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("{all: [{phrase: [sorry]}, {phrase: [goodbye]}]}", MET),
        ("{all: [{phrase: [sorry]}, {phrase: [refund]}]}", NOT_MET),
        ("{any: [{phrase: [refund]}, {phrase: [goodbye]}]}", MET),
        ("{any: [{phrase: [refund]}, {phrase: [farewell]}]}", NOT_MET),
        ("{not: {phrase: [refund]}}", MET),
        ("{not: {phrase: [sorry]}}", NOT_MET),
        ("{absence: {phrase: [refund]}}", MET),
        ("{absence: {phrase: [sorry]}}", NOT_MET),
        ("{at_least: 2, of: [{phrase: [sorry]}, {phrase: [refund]}, {phrase: [goodbye]}]}", MET),
        ("{at_least: 2, of: [{phrase: [sorry]}, {phrase: [refund]}, {phrase: [farewell]}]}", NOT_MET),
        # What cannot be told decides nothing that the rest decides.
        ("{all: [{phrase: [refund]}, {silence: {over: 3}}]}", NOT_MET),
        ("{all: [{phrase: [sorry]}, {silence: {over: 3}}]}", UNDECIDED),
        ("{any: [{phrase: [sorry]}, {silence: {over: 3}}]}", MET),
        ("{any: [{phrase: [refund]}, {silence: {over: 3}}]}", UNDECIDED),
        ("{not: {silence: {over: 3}}}", UNDECIDED),
        ("{at_least: 2, of: [{phrase: [sorry]}, {silence: {over: 3}}, {phrase: [refund]}]}", UNDECIDED),
        ("{at_least: 3, of: [{phrase: [sorry]}, {silence: {over: 3}}, {phrase: [refund]}]}", NOT_MET),
        # What does not apply drops out.
        ("{all: [{phrase: [sorry]}, {phrase: [a], after: {check: {phrase: [refund]}}}]}", MET),
        ("{any: [{phrase: [refund]}, {phrase: [a], after: {check: {phrase: [refund]}}}]}", NOT_MET),
        ("{all: [{phrase: [a], after: {check: {phrase: [refund]}}}]}", NA),
        ("{not: {phrase: [a], after: {check: {phrase: [refund]}}}}", NA),
    ],
)
def test_checks_combine(check: str, expected: Outcome) -> None:
    assert outcome(check) is expected


def test_names_stand_for_word_lists_and_checks() -> None:
    extra = "phrases: {bye: [goodbye, farewell]}\nchecks: {parts: {phrase: $bye, party: agent}}\n"
    assert ask("$parts", CALL, extra=extra).outcome is MET
    assert ask("{use: $parts, first: 2 turns}", CALL, extra=extra).outcome is NOT_MET
    assert ask("{phrase: [cheerio, $bye]}", CALL, extra=extra).outcome is MET


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("{metadata: {direction: inbound}}", MET),
        ("{metadata: {direction: outbound}}", NOT_MET),
        ("{metadata: {direction: [outbound, Inbound]}}", MET),
        ("{metadata: {agent: '007'}}", NOT_MET),
        ("{metadata: {agent: 7}}", MET),
        ("{metadata: {vip: true}}", MET),
        ("{metadata: {balance: {over: 100}}}", MET),
        ("{metadata: {balance: {over: 100, under: 120}}}", NOT_MET),
        ("{metadata: {direction: {over: 100}}}", UNDECIDED),
        ("{metadata: {queue: sales}}", UNDECIDED),
        ("{metadata: {queue: absent, direction: present}}", MET),
        ("{metadata: {queue: sales, direction: outbound}}", NOT_MET),
    ],
)
def test_metadata_is_compared(check: str, expected: Outcome) -> None:
    fields = {"direction": "inbound", "agent": "7", "vip": True, "balance": 240.0}
    assert outcome(check, metadata=fields) is expected


def test_a_deduction_describes_what_is_bad() -> None:
    rubric = form("{phrase: [sorry]}", deducts=5.0)
    assert card(rubric, CALL).findings[0].outcome is NOT_MET
    assert card(rubric, "agent: hello").findings[0].outcome is MET
