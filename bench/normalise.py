"""One way of writing, so that a word error is an error of hearing and not of spelling.

Named in every table as `everycall-bench-1`: NFKC, lower case, traditional to simplified (OpenCC t2s),
apostrophes dropped, other punctuation to spaces; digits read out one by one in Chinese, left as they are in
English. Chinese is split into characters (CER), runs of Latin letters and digits stay words; English into words (WER).
"""

import re
import unicodedata
from functools import cache
from typing import Any

NORMALISER = "everycall-bench-1"
_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")
_TOKEN = re.compile(r"[㐀-鿿]|[^\W_㐀-鿿]+")


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def tokens(text: str, language: str) -> list[str]:
    """Split a text into comparable tokens: characters in Chinese, words in English."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = re.sub(r"['’ʼ]", "", plain)
    if language == "zh":
        plain = _converter().convert(plain).translate(_DIGITS).replace("幺", "一")
    return _TOKEN.findall(plain)
