"""What must be known of the words to read timing: how many, a mere signal of listening, a question, a wait."""

import re
import unicodedata

_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
_LATIN = re.compile(r"[^\W\d_㐀-䶿一-鿿豈-﫿]+(?:['’][^\W\d_]+)*")
_DIGIT = re.compile(r"\d")
_SPACE = re.compile(r"\s+")
_NOT_SAID = re.compile(r"[^\w\s'’-]|_")

_LISTENING_ZH = (
    "嗯", "唔", "恩", "哦", "噢", "喔", "啊", "呃", "哎", "诶", "欸", "哈", "唉",
    "对", "对的", "对啊", "对呀", "是", "是的", "是啊", "是呀", "好", "好的", "好啊", "好吧", "好嘞",
    "行", "行吧", "可以", "没错", "这样", "这样啊", "原来如此", "明白", "明白了", "了解", "知道", "知道了",
)  # fmt: skip
_LISTENING_EN = (
    "uh-huh", "uh huh", "uhhuh", "mm-hmm", "mm hmm", "mmhmm", "mhm", "mm", "hmm", "hm", "um", "uh", "ah", "oh",
    "yeah", "yep", "yup", "yes", "right", "ok", "okay", "sure", "i see", "got it", "gotcha", "alright",
    "all right", "of course", "exactly", "true", "great", "good", "cool", "absolutely", "oh okay", "oh ok",
)  # fmt: skip

_BACKCHANNEL_ZH = re.compile(
    "(?:" + "|".join(sorted(_LISTENING_ZH, key=lambda word: (-len(word), word))) + ")+"
)
_BACKCHANNEL_EN = re.compile(
    r"(?:(?:" + "|".join(sorted(_LISTENING_EN, key=lambda word: (-len(word), word))) + r")(?:\s+|$))+"
)

_QUESTION = re.compile(r"[?？]\s*$|(?:吗|呢|么|对吧|是吧|是不是|好不好)[。.，,！!]?\s*$")
_WAIT = re.compile(
    r"稍等|等着|等等|等我|等一下|等一会|等会|请等|别挂|查一下|看一下|看一看|帮您查|帮您看|核实一下"
    r"|\b(?:one|a|just a|give me a)\s+(?:moment|minute|second|sec|min)\b|\bhold on\b|\bon hold\b|\bbear with me\b"
    r"|\blet me (?:\w+ )?(?:check|see|look|pull|find|verify|take a look|transfer)\b|\bplease (?:hold|wait)\b"
    r"|\bhang on\b|\bone sec\b",
    re.IGNORECASE,
)
_PROD_ZH = re.compile(
    r"(?:喂|你好|您好|哈[喽啰]|请问|先生|女士|小姐|你|您|还?在吗|还?在不在|还?在听吗|人呢|有人吗"
    r"|(?:还?能)?听得?到(?:我(?:说话|讲话)?)?吗|听得见(?:我(?:说话|讲话)?)?吗)+"
)
_PROD_EN = re.compile(
    r"(?:(?:hello|hi|hey|sir|ma'am|miss|are you(?: still)? there|you(?: still)? there|still there"
    r"|is anybody there|anybody there|is anyone there|anyone there|can you(?: still)? hear me)(?:\s+|$))+"
)

_SHORT = 8
"""Units of speech; "are you still on the line there?" has seven, 您还在听我说话吗 eight."""


def _plain(text: str) -> str:
    """Fold width and case, and drop punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _SPACE.sub(" ", _NOT_SAID.sub(" ", folded)).strip()


def units(text: str) -> int:
    """Count what is spoken: a Chinese character, a word of letters, or a digit each count once.

    Digits are read one by one in the numbers that calls are full of (cards, telephones, codes), and a year or
    an amount takes about a word per digit as well.
    """
    return len(_HAN.findall(text)) + len(_LATIN.findall(text)) + len(_DIGIT.findall(text))


def is_backchannel(text: str) -> bool:
    """Tell a mere signal of listening (嗯, 好的, uh-huh, right) from a contribution."""
    plain = _plain(text)
    if not plain:
        return False
    return bool(_BACKCHANNEL_ZH.fullmatch(plain.replace(" ", "")) or _BACKCHANNEL_EN.fullmatch(plain))


def is_question(text: str) -> bool:
    """Tell whether the words end in a question."""
    return bool(_QUESTION.search(text.strip()))


def is_short_question(text: str) -> bool:
    """Tell a question of a few words."""
    return is_question(text) and units(text) <= _SHORT


def asks_to_wait(text: str) -> bool:
    """Tell whether the speaker announces a wait (请稍等, let me check)."""
    return bool(_WAIT.search(text))


def is_prod(text: str) -> bool:
    """Tell whether the words only ask if the other is still there (喂, 在吗, hello, can you hear me)."""
    plain = _plain(text)
    return bool(_PROD_ZH.fullmatch(plain.replace(" ", "")) or _PROD_EN.fullmatch(plain))
