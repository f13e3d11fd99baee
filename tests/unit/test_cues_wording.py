import pytest

from asr.cues.wording import asks_to_wait, is_backchannel, is_prod, is_question, units


@pytest.mark.parametrize(
    "text",
    [
        "嗯。",
        "嗯嗯，",
        "对，对对。",
        "好的好的",
        "是的，嗯。",
        "哦，明白了。",
        "Uh-huh.",
        "Mm-hmm.",
        "Right, right.",
        "Okay.",
        "Yeah, I see.",
    ],
)
def test_signals_of_listening(text: str) -> None:
    assert is_backchannel(text)


@pytest.mark.parametrize(
    "text",
    [
        "好的我马上帮您处理",
        "对不起",
        "嗯我想问一下",
        "Right away, sir.",
        "Yes, but it is wrong.",
        "Okay let me check.",
        "",
        "…",
    ],
)
def test_contributions_are_no_signals_of_listening(text: str) -> None:
    assert not is_backchannel(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("你好，我是小王。", 6),
        ("I don't know.", 3),
        ("我的 iPhone 坏了", 5),
        ("尾号 3078", 6),
        ("twenty-five dollars", 3),
        ("", 0),
        ("——…!?", 0),
    ],
)
def test_units_count_characters_words_and_digits(text: str, count: int) -> None:
    assert units(text) == count


@pytest.mark.parametrize("text", ["Is that right?", "请问您贵姓？", "您是王先生吗", "这样可以吗。", "对吧。"])
def test_questions(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", ["It is.", "我明白了。", "您的马上就好。", ""])
def test_statements_are_no_questions(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize(
    "text", ["请您稍等。", "我帮您查一下", "One moment please.", "Let me just check that.", "Bear with me."]
)
def test_announced_waits(text: str) -> None:
    assert asks_to_wait(text)


@pytest.mark.parametrize(
    "text", ["我等了很久", "I waited a long time.", "a momentous day", "Let me tell you."]
)
def test_complaints_about_waiting_announce_none(text: str) -> None:
    assert not asks_to_wait(text)


@pytest.mark.parametrize(
    "text", ["喂？", "喂，你好，在吗？", "听得到吗", "Hello?", "Hello, are you still there?", "Sir?"]
)
def test_prods(text: str) -> None:
    assert is_prod(text)


@pytest.mark.parametrize(
    "text", ["你好，我想查一下账单", "Hello, this is Amy.", "Hi there, I have a question"]
)
def test_openings_are_no_prods(text: str) -> None:
    assert not is_prod(text)
