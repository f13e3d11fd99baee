"""Page cursors: opaque to whoever carries them, refused when altered or used on another list.

A cursor grants nothing that the list itself does not show, so its seal is a checksum without a secret.
"""

import base64
import binascii
import hashlib
import json
from datetime import datetime

from storage.errors import CursorInvalid

_SEAL_BYTES = 12


def write(received_at: datetime, recording: str, *, list_key: str) -> str:
    """Write down the place after a recording in the list that `list_key` describes."""
    place = json.dumps([received_at.isoformat(), recording], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_seal(place, list_key) + place).decode().rstrip("=")


def read(cursor: str, *, list_key: str) -> tuple[datetime, str]:
    """Read a place back.

    Raises:
        CursorInvalid: it was altered, or was made for another list.
    """
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise _invalid() from error
    seal, place = raw[:_SEAL_BYTES], raw[_SEAL_BYTES:]
    if seal != _seal(place, list_key) or write_again(raw) != cursor:
        raise _invalid()
    moment, recording = json.loads(place)
    return datetime.fromisoformat(moment), recording


def write_again(raw: bytes) -> str:
    """Write bytes the one way a cursor is written; base64 has several for the same bytes."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _seal(place: bytes, list_key: str) -> bytes:
    return hashlib.sha256(list_key.encode() + b"\0" + place).digest()[:_SEAL_BYTES]


def _invalid() -> CursorInvalid:
    return CursorInvalid(
        "The cursor was altered or belongs to a list with other filters; ask for the first page without one."
    )
