"""Sidecars as recording systems write them, and as they should not."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.errors import MetadataInvalid
from qa.metadata import MAX_FACTS, MAX_SIDECAR_BYTES, CallMetadata, Direction, check, parse


def test_reads_a_whole_sidecar() -> None:
    read = parse(
        json.dumps(
            {
                "source_call_id": "c-1",
                "started_at": "2026-03-01T09:30:00+08:00",
                "direction": "inbound",
                "agent_id": "a7",
                "agent_name": "王芳",
                "customer_ref": "u-9",
                "queue": "billing",
                "team": "east",
                "language": "zh-CN",
                "agent_channel": 1,
                "business": {"balance": 12.5, "product": {"name": "保险", "sold": True}, "note": None},
            },
            ensure_ascii=False,
        ).encode()
    )
    assert read.direction is Direction.INBOUND
    assert read.started_at == datetime.fromisoformat("2026-03-01T01:30:00+00:00")
    assert read.language == "zh"
    assert read.facts() == {
        "source_call_id": "c-1",
        "started_at": "2026-03-01T09:30:00+08:00",
        "direction": "inbound",
        "agent_id": "a7",
        "agent_name": "王芳",
        "customer_ref": "u-9",
        "queue": "billing",
        "team": "east",
        "language": "zh",
        "agent_channel": 1,
        "business.balance": 12.5,
        "business.product.name": "保险",
        "business.product.sold": True,
    }


def test_everything_is_optional() -> None:
    assert parse("{}") == CallMetadata()
    assert parse("{}").facts() == {}


def test_a_byte_order_mark_is_no_matter() -> None:
    assert parse(b'\xef\xbb\xbf{"queue": "q"}').queue == "q"


@pytest.mark.parametrize(
    ("sidecar", "complaint"),
    [
        ('{"agent_id": 7}', "agent_id is 7"),
        ('{"agent_id": ""}', "agent_id is ''"),
        ('{"agent_id": "a\\u0000"}', "control characters"),
        ('{"queue": ["a"]}', r"queue is \['a'\]"),
        ('{"agent_channel": "0"}', "agent_channel is '0'"),
        ('{"agent_channel": true}', "agent_channel is True"),
        ('{"agent_channel": 2}', "agent_channel is 2"),
        ('{"language": "fr"}', "write zh or en"),
        ('{"language": 3}', "write zh or en"),
        ('{"direction": "sideways"}', "'inbound', 'outbound' or 'internal'"),
        ('{"started_at": "2026-03-01T09:30:00"}', "no time zone"),
        ('{"started_at": 1772328600}', "must be text such as"),
        ('{"started_at": "yesterday"}', "started_at is 'yesterday'"),
        ('{"started_at": "0001-01-01T00:00:00+14:00"}', "must lie from 0001-01-02 up to 9999-12-31"),
        ('{"started_at": "0001-01-01T23:59:59Z"}', "must lie from 0001-01-02"),
        ('{"started_at": "9999-12-31T00:00:00Z"}', "must lie from 0001-01-02"),
        ('{"started_at": "9999-12-31T23:59:59-12:00"}', "must lie from 0001-01-02"),
        ('{"agnet_id": "a"}', "did you mean 'agent_id'"),
        ('{"x1": "a"}', "under 'business'"),
        ('{"business": "x"}', "business is 'x'"),
        ('{"business": {"a": [1]}}', "'a' is a list"),
        ('{"business": {"": 1}}', "empty name"),
        ('{"business": {"a": 1e999}}', "too large for a number"),
        ('{"business": {"a": "\\ud800"}}', "half a character"),
        ('{"business": {"a": NaN}}', "NaN is no JSON number"),
        ("[]", "JSON list"),
        ("null", "JSON null"),
        ("7", "JSON number"),
        ("{", "not JSON"),
        ("[" * 30_000, "not JSON"),
        (b"\xff\xfe{", "not UTF-8"),
        (json.dumps({"business": {str(n): n for n in range(MAX_FACTS + 1)}}), "at most 200"),
        (b" " * (MAX_SIDECAR_BYTES + 1), "at most 65536"),
    ],
)
def test_says_what_is_wrong(sidecar: str | bytes, complaint: str) -> None:
    with pytest.raises(MetadataInvalid, match=complaint):
        parse(sidecar)


zones = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))
"""Every offset that can be written; real ones go from -12 to +14 hours."""


@given(st.datetimes(timezones=zones), zones)
@example(datetime(1, 1, 2, tzinfo=UTC), timezone(-timedelta(hours=23, minutes=59)))
@example(datetime(9999, 12, 30, 23, 59, tzinfo=UTC), timezone(timedelta(hours=23, minutes=59)))
def test_a_moment_that_is_taken_has_a_date_everywhere(moment: datetime, elsewhere: timezone) -> None:
    try:
        taken = check({"started_at": moment.isoformat()}).started_at
    except MetadataInvalid:
        assert moment.year in (1, 9999)
        return
    assert taken is not None
    assert taken == moment
    assert taken.astimezone(elsewhere) == moment


def test_lists_every_problem_at_once() -> None:
    with pytest.raises(MetadataInvalid) as caught:
        check({"agent_id": 7, "language": "de", "agent_channel": 9, "colour": "red"})
    assert len(caught.value.problems) == 4


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(list(CallMetadata.model_fields)) | st.text(), json_values, max_size=5))
def test_whatever_comes_is_read_or_refused(fields: dict[str, object]) -> None:
    try:
        read = check(fields)
    except MetadataInvalid:
        return
    assert CallMetadata.model_validate_json(read.model_dump_json()) == read
    assert all(isinstance(value, str | int | float | bool) for value in read.facts().values())


@given(st.binary(max_size=200))
def test_whatever_bytes_come_are_read_or_refused(raw: bytes) -> None:
    with suppress(MetadataInvalid):
        assert isinstance(parse(raw), CallMetadata)
