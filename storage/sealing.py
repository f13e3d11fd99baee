"""Seal text and numbers with AES-256-GCM (NIST SP 800-38D); whatever is swapped or altered does not open.

A sealed value is a byte that tells its form, a nonce of 12 random bytes, then the cipher's text with its tag of 16.
What it belongs to (recording, kind, row) is authenticated with it, so that no row passes for another.
"""

import json
import os
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from storage.errors import ContentAltered

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16

DEFLATED = b"\x01"
"""Form of a value that was deflated first: sealed bytes cannot be made smaller by the database any more."""

AS_IS = b"\x02"
"""Form of a value that would not get smaller."""

_FASTEST = 1


@dataclass(frozen=True)
class Cipher:
    """Seals and opens what belongs to one recording.

    Attributes:
        key: 32 bytes.
        recording: its id.
    """

    key: bytes = field(repr=False)
    recording: str

    def seal(self, kind: str, row: str, plain: bytes, *, deflate: bool = True) -> bytes:
        """Seal a value.

        Args:
            kind: of value, as `transcript`.
            row: that it stands in.
            plain: the value.
            deflate: make it smaller first.
        """
        form = DEFLATED if deflate else AS_IS
        nonce = os.urandom(NONCE_BYTES)
        value = zlib.compress(plain, _FASTEST) if deflate else plain
        return form + nonce + self._gcm.encrypt(nonce, value, self._about(form, kind, row))

    def open(self, kind: str, row: str, sealed: bytes) -> bytes:
        """Open a value.

        Raises:
            ContentAltered: it was altered, stands in another row, or was sealed with another key.
        """
        from cryptography.exceptions import InvalidTag

        form, nonce = sealed[:1], sealed[1 : 1 + NONCE_BYTES]
        try:
            value = self._gcm.decrypt(nonce, sealed[1 + NONCE_BYTES :], self._about(form, kind, row))
            return zlib.decompress(value) if form == DEFLATED else value
        except (InvalidTag, ValueError, zlib.error) as error:
            raise ContentAltered(
                f"The {kind} of recording {self.recording} does not open (row {row}): it was altered, moved from another "
                "row, or sealed with another key; bring it back from a backup."
            ) from error

    @cached_property
    def _gcm(self) -> "AESGCM":
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self.key)

    def _about(self, form: bytes, kind: str, row: str) -> bytes:
        return json.dumps(["everycall", form.hex(), self.recording, kind, row]).encode()
