"""Numbers as the digits they stand for, however they were written: a recogniser may write 35 for "thirty five".

Each digit becomes a token of its own, so "nineteen eighty four", 1984 and "one nine eight four" are alike, and a
card number of sixteen digits weighs sixteen tokens. Both sides of every comparison go through this.
"""

import re
from collections.abc import Iterator, Sequence

_UNITS = {
    word: number
    for number, word in enumerate(
        (
            *(
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
            ),
            *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_ORDINALS = {
    "first": "one",
    "second": "two",
    "third": "three",
    "fifth": "five",
    "eighth": "eight",
    "ninth": "nine",
    "twelfth": "twelve",
} | {f"{word}th": word for word in (*_UNITS, *_SCALES)}
_ORDINALS |= {f"{word[:-1]}ieth": word for word in _TENS}
_WRITTEN_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")

_HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "幺": 1}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_HAN_RUN = re.compile(f"[{''.join((*_HAN_DIGITS, *_HAN_SCALES))}]+")


def english(words: Sequence[str]) -> Iterator[str]:
    """Spell every number in words or digits out as single digits; ordinals count as their number."""
    at = 0
    while at < len(words):
        value, used = _cardinal(words, at)
        if used:
            yield from str(value)
            at += used
            continue
        written = _WRITTEN_ORDINAL.fullmatch(words[at])
        word = written[1] if written else words[at]
        yield from word if word.isdecimal() else (word,)
        at += 1


def _cardinal(words: Sequence[str], at: int) -> tuple[int, int]:
    """Read one number in words: its value and how many words it took, 0 where there is none.

    "nineteen eighty four" is two numbers, and so is "three three": a smaller part only joins a greater one.
    """
    total = group = used = 0
    room = 10**9
    while at + used < len(words):
        word = words[at + used]
        bridged = word == "and" and used > 0 and room >= 100
        if bridged:
            if at + used + 1 >= len(words):
                break
            word = words[at + used + 1]
        word = _ORDINALS.get(word, word)
        if word in _SCALES and group and not bridged:
            group, room = group * _SCALES[word], _SCALES[word]
            if room > 100:
                total, group = total + group, 0
        elif word in _TENS and room >= 100:
            group, room = group + _TENS[word], 10
        elif word in _UNITS and (room >= 100 or (room == 10 and 0 < _UNITS[word] < 10)):
            group, room = group + _UNITS[word], 0
        else:
            break
        used += 1 + bridged
    return total + group, used


def chinese(text: str) -> str:
    """Write every number in characters in digits: 四百六十 as 460, 一三八 as 138."""
    return _HAN_RUN.sub(lambda found: _han(found[0]), text)


def _han(run: str) -> str:
    if not set(run) & set(_HAN_SCALES):
        return "".join(str(_HAN_DIGITS[c]) for c in run)
    if run[0] in _HAN_SCALES and run[0] != "十":
        return run  # 万一, 千万: no number
    total = group = digit = 0
    for c in run:
        if c in _HAN_DIGITS:
            digit = _HAN_DIGITS[c]
            continue
        scale = _HAN_SCALES[c]
        if scale >= 10_000:
            total, group, digit = (total + group + digit) * scale, 0, 0
        else:
            group, digit = group + (digit or 1) * scale, 0
    return str(total + group + digit)
