"""Seal what the house kept in the clear, all of it, while it works: a few recordings at a time.

Each step is a transaction of its own and leaves what it did. Begun again it goes on with what is left; two at once do
each other no harm, as a row or a copy that another has sealed is no longer in the clear.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from qa.content import Layer
from qa.house_events import ContentSealed
from qa.ingest.sources import Sources
from qa.recording import Recording
from storage.errors import ContentErased, ContentKeyUnusable, ObjectMissing
from storage.objects import Objects
from storage.patience import outlast
from storage.uow import Store
from storage.vault import fate_of_original, keep, original_of, vault_key

STRETCH = 20
"""Recordings whose rows one transaction seals."""

_PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Sealed:
    """How far it is.

    Attributes:
        recordings: looked at.
        rows: that were sealed.
        sounds: recordings that have a sealed copy now.
        bytes: of sound in them.
        left: what could not be sealed, one line each.
    """

    recordings: int = 0
    rows: int = 0
    sounds: int = 0
    bytes: int = 0
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Errand:
    """Who seals, and with what.

    Attributes:
        store: the database, with the house's key.
        objects: the audio.
        sources: say what becomes of an original once a sealed copy is kept.
        actor: who.
        now: tells the time.
        scratch: folder for one sound at a time.
    """

    store: Store
    objects: Objects
    sources: Sources
    actor: str
    now: Callable[[], datetime]
    scratch: Path


def seal_all(errand: Errand, progress: Callable[[Sealed], object] = lambda _: None) -> Sealed:
    """Seal what lies in the clear: rows first, then the sound of the same recordings.

    Args:
        errand: who, and with what.
        progress: told after each stretch.

    Raises:
        ContentKeyUnusable: the house seals nothing, or its key cannot be used.
        StorageError: the database or the object store is away; what was sealed stays sealed.
    """
    done, after = Sealed(), ""
    while True:
        place = after
        with errand.store.read() as unit:
            names = unit.plain.recordings(after=place, limit=STRETCH)
        if not names:
            return done
        rows = outlast(lambda: _seal_rows(errand, names), seconds=_PATIENCE_SECONDS)  # noqa: B023 called at once
        done = replace(done, recordings=done.recordings + len(names), rows=done.rows + rows)
        for name in names:
            done = _with_sound(errand, name, done)
        progress(done)
        after = names[-1]


def _seal_rows(errand: Errand, names: tuple[str, ...]) -> int:
    with errand.store.begin() as unit:
        count = 0
        for name in names:
            try:
                count += unit.plain.seal(name)
            except ContentErased:
                continue  # a purge was quicker
        if count:
            unit.record(ContentSealed(at=errand.now(), actor=errand.actor, what="rows", count=count))
    return count


def _with_sound(errand: Errand, name: str, done: Sealed) -> Sealed:
    with errand.store.read() as unit:
        recording = unit.recordings.get(name) if unit.plain.has_sound(name) else None
    if recording is None:
        return done
    try:
        size = _copy(errand, recording)
    except ObjectMissing as error:
        return replace(done, left=(*done.left, f"{name}: {error}"))
    except ContentErased:
        return done
    if size is None:
        changed = f"{name}: the object at {recording.key!r} is no longer what was ingested; re-drive it from ingest."
        return replace(done, left=(*done.left, changed))
    return replace(done, sounds=done.sounds + 1, bytes=done.bytes + size)


def _copy(errand: Errand, recording: Recording) -> int | None:
    """Keep a sealed copy of a recording's sound, read back; gives its bytes, None where the original is another one."""
    with errand.store.begin() as unit:
        cipher = unit.keys.to_seal(recording.id, Layer.AUDIO)
    if cipher is None:
        raise ContentKeyUnusable("This house seals nothing (EVERYCALL_SEALING is off); turn it on first.")
    digest, size = hashlib.sha256(), 0
    with TemporaryDirectory(dir=errand.scratch) as folder:
        path = Path(folder) / "audio"
        with path.open("wb") as file:
            for chunk in original_of(errand.objects, recording.key).read(0, None):
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        if digest.hexdigest() != recording.audio_sha256:
            return None
        # Not the name that a worker's attempt gives its copy: nobody's copy is written over. A stray one is tidied away.
        key = f"{vault_key(recording)}-{secrets.token_hex(8)}"
        keep(errand.objects, key, path, cipher, sha256=digest.hexdigest())
    fate = fate_of_original(recording.key, errand.sources.named(recording.source))
    with errand.store.begin() as unit:
        if unit.originals.copied(recording, key, fate):
            unit.record(
                ContentSealed(
                    recording=recording.id, at=errand.now(), actor=errand.actor, what="sound", count=1
                )
            )
    return size
