"""Execute a purge that was approved, recording by recording; killed at any point, it goes on where it stood.

Of each recording first the rows and the keys go, in one transaction that sees every legal hold; from then on nothing
sealed can be read. Then its objects are removed, which may be done twice. Then it is said.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from qa import purge as pure
from qa.content import Layer, Original
from qa.events import RecordingErased
from qa.house_events import PurgeExecuted
from qa.legal_hold import on
from qa.purge import Item, ItemState, Purge, PurgeState, forget, left_of, objection
from qa.recording import Recording
from storage.errors import Conflict, NotFound
from storage.keeping import Keeping
from storage.objects import UPLOADS
from storage.uow import Unit
from storage.vault import may_be_purged

_log = logging.getLogger(__name__)

BATCH = 50
"""Recordings that are looked up in one go."""

STAYS = "the original stays in the recording system's bucket"
"""What is said where a source does not let its objects be removed."""


def execute_all(keeping: Keeping, stopping: Callable[[], bool] = lambda: False) -> int:
    """Execute every purge that was approved; says how many recordings were erased.

    Args:
        keeping: the house's.
        stopping: whether to leave what is left for later.

    Raises:
        StorageError: the database or the object store is away; what is left goes on later.
    """
    with keeping.store.read() as unit:
        approved = unit.purges.all(PurgeState.APPROVED)
    return sum(execute(keeping, purge, stopping) for purge in reversed(approved))


def execute(keeping: Keeping, purge: Purge, stopping: Callable[[], bool] = lambda: False) -> int:
    """Execute a purge; several workers may do so at once. Says how many recordings this one erased.

    Raises:
        StorageError: the database or the object store is away.
    """
    count, after = 0, 0
    while not stopping():
        with keeping.store.read() as unit:
            items = unit.purges.items(purge.id, ItemState.PLANNED, ItemState.BEGUN, after=after, limit=BATCH)
        for item in items:
            try:
                count += _erase(keeping, purge, item)
            except Conflict as met:  # it was changed at this moment: the next look decides
                _log.info("Recording %s is erased later: %s", item.recording, met)
        if not items:
            break
        after = items[-1].place
    _finish(keeping, purge)
    return count


def reapply(keeping: Keeping, recording_id: str, layers: tuple[Layer, ...], purge: str, at: datetime) -> bool:
    """Erase again what was erased before a backup was brought back; says whether there was anything left to erase.

    Raises:
        NotFound: there is no such recording.
        NotSettled: it is still on its way.
    """
    with keeping.store.begin() as unit:
        recording = unit.recordings.get(recording_id)
        item = Item(1, recording_id, layers, "erased before the backup was brought back", recording.size or 0)
        if not left_of(item, recording):
            return False
        begun = _begin(keeping, unit, purge, item, recording, at=at)
    for key in begun.objects:
        keeping.objects.remove(key)
    return True


def _erase(keeping: Keeping, purge: Purge, item: Item) -> bool:
    begun = item
    if item.state is ItemState.PLANNED:
        with keeping.store.begin() as unit:
            unit.legal_holds.take_turns()
            if unit.purges.get(purge.id).state is not PurgeState.APPROVED:
                return False  # cancelled at this moment
            try:
                recording = unit.recordings.get(item.recording)
            except NotFound:
                refused = replace(item, state=ItemState.SKIPPED, reason="there is no such recording any more")
            else:
                refused = _refused(keeping, unit, purge, item, recording)
            if refused.state is ItemState.SKIPPED:
                unit.purges.save_item(purge.id, refused, loaded=item)
                return False
            begun = _begin(keeping, unit, purge.id, item, recording, at=keeping.now())
            unit.purges.save_item(purge.id, begun, loaded=item)
    for key in begun.objects:
        keeping.objects.remove(key)
    with keeping.store.begin() as unit:
        unit.purges.save_item(purge.id, replace(begun, state=ItemState.ERASED), loaded=begun)
    return True


def _refused(keeping: Keeping, unit: Unit, purge: Purge, item: Item, recording: Recording) -> Item:
    """Skip an item that something stands against now."""
    holds = on(unit.legal_holds.all(), recording, keeping.called(recording))
    kept = None if purge.demand is not None else keeping.kept(unit, [recording])[recording.id]
    why = objection(item, recording, holds, kept, keeping.today)
    return replace(item, state=ItemState.SKIPPED, reason=why) if why else item


def _begin(
    keeping: Keeping, unit: Unit, purge: str, item: Item, recording: Recording, *, at: datetime
) -> Item:
    """Erase rows and keys of a recording, inside a transaction; gives the item with what is left to remove."""
    layers = left_of(item, recording)
    objects, original, left = _objects(keeping, recording) if Layer.AUDIO in layers else ((), None, "")
    identity = keeping.retention.identity
    changed = forget(recording, layers, purge=purge, now=at, identity=identity, original=original)
    unit.recordings.save(changed, loaded=recording)
    unit.erasure.erase(recording.id, layers, purge=purge, now=at)
    unit.record(
        RecordingErased(
            recording=recording.id,
            at=at,
            purge=purge,
            layers=" ".join(sorted(layers)),
            size=item.size,
            left=left,
        )
    )
    return replace(item, state=ItemState.BEGUN, objects=objects, reason=left)


def _objects(keeping: Keeping, recording: Recording) -> tuple[tuple[str, ...], Original, str]:
    """Say which objects of a recording go, what becomes of its original, and what stays."""
    ours = (recording.vault,) if recording.vault else ()
    if recording.original is Original.REMOVED:
        return ours, Original.REMOVED, ""
    source = keeping.sources.named(recording.source)
    if not may_be_purged(recording.key, source):
        return ours, Original.KEPT, STAYS
    if source is None or recording.key.startswith(UPLOADS):
        return (*ours, recording.key), Original.REMOVED, ""
    return (*ours, recording.key, source.sidecar_key(recording.key)), Original.REMOVED, ""


def _finish(keeping: Keeping, purge: Purge) -> None:
    with keeping.store.begin() as unit:
        loaded = unit.purges.get(purge.id)
        tally = unit.purges.tally(purge.id)
        if loaded.state is not PurgeState.APPROVED or tally.keys() & {ItemState.PLANNED, ItemState.BEGUN}:
            return
        done = pure.finish(loaded, tally, keeping.now())
        unit.purges.save(done, loaded=loaded)
        unit.record(
            PurgeExecuted(
                at=keeping.now(),
                purge=purge.id,
                digest=purge.digest,
                erased=done.erased,
                skipped=done.skipped,
            )
        )
