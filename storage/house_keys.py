"""The house's content key: it wraps the keys of recordings, and lies in a file apart from the database."""

import base64
import binascii
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp

from config.settings import Settings
from storage.errors import ContentAltered, ContentKeyUnusable
from storage.sealing import KEY_BYTES, Cipher

_WRAPPED = "key"


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A recording's key, sealed with the house's.

    Attributes:
        sealed: the key.
        by: id of the house's key.
    """

    sealed: bytes
    by: str


class HouseKeys:
    """Wraps with the present key of the house, and unwraps with that or a former one.

    Args:
        path: file of the present key; 32 bytes in base64.
        former: files of keys that were in use before.
    """

    def __init__(self, path: Path, former: Sequence[Path] = ()) -> None:
        self.path = path
        self._former = tuple(former)

    @property
    def exists(self) -> bool:
        """Whether the file of the present key is there."""
        return self.path.exists()

    @property
    def present(self) -> str:
        """Give the id of the present key.

        Raises:
            ContentKeyUnusable: it cannot be read.
        """
        return _id_of(self._key)

    @property
    def known(self) -> tuple[str, ...]:
        """Give the ids of all keys there are files for, the present one first.

        Raises:
            ContentKeyUnusable: one cannot be read.
        """
        return tuple(self._all)

    def make(self) -> None:
        """Make the present key where there is none; several processes may do so at once.

        Raises:
            ContentKeyUnusable: it cannot be written.
        """
        try:
            _make(self.path)
        except OSError as error:
            raise ContentKeyUnusable(
                f"The content key {self.path} cannot be made: {error.strerror}; see EVERYCALL_CONTENT_KEY."
            ) from error

    def wrap(self, recording: str, layer: str, key: bytes) -> Wrapped:
        """Seal a recording's key.

        Raises:
            ContentKeyUnusable: the house's cannot be read.
        """
        cipher = Cipher(self._key, recording)
        return Wrapped(cipher.seal(_WRAPPED, layer, key, deflate=False), self.present)

    def unwrap(self, recording: str, layer: str, wrapped: Wrapped) -> bytes:
        """Open a recording's key.

        Raises:
            ContentKeyUnusable: the house's key that it was sealed with is not here, or does not open it.
        """
        key = self._all.get(wrapped.by)
        if key is None:
            raise ContentKeyUnusable(
                f"Recording {recording} is sealed with the house's key {wrapped.by}, and {self.path} is {self.present}; "
                "bring that file back, or name it in EVERYCALL_CONTENT_KEY_FORMER."
            )
        try:
            return Cipher(key, recording).open(_WRAPPED, layer, wrapped.sealed)
        except ContentAltered as error:
            raise ContentKeyUnusable(
                f"The {layer} key of recording {recording} does not open with the house's key {wrapped.by}: it was "
                "altered; bring the row of content_keys back from a backup."
            ) from error

    @cached_property
    def _key(self) -> bytes:
        return _read(self.path)

    @cached_property
    def _all(self) -> dict[str, bytes]:
        keys = [self._key, *(_read(path) for path in self._former)]
        return {_id_of(key): key for key in keys}


@dataclass(frozen=True, slots=True)
class Sealing:
    """How the content of recordings is kept.

    Attributes:
        keys: of the house.
        seals: whether what is new is sealed; what is sealed is opened in any case.
    """

    keys: HouseKeys
    seals: bool = True


def sealing_of(settings: Settings) -> Sealing:
    """Say how the settings want content to be kept; no file is looked at yet."""
    former = [Path(name.strip()) for name in settings.content_key_former.split(",") if name.strip()]
    path = settings.content_key or settings.data_dir / "content.key"
    return Sealing(HouseKeys(path, former), settings.sealing)


def _id_of(key: bytes) -> str:
    return sha256(b"everycall content key\0" + key).hexdigest()[:16]


def _read(path: Path) -> bytes:
    try:
        key = base64.b64decode(path.read_bytes().strip(), validate=True)
    except OSError as error:
        raise ContentKeyUnusable(
            f"The content key {path} cannot be read ({error.strerror}): what is sealed stays shut; bring the file back."
        ) from error
    except binascii.Error as error:
        raise ContentKeyUnusable(
            f"The content key {path} is not base64; bring the right file back."
        ) from error
    if len(key) != KEY_BYTES:
        raise ContentKeyUnusable(
            f"The content key {path} has {len(key)} bytes, not {KEY_BYTES}; bring the right file back, or make one with"
            " openssl rand -base64 32."
        )
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written whole under another name first: whoever finds the key's name finds a key.
    opened, draft = mkstemp(dir=path.parent)  # for its owner only: mode 0600
    try:
        with os.fdopen(opened, "wb") as file:
            file.write(base64.b64encode(os.urandom(KEY_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return  # another process was quicker
    finally:
        Path(draft).unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # a key whose name is lost would take all that it sealed with it
    finally:
        os.close(folder)
