"""The house's key, Ed25519 (RFC 8032): signs what a day's seal says."""

import os
from functools import cached_property
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from storage.errors import KeyUnusable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class Signer:
    """Signs with a key of its own.

    Args:
        path: of the private key, PEM (PKCS 8); made with the first signature where there is none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def key(self) -> str:
        """Give the public half, 32 bytes in hexadecimal.

        Raises:
            KeyUnusable: the key cannot be read or made.
        """
        return self._private.public_key().public_bytes_raw().hex()

    def sign(self, said: bytes) -> str:
        """Sign bytes; gives 64 bytes in hexadecimal.

        Raises:
            KeyUnusable: the key cannot be read or made.
        """
        return self._private.sign(said).hex()

    @cached_property
    def _private(self) -> "Ed25519PrivateKey":
        try:
            return self._read() if self._path.exists() else self._make()
        except OSError as error:
            raise KeyUnusable(
                f"The signing key {self._path} cannot be read or made: {error.strerror}."
            ) from error

    def _read(self) -> "Ed25519PrivateKey":
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        try:
            key = load_pem_private_key(self._path.read_bytes(), password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise KeyUnusable(
                f"The signing key {self._path} is no private key in PEM without a password; bring the right one back."
            ) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise KeyUnusable(f"The signing key {self._path} is of another kind than Ed25519.")
        return key

    def _make(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

        key = Ed25519PrivateKey.generate()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # Written whole under another name first: whoever finds the key's name finds a key.
        opened, draft = mkstemp(dir=self._path.parent)  # for its owner only: mode 0600
        with os.fdopen(opened, "wb") as file:
            file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, self._path)
        except FileExistsError:  # another process was quicker
            return self._read()
        finally:
            Path(draft).unlink()
        return key


def verifies(key: str, said: bytes, signature: str) -> bool:
    """Tell whether a signature over bytes was made with the key whose public half is given."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), said)
    except (InvalidSignature, ValueError):
        return False
    return True
