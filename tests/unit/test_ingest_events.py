import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ingest.errors import EventInvalid
from qa.ingest.events import Delivery, read

FIXTURES = Path(__file__).parents[1] / "fixtures" / "events"
AT = datetime(2026, 3, 1, 9, 31, 5, tzinfo=UTC)

EXPECTED = {
    "aws": (
        Delivery(
            "calls",
            "2026/03/01/a b+c% 通话.wav",
            81920,
            "0123456789abcdef0123456789abcdef",
            AT.replace(microsecond=123000),
        ),
        Delivery(
            "calls",
            "2026/03/01/long.wav",
            8192000,
            "0123456789abcdef0123456789abcdef-2",
            AT.replace(second=6),
        ),
    ),
    "aws-test": (),
    "aws-sns": (Delivery("calls", "a.wav", 7, "ab", AT),),
    "aws-eventbridge": (Delivery("calls", "a+b %41.wav", 5, "b57f9512698f4b09e608f4f2a65852e5", AT),),
    "minio": (
        Delivery(
            "calls",
            "2026/03/01/a b+c.wav",
            4096,
            "d41d8cd98f00b204e9800998ecf8427e",
            AT.replace(microsecond=500000),
        ),
    ),
    "ceph": (
        Delivery(
            "calls",
            "2026/03/01/call.wav",
            1024,
            "37b51d194a7513e45b56f6524f2d51f2",
            AT.replace(microsecond=124724),
        ),
    ),
    "ceph-old": (
        Delivery(
            "calls",
            "2026/03/01/call.wav",
            None,
            "37b51d194a7513e45b56f6524f2d51f2",
            AT.replace(microsecond=124724),
        ),
    ),
    "seaweedfs": (Delivery("calls", "2026/03/01/a+b %41.wav", 4096, "d41d8cd98f00b204e9800998ecf8427e", AT),),
    "seaweedfs-rename": (Delivery("calls", "2026/call.wav", 9, "", AT),),
    "seaweedfs-folder": (),
    "seaweedfs-removed": (),
}


def record(key: str = "a.wav", **changes: Any) -> dict[str, Any]:
    return {
        "eventName": "ObjectCreated:Put",
        "eventTime": "2026-03-01T09:31:05Z",
        "s3": {"bucket": {"name": "calls"}, "object": {"key": key, "size": 1}},
    } | changes


def wire(*records: Any) -> bytes:
    return json.dumps({"Records": records}).encode()


@pytest.mark.parametrize("name", sorted(path.stem for path in FIXTURES.glob("*.json")))
def test_every_shape_is_read(name: str) -> None:
    assert read((FIXTURES / f"{name}.json").read_bytes()) == EXPECTED[name]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_key_survives_the_encoding_of_the_stores(key: str) -> None:
    assert [each.key for each in read(wire(record(quote_plus(key))))] == [key]
    assert [each.key for each in read(wire(record(quote_plus(key, safe="/"))))] == [key]


def test_duplicates_are_one_delivery_and_the_latest_stays_whatever_the_order() -> None:
    late = record(eventTime="2026-03-01T09:40:00Z")
    for records in ((record(), late, record()), (late, record(), late)):
        (delivery,) = read(wire(*records))
        assert delivery.moment == datetime(2026, 3, 1, 9, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    "name", ["ObjectRemoved:Delete", "s3:ObjectRemoved:DeleteMarkerCreated", "ObjectTagging:Put", "TestEvent"]
)
def test_what_is_no_new_object_is_left_out(name: str) -> None:
    assert read(wire({"eventName": name}, record())) == read(wire(record()))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"\xff", "byte 0 is not UTF-8"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "no object"),
        (b"{}", "no `Records`"),
        (b'{"Records": {}}', "no `Records`"),
        (b'{"Type": "Notification", "Message": "x"}', "`Message` of the SNS envelope is not JSON"),
        (
            b'{"source": "aws.s3", "detail-type": "Object Created", "detail": {}}',
            "`detail.object` is missing",
        ),
        (b'{"event_type": "create", "key": 7}', "`key` is missing or no text"),
        (
            b'{"event_type": "create", "key": "/buckets/b/a", "message": {"new_entry": {"attributes": [1]}}}',
            "`message.new_entry.attributes` is missing or no object",
        ),
    ],
)
def test_what_is_no_notification_is_refused(body: bytes, told: str) -> None:
    with pytest.raises(EventInvalid) as refusal:
        read(body)
    assert told in refusal.value.problems[0]


def test_every_record_at_fault_is_told_by_its_place() -> None:
    broken = record()
    broken["s3"]["object"]["size"] = "many"
    with pytest.raises(EventInvalid) as refusal:
        read(wire(7, broken, record("%ff"), record(eventTime="yesterday"), record(s3={}), record()))
    assert refusal.value.problems == (
        "Records[0]: `eventName` is missing or no text",
        "Records[1]: `s3.object.size` is 'many', no number of bytes",
        "Records[2]: `s3.object.key` is '%ff', which is not UTF-8 once decoded",
        "Records[3]: `eventTime` is 'yesterday', no moment such as 2026-03-01T09:30:00.000Z",
        "Records[4]: `s3.object` is missing or no object",
    )
    assert "and 2 more" in str(refusal.value)


def test_envelopes_are_not_opened_for_ever() -> None:
    body = wire(record()).decode()
    for _ in range(4):
        body = json.dumps({"Type": "Notification", "Message": body})
    with pytest.raises(EventInvalid, match="envelopes"):
        read(body.encode())


def test_a_request_to_confirm_a_subscription_brings_nothing() -> None:
    assert read(b'{"Type": "SubscriptionConfirmation", "SubscribeURL": "https://example.org"}') == ()
