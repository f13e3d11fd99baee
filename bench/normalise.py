"""One way of writing, so that a word error is an error of hearing and not of spelling.

Named in every table as `everycall-bench-2`: NFKC, lower case, traditional to simplified (OpenCC t2s), apostrophes
dropped, other punctuation to spaces; numbers, in words or figures, as single digits (see `numerals.py`); currency
signs as words after their number, `%` as a word. Chinese is split into characters (CER), with runs of Latin letters
left whole; English into words (WER).
"""

import re
import unicodedata
from functools import cache
from typing import Any

from bench.numerals import chinese, english

NORMALISER = "everycall-bench-2"
_TOKEN = re.compile(r"[㐀-鿿]|\d|[^\W\d_㐀-鿿]+")
_WORD = re.compile(r"[^\W_]+")
_CURRENCY = {"$": "dollars", "£": "pounds", "€": "euros"}
_MONEY = re.compile(r"([$£€])\s*(\d[\d.]*)")
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*%")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def tokens(text: str, language: str) -> list[str]:
    """Split a text into comparable tokens: characters in Chinese, words in English, digits in both."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = _GROUPED.sub("", re.sub(r"['’ʼ]", "", plain))
    if language == "zh":
        plain = _POINT.sub("点", _SHARE.sub(r"百分之\1", _converter().convert(plain)))
        return _TOKEN.findall(chinese(plain.replace("百分之", "％")).replace("％", "百分之"))
    plain = _MONEY.sub(lambda found: f"{found[2]} {_CURRENCY[found[1]]}", plain)
    plain = re.sub(r"\bdollar\b", "dollars", _SHARE.sub(r"\1 percent", plain))
    return list(english(_WORD.findall(_POINT.sub(" point ", plain))))
