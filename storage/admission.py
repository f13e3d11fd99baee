"""Let a recording in, once: the one path behind every door.

A door knows of a key; what lies there, what is known of the call, and whether it came before is found out here.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from asr.errors import AudioError, EmptyAudio
from config import trace
from qa.errors import QaError
from qa.events import DeliveryRefused, RecordingReceived
from qa.ingest.errors import SourceUnknown
from qa.ingest.events import Delivery
from qa.ingest.source import ENDINGS, Source
from qa.metadata import CallMetadata
from qa.recording import Recording, receive
from qa.version import Same, settle
from storage.description import beside, complete, manifest, sidecar_at, without_sidecar
from storage.doorstep import Arrival, Doorstep, Outcome
from storage.errors import AlreadyKnown, Conflict, KeyInvalid, NotFound, ObjectMissing, Unstorable
from storage.objects import UPLOADS, VAULT, check_key
from storage.refused import Refused
from storage.uow import Store


def admit(
    store: Store, recording: Recording, is_same: Callable[[Recording], bool], *, actor: str = ""
) -> tuple[Recording, bool]:
    """Save a recording, or find the one that it already is.

    Args:
        store: where to.
        recording: just received.
        is_same: tells whether a recording with the same key or id is this very one.
        actor: id of the person who sent it; left out, its source did.

    Returns:
        The recording, and whether it is new.

    Another recording of the same call may be there: the same bytes are that recording; others, or bytes that nobody
    has read yet, are a new version of it, which takes its place once it was ingested.

    Raises:
        AlreadyKnown: its key or id is taken by something else.
    """
    try:
        return _add(store, recording, actor)
    except (AlreadyKnown, Conflict) as refusal:
        # A conflict can be over the id, which an upload takes from its content: then it is the same upload.
        existing = refusal.existing if isinstance(refusal, AlreadyKnown) else recording.id
        try:
            with store.read() as unit:
                other = unit.recordings.get(existing)
        except NotFound:
            raise refusal from None
        if is_same(other):
            return other, False
        if isinstance(refusal, Conflict) or other.key == recording.key:
            raise
    return _add(store, recording, actor)  # two versions came at once, and the other was first


def _add(store: Store, recording: Recording, actor: str) -> tuple[Recording, bool]:
    with store.begin() as unit:
        verdict = settle(recording, unit.versions.others(recording), sound=False)
        if isinstance(verdict, Same):
            return unit.recordings.get(verdict.existing), False
        unit.recordings.add(verdict.recording)
        unit.refused.forget(recording.key)
        with trace.span("received", recording=recording.id):
            if (arrival := trace.traceparent()) is not None:
                unit.traces.keep(recording.id, arrival)
            unit.record(
                RecordingReceived(
                    recording=recording.id, at=recording.received_at, actor=actor or recording.source
                )
            )
    return verdict.recording, True


def take_in(
    step: Doorstep,
    key: str,
    source: Source,
    *,
    name: str = "",
    metadata: CallMetadata | None = None,
    actor: str = "",
) -> tuple[Recording, bool]:
    """Send the object at a key on its way; it stays where it is. The same key is one recording.

    Without its sidecar it waits for that as long as its source says.

    Args:
        step: where it arrived.
        key: of the audio.
        source: says how to read names and sidecars.
        name: the source's, where it is another than `source.name`.
        metadata: what is known of the call, where the caller knows it.
        actor: id of the person who told of it; left out, its source did.

    Returns:
        The recording, and whether it is new.

    Raises:
        ObjectMissing: there is nothing at the key.
        EmptyAudio: it has no bytes.
        NameUnmatched: the key does not read as its source says.
        MetadataInvalid: the sidecar is at fault.
        AlreadyKnown: another recording has its call id.
        KeyInvalid: the key is the house's own.
    """
    if key.startswith(VAULT):
        raise KeyInvalid(
            f"Key {key!r} is the house's own, of a sealed copy; name the recording system's object."
        )
    stat = step.objects.stat(key)
    if stat.size == 0:
        raise EmptyAudio(f"The object at key {key!r} has no bytes; put the recording there and call again.")
    wait = 0.0
    if metadata is None:
        sidecar = sidecar_at(step.objects, source.sidecar_key(key))
        told = beside(step.store, source, key, stat.metadata)
        metadata = source.describe(key, sidecar, told)
        wait = source.sidecar_wait if sidecar is None and not told else 0.0
    now = step.now()
    recording = receive(
        recording_id=step.new_id(), source=name or source.name, key=key, metadata=metadata, now=now
    )
    recording = replace(
        recording,
        next_attempt_at=now + timedelta(seconds=wait),
        priority=source.priority_of(metadata),
        size=stat.size,  # by which its length is estimated before it is listened to
    )
    return admit(step.store, recording, lambda other: other.key == key, actor=actor)


def deliver(step: Doorstep, key: str) -> Arrival:
    """Take in an object that was told of or found, whether it is a recording, a sidecar or neither.

    What is at fault with the object is told in the answer and kept, not raised: telling of it again would not
    help.

    Raises:
        StorageUnavailable: the database or the object store is away; tell of it again.
    """
    if key.startswith(UPLOADS):
        return Arrival(key, Outcome.IGNORED, detail="the API's own uploads are recordings already")
    if key.startswith(VAULT):
        return Arrival(key, Outcome.IGNORED, detail="it is a sealed copy of the house's own")
    if key.endswith("/"):
        return Arrival(key, Outcome.IGNORED, detail="it is the mark of a folder")
    source: Source | None = None
    try:
        source = step.sources.of(check_key(key))
        if source.is_audio(key):
            recording, is_new = take_in(step, key, source)
            return Arrival(key, Outcome.TAKEN if is_new else Outcome.KNOWN, recording.id)
        return manifest(step, key, source) if source.is_manifest(key) else _sidecar(step, key, source)
    except SourceUnknown as refusal:
        if key.rpartition(".")[2].lower() not in ENDINGS:
            return Arrival(key, Outcome.IGNORED, detail="it is no recording, and no source covers its key")
        return _refuse(step, key, "", refusal)
    except (QaError, AudioError, AlreadyKnown, KeyInvalid, ObjectMissing, Unstorable) as refusal:
        return _refuse(step, key, source.name if source else "", refusal)


def deliver_all(step: Doorstep, deliveries: Iterable[Delivery], bucket: str) -> tuple[Arrival, ...]:
    """Take in what a notification tells of, one by one.

    Args:
        step: where they arrive.
        deliveries: as the notification has them.
        bucket: this house's; empty where it keeps its objects in a folder.

    Raises:
        StorageUnavailable: the database or the object store is away; tell of all again.
    """
    return tuple(
        deliver(step, each.key)
        if bucket in {"", each.bucket}
        else Arrival(
            each.key, Outcome.IGNORED, detail=f"it lies in the bucket {each.bucket!r}, not in this house's"
        )
        for each in deliveries
    )


def _sidecar(step: Doorstep, key: str, source: Source) -> Arrival:
    """Take in a sidecar: complete its recording, or take that in where it was refused or missed before."""
    audio = source.audio_keys(key)
    if not audio:
        return Arrival(key, Outcome.IGNORED, detail="it is neither a recording nor a sidecar of its source")
    with step.store.read() as unit:
        known = next((r for each in audio if (r := unit.recordings.find(key=each)) is not None), None)
    if known is not None:
        sidecar = sidecar_at(step.objects, key)
        former = without_sidecar(step.store, step.objects, source, known.key)
        changed = sidecar is not None and complete(step, known, source, sidecar, former)
        return Arrival(key, Outcome.DESCRIBED if changed else Outcome.KNOWN, known.id)
    for each in audio:
        try:
            recording, _ = take_in(step, each, source)
        except ObjectMissing:
            continue
        return Arrival(key, Outcome.TAKEN, recording.id)
    return Arrival(key, Outcome.IGNORED, detail="its recording is not there yet; it is read when that comes")


def _refuse(step: Doorstep, key: str, source: str, refusal: Exception) -> Arrival:
    key = key.replace("\0", r"\x00")  # which PostgreSQL cannot write down
    code = str(getattr(refusal, "code", type(refusal).__name__))
    refused = Refused(key=key, source=source, code=code, detail=str(refusal), at=step.now())
    with step.store.begin() as unit:
        if unit.refused.put(refused):
            unit.record(DeliveryRefused(at=refused.at, actor=source or "everycall", key=key, problem=code))
    return Arrival(key, Outcome.REFUSED, code=code, detail=str(refusal))
