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
    return _written([received_at.isoformat(), recording], list_key)


def read(cursor: str, *, list_key: str) -> tuple[datetime, str]:
    """Read a place back.

    Raises:
        CursorInvalid: it was altered, or was made for another list.
    """
    moment, recording = _read(cursor, list_key)
    return datetime.fromisoformat(moment), recording


def write_name(name: str, *, list_key: str) -> str:
    """Write down the place after a name, in a list in order of names."""
    return _written([name], list_key)


def read_name(cursor: str, *, list_key: str) -> str:
    """Read the name back after which a page begins.

    Raises:
        CursorInvalid: it was altered, or was made for another list.
    """
    (name,) = _read(cursor, list_key)
    return name


def _written(parts: list[str], list_key: str) -> str:
    place = json.dumps(parts, separators=(",", ":")).encode()
    return write_again(_seal(place, list_key) + place)


def _read(cursor: str, list_key: str) -> list[str]:
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise _invalid() from error
    seal, place = raw[:_SEAL_BYTES], raw[_SEAL_BYTES:]
    if seal != _seal(place, list_key) or write_again(raw) != cursor:
        raise _invalid()
    parts: list[str] = json.loads(place)
    return parts


def write_again(raw: bytes) -> str:
    """Write bytes the one way a cursor is written; base64 has several for the same bytes."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _seal(place: bytes, list_key: str) -> bytes:
    return hashlib.sha256(list_key.encode() + b"\0" + place).digest()[:_SEAL_BYTES]


def _invalid() -> CursorInvalid:
    return CursorInvalid(
        "The cursor was altered or belongs to a list with other filters; ask for the first page without one."
    )
