"""Turns cut into clauses."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.clauses import SHORTEST, WIDEST, clauses, length


def cut(text: str) -> list[str]:
    return [text[low:high] for low, high in clauses(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("I see. Is that right? Fine by me!", ["Is that right?", "Fine by me!"]),
        ("您好。请问有什么可以帮您？我查一下；稍等。", ["请问有什么可以帮您？", "我查一下；"]),
        ("It's 3.5 percent of 10,000 a year.", ["It's 3.5 percent of 10,000 a year."]),
        (
            "您好，这里是银行，请问有什么可以帮您？",
            ["您好，这里是银行，", "您好，这里是银行，请问有什么可以帮您？", "请问有什么可以帮您？"],
        ),
        ("行，那先这样。", ["行，那先这样。"]),
        ("好的。嗯。", []),
        ("… ， ,", []),
        ("", []),
        (
            "So, just to be sure I understand you, the fee was thirty five dollars and it was in May, is that right?",
            [
                "So, just to be sure I understand you,",
                "the fee was thirty five dollars and it was in May, is that right?",
            ],
        ),
    ],
)
def test_cuts_at_sentences_and_commas(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_what_has_no_comma_is_cut_into_windows_that_overlap() -> None:
    text = " ".join(f"word{number}" for number in range(60))
    windows = cut(text)
    assert all(length(window) <= WIDEST for window in windows)
    assert windows[0].startswith("word0 ")
    assert windows[-1].endswith("word59")
    for one, other in pairwise(windows):
        assert set(one.split()) & set(other.split())


@given(st.text(alphabet="ab 你好，。,.!？3'", max_size=120))
def test_every_sentence_that_says_enough_is_in_some_clause(text: str) -> None:
    spans = clauses(text)
    assert list(spans) == sorted(spans)
    for low, high in spans:
        assert 0 <= low < high <= len(text)
        assert length(text[low:high]) >= SHORTEST
        assert text[low:high] == text[low:high].strip()
    assert len(set(spans)) == len(spans)


@given(st.text(max_size=300))
def test_any_text_can_be_cut(text: str) -> None:
    assert all(text[low:high] for low, high in clauses(text))
