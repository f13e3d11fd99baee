"""What is known of a call beside its name: its sidecar, its object's own metadata, and the lines of manifests."""

from collections.abc import Mapping
from typing import Any

from qa.errors import QaError
from qa.events import Event, RecordingDescribed
from qa.ingest import manifest as csv
from qa.ingest.errors import ManifestInvalid, SourceUnknown
from qa.ingest.export import MAX_EXPORT_BYTES
from qa.ingest.source import Source, merged
from qa.metadata import CallMetadata
from qa.recording import Recording, describe
from storage.doorstep import Arrival, Doorstep, Outcome
from storage.errors import Conflict, KeyInvalid, ObjectMissing
from storage.objects import Objects
from storage.uow import Store


def sidecar_at(objects: Objects, key: str) -> bytes | None:
    """Read a sidecar; None where there is none yet."""
    try:
        return b"".join(objects.get(key, length=MAX_EXPORT_BYTES + 1))
    except (ObjectMissing, KeyInvalid):
        return None


def beside(store: Store, source: Source, key: str, metadata: Mapping[str, str]) -> dict[str, Any]:
    """Read what is told of a call beside its name and its sidecar, as fields of a sidecar; manifests come first.

    Args:
        store: with the lines of manifests.
        source: says what the object's metadata mean.
        key: of the audio.
        metadata: the object's own.
    """
    told = source.of_object(metadata)
    if source.manifest is None:
        return told
    with store.read() as unit:
        line = unit.manifests.of(key)
    return merged(told, csv.fields_of(line)) if line is not None else told


def without_sidecar(store: Store, objects: Objects, source: Source, key: str) -> CallMetadata | None:
    """Say what is known of a call whose sidecar is missing; None where that is at fault."""
    metadata = own_metadata(objects, key) if source.object_metadata else {}
    try:
        return source.describe(key, None, beside(store, source, key, metadata))
    except QaError:
        return None


def own_metadata(objects: Objects, key: str) -> Mapping[str, str]:
    """Read an object's own metadata; none where it has left, as it may once a sealed copy is kept."""
    try:
        return objects.stat(key).metadata
    except ObjectMissing:
        return {}


def complete(
    step: Doorstep, recording: Recording, source: Source, sidecar: bytes | None, former: CallMetadata | None
) -> bool:
    """Complete what is known of a recording; one that was described otherwise stays as it is.

    Args:
        step: where its description arrived.
        recording: known before.
        source: says how to read it.
        sidecar: its, where there is one.
        former: what was known without what came.
    """
    if recording.metadata != former or recording.erased is not None:
        return False
    metadata = own_metadata(step.objects, recording.key) if source.object_metadata else {}
    told = beside(step.store, source, recording.key, metadata)
    facts, now = source.describe(recording.key, sidecar, told), step.now()
    if facts == recording.metadata:
        return False
    try:
        with step.store.begin() as unit:
            loaded = unit.recordings.get(recording.id)
            changed = describe(loaded, facts, now=now, priority=source.priority_of(facts))
            if facts.source_call_id != loaded.metadata.source_call_id:
                unit.versions.place(changed, sound=changed.audio_sha256 is not None, now=now)
            unit.recordings.save(changed, loaded=loaded)
            event: Event = RecordingDescribed(
                recording=recording.id, at=now, actor=source.name, stage=changed.stage
            )
            unit.record(event)
    except Conflict:
        return False  # a worker brought it back at this moment; whoever looks next completes it
    return True


def manifest(step: Doorstep, key: str, source: Source) -> Arrival:
    """Take in a manifest: its lines are kept for recordings that come, and complete those that are there.

    Raises:
        ManifestInvalid: it cannot be read, or has a line about another source's recording; nothing is taken.
        ObjectMissing: it has gone.
    """
    data = b"".join(step.objects.get(key, length=csv.MAX_MANIFEST_BYTES + 1))
    entries = csv.read(data)
    problems = tuple(
        f"line {entry.line}: key {entry.key!r} is none of source {source.name!r}"
        for entry in entries
        if not _covers(step, source, entry.key)
    )
    if problems:
        raise ManifestInvalid(problems)
    changed = sum(_line(step, source, entry) for entry in entries)
    with step.store.begin() as unit:
        unit.refused.forget(key)
    detail = f"{changed} of its {len(entries)} lines were news"
    return Arrival(key, Outcome.DESCRIBED if changed else Outcome.KNOWN, detail=detail)


def _line(step: Doorstep, source: Source, entry: csv.Entry) -> bool:
    with step.store.read() as unit:
        if unit.manifests.of(entry.key) == entry.metadata:
            return False
        known = unit.recordings.find(key=entry.key)
    former = without_sidecar(step.store, step.objects, source, entry.key) if known else None
    with step.store.begin() as unit:
        unit.manifests.put(entry.key, entry.metadata, now=step.now())
    if known is not None and former is not None:
        complete(step, known, source, None, former)
    return True


def _covers(step: Doorstep, source: Source, key: str) -> bool:
    try:
        return step.sources.of(key) is source
    except SourceUnknown:
        return False
