"""Spoken numbers: 二百四 and "two forty" are 240, 三八一二 and "four zero zero zero" are strings of digits.

Numbers are read from folded tokens, as they are said: 一百零五, 三万五 (35,000), 三点五, "a hundred and twenty",
"nineteen eighty four", "two fifty", "double five".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

ZH_DIGITS = {
    c: str(d)
    for d, chars in enumerate(("零〇", "一幺", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for c in chars
}
_ZH_UNITS = {"十": 10, "百": 100, "千": 1000}
_ZH_GROUPS = {"万": 10_000, "亿": 100_000_000}

EN_DIGITS = dict(
    zip(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
        "0123456789",
        strict=True,
    )
) | {
    "oh": "0",
    "o": "0",
    "nought": "0",
}
_EN_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_EN_SMALL = (
    {word: int(digit) for word, digit in EN_DIGITS.items() if len(word) > 1 and word != "oh"}
    | {word: 10 + place for place, word in enumerate(_EN_TEENS)}
    | {word: 20 + 10 * place for place, word in enumerate(_EN_TENS)}
)
_EN_GROUPS = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_EN_REPEATS = {"double": 2, "triple": 3}

_LEAST_STRING = 3
"""English digits one by one from which they are a string, not numbers: "four two one"."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as said.

    Attributes:
        low: its first token.
        high: after its last.
        value: what it comes to.
        digits: one by one, where it is said like that or written so; else empty.
    """

    low: int
    high: int
    value: Decimal
    digits: str = ""


def numerals(tokens: Sequence[str]) -> Iterator[Numeral]:
    """Find the numbers in folded tokens, in order, as long as they go."""
    place = 0
    while place < len(tokens):
        found = _written(tokens, place) or _chinese(tokens, place) or _english(tokens, place)
        if found is None:
            place += 1
            continue
        yield found
        place = found.high


def _written(tokens: Sequence[str], place: int) -> Numeral | None:
    """Read digits: 240, 3.5; several in a row are one string, as 4000 0566; 3万5 goes on in Chinese."""
    end, digits = place, ""
    while end < len(tokens) and tokens[end].isascii() and tokens[end].isdigit():
        digits += tokens[end]
        end += 1
    if end > place:
        return _grouped(tokens, place, end, Decimal(digits), digits)
    try:
        value = Decimal(tokens[place])
    except InvalidOperation:
        return None
    return _grouped(tokens, place, place + 1, value, "") if value.is_finite() else None


def _grouped(tokens: Sequence[str], low: int, high: int, value: Decimal, digits: str) -> Numeral:
    """Take 万, 亿, thousand or million behind written digits along."""
    after = tokens[high] if high < len(tokens) else ""
    group = _ZH_GROUPS.get(after) or _ZH_UNITS.get(after) or _EN_GROUPS.get(after)
    return Numeral(low, high + 1, value * group) if group else Numeral(low, high, value, digits)


def _chinese(tokens: Sequence[str], place: int) -> Numeral | None:
    end = place
    while end < len(tokens) and (
        tokens[end] in ZH_DIGITS or tokens[end] in _ZH_UNITS or tokens[end] in _ZH_GROUPS
    ):
        end += 1
    run = tokens[place:end]
    if not run or (run[0] not in ZH_DIGITS and run[0] != "十"):
        return None
    if all(char in ZH_DIGITS for char in run):
        digits = "".join(ZH_DIGITS[char] for char in run)
        return _pointed(tokens, place, end, Decimal(digits), digits if len(run) > 1 else "")
    return _pointed(tokens, place, end, Decimal(_counted(run)), "")


def _counted(run: Sequence[str]) -> int:
    """Count up 一百零五, 三万五: a digit left over behind a unit counts in tenths of that unit."""
    total = section = digit = 0
    last_unit, zero = 1, False
    for char in run:
        if char in ZH_DIGITS:
            digit, zero = int(ZH_DIGITS[char]), zero or char in "零〇"
        elif char in _ZH_UNITS:
            section += (digit or (0 if section else 1)) * _ZH_UNITS[char]
            digit, last_unit, zero = 0, _ZH_UNITS[char], False
        else:
            total = (
                (total + section + digit) * _ZH_GROUPS[char]
                if char == "亿"
                else total + (section + digit) * _ZH_GROUPS[char]
            )
            section, digit, last_unit, zero = 0, 0, _ZH_GROUPS[char], False
    if digit and not zero and last_unit > 10:  # noqa: PLR2004 - behind 十 a digit is a digit: 二十四
        return total + section + digit * last_unit // 10
    return total + section + digit


def _pointed(tokens: Sequence[str], low: int, high: int, value: Decimal, digits: str) -> Numeral:
    """Take the digits behind 点 or "point" along."""
    table = ZH_DIGITS if high < len(tokens) and tokens[high] == "点" else EN_DIGITS
    if high + 1 >= len(tokens) or tokens[high] not in ("点", "point") or tokens[high + 1] not in table:
        return Numeral(low, high, value, digits)
    end, fraction = high + 1, ""
    while end < len(tokens) and tokens[end] in table:
        fraction += table[tokens[end]]
        end += 1
    return Numeral(low, end, Decimal(f"{int(value)}.{fraction}"))


def _english(tokens: Sequence[str], place: int) -> Numeral | None:
    string = _spelt(tokens, place)
    if string is not None:
        return string
    value, end = _small(tokens, place)
    if value is None:
        return None
    total = 0
    while True:
        after = tokens[end] if end < len(tokens) else ""
        if after == "hundred":
            value, end = value * 100, end + 1
            value, end = _added(tokens, end, value)
            continue
        if after in _EN_GROUPS:
            total, end = total + value * _EN_GROUPS[after], end + 1
            value, end = _added(tokens, end, 0)
            continue
        more, further = _small(tokens, end)
        # "two forty", "nineteen eighty four": hundreds said without the word.
        if more is not None and more >= 10 and 0 < value < 100 and not total:  # noqa: PLR2004 - tens and hundreds
            value, end = value * 100 + more, further
            continue
        return _pointed(tokens, place, end, Decimal(total + value), "")


def _added(tokens: Sequence[str], place: int, value: int) -> tuple[int, int]:
    """Add what follows hundred or thousand: "and twenty four"; a hundred of it is multiplied later."""
    start = place + 1 if place < len(tokens) and tokens[place] == "and" else place
    more, end = _small(tokens, start)
    if more is None:
        return value, place
    if end < len(tokens) and tokens[end] == "hundred":
        inner, end = _added(tokens, end + 1, more * 100)
        return value + inner, end
    return value + more, end


def _small(tokens: Sequence[str], place: int) -> tuple[int | None, int]:
    """Read a number under a hundred: "a", seven, twelve, forty, forty two."""
    word = tokens[place] if place < len(tokens) else ""
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    if word == "a" and (after == "hundred" or after in _EN_GROUPS):
        return 1, place + 1
    value = _EN_SMALL.get(word)
    if value is None:
        return None, place
    if word in _EN_TENS and 0 < _EN_SMALL.get(after, 0) < 10:  # noqa: PLR2004 - forty two
        return value + _EN_SMALL[after], place + 2
    return value, place + 1


def _spelt(tokens: Sequence[str], place: int) -> Numeral | None:
    """Read digits said one by one: "four zero double five"."""
    end, digits = place, ""
    while end < len(tokens):
        times = _EN_REPEATS.get(tokens[end], 0)
        word = tokens[end + 1] if times and end + 1 < len(tokens) else tokens[end]
        if word not in EN_DIGITS:
            break
        digits += EN_DIGITS[word] * (times or 1)
        end += 2 if times else 1
    after = tokens[end] if end < len(tokens) else ""
    if len(digits) < _LEAST_STRING or after in ("hundred", "point") or after in _EN_GROUPS:
        return None
    return Numeral(place, end, Decimal(digits), digits)
