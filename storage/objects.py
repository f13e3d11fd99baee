"""Objects: audio and its sidecars, kept by key in any S3 or in a folder posing as one.

Both behave alike to the byte: what one accepts, refuses, lists or calls missing, so does the other.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from storage.errors import KeyInvalid, ObjectIncomplete, ObjectMissing, ObjectTooLarge, RangeInvalid
from storage.parts import InParts
from storage.stream import CHUNK_BYTES, Opened, Readable

MAX_KEY_BYTES = 1024
"""S3's own limit; some stores refuse a part between slashes of more than 255 bytes, too."""

UPLOADS = "uploads/"
"""How the keys begin under which the API keeps what is uploaded; all others are the recording systems' own."""

VAULT = "vault/"
"""How the keys begin under which the house keeps its own sealed copies; nothing arrives there."""

_SHOWN = 80
"""Letters of a key that a message repeats."""


@dataclass(frozen=True, slots=True)
class Put:
    """What was kept."""

    key: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Stat:
    """What is known of an object without reading it.

    Attributes:
        key: its name.
        size: bytes.
        modified_at: when it was put.
        content_type: as given when it was put; empty in a listing.
        metadata: as given when it was put, keys in lower case; empty in a listing.
    """

    key: str
    size: int
    modified_at: datetime
    content_type: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)


class Objects(InParts, Protocol):
    """An object store."""

    def prepare(self) -> None:
        """Make the bucket or folder where it is missing, and see that it can be used.

        Raises:
            StorageUnavailable: the store does not answer.
            ObjectsRefused: it turns us away.
        """
        ...

    def put(
        self,
        key: str,
        data: Readable,
        *,
        size: int | None = None,
        limit: int | None = None,
        content_type: str = "application/octet-stream",
        metadata: Mapping[str, str] | None = None,
    ) -> Put:
        """Keep a stream under a key, whole or not at all; a former object of that key is replaced.

        Args:
            key: see `check_key`.
            data: read once, in chunks.
            size: its length, where it is known.
            limit: most bytes to accept.
            content_type: MIME type.
            metadata: short facts; keys of lower-case ASCII letters, digits and dashes.

        Raises:
            KeyInvalid: the key cannot be held.
            ObjectTooLarge: there are more bytes than `limit`.
            ObjectIncomplete: there are fewer or more bytes than `size`.
            StorageFull: no room.
            StorageUnavailable: the store does not answer.
        """
        ...

    def get(self, key: str, *, start: int = 0, length: int | None = None) -> Opened:
        """Open an object, or `length` bytes of it from `start`, to be read in chunks.

        A range that goes past the end stops there. Who does not read to the end closes what was opened.

        Raises:
            ObjectMissing: there is no object at that key.
            RangeInvalid: `start` lies after the last byte.
            StorageUnavailable: the store does not answer; also while reading.
        """
        ...

    def stat(self, key: str) -> Stat:
        """Look at an object without reading it.

        Raises:
            ObjectMissing: there is no object at that key.
            StorageUnavailable: the store does not answer.
        """
        ...

    def list(self, prefix: str = "") -> Iterator[Stat]:
        """List the objects whose keys begin with `prefix`, in the store's own order.

        Raises:
            StorageUnavailable: the store does not answer.
        """
        ...

    def remove(self, key: str) -> None:
        """Forget an object; nothing happens where there is none.

        Raises:
            StorageUnavailable: the store does not answer.
        """
        ...


def check_key(key: str) -> str:
    """See that a key can be held by every object store, apart from every other key.

    Raises:
        KeyInvalid: it is blank or longer than 1024 bytes of UTF-8; has control characters, or a backslash,
            which SeaweedFS takes for a slash; or has a part between slashes that is empty, `.` or `..`, which
            web clients rewrite.
    """
    name = shown(key)
    try:
        size = len(key.encode())
    except UnicodeEncodeError as error:
        raise KeyInvalid(
            f"Key {name} holds half a character (a lone surrogate); name the object in Unicode."
        ) from error
    if not 0 < size <= MAX_KEY_BYTES:
        raise KeyInvalid(f"Key {name} is {size} bytes long; 1 to {MAX_KEY_BYTES} can be held.")
    if not key.strip() or any(ord(letter) < ord(" ") or letter in "\x7f\\" for letter in key):
        raise KeyInvalid(f"Key {name} is blank, or has a backslash or control characters; rename the object.")
    if any(part in {"", ".", ".."} for part in key.split("/")):
        raise KeyInvalid(f"Key {name} has an empty part, '.' or '..' between slashes; rename the object.")
    return key


def shown(key: str) -> str:
    """Quote a key for a message, cut where it is very long."""
    return repr(key) if len(key) <= _SHOWN else repr(key[:_SHOWN]) + "…"


def clip(key: str, size: int, start: int, length: int | None) -> int:
    """Say how many bytes a range covers.

    Raises:
        RangeInvalid: it begins after the last byte.
    """
    if start < 0 or (start and start >= size) or (length is not None and length < 0):
        raise RangeInvalid(
            f"Object {shown(key)} has {size} bytes; the range asked for begins at {start}.", size
        )
    return size - start if length is None else min(length, size - start)


class Meter:
    """A stream that is counted and digested while it is read.

    Args:
        data: the stream.
        key: for messages.
        size: its length, where it was told.
        limit: most bytes to let through.
    """

    def __init__(self, data: Readable, *, key: str, size: int | None, limit: int | None) -> None:
        self._data = data
        self._key = key
        self._size = size
        self._limit = limit
        self._digest = hashlib.sha256()
        self.count = 0
        if size is not None:
            self._check_limit(size)

    @property
    def sha256(self) -> str:
        """Digest of what went through, hexadecimal."""
        return self._digest.hexdigest()

    def read(self, size: int = CHUNK_BYTES) -> bytes:
        """Bring the next bytes; none at the end.

        Raises:
            ObjectTooLarge: more than the limit came.
            ObjectIncomplete: the stream ended before its length, or went on after it.
        """
        chunk = self._data.read(size)
        self.count += len(chunk)
        self._digest.update(chunk)
        self._check_limit(self.count)
        if self._size is not None and (
            self.count > self._size or (not chunk and size and self.count < self._size)
        ):
            raise ObjectIncomplete(
                f"The stream for {shown(self._key)} named {self._size} bytes and brought {self.count}; send it again."
            )
        return chunk

    def finish(self) -> None:
        """See that the stream is at its end.

        Raises:
            ObjectIncomplete: it goes on after its length.
        """
        self.read(1)

    def _check_limit(self, count: int) -> None:
        if self._limit is not None and count > self._limit:
            raise ObjectTooLarge(
                f"{shown(self._key)} is larger than the {self._limit} bytes accepted; send a smaller recording."
            )


def join_parts(objects: Objects, key: str, handle: str, sizes: Sequence[int]) -> None:
    """Join parts, also where that was done before.

    Raises:
        PartsMissing: a part did not come, or has another size.
        ObjectMissing: they were forgotten.
        ObjectIncomplete: what lies at the key is something else.
    """
    try:
        objects.join(key, handle, sizes)
    except ObjectMissing:
        found, size = objects.stat(key).size, sum(sizes)  # joined before: then it is there
        if found != size:
            raise ObjectIncomplete(
                f"The object at {key!r} has {found} bytes instead of {size}; begin a new upload."
            ) from None
