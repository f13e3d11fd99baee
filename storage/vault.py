"""The house's own copies of what it was sent, sealed; and where the sound of a recording is read from."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from qa.content import Layer, Original, WhenSealed
from qa.ingest.source import Source
from qa.recording import Recording
from qa.synthetic import is_synthetic
from storage.errors import ContentAltered, ContentErased, NotFound
from storage.objects import UPLOADS, VAULT, Objects
from storage.sealed_sound import SealedSound, SoundSealer
from storage.sealing import Cipher
from storage.stream import Opened
from storage.uow import Store


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound of a recording, as it was sent.

    Attributes:
        size: bytes.
        etag: names this very content, with its quotes.
        read: opens bytes from a place on, so many or all, to be read in chunks.
    """

    size: int
    etag: str
    read: Callable[[int, int | None], Opened]


def sound_of(store: Store, objects: Objects, recording: Recording) -> Sound:
    """Say where the sound of a recording is read from: its sealed copy, else the object it came as.

    Raises:
        ContentErased: it was erased.
        NotFound: the call is made up.
        ObjectMissing: it is not where it should be.
        ContentAltered: the sealed copy was altered or cut short.
        ContentKeyUnusable: the house's key cannot be used.
    """
    if is_synthetic(recording):
        raise NotFound(
            f"Call {recording.id} is made up (everycall demo seed): nobody spoke it, and there is no sound of it."
        )
    erased = recording.erased
    if erased is not None and erased.audio is not None:
        raise ContentErased(recording.id, Layer.AUDIO, erased.audio, erased.purge)
    if recording.vault is None:
        return original_of(objects, recording.key)
    with store.read() as unit:
        cipher = unit.keys.to_open(recording.id, Layer.AUDIO)
    sealed = SealedSound(objects, recording.vault, cipher)
    if recording.size is not None and sealed.size != recording.size:
        raise ContentAltered(
            f"The sound of recording {recording.id} at {recording.vault!r} has {sealed.size} bytes, not {recording.size}:"
            " it was cut short; bring the object back from a backup."
        )
    return Sound(sealed.size, f'"{recording.audio_sha256}"', sealed.read)


def original_of(objects: Objects, key: str) -> Sound:
    """Read the sound from the object that a recording came as.

    Raises:
        ObjectMissing: there is nothing at the key.
    """
    stat = objects.stat(key)
    # An object put anew under the same key has another moment.
    etag = f'"{stat.size:x}-{round(stat.modified_at.timestamp() * 1e6):x}"'
    return Sound(stat.size, etag, partial(_part, objects, key))


def vault_key(recording: Recording) -> str:
    """Name the sealed copy that the attempt in hand makes; a slower worker's is another, and nobody's."""
    return f"{VAULT}{recording.id}/{recording.attempt}"


def keep(objects: Objects, key: str, path: Path, cipher: Cipher, *, sha256: str) -> None:
    """Seal a file into the vault, and read it back.

    Args:
        objects: the store.
        key: from `vault_key`.
        path: of the file.
        cipher: of its recording.
        sha256: of the file.

    Raises:
        StorageFull: no room.
        ContentAltered: what was read back is not what was sealed; nothing of it is kept.
    """
    with path.open("rb") as file:
        objects.put(key, SoundSealer(file, cipher))
    digest = hashlib.sha256()
    for chunk in SealedSound(objects, key, cipher).read():
        digest.update(chunk)
    if digest.hexdigest() != sha256:
        objects.remove(key)
        raise ContentAltered(
            f"The sealed copy of recording {cipher.recording} at {key!r} does not read back as it was; it is sealed again."
        )


def fate_of_original(key: str, source: Source | None) -> Original:
    """Say what becomes of the object that a recording came as, once a sealed copy of it is kept."""
    goes = key.startswith(UPLOADS) or (source is not None and source.original is WhenSealed.REMOVE)
    return Original.LEAVING if goes else Original.KEPT


def may_be_purged(key: str, source: Source | None) -> bool:
    """Say whether a purge removes the object that a recording came as: the recording system may own the bucket."""
    return key.startswith(UPLOADS) or (source is not None and source.original is not WhenSealed.KEEP)


def _part(objects: Objects, key: str, start: int, length: int | None) -> Opened:
    return objects.get(key, start=start, length=length)
