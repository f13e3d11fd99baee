import pytest

from asr.transcript import Doubt, Segment, Word
from asr.words.guards import GuardOptions, confidence_of, doubt, loops

OPTIONS = GuardOptions()


def _doubts(text: str, confidence: float = 0.9, logprob: float = -0.2, no_speech: float = 0.1) -> set[Doubt]:
    words = tuple(Word(i, i + 0.5, t, confidence) for i, t in enumerate(text.split() or [text]))
    segment = Segment(0, 9, text, "en", logprob, no_speech, 1.0, words)
    return set(doubt(text, words, (segment,), OPTIONS))


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for calling, how can I help you today?",
        "No, no, no, that is not what I asked.",
        "谢谢您的来电，再见。",
        "对对对对，是这样的。",
        "我的卡号是6666 6666 6666 6666。",
    ],
)
def test_what_people_say_is_not_doubted(text: str) -> None:
    assert _doubts(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "谢谢观看",
        "谢谢大家观看！",
        "請不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
        "Thanks for watching!",
        "Thank you so much for watching.",
    ],
)
def test_the_ends_of_videos_are_sign_offs(text: str) -> None:
    assert Doubt.SIGN_OFF in _doubts(text.replace("請", "请"))


@pytest.mark.parametrize(
    "text",
    [
        "说明说明说明说明说明说明说明说明",
        "okay okay okay okay okay okay okay",
        "I can see that I can see that I can see that I can see that I can see that I can see that",
    ],
)
def test_circles_are_repetition(text: str) -> None:
    assert loops(text, OPTIONS)
    assert Doubt.REPETITION in _doubts(text)


def test_low_confidence_and_low_log_probability_are_doubted() -> None:
    assert _doubts("it may be this or that", confidence=0.3) == {Doubt.LOW_CONFIDENCE}
    assert _doubts("it may be this or that", logprob=-1.2) == {Doubt.LOW_CONFIDENCE}


def test_no_speech_needs_both_signs() -> None:
    assert Doubt.NO_SPEECH not in _doubts("it may be this or that", no_speech=0.9)
    assert Doubt.NO_SPEECH in _doubts("it may be this or that", no_speech=0.9, logprob=-1.2)


def test_a_lone_unsure_word_is_doubted_and_a_lone_sure_one_is_not() -> None:
    assert Doubt.LONE_WORD in _doubts("you", confidence=0.45)
    assert Doubt.LONE_WORD in _doubts("好的", confidence=0.45)
    assert _doubts("Yes.", confidence=0.8) == set()
    assert Doubt.LONE_WORD not in _doubts("not really sure", confidence=0.45)


def test_confidence_is_weighted_by_length() -> None:
    words = (Word(0, 1, " a", 0.1), Word(1, 2, " telephone", 0.9))
    assert confidence_of(words) == pytest.approx((0.1 + 9 * 0.9) / 10)
    assert confidence_of(()) == 0.0
