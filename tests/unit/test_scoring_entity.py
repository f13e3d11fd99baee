"""Spoken numbers and other things with a value, and checks on them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.entities import EntityKind, entities
from scoring.errors import RubricInvalid
from scoring.finding import Outcome
from scoring.fold import fold
from scoring.numerals import numerals
from tests.forms import ask, form, quotes

MET, NOT_MET, UNDECIDED = Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二百四", "240"),
        ("一百零五", "105"),
        ("一千二", "1200"),
        ("三万五", "35000"),
        ("两百九十八元", "298"),
        ("二十四小时", "24"),
        ("十", "10"),
        ("一亿两千万", "120000000"),
        ("三点五", "3.5"),
        ("240", "240"),
        ("3.5万", "35000"),
        ("10,000", "10000"),
        ("two forty", "240"),
        ("two hundred and forty", "240"),
        ("a hundred", "100"),
        ("nineteen eighty four", "1984"),
        ("one fifty five", "155"),
        ("two point five", "2.5"),
        ("twenty two thousand five hundred", "22500"),
        ("one million two hundred thousand", "1200000"),
        ("fifteen hundred", "1500"),
    ],
)
def test_numbers_are_read_as_they_are_said(text: str, value: str) -> None:
    (found,) = numerals(fold(text).tokens)
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("五二零零，八二八二", "52008282"),
        ("幺三八零零", "13800"),
        ("four zero zero zero, zero five six six", "40000566"),
        ("double five six one", "5561"),
        ("seven oh two", "702"),
        ("4000 0566", "40000566"),
    ],
)
def test_digits_said_one_by_one_are_a_string(text: str, digits: str) -> None:
    (found,) = numerals(fold(text).tokens)
    assert found.digits == digits


ZH = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """Write 0 to 9999 in full."""
    if number == 0:
        return "零"
    said = ""
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if digit:
            said += ZH[digit] + unit
        elif said and not said.endswith("零") and number % size:
            said += "零"
    return said


@given(st.integers(0, 9999))
def test_every_chinese_number_is_read(number: int) -> None:
    (found,) = numerals(fold(in_chinese(number)).tokens)
    assert found.value == number


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_every_chinese_number_with_wan_is_read(high: int, low: int) -> None:
    said = f"{in_chinese(high)}万" + (("零" if low < 1000 else "") + in_chinese(low) if low else "")
    (found,) = numerals(fold(said).tokens)
    assert found.value == high * 10_000 + low


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("一共三十五块五", "amount", ["35.5"]),
        ("三块五毛，另收两元", "amount", ["3.5", "2"]),
        ("五万元起", "amount", ["50000"]),
        ("that's $35.40 or £2", "amount", ["35.40", "2"]),
        ("thirty five dollars and forty cents", "amount", ["35.4"]),
        ("forty cents", "amount", ["0.4"]),
        ("三十五个人", "amount", []),
        ("年化百分之八，手续费0.5%", "percent", ["8", "0.5"]),
        ("two point five percent", "percent", ["2.5"]),
        ("十一月三号到期", "date", ["--11-03"]),
        ("二零二六年十一月三日", "date", ["2026-11-03"]),
        ("the ninth of June, nineteen eighty four", "date", ["1984-06-09"]),
        ("on November 3rd 2026", "date", ["2026-11-03"]),
        ("May the twenty first", "date", ["--05-21"]),
        ("may I help you", "date", []),
        ("一三八零零一三八零零零", "phone", ["13800138000"]),
        ("call 0800 123 4567 now", "phone", ["08001234567"]),
        ("五二零零，八二八二，八二八二，八二一零", "card", ["5200828282828210"]),
        ("尾号八二一零", "card", []),
        ("一一零一零一一九九零零三零七二三一X", "id_number", ["11010119900307231X"]),
    ],
)
def test_entities_are_normalised(text: str, kind: str, values: list[str]) -> None:
    assert [str(e.value) for e in entities(text, EntityKind(kind))] == values


def test_an_entity_is_quoted_verbatim() -> None:
    finding = ask(
        "{entity: amount, party: agent}", "agent: That is thirty five dollars and forty cents, please."
    )
    assert quotes(finding) == ["thirty five dollars and forty cents"]


QUOTED = "agent: 您的账单是二百四十元。\ncustomer: 好的"
FIELDS = {"business.balance": 240, "business.due": "2026-11-03", "phone": "138-0013-8000"}


@pytest.mark.parametrize(
    ("check", "turns", "expected"),
    [
        ("{entity: amount, field: business.balance, party: agent}", QUOTED, MET),
        ("{entity: amount, field: business.balance}", "agent: 二百五十元", NOT_MET),
        ("{entity: amount, field: business.limit}", QUOTED, UNDECIDED),
        ("{entity: amount, value: {over: 200}}", QUOTED, MET),
        ("{entity: amount, value: {over: 300}}", QUOTED, NOT_MET),
        ("{entity: amount, times: 2}", QUOTED, NOT_MET),
        ("{entity: date, field: business.due}", "agent: 十一月三号", MET),
        ("{entity: date, field: business.due}", "agent: 二零二五年十一月三号", NOT_MET),
        ("{entity: phone, field: phone}", "customer: 一三八零零一三八零零零", MET),
        ("{entity: name, names: [安心保, 畅享卡]}", "agent: 给您介绍安心保", MET),
        ("{entity: name, names: [安心保, 畅享卡]}", "agent: 给您介绍安新保", MET),
        ("{entity: name, names: [安心保, 畅享卡]}", "agent: 给您介绍一下", NOT_MET),
        ("{absence: {entity: card, party: customer}}", "customer: 五二零零八二八二八二八二八二一零", NOT_MET),
        ("{absence: {entity: card, party: customer}}", "customer: 尾号八二一零", MET),
    ],
)
def test_entities_are_compared(check: str, turns: str, expected: Outcome) -> None:
    assert ask(check, turns, language="zh", metadata=FIELDS).outcome is expected


def test_a_wrong_amount_is_the_nearest_miss() -> None:
    finding = ask("{entity: amount, field: balance}", "agent: It is fifty dollars.", metadata={"balance": 40})
    assert finding.search is not None
    assert finding.search.nearest is not None
    assert finding.search.nearest.quote == "fifty dollars"


@pytest.mark.parametrize(
    "check",
    ["{entity: name}", "{entity: phone, names: [a]}", "{entity: date, value: {over: 3}}", "{entity: colour}"],
)
def test_refuses_an_entity_that_cannot_be_meant(check: str) -> None:
    with pytest.raises(RubricInvalid, match="criterion asked: check"):
        form(check)
