"""A person's word on who speaks where, carried out: the stored words told again, and their cues measured anew."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from asr.audio import Sound
from asr.health.ailment import Health
from asr.retell import carry, doubts, retell
from asr.transcript import Party
from qa.claim import Learnt
from qa.evaluation import Evaluation
from qa.parties import ToldParties, followed
from qa.programme_events import ReviewFollowed
from qa.recording import Recording
from storage.transcripts import StoredTranscript
from storage.uow import Unit
from workers.desk import Job


@dataclass(frozen=True, slots=True)
class Word:
    """What a person said of a recording, beside what the machine heard.

    Attributes:
        told: what was said.
        seen: the machine's transcript that the person looked at.
    """

    told: ToldParties
    seen: StoredTranscript

    def parties(self, heard: StoredTranscript) -> Mapping[str, Party]:
        """Say who speaks where in a transcript of the machine's."""
        said = dict(self.told.parties)
        if heard.id == self.seen.id:
            return said
        return carry(said, self.seen.transcript.turns, heard.transcript.turns)


def word_on(unit: Unit, recording: Recording) -> Word | None:
    """Look up what a person said of a recording; None where nobody did."""
    told = unit.parties.of(recording.id)
    return None if told is None else Word(told, unit.transcripts.get(told.transcript))


def heard_before(unit: Unit, recording: Recording, word: Word | None, digest: str) -> StoredTranscript | None:
    """Find the machine's transcript that is to be told again, or that these ears would make; None to listen.

    What a person said is carried out on what that person saw, also where ears have changed since.
    """
    if word is not None and word.told.result is None:
        return word.seen
    return unit.transcripts.made_by(recording.id, digest)


def told_again(unit: Unit, word: Word, heard: StoredTranscript) -> StoredTranscript | None:
    """Find what was made of the machine's transcript by a person's word; None where it is still to be made."""
    if not word.told.parties:
        return heard
    return unit.transcripts.made_by(heard.recording, _digest(heard, word.parties(heard)))


def tell_again(job: Job, sound: Sound, word: Word, heard: StoredTranscript) -> StoredTranscript:
    """Make the transcript by a person's word, its cues measured anew.

    Raises:
        EngineFailed: the detector gave up.
    """
    parties = word.parties(heard)
    said = retell(heard.transcript, parties)
    return StoredTranscript(
        id=job.desk.new_id(),
        recording=heard.recording,
        digest=_digest(heard, parties),
        transcript=said,
        cues=job.desk.listener.measure(sound, job.recording, said),
        created_at=job.desk.now(),
    )


def keep_told(
    unit: Unit, word: Word, heard: StoredTranscript, made: StoredTranscript, health: Health
) -> Learnt:
    """Have a transcript stand for the call, as a person's word on what the machine heard has it.

    Args:
        unit: the transaction that ends the stage.
        word: the person's.
        heard: the machine's transcript, to which the word was carried over.
        made: what came of it.
        health: of the sound.
    """
    stored = unit.transcripts.add(made) if made.id != heard.id else heard
    parties = tuple(sorted(word.parties(heard).items())) if word.told.parties else ()
    unit.parties.save(replace(word.told, transcript=heard.id, parties=parties, result=stored.id))
    said = stored.transcript
    return Learnt(transcript=stored.id, language=said.language, health=doubts(health, said.attribution))


def follow(unit: Unit, job: Job, machine: Evaluation) -> None:
    """Have the open reviews of a call go by the evaluation that was made once a person had said who speaks where."""
    told = unit.parties.of(machine.recording)
    if told is None or told.result != machine.transcript:
        return
    for review in unit.reviews.of(machine.recording):
        if not review.open or review.rubric != machine.scorecard.rubric or review.evaluation == machine.id:
            continue
        unit.reviews.save(followed(unit.reviews.get(review.id, to_change=True), machine))
        event = ReviewFollowed(
            recording=machine.recording, at=job.desk.now(), review=review.id, evaluation=machine.id
        )
        unit.record(event)


def _digest(heard: StoredTranscript, parties: Mapping[str, Party]) -> str:
    said = json.dumps([heard.digest, sorted(parties.items())])
    return hashlib.sha256(said.encode()).hexdigest()
