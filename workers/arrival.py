"""What the stages bring in: the audio, what is known of its call, and the sealed copy that the house keeps."""

import hashlib
from dataclasses import replace
from pathlib import Path

from config import trace
from qa.claim import Learnt
from qa.content import Layer, Original
from qa.ingest.sources import PLAIN
from qa.metadata import CallMetadata
from storage.description import beside, own_metadata, sidecar_at, without_sidecar
from storage.errors import ObjectMissing
from storage.vault import Sound, fate_of_original, keep, original_of, sound_of, vault_key
from workers.desk import Job


def arrived(job: Job) -> Sound:
    """Say where a recording that is ingested is read from: what it came as, or its sealed copy once that has left.

    Raises:
        ObjectMissing: it is in neither place.
    """
    recording, desk = job.recording, job.desk
    if recording.original is Original.KEPT:
        try:
            return original_of(desk.objects, recording.key)
        except ObjectMissing:
            if recording.vault is None:
                raise
    return sound_of(desk.store, desk.objects, recording)


def facts_told(job: Job) -> CallMetadata:
    """Say what is known of the call; where it was its name only, the sidecar may have come meanwhile."""
    recording, desk = job.recording, job.desk
    source = desk.sources.named(recording.source) or PLAIN
    if recording.metadata != without_sidecar(desk.store, desk.objects, source, recording.key):
        return recording.metadata
    sidecar = sidecar_at(desk.objects, source.sidecar_key(recording.key))
    if sidecar is None:
        return recording.metadata
    told = beside(desk.store, source, recording.key, own_metadata(desk.objects, recording.key))
    return source.describe(recording.key, sidecar, told)


def priority_told(job: Job, facts: CallMetadata) -> int | None:
    """Say how urgent the call is by facts that came meanwhile; None where they are what they were."""
    source = job.desk.sources.named(job.recording.source) or PLAIN
    return None if facts == job.recording.metadata else source.priority_of(facts)


def seal(job: Job, path: Path, digest: str, learnt: Learnt) -> Learnt:
    """Keep a sealed copy of the audio, read back and found the same; from then on it is read from there."""
    recording, desk = job.recording, job.desk
    with desk.store.begin() as unit:
        cipher = unit.keys.to_seal(recording.id, Layer.AUDIO)
    if cipher is None:
        return learnt
    key = vault_key(recording)
    keep(desk.objects, key, path, cipher, sha256=digest)
    fate = fate_of_original(recording.key, desk.sources.named(recording.source))
    return replace(learnt, vault=key, original=fate)


def fetch(job: Job, sound: Sound, *, share: float) -> tuple[Path, int, str]:
    """Bring the audio into the job's scratch folder; gives its path, size and SHA-256."""
    size = sound.size
    digest = hashlib.sha256()
    count = 0
    path = job.scratch / "audio"
    with trace.span("fetch", bytes=size), path.open("wb") as file:
        for chunk in sound.read(0, None):
            file.write(chunk)
            digest.update(chunk)
            count += len(chunk)
            job.progress("fetch", share * min(1.0, count / max(size, 1)))
    return path, count, digest.hexdigest()
