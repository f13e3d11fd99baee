"""Lines of word lists: alternatives, gaps, tolerance for what a recogniser mishears."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.transcript import Party, Turn
from scoring.fold import fold
from scoring.lattice import align, graph
from scoring.sound import letters_alike, sounds
from scoring.stream import Stream, stream
from scoring.wording import wording


def said(*texts: str, pause: float = 0.5) -> Stream:
    """One party saying some things, one after the other."""
    turns, clock = [], 0.0
    for index, text in enumerate(texts):
        turns.append(Turn(index, clock, clock + 2, Party.AGENT, 0, text, "en", 1.0))
        clock += 2 + pause
    return stream(turns)


def found(line: str, text: str, *, by_sound: bool = False) -> list[float]:
    return [place.similarity for place in said(text).find(line, by_sound=by_sound)]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("thank you for calling", "Well, THANK YOU, for calling us."),
        ("(this|the) call (may|will) be recorded", "Now the call will be recorded"),
        ("(very |)happy to help", "I'm happy to help"),
        ("(very |)happy to help", "very happy to help"),
        ("call ... recorded", "this call may sometimes be recorded"),
        ("（您|你）好", "喂你好"),
        ("通话…录音", "本次通话可能会被录音"),
        ("PIN码", "请说pin码"),
        ("(a (b|c)|d) e", "well a c e"),
    ],
)
def test_is_said_word_for_word(line: str, text: str) -> None:
    assert found(line, text) == [1.0]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("pin", "I was shopping"),
        ("call ... recorded", "call one two three four five six seven eight nine ten eleven recorded"),
        ("guarantee", "guaranteed"),
        ("thank you", "thank, and then you"),
    ],
)
def test_is_not_said_word_for_word(line: str, text: str) -> None:
    assert found(line, text) == []


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("核实身份", "跟您合适身份"),
        ("保单号码", "报一下宝丹号码"),
        ("本次通话会被录音", "本次通话会被路因"),
        ("祝您生活愉快", "住您生活于快"),
        ("thank you for calling", "thank you four calling"),
        ("is there anything else I can help with", "is there anything else I can help you with"),
        ("recorded for quality purposes", "recorded for quality purpose"),
        ("我帮您查询一下账单", "我帮您查询一下的账单"),
    ],
)
def test_is_still_found_by_sound(line: str, text: str) -> None:
    assert found(line, text) == []
    (similarity,) = found(line, text, by_sound=True)
    assert 0.85 <= similarity < 1


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("我们会录音的", "我们不录音的"),
        ("we guarantee the return", "we never guarantee the return"),
        ("可以保证收益", "不以保证收益"),
        ("pin", "pen"),
        ("thank you for holding", "thank you for your time"),
        ("好", "号"),
    ],
)
def test_is_not_taken_for_what_sounds_alike(line: str, text: str) -> None:
    assert all(similarity == 1.0 for similarity in found(line, text, by_sound=True))
    assert found(line, text, by_sound=True) == found(line, text)


def test_is_found_across_a_short_pause_only() -> None:
    assert len(said("this call may be", "recorded today").find("may be recorded", by_sound=False)) == 1
    assert said("this call may be", "recorded today", pause=9).find("may be recorded", by_sound=False) == ()


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("(a|b", "never closes"),
        ("a|b)", "never opened"),
        ("...", "no words"),
        ("(please|)", "no words"),
        ("。！", "no words"),
        ("recogni(s|z)e", "cuts a word"),
        ("a " * 300, "more than"),
    ],
)
def test_refuses_a_line_that_cannot_be_meant(line: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        wording(line)


WORDS = st.lists(
    st.sampled_from(
        [
            "thank",
            "you",
            "for",
            "calling",
            "please",
            "hold",
            "the",
            "line",
            "请",
            "您",
            "稍",
            "等",
            "not",
            "recorded",
        ]
    ),
    min_size=1,
    max_size=8,
)


@given(WORDS)
def test_finds_what_is_said_exactly(words: list[str]) -> None:
    text = " ".join(words)
    assert said(f"well then {text} indeed").find(text, by_sound=False)[0].similarity == 1.0


@given(WORDS, WORDS)
def test_aligns_a_text_with_itself_best(words: list[str], others: list[str]) -> None:
    line = " ".join(words)
    exact = align(graph(line), sounds(line), least=0.0)
    other = align(graph(line), sounds(" ".join(others)), least=0.0)
    assert exact is not None
    assert exact.similarity == 1.0
    assert (exact.low, exact.high) == (0, len(fold(line).tokens))
    assert other is None or 0.0 <= other.similarity <= 1.0


@given(st.text("abcde", max_size=8), st.text("abcde", max_size=8))
def test_letters_are_compared_both_ways(one: str, other: str) -> None:
    assert letters_alike(one, other) == letters_alike(other, one)
    assert (letters_alike(one, other) == 1.0) is (one == other)
