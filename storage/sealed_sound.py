"""Sound sealed in chunks, so that any part of it opens without the rest, and what was cut off or moved is seen.

This is the construction STREAM (Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption and its
Nonce-Reuse Misuse-Resistance", CRYPTO 2015, section 7) with AES-256-GCM: the nonce of a chunk is a prefix, the chunk's
number and whether it is the last. So a chunk in another's place, and an end that is none, do not open. Each object has
a key of its own, derived from the recording's (HKDF, RFC 5869) with 32 random bytes: no nonce is ever used twice.

    everycall's mark   8 bytes, with the version
    chunk size         4 bytes, big-endian
    salt               32 bytes
    chunks             each CHUNK_BYTES of sound and a tag of 16 bytes; the last one may be shorter
"""

import os
import struct
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from storage.errors import ContentAltered
from storage.objects import Objects, clip
from storage.sealing import KEY_BYTES, TAG_BYTES, Cipher
from storage.stream import Opened, Readable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK_BYTES = 64 * 1024

_MARK = b"EvSound1"
_HEAD = struct.Struct(">8sI32s")
_NONCE = struct.Struct(">7xIB")
_SALT_BYTES = 32


class SoundSealer:
    """A stream that is sealed while it is read.

    Args:
        data: the sound.
        cipher: of its recording.
    """

    def __init__(self, data: Readable, cipher: Cipher) -> None:
        self._data = data
        head = _HEAD.pack(_MARK, CHUNK_BYTES, os.urandom(_SALT_BYTES))
        self._gcm = _gcm(cipher, head)
        self._about = head + cipher.recording.encode()
        self._next: bytes | None = self._chunk()
        self._number = 0
        self._left = memoryview(head)

    def read(self, size: int, /) -> bytes:
        """Bring at most `size` sealed bytes; none at the end."""
        if not self._left and self._next is not None:
            chunk, self._next = self._next, None
            if len(chunk) == CHUNK_BYTES:
                self._next = self._chunk() or None
            nonce = _NONCE.pack(self._number, self._next is None)
            self._left = memoryview(self._gcm.encrypt(nonce, chunk, self._about))
            self._number += 1
        taken, self._left = self._left[:size], self._left[size:]
        return bytes(taken)

    def _chunk(self) -> bytes:
        chunk = bytearray()
        while len(chunk) < CHUNK_BYTES and (more := self._data.read(CHUNK_BYTES - len(chunk))):
            chunk += more
        return bytes(chunk)


class SealedSound:
    """A sealed object, opened part by part.

    Args:
        objects: where it lies.
        key: its name.
        cipher: of its recording.

    Raises:
        ObjectMissing: it is gone.
        ContentAltered: it is none of ours, or was cut short.
    """

    def __init__(self, objects: Objects, key: str, cipher: Cipher) -> None:
        self._objects = objects
        self._key = key
        self._cipher = cipher
        head = b"".join(objects.get(key, length=_HEAD.size))
        if len(head) < _HEAD.size or head[: len(_MARK)] != _MARK:
            raise self._altered("it does not begin as a sealed sound does")
        self._chunk: int = _HEAD.unpack(head)[1]
        body = objects.stat(key).size - _HEAD.size
        whole = self._chunk + TAG_BYTES
        self._count = -(-body // whole)
        if self._chunk == 0 or body == 0 or body - (self._count - 1) * whole < TAG_BYTES:
            raise self._altered("its end is missing")
        self.size: int = body - self._count * TAG_BYTES
        self._gcm = _gcm(cipher, head)
        self._about = head + cipher.recording.encode()

    def read(self, start: int = 0, length: int | None = None) -> Opened:
        """Open `length` bytes from `start`, to be read in chunks; the first is opened at once.

        Raises:
            RangeInvalid: `start` lies after the last byte.
            ContentAltered: what is read was altered; also while reading.
        """
        left = clip(self._key, self.size, start, length)
        if left == 0 and self.size:
            return Opened(iter(()))
        number, skip = divmod(start, self._chunk)
        last = (start + max(left, 1) - 1) // self._chunk
        whole = self._chunk + TAG_BYTES
        sealed = self._objects.get(
            self._key, start=_HEAD.size + number * whole, length=(last - number + 1) * whole
        )
        chunks = Opened(self._opened(_cut(sealed, whole), number, skip, left), sealed.close)
        first = next(chunks, b"")
        return Opened(chain((first,), chunks), chunks.close) if first else chunks

    def _opened(self, sealed: Iterator[bytes], number: int, skip: int, left: int) -> Iterator[bytes]:
        for chunk in sealed:
            opened = self._open(number, chunk)[skip : skip + left]
            number, skip, left = number + 1, 0, left - len(opened)
            if opened:
                yield opened
        if left:
            raise self._altered(f"it ends {left} bytes early")

    def _open(self, number: int, chunk: bytes) -> bytes:
        from cryptography.exceptions import InvalidTag

        nonce = _NONCE.pack(number, number == self._count - 1)
        try:
            return self._gcm.decrypt(nonce, chunk, self._about)
        except (InvalidTag, ValueError) as error:
            raise self._altered(f"chunk {number} of {self._count} does not open") from error

    def _altered(self, why: str) -> ContentAltered:
        return ContentAltered(
            f"The sound of recording {self._cipher.recording} at {self._key!r} was altered or cut short: {why}; bring the"
            " object back from a backup."
        )


def _gcm(cipher: Cipher, head: bytes) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(SHA256(), KEY_BYTES, salt=head[-_SALT_BYTES:], info=b"everycall sound")
    return AESGCM(derived.derive(cipher.key))


def _cut(data: Iterator[bytes], size: int) -> Iterator[bytes]:
    held = bytearray()
    for more in data:
        held += more
        while len(held) >= size:
            yield bytes(held[:size])
            del held[:size]
    if held:
        yield bytes(held)
