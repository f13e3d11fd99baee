"""Words made comparable: width, case, punctuation, 繁 and 简, contractions and fillers folded away.

A text becomes tokens: one per Chinese character, one per Latin word or number. Because a token is the
unit, Latin words are fenced (`pin` is not in `shopping`) and Chinese is not.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

FILLERS = frozenset({"嗯", "呃", "um", "uh", "umm", "uhh", "er", "erm", "hmm", "mm", "mhm"})
"""Sounds of thinking; they are left out of a text unless it holds nothing else."""

_DIALECT = {"俺": "我"}
"""What the same word is elsewhere; the flip test (`qa.fairness`) finds what is missing here."""

_CONTRACTIONS: dict[str, tuple[str, ...]] = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "y'all": ("you", "all"),
    "ok": ("okay",),
    "percent": ("%",),
    "o.k": ("okay",),
}
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("n't", "not"),
    ("'m", "am"),
    ("'re", "are"),
    ("'ll", "will"),
    ("'ve", "have"),
    ("'d", "would"),
)
_IS = frozenset({"it", "that", "there", "here", "what", "who", "where", "how", "he", "she", "everything"})
_APOSTROPHES = frozenset("'’‘ʼ＇`")
_CJK = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as tokens.

    Attributes:
        tokens: folded.
        spans: (start, end) of each token in the text it came from, in characters.
    """

    tokens: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@lru_cache(maxsize=16_384)
def fold(text: str) -> Folded:
    """Fold a text into tokens, keeping where each came from."""
    raw = [*_split(text)]
    kept = [piece for piece in raw if piece[0] not in FILLERS] or raw
    tokens: list[str] = []
    spans: list[tuple[int, int]] = []
    for token, start, end in kept:
        if len(token) == 1:
            tokens.append(_DIALECT.get(token, token))
            spans.append((start, end))
        else:
            parts = _expand(token)
            tokens += parts
            spans += [(start, end)] * len(parts)
    return Folded(tuple(tokens), tuple(spans))


@lru_cache(maxsize=65_536)
def is_chinese(token: str) -> bool:
    """Tell a Chinese character from a Latin word or a number."""
    return len(token) == 1 and _in_cjk(token)


def _split(text: str) -> list[tuple[str, int, int]]:
    """Cut a text into (folded token, start, end)."""
    found: list[tuple[str, int, int]] = []
    word, begin = "", 0

    def close(end: int) -> None:
        nonlocal word
        bare = word.rstrip("'.")
        if bare:
            found.append((bare, begin, end - (len(word) - len(bare))))
        word = ""

    for place, char in enumerate(text):
        folded, alone = _char(char)
        if alone:
            if word:
                close(place)
            found.append((folded, place, place + 1))
        elif folded == " ":
            if word and _joins(text, place):
                word += "'" if char in _APOSTROPHES else "." if char in ".．" else ""
            elif word:
                close(place)
        else:
            if not word:
                begin = place
            word += folded
    close(len(text))
    return found


def _joins(text: str, place: int) -> bool:
    """Tell whether the mark at `place` belongs to the word around it: don't, 3.5, 10,000."""
    if place + 1 >= len(text) or place == 0:
        return False
    before, char, after = text[place - 1], text[place], text[place + 1]
    if char in _APOSTROPHES:
        return after.isalpha() and not _in_cjk(after)
    return char in ".,．，" and before.isdigit() and after.isdigit()


@lru_cache(maxsize=65_536)
def _expand(token: str) -> tuple[str, ...]:
    """Write a contraction in full, so that `we'll` and `we will` are one."""
    whole = _CONTRACTIONS.get(token)
    if whole:
        return whole
    if "'" not in token:
        return (token,)
    for ending, word in _ENDINGS:
        if token.endswith(ending) and len(token) > len(ending):
            return (token.removesuffix(ending).replace("'", ""), word)
    stem = token.removesuffix("'s")
    if stem in _IS:
        return (stem, "is")
    return (token.replace("'", ""),)


@cache
def _char(char: str) -> tuple[str, bool]:
    """Fold one character, and tell whether it is a token by itself; what parts words becomes a space."""
    folded = unicodedata.normalize("NFKC", char).casefold()
    if len(folded) == 1 and _in_cjk(folded):
        return _simplify(folded), True
    # Combining marks (é as two characters) would part a word: they are dropped with the accent.
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    if bare == "%":
        return bare, True
    if not bare and folded:
        return "", False
    return (bare, False) if bare and all(c.isalnum() for c in bare) else (" ", False)


def _in_cjk(char: str) -> bool:
    return any(low <= ord(char) <= high for low, high in _CJK)


def _simplify(char: str) -> str:
    """Turn a traditional character into its simplified form."""
    simplified: str = _converter().convert(char)
    return simplified if len(simplified) == 1 else char


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
