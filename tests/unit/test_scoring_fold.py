"""Folding: what an author writes and what a recogniser writes become comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.fold import fold

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs",))
    | st.sampled_from("您好請問PIN码。，?!'’don't３％ "),
    max_size=60,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("您好，請問！", "您好请问"),
        ("ＰＩＮ码", "pin 码"),
        ("Don't worry — we’ll CALL.", "do not worry we will call"),
        ("I can't", "i cannot"),
        ("café", "cafe"),
        ("um, so, uh, fine", "so fine"),
        ("嗯，好的", "好的"),
        ("10,000", "10000"),
        ("１００％保本", "100%保本"),
        ("it's fine", "it is fine"),
        ("保單號碼", "保单号码"),
    ],
)
def test_makes_the_same_of(one: str, other: str) -> None:
    assert fold(one).tokens == fold(other).tokens


@pytest.mark.parametrize(("one", "other"), [("3.5", "35"), ("shopping", "shop ping"), ("不好", "好")])
def test_keeps_apart(one: str, other: str) -> None:
    assert fold(one).tokens != fold(other).tokens


def test_keeps_fillers_where_there_is_nothing_else() -> None:
    assert fold("嗯").tokens == ("嗯",)
    assert fold("Um...").tokens == ("um",)


@given(TEXTS)
def test_points_every_token_back_into_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.tokens) == len(folded.spans)
    assert all(0 <= start < end <= len(text) for start, end in folded.spans)
    assert list(folded.spans) == sorted(folded.spans)


@given(TEXTS)
def test_folds_what_is_folded_to_itself(text: str) -> None:
    tokens = fold(text).tokens
    assert fold(" ".join(tokens)).tokens == tokens


@given(TEXTS, TEXTS)
def test_folds_parts_as_it_folds_the_whole(one: str, other: str) -> None:
    parts = [t for text in (one, other) for t in fold(text).tokens]
    whole = fold(f"{one}\n{other}").tokens
    # Only fillers may differ: they are kept where a text has nothing else.
    assert [t for t in whole if t in parts] == list(whole)


@given(st.text("abcdefghijklmnopqrstuvwxyz你好請問 '.,", max_size=40))
def test_does_not_mind_case_or_width(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "a" <= c <= "z" else c for c in text)
    assert fold(text.upper()).tokens == fold(text).tokens == fold(wide).tokens
