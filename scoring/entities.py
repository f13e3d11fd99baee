"""Things said that have a value: numbers, amounts, shares, dates, phone, card and identity numbers, names.

An entity's value is normalised, so that 二百四十元, ¥240 and "two forty" dollars can be compared.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from scoring.fold import Folded, fold
from scoring.numerals import Numeral, numerals


class EntityKind(StrEnum):
    """What kind of thing is said."""

    NUMBER = "number"
    AMOUNT = "amount"
    PERCENT = "percent"
    DATE = "date"
    PHONE = "phone"
    CARD = "card"
    ID_NUMBER = "id_number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing said.

    Attributes:
        low: first character of it in the text.
        high: after its last.
        value: a `Decimal` for numbers, amounts and shares (per cent), `--MM-DD` or `YYYY-MM-DD` for dates, digits
            for the rest.
    """

    low: int
    high: int
    value: Decimal | str


_MONEY = frozenset("元块圆") | {
    "dollar",
    "dollars",
    "pound",
    "pounds",
    "euro",
    "euros",
    "buck",
    "bucks",
    "yuan",
    "rmb",
}
_CENTS = {"毛": 10, "角": 10, "分": 1, "cent": 1, "cents": 1, "pence": 1, "penny": 1}
_SIGNS = frozenset("$¥￥£€")
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{9,11}|[2-9]\d{9}|[48]00\d{7}|\+?\d{11,13}")
_CARD = re.compile(r"\d{13,19}")
_ID = re.compile(r"\d{17}[\dX]|\d{15}")
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "thirtieth",
]
_DAYS = {word: day for day, word in enumerate([*_ORDINALS[:20]], 1)} | {"thirtieth": 30}
_MOST_DAYS = 31
_LEAST_YEAR = 1900


def entities(text: str, kind: EntityKind) -> Iterator[Entity]:
    """Find the entities of a kind in a text; names are found as words are."""
    folded = fold(text)
    found = [*numerals(folded.tokens)]
    if kind is EntityKind.NUMBER:
        yield from (_at(folded, n.low, n.high, n.value) for n in found)
    elif kind is EntityKind.AMOUNT:
        yield from _amounts(text, folded, found)
    elif kind is EntityKind.PERCENT:
        yield from _shares(folded, found)
    elif kind is EntityKind.DATE:
        yield from _dates(folded, found)
    else:
        yield from _strings(folded, kind)


def _at(folded: Folded, low: int, high: int, value: Decimal | str) -> Entity:
    return Entity(folded.spans[low][0], folded.spans[high - 1][1], value)


def _amounts(text: str, folded: Folded, found: Sequence[Numeral]) -> Iterator[Entity]:
    """Read 三块五, 240 元, $35, "thirty five dollars and forty cents"."""
    tokens, done = folded.tokens, 0
    for place, number in enumerate(found):
        if number.low < done:
            continue
        sign = text[: folded.spans[number.low][0]].rstrip()[-1:] in _SIGNS
        after = _token(tokens, number.high)
        if after in _MONEY:
            end = number.high + (2 if (after, _token(tokens, number.high + 1)) == ("块", "钱") else 1)
            rest = found[place + 1] if place + 1 < len(found) else None
            small, end = _change(tokens, end, rest)
            done = end
            yield _at(folded, number.low, end, number.value + small)
        elif after in _CENTS and after != "分":
            done = number.high + 1
            yield _at(folded, number.low, done, number.value * _CENTS[after] / 100)
        elif sign:
            done = number.high
            yield _at(folded, number.low, number.high, number.value)


def _change(tokens: Sequence[str], place: int, rest: Numeral | None) -> tuple[Decimal, int]:
    """Read what follows the whole: 五 (毛), 五毛, "and forty cents"."""
    start = place + 1 if _token(tokens, place) in ("and", "零") else place
    if rest is None or rest.low not in (place, start):
        return Decimal(0), place
    unit = _token(tokens, rest.high)
    if unit in _CENTS:
        return rest.value * _CENTS[unit] / 100, rest.high + 1
    if _token(tokens, place - 1) in "元块圆" and rest.value < 10 and rest.high == rest.low + 1:  # noqa: PLR2004 - 三块五
        return rest.value / 10, rest.high
    return Decimal(0), place


def _shares(folded: Folded, found: Sequence[Numeral]) -> Iterator[Entity]:
    tokens = folded.tokens
    for number in found:
        if tokens[max(number.low - 3, 0) : number.low] == ("百", "分", "之"):
            yield _at(folded, number.low - 3, number.high, number.value)
        elif _token(tokens, number.high) == "%":
            yield _at(folded, number.low, number.high + 1, number.value)
        elif (_token(tokens, number.high), _token(tokens, number.high + 1)) == ("per", "cent"):
            yield _at(folded, number.low, number.high + 2, number.value)


def _dates(folded: Folded, found: Sequence[Numeral]) -> Iterator[Entity]:
    """Read 2026年11月3号, "the third of November", "November third, twenty twenty six"."""
    tokens = folded.tokens
    by_start, by_end = {n.low: n for n in found}, {n.high: n for n in found}
    for place, word in enumerate(tokens):
        if word == "月" and place in by_end and place + 1 in by_start:
            month, day = by_end[place], by_start[place + 1]
            if _token(tokens, day.high) not in ("日", "号"):
                continue
            year = by_end.get(month.low - 1) if _token(tokens, month.low - 1) == "年" else None
            yield from _dated(
                folded, year.low if year else month.low, day.high + 1, year, int(month.value), int(day.value)
            )
        elif word in _MONTHS:
            yield from _english_date(folded, place, by_start)


def _english_date(folded: Folded, place: int, by_start: dict[int, Numeral]) -> Iterator[Entity]:
    tokens, month = folded.tokens, _MONTHS.index(folded.tokens[place]) + 1
    before = place - 1 if _token(tokens, place - 1) == "of" else place
    day, low = _day(tokens, before, backwards=True)
    high = place + 1
    if not day:
        start = place + 2 if _token(tokens, place + 1) == "the" else place + 1
        day, high = _day(tokens, start, backwards=False)
        low = place
    year = by_start.get(high)
    if day:
        known = year if year and year.value >= _LEAST_YEAR else None
        yield from _dated(folded, low, known.high if known else high, known, month, day)


def _day(tokens: Sequence[str], place: int, *, backwards: bool) -> tuple[int, int]:
    """Read an ordinal that ends or begins at a place: (day or 0, its far edge)."""
    for length in (2, 1):
        low = place - length if backwards else place
        words = tokens[low : low + length] if low >= 0 else ()
        day = _ordinal(words) if len(words) == length else 0
        if day:
            return day, low if backwards else low + length
    return 0, place


def _ordinal(words: Sequence[str]) -> int:
    if len(words) == 1:
        match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", words[0])
        return int(match[1]) if match else _DAYS.get(words[0], 0)
    tens = {"twenty": 20, "thirty": 30}.get(words[0], 0)
    return tens + _DAYS[words[1]] if tens and 0 < _DAYS.get(words[1], 0) < 10 else 0  # noqa: PLR2004 - twenty first


def _dated(
    folded: Folded, low: int, high: int, year: Numeral | None, month: int, day: int
) -> Iterator[Entity]:
    if 1 <= month <= len(_MONTHS) and 1 <= day <= _MOST_DAYS:
        written = f"{int(year.value):04d}" if year else "-"
        yield _at(folded, low, high, f"{written}-{month:02d}-{day:02d}")


def _strings(folded: Folded, kind: EntityKind) -> Iterator[Entity]:
    """Find strings of digits by their length: phone, card and identity numbers."""
    pattern = {EntityKind.PHONE: _PHONE, EntityKind.CARD: _CARD, EntityKind.ID_NUMBER: _ID}[kind]
    for number in numerals(folded.tokens):
        digits, high = number.digits, number.high
        if kind is EntityKind.ID_NUMBER and _token(folded.tokens, high) == "x":
            digits, high = f"{digits}X", high + 1
        if pattern.fullmatch(digits):
            yield _at(folded, number.low, high, digits)


def _token(tokens: Sequence[str], place: int) -> str:
    return tokens[place] if 0 <= place < len(tokens) else ""
