"""How folded words sound, so that a recogniser's 核实→合适 or `record`→`recorded` is still found.

Chinese characters become toneless pinyin, read in context (银行 yin hang, 行走 xing zou) from pypinyin's
tables. Latin words become a consonant skeleton after Metaphone (L. Philips, 1990), shortened to the rules
that telephone recognisers trip over. `blur` merges what the telephone band and Mandarin accents merge:
zh/z, ch/c, sh/s, n/l, -ng/-n.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import eq
from typing import Any

from scoring.fold import fold, is_chinese

NEGATIONS = frozenset("不没别未勿无莫非") | {"not", "no", "never", "none", "without", "nor", "nothing"}
"""Words no tolerance may add, drop or replace: they turn a sentence round."""

SMALL_WORDS = frozenset("啊呀呢吧嘛哦哎呗啦了的儿哈嗯呃呐就那个您你") | {
    *("a", "an", "the", "so", "well", "just", "like", "okay", "oh", "yeah", "to", "of", "now", "very", "and"),
}
"""Particles and function words: adding or dropping one costs half a syllable."""

FORBIDDEN = 400
"""The cost of an edit that must not happen. Costs are in quarters of a syllable."""

_POLYPHONES = frozenset(
    "行重长还了都得地着会调传乐觉便降朝差参曾单弹提系校省血说没率折卡给扎削落薄露模宿的大查车称冲盛什似"
    "俩绿脉尽角咳圈强切亲曲塞色舍数宁炮期奇且仇臭处畜创攒藏刹厦石拾逮倒度恶发否服干更柜号喝和核荷横哄划"
)
"""Characters of everyday speech with more than one toneless reading; only these are read in context."""

_PHRASE_REACH = 4
"""pypinyin's phrases of up to this many characters decide how such a character is read."""

_OWN_PHRASES = {
    "还款": ("huan", "kuan"), "还清": ("huan", "qing"), "应还": ("ying", "huan"), "已还": ("yi", "huan"),
    "还钱": ("huan", "qian"), "银行卡": ("yin", "hang", "ka"), "行卡": ("hang", "ka"), "重试": ("chong", "shi"),
}  # fmt: skip
"""Phrases of the trade that pypinyin's tables lack."""

_NEAR_LETTERS = 0.6
"""Share of letters two Latin words keep in common to be taken for one another."""

_SAME_LETTERS = 0.5
"""The same of two words with the same consonants."""

_LEAST_LETTERS = 3
"""Shorter words are never taken for one another."""

_CODA_G = 3
"""Length at which a syllable ending in -ng (ang, eng, ing, ong) can lose its g."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """How one token sounds; compared by identity, which is quick, as each is made once.

    Attributes:
        exact: toneless pinyin, or the Latin word itself.
        blurred: what a recogniser may confuse is the same.
        mass: syllables, about; the allowance for errors is a share of it.
        small: whether it is a particle or function word.
        negates: whether it turns a sentence round.
        chinese: whether it is a Chinese character.
    """

    exact: str
    blurred: str
    mass: int
    small: bool
    negates: bool
    chinese: bool


@lru_cache(maxsize=16_384)
def sounds(text: str) -> tuple[Sound, ...]:
    """Say how each token of `fold(text)` sounds."""
    tokens = fold(text).tokens
    return tuple(
        sound or _chinese(tokens[place], _reading(tokens, place))
        for place, sound in enumerate(map(_alone, tokens))
    )


@lru_cache(maxsize=262_144)
def swap_cost(one: Sound, other: Sound) -> int:
    """Weigh how far one sound is from being taken for another, in quarters of a syllable: 0 the same, 2 near."""
    if one.negates is not other.negates:
        return FORBIDDEN
    if one.exact == other.exact:
        return 0
    if one.chinese and other.chinese:
        return _chinese_cost(one.blurred, other.blurred)
    far = 4 * max(one.mass, other.mass) + 2
    return far if one.chinese or other.chinese else _latin_cost(one, other, far)


def gap_cost(sound: Sound) -> int:
    """Weigh a word too many or too few, in quarters of a syllable."""
    if sound.negates:
        return FORBIDDEN
    if sound.small:
        return 2
    return 4 if sound.chinese else 4 * sound.mass + 2


def _chinese_cost(one: str, other: str) -> int:
    if one == other:
        return 1
    return 2 if any(map(eq, halves(one), halves(other))) else 6


def _latin_cost(one: Sound, other: Sound, far: int) -> int:
    # A word is known again by how it begins; the letters tell how well.
    if one.blurred[:2] != other.blurred[:2] or min(len(one.exact), len(other.exact)) < _LEAST_LETTERS:
        return far
    alike = letters_alike(one.exact, other.exact)
    if one.blurred == other.blurred and alike >= _SAME_LETTERS:
        return 1
    return 2 if alike >= _NEAR_LETTERS else far


def letters_alike(one: str, other: str) -> float:
    """Compare two words by their letters: 1 − Levenshtein distance / longer length."""
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        corner, row[0] = row[0], i
        for j, mate in enumerate(other, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (char != mate))
    return 1 - row[-1] / max(len(one), len(other), 1)


@cache
def _chinese(token: str, pinyin: str) -> Sound:
    return Sound(pinyin, _blur(pinyin), 1, token in SMALL_WORDS, token in NEGATIONS, chinese=True)


def _latin(token: str) -> Sound:
    return Sound(
        token, _skeleton(token), _syllables(token), token in SMALL_WORDS, token in NEGATIONS, chinese=False
    )


def _blur(pinyin: str) -> str:
    """Merge the initials and finals that the telephone and accents merge."""
    for full, flat in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if pinyin.startswith(full):
            pinyin = flat + pinyin[2:]
            break
    if pinyin.startswith("l") and pinyin[1:2] != "v":
        pinyin = "n" + pinyin[1:]
    if len(pinyin) >= _CODA_G and pinyin.endswith("ng") and not pinyin.endswith("ong"):
        pinyin = pinyin[:-1]
    return pinyin


def halves(pinyin: str) -> tuple[str, str]:
    """Part a syllable into its initial and its final: zhang → zh, ang."""
    final = pinyin.lstrip("bpmfdtnlgkhjqxrzcsyw") or pinyin
    return pinyin[: len(pinyin) - len(final)], final


@lru_cache(maxsize=65_536)
def _alone(token: str) -> Sound | None:
    """Say how a token sounds whatever stands around it; None where that matters."""
    if not is_chinese(token):
        return _latin(token)
    return None if token in _POLYPHONES else _chinese(token, _commonest(token))


def _reading(tokens: tuple[str, ...], place: int) -> str:
    """Read one character: by the longest known phrase around it, else its commonest reading."""
    token = tokens[place]
    pairs = _pairs()
    if all("".join(tokens[start : start + 2]) not in pairs for start in (max(place - 1, 0), place)):
        return _commonest(token)
    phrases = _phrases()
    for length in range(_PHRASE_REACH, 1, -1):
        for start in range(max(place - length + 1, 0), min(place, len(tokens) - length) + 1):
            found = phrases.get("".join(tokens[start : start + length]))
            if found:
                return _toneless(found[place - start][0])
    return _commonest(token)


@cache
def _commonest(char: str) -> str:
    """Read a character by itself; an unknown one stands for itself."""
    from pypinyin import pinyin_dict

    listed: str = pinyin_dict.pinyin_dict.get(ord(char), char)
    return _toneless(listed.split(",", maxsplit=1)[0])


@cache
def _phrases() -> dict[str, Any]:
    from pypinyin import phrases_dict

    return {**phrases_dict.phrases_dict, **{k: [(s,) for s in v] for k, v in _OWN_PHRASES.items()}}


@cache
def _pairs() -> frozenset[str]:
    """List the characters that stand side by side in a phrase."""
    short = (phrase for phrase in _phrases() if len(phrase) <= _PHRASE_REACH)
    return frozenset(phrase[place : place + 2] for phrase in short for place in range(len(phrase) - 1))


@cache
def _toneless(syllable: str) -> str:
    """Drop the tone mark: hǎo → hao, lǜ → lv."""
    plain = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(c for c in plain if not unicodedata.combining(c))


_VOWELS = frozenset("aeiouy")


def _syllables(word: str) -> int:
    """Count vowel groups; a number counts its digits."""
    if word[0].isdigit():
        return len(word)
    groups, before = 0, "-"
    for char in word:
        # A y after a vowel parts two syllables: stay-ing.
        groups += char in _VOWELS and before not in _VOWELS
        before = "-" if char == "y" and before in _VOWELS else char
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


_LETTERS = (
    ("tch", "C"), ("sch", "sk"), ("ch", "C"), ("sh", "S"), ("tion", "Sn"), ("th", "T"), ("ph", "f"), ("gh", ""),
    ("ck", "k"), ("qu", "k"), ("x", "ks"), ("kn", "n"), ("wr", "r"), ("dge", "C"), ("j", "C"),
    ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("c", "k"), ("q", "k"), ("z", "s"), ("d", "t"), ("b", "p"),
    ("v", "f"), ("g", "k"),
)  # fmt: skip
"""Rewritten in this order; capitals stand for sounds of two letters."""


def _skeleton(word: str) -> str:
    """Reduce a Latin word to the consonants a telephone keeps; voiced and voiceless are one."""
    if not word.isascii() or not word.isalpha():
        return word
    for letters, sound in _LETTERS:
        word = word.replace(letters, sound)
    kept = word[:1] if word[:1] not in "aeiouy" else "a"
    for char in word[1:]:
        if char not in "aeiouyhw" and char != kept[-1]:
            kept += char
    return kept
