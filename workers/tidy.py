"""What is tidied up from time to time: originals that have a sealed copy, and copies that belong to nothing."""

import hashlib
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from qa.content import Original
from qa.events import OriginalRemoved
from qa.recording import Recording
from storage.errors import ObjectMissing
from storage.objects import VAULT
from workers.desk import Desk
from workers.strays import STRAY_AFTER, forget_strays

_log = logging.getLogger(__name__)

_AT_ONCE = 100

BOTH_FOR = timedelta(days=1)
"""How long original and copy are both kept: a backup that dumped the database before the copy was made still finds what
its rows name."""


def tidy(desk: Desk) -> None:
    """Do all of it.

    Raises:
        StorageError: the database or the object store is away.
    """
    remove_originals(desk)
    forget_strays(desk)
    forget_copies(desk)
    forget_told(desk)


def forget_told(desk: Desk) -> int:
    """Forget what receivers outside were told long ago; says how many deliveries.

    Raises:
        StorageError: the database is away.
    """
    count, before = 0, desk.now() - timedelta(days=desk.rules.log_days)
    while not desk.stopping():
        with desk.store.begin() as unit:
            forgotten = unit.deliveries.forget(before)
        count += forgotten
        if not forgotten:
            break
    return count


def remove_originals(desk: Desk, older: timedelta = BOTH_FOR) -> int:
    """Remove the objects of recordings whose sealed copy was kept and read back; says how many.

    One that is no longer what was sealed stays: it is news, and nobody else has it.

    Args:
        desk: a worker's.
        older: how long ago the copy was made.

    Raises:
        StorageError: the database or the object store is away.
    """
    count, after = 0, ""
    while not desk.stopping():
        with desk.store.read() as unit:
            leaving = unit.originals.leaving(after=after, limit=_AT_ONCE)
        for recording in leaving:
            if _copied_before(desk, recording, desk.now() - older):
                count += _remove(desk, recording)
        if len(leaving) < _AT_ONCE:
            break
        after = leaving[-1].id
    if count:
        _log.info("%d originals were removed; their sealed copies are kept.", count)
    return count


def forget_copies(desk: Desk, older: timedelta = STRAY_AFTER) -> int:
    """Remove sealed copies that no recording refers to; says how many.

    A worker was killed, or was too slow, between its copy and its row; or the copy of an erased recording stayed.

    Raises:
        StorageError: the database or the object store is away.
    """
    count, old = 0, _old_copies(desk, older)
    while batch := tuple(islice(old, _AT_ONCE)):
        with desk.store.read() as unit:
            known = unit.originals.known_vault_keys(batch)
        for key in batch:
            if key not in known:
                desk.objects.remove(key)
                count += 1
    return count


def _copied_before(desk: Desk, recording: Recording, moment: datetime) -> bool:
    try:
        return recording.vault is not None and desk.objects.stat(recording.vault).modified_at < moment
    except ObjectMissing:
        _log.error(
            "The sealed copy of recording %s is gone from %r; its original stays.",
            recording.id,
            recording.vault,
        )
        return False


def _remove(desk: Desk, recording: Recording) -> bool:
    fate = Original.REMOVED
    digest = hashlib.sha256()
    try:
        for chunk in desk.objects.get(recording.key):
            digest.update(chunk)
    except ObjectMissing:
        pass  # removed before, by a worker that was killed before it could say so
    else:
        if recording.vault is None or digest.hexdigest() != recording.audio_sha256:
            fate = Original.KEPT
            _log.warning(
                "The object at %r is no longer what recording %s was made of, and stays; re-drive it from ingest to take"
                " the new one in.",
                recording.key,
                recording.id,
            )
        else:
            desk.objects.remove(recording.key)
    with desk.store.begin() as unit:
        unit.originals.settle(recording.id, fate)
        if fate is Original.REMOVED:
            unit.record(OriginalRemoved(recording=recording.id, at=desk.now(), key=recording.key))
    return fate is Original.REMOVED


def _old_copies(desk: Desk, older: timedelta) -> Iterator[str]:
    before = desk.now() - older
    for stat in desk.objects.list(VAULT):
        if stat.modified_at < before:
            yield stat.key
