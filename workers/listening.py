"""The stage that listens: what the call says, who says it, and what is wrong with the sound.

What was heard before by the same ears is not listened to again; where a person said meanwhile who speaks where, it is
told again by that (`workers.parties`).
"""

import time
from dataclasses import replace

from asr import peaks
from asr.audio import Sound, decode
from asr.health.ailment import Health
from asr.listen import Heard
from asr.peaks import Peaks
from config import trace
from qa.claim import Learnt
from qa.flag import flags_of_sound
from qa.problem import Fault, Problem
from qa.run import Made
from storage.transcripts import StoredTranscript
from storage.uow import Unit
from storage.vault import sound_of
from workers.arrival import fetch
from workers.desk import Job
from workers.errors import AudioChanged
from workers.flagging import raise_flags
from workers.parties import Word, heard_before, keep_told, tell_again, told_again, word_on
from workers.perform import Result

DECODED = 0.05
"""Share of the stage that fetching and decoding take."""


def transcribe(job: Job) -> Result:
    """Listen to the call: words, parties, cues, and what is wrong with the sound."""
    recording, desk = job.recording, job.desk
    made = desk.listener.made(recording)
    with desk.store.read() as unit:
        word = word_on(unit, recording)
        known = heard_before(unit, recording, word, made.digest)
    if known is not None and recording.health is not None:
        return _known(job, made, recording.health, known, word)
    begun = time.process_time()
    sound = _decoded(job)
    lines = peaks.measure(sound.channels)
    decoded = ("decode", since(begun))
    job.progress("decode", DECODED)
    with trace.steps(audio_seconds=sound.duration) as begin:

        def progress(step: str, share: float) -> None:
            begin(step)
            job.progress(step, DECODED + (1 - DECODED) * share)

        heard = desk.listener.listen(sound, recording, progress)
    made = replace(made, timings=(decoded, *heard.timings))
    stored = _stored(job, heard, made)
    told = None if stored is None or word is None else _told(job, sound, word, stored)

    def keep(unit: Unit) -> Learnt:
        learnt = _keep_heard(job, unit, heard, stored, sound.duration)
        if stored is not None and told is not None and word is not None:
            learnt = replace(keep_told(unit, word, stored, told, heard.health), duration=sound.duration)
        return _keep_peaks(unit, job, lines, learnt)

    return Result(made, keep, unfit=_unfit(heard.health))


def since(begun: float) -> float:
    """CPU-seconds since a moment of this process, to the millisecond."""
    return round(time.process_time() - begun, 3)


def _known(job: Job, made: Made, health: Health, heard: StoredTranscript, word: Word | None) -> Result:
    """Take what was heard before; the sound is decoded only where something was not measured of it yet."""
    with job.desk.store.read() as unit:
        drawn = unit.peaks.has(job.recording.id, job.recording.audio_sha256 or "")
        stored = heard if word is None else told_again(unit, word, heard)
    sound = None if drawn and stored is not None else _decoded(job)
    lines = None if drawn or sound is None else peaks.measure(sound.channels)
    if stored is None and word is not None and sound is not None:
        stored = tell_again(job, sound, word, heard)
    standing = stored or heard

    def keep(unit: Unit) -> Learnt:
        if word is None:
            learnt = Learnt(transcript=standing.id, language=standing.transcript.language)
        else:
            learnt = keep_told(unit, word, heard, standing, health)
        return _keep_peaks(unit, job, lines, learnt)

    return Result(made, keep, unfit=_unfit(health))


def _told(job: Job, sound: Sound, word: Word, heard: StoredTranscript) -> StoredTranscript:
    """Say who speaks where in what was just heard as a person said it of what was heard before."""
    return tell_again(job, sound, word, heard) if word.told.parties else heard


def _decoded(job: Job) -> Sound:
    """Fetch the sound and decode it.

    Raises:
        AudioChanged: it is not what was ingested.
    """
    recording, desk = job.recording, job.desk
    path, _, digest = fetch(job, sound_of(desk.store, desk.objects, recording), share=DECODED / 2)
    if digest != recording.audio_sha256:
        raise AudioChanged(
            f"The object at {recording.key!r} is not the one that was ingested; re-drive the recording from ingest."
        )
    with trace.span("decode"):
        sound = decode(path, scratch=job.scratch)
    trace.note(audio_seconds=sound.duration)
    return sound


def _unfit(health: Health) -> Problem | None:
    if health.scorable:
        return None
    return Problem("qa.not_scorable", " ".join(f.detail for f in health.blocking), Fault.RECORDING)


def _stored(job: Job, heard: Heard, made: Made) -> StoredTranscript | None:
    if heard.transcript is None or heard.cues is None:
        return None
    return StoredTranscript(
        id=job.desk.new_id(),
        recording=job.recording.id,
        digest=made.digest,
        transcript=heard.transcript,
        cues=heard.cues,
        created_at=job.desk.now(),
    )


def _keep_heard(job: Job, unit: Unit, heard: Heard, made: StoredTranscript | None, duration: float) -> Learnt:
    learnt = Learnt(duration=duration, health=heard.health)
    if made is not None:
        stored = unit.transcripts.add(made)
        learnt = replace(learnt, transcript=stored.id, language=stored.transcript.language)
    source = job.desk.sources.named(job.recording.source)
    if source is not None and source.hours_a_day is not None:
        unit.holds.listened(source.name, job.desk.today, duration)
    flags = flags_of_sound(heard.health, heard.transcript, heard.cues, job.desk.rules.flags)
    raise_flags(unit, job.recording.id, flags, now=job.desk.now())
    return learnt


def _keep_peaks(unit: Unit, job: Job, lines: Peaks | None, learnt: Learnt) -> Learnt:
    if lines is not None:
        unit.peaks.put(job.recording.id, job.recording.audio_sha256 or "", lines)
    return learnt
