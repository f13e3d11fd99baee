"""The three stages of a recording's way, each safe to be run twice.

Each has four beats. Look: `perform` claims the row, and the work begins by asking whether its result is there.
Work: outside any transaction. Save: results, row and stage run in one transaction, while the claim holds.
Record: the event in the same transaction, told after it.
"""

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace
from zoneinfo import ZoneInfo

from asr.decoding.container import opened
from asr.errors import EmptyAudio
from asr.health.ailment import Health
from config import trace
from qa.amended import withheld
from qa.choice import choose, facts_of
from qa.claim import Learnt
from qa.evaluation import MACHINE, Evaluation, draft, publish
from qa.events import EvaluationPublished
from qa.flag import Flag, flags_of_scores, flags_of_sound
from qa.mode import assisted
from qa.recording import Recording, Stage
from qa.run import Made
from qa.statistics.switch import Mode
from qa.version import Same, Settled, same_audio, settle
from scoring.call import Call
from scoring.form import Rubric, Status
from scoring.needs import engines_of
from scoring.score import score as apply
from storage.errors import Conflict
from storage.issuing import issue
from storage.uow import Unit
from workers.arrival import arrived, facts_told, fetch, priority_told, seal
from workers.desk import Desk, Job
from workers.errors import AudioDiffers
from workers.flagging import raise_flags
from workers.listening import since, transcribe
from workers.memory import settle_after
from workers.parties import follow
from workers.perform import Ended, Result, Work, perform
from workers.recall import Recall


def run(desk: Desk, recording_id: str, stage: Stage) -> Ended:
    """Run a stage of a recording, if there is anything to do; safe to be called twice, also at once.

    Raises:
        StorageError: the database was away before the claim, or for too long after it.
    """
    ended = perform(desk, recording_id, stage, WORK[stage])
    settle_after(stage)
    return ended


def ingest(job: Job) -> Result:
    """Find out what came: size, digest, the sidecar's facts, and whether it is sound at all."""
    recording = job.recording
    facts = facts_told(job)
    begun = time.process_time()
    path, size, digest = fetch(job, arrived(job), share=0.8)
    with job.desk.store.read() as unit:
        told = unit.uploads.told_sha256(recording.key)
    if told not in {None, digest}:
        raise AudioDiffers(
            f"The upload has SHA-256 {digest}, but its uploader told {told}: it was altered on its way. Upload it again."
        )
    with path.open("rb") as file:
        if size == 0:
            raise EmptyAudio(
                f"The object at {recording.key!r} has zero bytes; fetch it again from the recording system."
            )
        with opened(file):  # refuses what is no sound, or has more channels than parties
            job.progress("ingest", 0.9)
    learnt = Learnt(metadata=facts, priority=priority_told(job, facts), size=size, audio_sha256=digest)
    if recording.vault is None or digest != recording.audio_sha256:
        learnt = seal(job, path, digest, learnt)
    job.progress("ingest", 1.0)
    known = replace(recording, metadata=facts, audio_sha256=digest)
    with job.desk.store.read() as unit:
        verdict = settle(known, unit.versions.others(known), sound=True)
    return Result(
        Made(timings=(("ingest", since(begun)),)),
        lambda unit: _keep_version(job, unit, known, verdict, learnt),
        unfit=same_audio(verdict.existing) if isinstance(verdict, Same) else None,
    )


def score(job: Job) -> Result:
    """Score the call by every rubric that is for it, and say what is worth a person's look."""
    recording, desk = job.recording, job.desk
    with desk.store.read() as unit:
        stored = unit.transcripts.get(recording.transcript or "")
        former = unit.evaluations.of(recording.id, in_force=False)
        modes = unit.modes.all(mode=Mode.ASSIST)
    facts = facts_of(recording.metadata, stored.transcript, source=recording.source)
    call = Call(stored.transcript, stored.cues, facts)
    begun = time.process_time()
    evaluations = []
    rubrics = choose(desk.rubrics(), call, statuses=(Status.ACTIVE, Status.TRIAL))
    recall = Recall(desk.store, stored.id, rubrics, desk.aids, desk.rules.budget)
    for number, rubric in enumerate(rubrics):
        left = assisted(modes, rubric, recording.metadata.queue or "")
        with trace.span("judge", rubric=rubric.id, version=rubric.version):
            evaluations.append(_evaluate(job, rubric, call, former, recall, left))
        job.progress("score", (number + 1) / len(rubrics))
    made = Made(
        engines=engines_of(recall.aids),
        settings=tuple((f"rubric:{rubric.id}", f"{rubric.version} {rubric.digest}") for rubric in rubrics),
        timings=(("score", since(begun)),),
    )
    counted = [each.scorecard for each, rubric in zip(evaluations, rubrics, strict=True) if _counts(rubric)]
    sound = flags_of_sound(recording.health or Health(), stored.transcript, stored.cues, desk.rules.flags)
    flags = (*flags_of_scores(counted), *sound)

    def keep(unit: Unit) -> Learnt:
        recall.keep(unit, now=desk.now())
        return _keep_scores(job, unit, evaluations, flags, made)

    return Result(made, keep)


WORK: Mapping[Stage, Work] = {Stage.INGEST: ingest, Stage.TRANSCRIBE: transcribe, Stage.SCORE: score}


def _keep_version(job: Job, unit: Unit, known: Recording, verdict: Same | Settled, learnt: Learnt) -> Learnt:
    """Write down where an ingested recording stands among the versions of its call.

    Raises:
        Conflict: meanwhile one came with the same bytes, or was altered; the stage is done again.
    """
    placed = unit.versions.place(known, sound=True, now=job.desk.now())
    if (isinstance(placed, Same) or isinstance(verdict, Same)) and placed != verdict:
        raise Conflict(
            f"Another version of the call of recording {known.id} came at this moment; it is looked at again."
        )
    return learnt


def _counts(rubric: Rubric) -> bool:
    """Whether its scores count; a rubric on trial scores in the shadow."""
    return rubric.status is Status.ACTIVE


def _evaluate(
    job: Job,
    rubric: Rubric,
    call: Call,
    former: Sequence[Evaluation],
    recall: Recall,
    left: frozenset[str],
) -> Evaluation:
    """Score a transcript by a rubric, unless that was done before with the very same ingredients.

    What is `left` to people, the machine proposes and does not answer.
    """
    engines = [astuple(engine) for engine in recall.engines(rubric)]
    # What counted for nothing on trial is not taken for what counts once the version is active.
    shadow = [*([] if _counts(rubric) else [rubric.status]), *sorted(left)]
    facts = sorted(call.metadata.items())
    ingredients = json.dumps([rubric.digest, facts, engines, job.desk.version, *shadow])
    transcript = job.recording.transcript or ""
    digest = hashlib.sha256(ingredients.encode()).hexdigest()
    for known in former:
        if known.transcript == transcript and known.digest == digest and known.author == MACHINE:
            return known
    card = apply(rubric, call, recall.aids)
    evaluation = draft(
        withheld(rubric, card, left) if left else card,
        evaluation_id=job.desk.new_id(),
        recording=job.recording.id,
        transcript=transcript,
        digest=digest,
        author=MACHINE,
        now=job.desk.now(),
    )
    return publish(evaluation) if _counts(rubric) else evaluation


def _keep_scores(
    job: Job, unit: Unit, evaluations: Sequence[Evaluation], flags: Sequence[Flag], made: Made
) -> Learnt:
    recording = job.recording.id
    unit.evaluations.retire_other(recording, [e.scorecard.rubric for e in evaluations if e.counts])
    for evaluation in evaluations:
        kept = unit.evaluations.add(evaluation)
        if kept.counts:
            follow(unit, job, kept)
        if kept is evaluation and evaluation.counts:
            with trace.span("published", recording=recording, evaluation=evaluation.id):
                at = job.desk.now()
                unit.record(EvaluationPublished(recording=recording, at=at, evaluation=evaluation.id))
                issue(unit, evaluation, at=at, scoring=made)
    raise_flags(unit, recording, flags, now=job.desk.now())
    unit.scores.count(recording, ZoneInfo(job.desk.rules.zone), made)
    return Learnt()
