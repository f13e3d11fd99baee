"""Let a recording in, once: the one path behind every door.

A door knows of a key; what lies there, what is known of the call, and whether it came before is found out here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from asr.errors import AudioError, EmptyAudio
from qa.errors import QaError
from qa.events import DeliveryRefused, Event, RecordingDescribed, RecordingReceived, RecordingSuperseded
from qa.ingest.errors import SourceUnknown
from qa.ingest.export import MAX_EXPORT_BYTES
from qa.ingest.source import ENDINGS, Source
from qa.ingest.sources import Sources
from qa.metadata import CallMetadata
from qa.recording import Recording, describe, receive
from qa.version import Same, Settled, settle
from storage.errors import AlreadyKnown, Conflict, KeyInvalid, NotFound, ObjectMissing, Unstorable
from storage.objects import UPLOADS, Objects, check_key
from storage.refused import Refused
from storage.uow import Store, Unit


class Outcome(StrEnum):
    """What became of an object that was told of or found."""

    TAKEN = "taken"
    KNOWN = "known"
    DESCRIBED = "described"
    IGNORED = "ignored"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of one object.

    Attributes:
        key: of the object.
        outcome: what became of it.
        recording: id of its recording, where there is one.
        code: of the refusal, where it was refused.
        detail: why it was refused or ignored.
    """

    key: str
    outcome: Outcome
    recording: str | None = None
    code: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Doorstep:
    """Where objects arrive.

    Attributes:
        store: the database.
        objects: the object store.
        sources: of the house.
        now: tells the time.
        new_id: makes an id nobody has.
    """

    store: Store
    objects: Objects
    sources: Sources
    now: Callable[[], datetime]
    new_id: Callable[[], str]


def admit(store: Store, recording: Recording, is_same: Callable[[Recording], bool]) -> tuple[Recording, bool]:
    """Save a recording, or find the one that it already is.

    Args:
        store: where to.
        recording: just received.
        is_same: tells whether a recording with the same key or id is this very one.

    Returns:
        The recording, and whether it is new.

    Another recording of the same call may be there: the same bytes are that recording; others, or bytes that nobody
    has read yet, are a new version of it, which takes its place once it was ingested.

    Raises:
        AlreadyKnown: its key or id is taken by something else.
    """
    try:
        return _add(store, recording)
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
    return _add(store, recording)  # two versions came at once, and the other was first


def _add(store: Store, recording: Recording) -> tuple[Recording, bool]:
    with store.begin() as unit:
        verdict = settle(recording, unit.versions.others(recording), sound=False)
        if isinstance(verdict, Same):
            return unit.recordings.get(verdict.existing), False
        unit.recordings.add(verdict.recording)
        unit.refused.forget(recording.key)
        unit.record(
            RecordingReceived(recording=recording.id, at=recording.received_at, actor=recording.source)
        )
    return verdict.recording, True


def place(unit: Unit, known: Recording, *, sound: bool, now: datetime) -> Same | Settled:
    """Settle where a recording that is there stands among the versions of its call; the others hold still for it.

    Args:
        unit: the transaction in which it learnt something.
        known: with all that is known of it now.
        sound: whether its bytes were read and hold sound.
        now: the time.
    """
    verdict = settle(known, unit.versions.others(known, hold=True), sound=sound)
    unit.versions.keep(known, verdict)
    if isinstance(verdict, Settled) and verdict.retired is not None:
        unit.record(RecordingSuperseded(recording=verdict.retired, at=now, by=known.id))
    return verdict


def take_in(
    step: Doorstep, key: str, source: Source, *, name: str = "", metadata: CallMetadata | None = None
) -> tuple[Recording, bool]:
    """Send the object at a key on its way; it stays where it is. The same key is one recording.

    Without its sidecar it waits for that as long as its source says.

    Args:
        step: where it arrived.
        key: of the audio.
        source: says how to read names and sidecars.
        name: the source's, where it is another than `source.name`.
        metadata: what is known of the call, where the caller knows it.

    Returns:
        The recording, and whether it is new.

    Raises:
        ObjectMissing: there is nothing at the key.
        EmptyAudio: it has no bytes.
        NameUnmatched: the key does not read as its source says.
        MetadataInvalid: the sidecar is at fault.
        AlreadyKnown: another recording has its call id.
    """
    size = step.objects.stat(key).size
    if size == 0:
        raise EmptyAudio(f"The object at key {key!r} has no bytes; put the recording there and call again.")
    wait = 0.0
    if metadata is None:
        sidecar = sidecar_at(step.objects, source.sidecar_key(key))
        metadata = source.describe(key, sidecar)
        wait = source.sidecar_wait if sidecar is None else 0.0
    now = step.now()
    recording = receive(
        recording_id=step.new_id(), source=name or source.name, key=key, metadata=metadata, now=now
    )
    recording = replace(
        recording,
        next_attempt_at=now + timedelta(seconds=wait),
        priority=source.priority_of(metadata),
        size=size,  # by which its length is estimated before it is listened to
    )
    return admit(step.store, recording, lambda other: other.key == key)


def sidecar_at(objects: Objects, key: str) -> bytes | None:
    """Read a sidecar; None where there is none yet."""
    try:
        return b"".join(objects.get(key, length=MAX_EXPORT_BYTES + 1))
    except (ObjectMissing, KeyInvalid):
        return None


def deliver(step: Doorstep, key: str) -> Arrival:
    """Take in an object that was told of or found, whether it is a recording, a sidecar or neither.

    What is at fault with the object is told in the answer and kept, not raised: telling of it again would not
    help.

    Raises:
        StorageUnavailable: the database or the object store is away; tell of it again.
    """
    if key.startswith(UPLOADS):
        return Arrival(key, Outcome.IGNORED, detail="the API's own uploads are recordings already")
    if key.endswith("/"):
        return Arrival(key, Outcome.IGNORED, detail="it is the mark of a folder")
    source: Source | None = None
    try:
        source = step.sources.of(check_key(key))
        if source.is_audio(key):
            recording, is_new = take_in(step, key, source)
            return Arrival(key, Outcome.TAKEN if is_new else Outcome.KNOWN, recording.id)
        return _sidecar(step, key, source)
    except SourceUnknown as refusal:
        if key.rpartition(".")[2].lower() not in ENDINGS:
            return Arrival(key, Outcome.IGNORED, detail="it is no recording, and no source covers its key")
        return _refuse(step, key, "", refusal)
    except (QaError, AudioError, AlreadyKnown, KeyInvalid, ObjectMissing, Unstorable) as refusal:
        return _refuse(step, key, source.name if source else "", refusal)


def _sidecar(step: Doorstep, key: str, source: Source) -> Arrival:
    """Take in a sidecar: complete its recording, or take that in where it was refused or missed before."""
    audio = source.audio_keys(key)
    if not audio:
        return Arrival(key, Outcome.IGNORED, detail="it is neither a recording nor a sidecar of its source")
    with step.store.read() as unit:
        known = next((r for each in audio if (r := unit.recordings.find(key=each)) is not None), None)
    if known is not None:
        changed = _complete(step, known, source, key)
        return Arrival(key, Outcome.DESCRIBED if changed else Outcome.KNOWN, known.id)
    for each in audio:
        try:
            recording, _ = take_in(step, each, source)
        except ObjectMissing:
            continue
        return Arrival(key, Outcome.TAKEN, recording.id)
    return Arrival(key, Outcome.IGNORED, detail="its recording is not there yet; it is read when that comes")


def _complete(step: Doorstep, recording: Recording, source: Source, key: str) -> bool:
    """Complete a recording that went without its sidecar; one that was described otherwise stays as it is."""
    sidecar = sidecar_at(step.objects, key)
    if sidecar is None or recording.metadata != named(source, recording.key):
        return False
    facts, now = source.describe(recording.key, sidecar), step.now()
    if facts == recording.metadata:
        return False
    try:
        with step.store.begin() as unit:
            loaded = unit.recordings.get(recording.id)
            changed = describe(loaded, facts, now=now, priority=source.priority_of(facts))
            if facts.source_call_id != loaded.metadata.source_call_id:
                place(unit, changed, sound=changed.audio_sha256 is not None, now=now)
            unit.recordings.save(changed, loaded=loaded)
            event: Event = RecordingDescribed(
                recording=recording.id, at=now, actor=source.name, stage=changed.stage
            )
            unit.record(event)
    except Conflict:
        return False  # a worker brought it back at this moment; whoever looks next completes it
    return True


def named(source: Source, key: str) -> CallMetadata | None:
    """Say what is known of a call whose sidecar is missing; None where its name does not tell."""
    try:
        return source.describe(key, None)
    except QaError:
        return None


def _refuse(step: Doorstep, key: str, source: str, refusal: Exception) -> Arrival:
    key = key.replace("\0", r"\x00")  # which PostgreSQL cannot write down
    code = str(getattr(refusal, "code", type(refusal).__name__))
    refused = Refused(key=key, source=source, code=code, detail=str(refusal), at=step.now())
    with step.store.begin() as unit:
        if unit.refused.put(refused):
            unit.record(DeliveryRefused(at=refused.at, actor=source or "everycall", key=key, problem=code))
    return Arrival(key, Outcome.REFUSED, code=code, detail=str(refusal))
