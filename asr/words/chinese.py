"""Chinese as it is written: simplified characters, full-width punctuation, a mark where the speaker paused.

Numbers stay as spoken. A small recogniser flips between 繁 and 简 within a call and leaves most marks out; where
it left them out, the pauses say where they belong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from asr.transcript import Word

_HAN = "\u3400-\u9fff"
_MARKS = "，。？！；：、…"
_WIDE = str.maketrans(",.?!;:", "，。？！；：")
_ASKING = re.compile(r"(吗|呢|是吧|对吧|好吗|是不是|对不对|好不好|行不行|能不能|可不可以|有没有)$")

_PARTICLE = re.compile(r"(?<![名显编原专土卓论巨译合拙遗新旧昭])著(?![名作者述称书录])")


@dataclass(frozen=True, slots=True)
class PauseOptions:
    """Which pauses become marks.

    Attributes:
        comma: seconds of pause after which a clause ends.
        stop: seconds of pause after which a sentence ends.
    """

    comma: float = 0.4
    stop: float = 0.9


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplify(text: str) -> str:
    """Convert traditional characters to simplified ones, phrase by phrase.

    Taiwan writes 著 for the particle 着 too, and the converter leaves it.
    """
    return _PARTICLE.sub("着", str(_converter().convert(text)))


def write(words: Sequence[Word], options: PauseOptions) -> tuple[Word, ...]:
    """Write what one party said in a row: simplified, marked where it paused, ended with 。 or ？.

    A mark joins the word before it; times and confidences stay.
    """
    while words and not words[-1].text.strip(" ，、,"):
        words = words[:-1]
    spelled = _simplified([w.text for w in words])
    written: list[Word] = []
    for i, (word, text) in enumerate(zip(words, spelled, strict=True)):
        following = spelled[i + 1] if i + 1 < len(words) else None
        pause = words[i + 1].start - word.end if i + 1 < len(words) else 0.0
        clean = _widened(text, following)
        if following is None:
            clean = clean.rstrip("，、,")
        if _wants_mark(clean, following):
            said = "".join(w.text for w in written[-4:]) + clean
            clean += _mark(said, pause, ends=following is None, spaced=_spaced(following), options=options)
        written.append(replace(word, text=clean))
    return tuple(w for w in written if w.text)


def _simplified(texts: Sequence[str]) -> list[str]:
    """Simplify words in each other's context; one by one where a phrase changes its length."""
    together = simplify("".join(texts))
    if len(together) != sum(map(len, texts)):
        return [simplify(t) for t in texts]
    out, at = [], 0
    for text in texts:
        out.append(together[at : at + len(text)])
        at += len(text)
    return out


def _widened(text: str, following: str | None) -> str:
    """Widen the marks after Chinese, and keep a space only between Latin words."""
    body = re.sub(rf"(?<=[{_HAN}])[,.?!;:]+", lambda m: m[0][0].translate(_WIDE), text)
    if re.fullmatch(r"[,.?!;:]", body.strip()) and not (following or "")[:1].isdigit():
        body = body.strip().translate(_WIDE)
    lead = " " if re.match(r"\s+[A-Za-z0-9]", body) else ""
    return lead + body.strip()


def _spaced(following: str | None) -> bool:
    return following is not None and bool(re.match(rf"\s+[{_HAN}]", following))


def _wants_mark(text: str, following: str | None) -> bool:
    if not text or text[-1] in _MARKS or text[-1] in ",.?!;:":
        return False
    return following is None or following.strip()[:1] not in {*_MARKS, *",.?!;:"}


def _mark(said: str, pause: float, *, ends: bool, spaced: bool, options: PauseOptions) -> str:
    if ends or pause >= options.stop:
        return "？" if _ASKING.search(said) else "。"
    # A space between characters is the recogniser's own way of leaving a mark out.
    return "，" if spaced or pause >= options.comma else ""
