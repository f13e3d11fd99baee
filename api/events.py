"""The door for notifications of the bucket: what was put is looked at, and taken in."""

import hmac
from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import anyio.to_thread
from fastapi import APIRouter, Request

from api.deps import House, HouseDep
from api.refusals import DoorClosed, SecretRefused
from qa.ingest.events import Delivery, read
from storage.admission import deliver_all
from storage.doorstep import Arrival

router = APIRouter(prefix="/v1/events", tags=["Recordings"])

_BODY = {
    "description": "A notification of AWS S3 (bare, from SNS or EventBridge), MinIO, Ceph or SeaweedFS, as it is.",
    "required": True,
    "content": {"application/json": {"schema": {"type": "object"}}},
}
_SHUT: dict[int | str, dict[str, Any]] = {
    401: {"description": "The secret is missing or wrong."},
    404: {"description": "This house takes no notifications."},
}


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What became of the objects that a notification told of."""

    items: tuple[Arrival, ...]


@router.post(
    "/s3",
    operation_id="receiveEvents",
    summary="Take in what the bucket's notifications tell of",
    status_code=HTTPStatus.OK,
    responses=_SHUT,
    openapi_extra={"requestBody": _BODY},
)
async def receive_events(house: HouseDep, request: Request) -> Arrivals:
    """Look at every object that a notification tells of, and send new recordings on their way.

    The same notification again changes nothing. An object that cannot be taken in is told as `refused` with its
    reason, and does not keep others out; only where the notification itself is at fault, or the storage is away,
    is the whole refused.
    """
    _check(house.settings.events_secret.get_secret_value(), request.headers.get("authorization", ""))
    deliveries = read(await request.body())
    return Arrivals(await anyio.to_thread.run_sync(_deliver, house, deliveries))


def _check(secret: str, shown: str) -> None:
    """Compare in a time that tells nothing about the secret.

    Raises:
        DoorClosed: the house has no secret.
        SecretRefused: another one is shown, or none.
    """
    if not secret:
        raise DoorClosed("This house takes no notifications: EVERYCALL_EVENTS_SECRET is not set.")
    if not hmac.compare_digest(_shown(shown), secret.encode()):
        raise SecretRefused(
            "The notification carries no secret, or another one than EVERYCALL_EVENTS_SECRET."
        )


def _shown(authorization: str) -> bytes:
    """Read a bearer token, the password of Basic authentication, or the bare secret."""
    scheme, _, rest = authorization.partition(" ")
    if scheme.lower() == "basic":
        try:
            return b64decode(rest, validate=True).partition(b":")[2]
        except (NotBase64, ValueError):
            return b""
    return (rest.strip() if scheme.lower() == "bearer" else authorization).encode("latin-1", "replace")


def _deliver(house: House, deliveries: tuple[Delivery, ...]) -> tuple[Arrival, ...]:
    bucket = urlsplit(house.settings.objects_url).path.strip("/")
    return deliver_all(house.step, deliveries, bucket)
