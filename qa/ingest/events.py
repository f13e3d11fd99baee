"""Notifications of object stores: which objects were put, whoever tells it and in whichever shape.

Read are the shapes of AWS (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html),
bare, in an SNS envelope or from EventBridge; of MinIO; of Ceph
(https://docs.ceph.com/en/latest/radosgw/notifications/); and of SeaweedFS's filer webhook. Events come twice,
late and out of order: what is read here is a hint to look at the object, which alone is the truth.
"""

import json
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote_to_bytes

from qa.ingest.errors import EventInvalid

_CREATED = "ObjectCreated:"
_FILER_PUT = frozenset({"create", "update", "rename"})
_BUCKETS = "/buckets/"
"""Where SeaweedFS's filer keeps its buckets."""

_MOST_NESTED = 2
"""Envelopes inside each other that are opened."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One object that a store says was put.

    Attributes:
        bucket: its name.
        key: of the object, decoded.
        size: bytes; None where it was not told.
        etag: the store's mark of the content, without quotes; empty where it was not told.
        moment: when it was put; None where it was not told.
    """

    bucket: str
    key: str
    size: int | None = None
    etag: str = ""
    moment: datetime | None = None


def read(data: bytes) -> tuple[Delivery, ...]:
    """Read a notification.

    Removals, test events and events about anything but new objects are left out. Of several events about one
    object the latest stays; they are given in the order of their first mention.

    Args:
        data: the body of a request or message: JSON in UTF-8.

    Raises:
        EventInvalid: it is no notification of a known shape, or records in it are at fault; all are listed.
    """
    try:
        body = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise EventInvalid((f"byte {error.start} is not UTF-8",)) from error
    except (ValueError, RecursionError) as error:
        raise EventInvalid((f"it is not JSON ({error}); send one notification",)) from error
    problems: list[str] = []
    found: dict[tuple[str, str], Delivery] = {}
    for delivery in _deliveries(body, problems):
        place = (delivery.bucket, delivery.key)
        if place not in found or _later(delivery, found[place]):
            found[place] = delivery
    if problems:
        raise EventInvalid(tuple(problems))
    return tuple(found.values())


def _later(one: Delivery, other: Delivery) -> bool:
    return one.moment is not None and (other.moment is None or one.moment > other.moment)


def _deliveries(body: Any, problems: list[str], depth: int = 0) -> Iterator[Delivery]:
    if not isinstance(body, Mapping):
        problems.append("it is JSON, but no object; send a notification as the object store writes it")
    elif isinstance(body.get("Records"), list):
        yield from _records(body["Records"], problems)
    elif body.get("Event") == "s3:TestEvent":
        return
    elif body.get("Type") in {"Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"}:
        yield from _unwrapped(body, problems, depth)
    elif body.get("source") == "aws.s3" and isinstance(body.get("detail"), Mapping):
        yield from _bridged(body, problems)
    elif "event_type" in body and "key" in body:
        yield from _filed(body, problems)
    else:
        problems.append(
            "it has no `Records`, no `detail` of EventBridge and no `event_type` of SeaweedFS; point the "
            "notifications of the bucket here as they are"
        )


def _unwrapped(body: Mapping[str, Any], problems: list[str], depth: int) -> Iterator[Delivery]:
    """Open an SNS envelope; a request to confirm a subscription is not answered here and brings nothing."""
    if body["Type"] != "Notification":
        return
    try:
        inner = json.loads(body.get("Message") or "")
    except (TypeError, ValueError):
        problems.append("`Message` of the SNS envelope is not JSON; subscribe the bucket's own topic")
        return
    if depth >= _MOST_NESTED:
        problems.append(f"more than {_MOST_NESTED} envelopes lie inside each other")
        return
    yield from _deliveries(inner, problems, depth + 1)


def _records(records: Sequence[Any], problems: list[str]) -> Iterator[Delivery]:
    for place, record in enumerate(records):
        try:
            delivery = _record(record)
        except _Fault as fault:
            problems.append(f"Records[{place}]: {fault}")
        else:
            if delivery is not None:
                yield delivery


def _record(record: Any) -> Delivery | None:
    """Read a record of AWS, MinIO or Ceph; None where it is not about a new object."""
    name = _text(record, "eventName")
    if not name.removeprefix("s3:").startswith(_CREATED):
        return None
    place = _part(record, "s3")
    told = _part(place, "object", "s3.")
    return Delivery(
        bucket=_text(_part(place, "bucket", "s3."), "name", "s3.bucket."),
        key=_decoded(_text(told, "key", "s3.object.")),
        size=_size(told.get("size"), "s3.object.size"),
        etag=_etag(told),
        moment=_moment(record.get("eventTime"), "eventTime"),
    )


def _bridged(body: Mapping[str, Any], problems: list[str]) -> Iterator[Delivery]:
    """Read an event of EventBridge, whose keys are not encoded."""
    if body.get("detail-type") != "Object Created":
        return
    try:
        told = _part(body["detail"], "object", "detail.")
        yield Delivery(
            bucket=_text(_part(body["detail"], "bucket", "detail."), "name", "detail.bucket."),
            key=_text(told, "key", "detail.object."),
            size=_size(told.get("size"), "detail.object.size"),
            etag=_etag(told),
            moment=_moment(body.get("time"), "time"),
        )
    except _Fault as fault:
        problems.append(str(fault))


def _filed(body: Mapping[str, Any], problems: list[str]) -> Iterator[Delivery]:
    """Read an event of SeaweedFS's filer, which tells paths as they are, folders among them."""
    try:
        message = body.get("message") or body.get("message_data") or {}
        entry = message.get("new_entry") if isinstance(message, Mapping) else None
        path = _text(body, "key")
        if body["event_type"] not in _FILER_PUT or not isinstance(entry, Mapping):
            return
        parent = message.get("new_parent_path")
        if body["event_type"] == "rename" and isinstance(parent, str) and parent:
            path = f"{parent.rstrip('/')}/{_text(entry, 'name', 'message.new_entry.')}"
        bucket, _, key = path.removeprefix(_BUCKETS).partition("/")
        if (
            entry.get("is_directory")
            or not path.startswith(_BUCKETS)
            or not key
            or key.startswith(".uploads/")
        ):
            return  # folders, the filer's own files, and parts of an upload that is not complete
        facts = _part(entry, "attributes", "message.new_entry.") if entry.get("attributes") else {}
        yield Delivery(
            bucket=bucket,
            key=key,
            size=_size(facts.get("file_size"), "message.new_entry.attributes.file_size"),
            etag=_digest(facts.get("md5")),
            moment=_epoch(facts.get("mtime"), "message.new_entry.attributes.mtime"),
        )
    except _Fault as fault:
        problems.append(str(fault))


class _Fault(Exception):
    """One record is at fault; the message says where."""


def _part(whole: Any, name: str, within: str = "") -> Mapping[str, Any]:
    part = whole.get(name) if isinstance(whole, Mapping) else None
    if not isinstance(part, Mapping):
        raise _Fault(f"`{within}{name}` is missing or no object")
    return part


def _text(whole: Any, name: str, within: str = "") -> str:
    value = whole.get(name) if isinstance(whole, Mapping) else None
    if not isinstance(value, str) or not value:
        raise _Fault(f"`{within}{name}` is missing or no text")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise _Fault(f"`{within}{name}` holds half a character (a lone surrogate)")
    return value


def _decoded(key: str) -> str:
    """Undo the encoding of forms, in which S3 writes keys: `+` is a blank, `%2B` a plus."""
    try:
        return unquote_to_bytes(key.replace("+", " ")).decode()
    except UnicodeError as error:
        raise _Fault(f"`s3.object.key` is {key!r}, which is not UTF-8 once decoded") from error


def _size(value: Any, where: str) -> int | None:
    """Read a size: a number, or as with Ceph a number in quotes."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise _Fault(f"`{where}` is {value!r}, no number of bytes")


def _etag(told: Mapping[str, Any]) -> str:
    """Read the mark under any of its names; old versions of Ceph and EventBridge write `etag`."""
    value = told.get("eTag") or told.get("etag") or told.get("ETag") or ""
    return value.strip('"') if isinstance(value, str) else ""


def _moment(value: Any, where: str) -> datetime | None:
    if value is None or value == "":
        return None
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise _Fault(f"`{where}` is {value!r}, no moment such as 2026-03-01T09:30:00.000Z") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _epoch(value: Any, where: str) -> datetime | None:
    seconds = _size(value, where)
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise _Fault(f"`{where}` is {value!r}, no number of seconds since 1970") from error


def _digest(value: Any) -> str:
    """Write the filer's MD5, which it tells in base64, as S3 writes an ETag."""
    try:
        return b64decode(value, validate=True).hex() if isinstance(value, str) else ""
    except (NotBase64, ValueError):
        return ""
