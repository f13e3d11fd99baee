import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.transcript import Word
from asr.words.chinese import PauseOptions, simplify, write


def _words(*said: tuple[str, float]) -> list[Word]:
    """Words of 0.2 s, each after a pause."""
    words: list[Word] = []
    at = 0.0
    for text, pause in said:
        words.append(Word(round(at + pause, 2), round(at + pause + 0.2, 2), text, 0.9))
        at += pause + 0.2
    return words


def _written(*said: tuple[str, float]) -> str:
    return "".join(w.text for w in write(_words(*said), PauseOptions()))


def test_traditional_becomes_simplified_in_context() -> None:
    assert simplify("請問您的電話號碼是多少") == "请问您的电话号码是多少"
    assert _written(("請", 0), ("問", 0), ("頭", 0), ("髮", 0)) == "请问头发。"


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("您等著", "您等着"),
        ("正在忙著呢", "正在忙着呢"),
        ("這本著作很著名", "这本著作很著名"),
        ("效果顯著", "效果显著"),
    ],
)
def test_the_particle_is_written_as_on_the_mainland(heard: str, written: str) -> None:
    assert simplify(heard) == written


def test_a_pause_becomes_a_comma_and_a_long_one_a_stop() -> None:
    assert _written(("您好", 0), ("请讲", 0.5), ("好的", 1.0)) == "您好，请讲。好的。"


def test_a_question_gets_its_mark() -> None:
    assert _written(("可以", 0), ("吗", 0), ("我", 1.2)) == "可以吗？我。"
    assert _written(("是", 0), ("不", 0), ("是", 0)) == "是不是？"


def test_the_recognisers_own_marks_are_widened_and_not_doubled() -> None:
    assert _written(("您好,", 0), ("请讲.", 0.6), ("好", 2.0)) == "您好，请讲。好。"
    assert _written(("您好", 0), (",", 0.0), ("请讲", 0.6)) == "您好，请讲。"


def test_a_space_between_characters_is_a_mark_left_out() -> None:
    assert _written(("您好", 0), (" 请", 0), ("讲", 0)) == "您好，请讲。"


def test_latin_words_and_numbers_stay_as_spoken() -> None:
    assert (
        _written(("开通", 0), (" VIP", 0), (" Plus", 0), ("会员", 0), ("3.5", 0), ("元", 0))
        == "开通 VIP Plus会员3.5元。"
    )
    assert _written(("138", 0), ("1234", 0), ("5678", 0)) == "13812345678。"


def test_a_turn_does_not_end_in_a_comma() -> None:
    assert _written(("好的", 0), ("，", 0)) == "好的。"


def test_times_and_confidences_stay() -> None:
    words = _words(("請", 0), ("講", 0.5))
    assert [(w.start, w.end, w.confidence) for w in write(words, PauseOptions())] == [
        (w.start, w.end, w.confidence) for w in words
    ]


@given(
    st.lists(st.tuples(st.text("请讲您好的1a ，。,", min_size=1, max_size=4), st.floats(0, 2)), max_size=12)
)
def test_nothing_said_is_lost_and_marks_never_pile_up(said: list[tuple[str, float]]) -> None:
    text = _written(*said)
    before = [c for t, _ in said for c in t if c.isalnum()]
    assert [c for c in text if c.isalnum()] == before
    if before:
        assert not text.endswith("，")


def test_nothing_said_is_nothing_written() -> None:
    assert write((), PauseOptions()) == ()


@pytest.mark.parametrize("text", ["", "abc", "好"])
def test_simplifying_leaves_the_rest_alone(text: str) -> None:
    assert simplify(text) == text
