"""What people are told: every event in both languages, in the shapes that chat programs take."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.chat import LONGEST_BYTES, shaped, trouble
from qa.delivery import Delivery
from qa.flag import FlagKind
from qa.notice import BY_NAME, NAMES, PING, payload, schema_of
from qa.subscription import Channel, Tongue
from qa.telling import Fact
from qa.wording import LABELS, TITLES, say

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
VALUES: Mapping[str, Any] = {"string": "abc", "number": 81.25, "integer": 7, "boolean": False}
CHATS = [Channel.WECOM, Channel.DINGTALK, Channel.FEISHU, Channel.SLACK]


def delivery(event: str, data: Mapping[str, Any], count: int = 1) -> Delivery:
    return Delivery("m", "s", event, "r", NOON, data, NOON, count=count)


def made_up(facts: tuple[Fact, ...], *, empty: bool = False) -> dict[str, Any]:
    return {fact.name: None if empty and fact.optional else VALUES[fact.type] for fact in facts}


@pytest.mark.parametrize("tongue", Tongue)
@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_event_is_said_in_both_languages(name: str, empty: bool, tongue: Tongue) -> None:
    data = made_up(BY_NAME[name].whole, empty=empty)
    said = say(delivery(name, data), tongue, "Asia/Shanghai")
    assert said.title
    assert "{" not in said.text
    assert "None" not in said.text
    assert said.lines[-1].endswith("2026-03-01 20:00 (Asia/Shanghai)")
    shown = [value for value in data.values() if value is not None]
    assert len(said.lines) == len(shown) + 1


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.parametrize("empty", [False, True])
def test_what_is_told_fits_its_schema_and_nothing_else_does(name: str, empty: bool) -> None:
    facts = BY_NAME[name].whole
    whole = payload(name, NOON, made_up(facts, empty=empty))
    jsonschema.Draft202012Validator.check_schema(schema_of(name))
    jsonschema.validate(whole, schema_of(name))
    for fact in facts:
        lacking = {**whole, "data": {k: v for k, v in whole["data"].items() if k != fact.name}}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(lacking, schema_of(name))


def test_no_title_and_no_label_is_of_nothing() -> None:
    assert set(TITLES) == NAMES | {PING}
    assert set(LABELS) == {fact.name for telling in BY_NAME.values() for fact in telling.whole}
    assert all(set(each) == set(Tongue) for table in (TITLES, LABELS) for each in table.values())


def test_flags_are_named_in_the_readers_language() -> None:
    data = {"recording": "r", "kinds": ", ".join(FlagKind)}
    chinese = say(delivery("flag.raised", data), Tongue.ZH, "UTC").title
    assert not any(letter.isascii() and letter.isalpha() for letter in chinese)
    assert "_" not in say(delivery("flag.raised", data), Tongue.EN, "UTC").title


def test_how_many_are_alike_is_said() -> None:
    gap = {"day": "2026-02-28", "missing": 2, "denominator": 9}
    english = say(delivery("coverage.gap", gap, count=3), Tongue.EN, "UTC")
    assert english.title == "2 of 9 calls of 2026-02-28 were not inspected."
    assert english.lines[0] == "This, and 2 more like it."
    chinese = say(delivery("coverage.gap", gap, count=3), Tongue.ZH, "UTC")
    assert chinese.title == "2026-02-28 有 2 通通话未完成质检（当日共 9 通）。"
    assert "3 条" in chinese.lines[0]


@pytest.mark.parametrize(
    ("channel", "where"),
    [
        (Channel.WECOM, ("text", "content")),
        (Channel.DINGTALK, ("text", "content")),
        (Channel.FEISHU, ("content", "text")),
        (Channel.SLACK, ("text",)),
    ],
)
def test_each_program_gets_its_shape_and_nobody_is_mentioned(
    channel: Channel, where: tuple[str, ...]
) -> None:
    address, body = shaped(channel, 'a & <at user_id="all"> <!channel>', "https://x.example/k", "", NOON)
    said = json.loads(body)
    for name in where:
        said = said[name]
    assert address == "https://x.example/k"
    assert "<" not in said
    kinds = {Channel.WECOM: "msgtype", Channel.DINGTALK: "msgtype", Channel.FEISHU: "msg_type"}
    assert channel is Channel.SLACK or json.loads(body)[kinds[channel]] == "text"


def test_a_secret_is_shown_as_each_program_wants_it() -> None:
    address, _ = shaped(Channel.DINGTALK, "x", "https://x.example/k?a=b", "SEC", NOON)
    assert "&timestamp=1772366400000&sign=" in address
    _, body = shaped(Channel.FEISHU, "x", "https://x.example/k", "SEC", NOON)
    assert {"timestamp", "sign"} < set(json.loads(body))


@given(st.sampled_from(CHATS), st.text(min_size=2000))
def test_no_message_is_longer_than_is_taken(channel: Channel, text: str) -> None:
    _, body = shaped(channel, text.replace("\\", "/"), "https://x.example", "", NOON)
    said = json.loads(body)
    content = said.get("text", said.get("content"))
    words = content if isinstance(content, str) else next(iter(content.values()))
    assert (
        len(words.replace("＜", "<").replace("＞", ">").encode()) <= LONGEST_BYTES or channel is Channel.SLACK
    )


@pytest.mark.parametrize(
    ("channel", "body", "refused"),
    [
        (Channel.WECOM, b'{"errcode":0,"errmsg":"ok"}', ""),
        (Channel.WECOM, b'{"errcode":93000,"errmsg":"invalid webhook url"}', "93000: invalid webhook url"),
        (Channel.DINGTALK, b'{"errcode":310000,"errmsg":"sign not match"}', "310000: sign not match"),
        (Channel.FEISHU, b'{"code":0,"msg":"success"}', ""),
        (Channel.FEISHU, b'{"StatusCode":0}', ""),
        (Channel.FEISHU, b'{"code":19021,"msg":"sign match fail"}', "19021: sign match fail"),
        (Channel.FEISHU, b"<html>", "not JSON"),
        (Channel.WECOM, b"[]", "no JSON object"),
        (Channel.SLACK, b"ok", ""),
    ],
)
def test_what_a_program_answers_is_understood(channel: Channel, body: bytes, refused: str) -> None:
    said = trouble(channel, body)
    assert refused in said
    assert bool(refused) is bool(said)


def test_a_test_message_is_said_too() -> None:
    said = say(replace(delivery(PING, {}), recording=""), Tongue.ZH, "UTC")
    assert "测试" in said.title
