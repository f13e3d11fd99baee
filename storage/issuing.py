"""Receipts are issued: one when an evaluation begins to count, and another with every decision about it."""

from datetime import datetime

from qa.evaluation import AuthorKind, Evaluation
from qa.events import RecordingRead
from qa.receipt import Receipt, following, receipt
from qa.recording import Stage
from qa.run import UNKNOWN, Made, RunOutcome, StageRun
from storage.audit import plain
from storage.transcripts import cue_codec, transcript_codec
from storage.uow import Unit


def issue(unit: Unit, evaluation: Evaluation, *, at: datetime, scoring: Made | None = None) -> None:
    """Write an evaluation's first receipt, with what has happened to its recording so far.

    Args:
        unit: the transaction that publishes the evaluation.
        evaluation: that counts.
        at: the time.
        scoring: what made it; None to take what the last scoring said of itself, or nothing where a person made it.
    """
    unit.receipts.add(evaluation.id, _written(unit, evaluation, scoring), at=at)


def issue_again(unit: Unit, evaluation: Evaluation, *, at: datetime) -> None:
    """Write the receipt that follows a decision; it names the one before, and that one stays.

    Args:
        unit: the transaction that decides, its events recorded.
        evaluation: as it stands after the decision.
        at: the time.
    """
    issued = unit.receipts.listed(evaluation.id)
    if not issued:
        issue(unit, evaluation, at=at)
        return
    made = following(_written(unit, evaluation, None), issued[-1].receipt, issued[-1].digest)
    unit.receipts.add(f"{evaluation.id}.{len(issued) + 1}", made, at=at, follows=evaluation.id)


def _written(unit: Unit, evaluation: Evaluation, scoring: Made | None) -> Receipt:
    recording = unit.recordings.get(evaluation.recording)
    stored = unit.transcripts.get(evaluation.transcript)
    runs = unit.runs.of(recording.id)
    by_person = evaluation.author.kind is AuthorKind.PERSON
    return receipt(
        evaluation,
        recording,
        transcript=transcript_codec.encode(stored.transcript),
        cues=cue_codec.encode(stored.cues),
        listening=_made(runs, Stage.TRANSCRIBE),
        scoring=scoring or (UNKNOWN if by_person else _made(runs, Stage.SCORE)),
        decisions=[plain(event) for event in unit.audit.of(recording.id) if event.name != RecordingRead.name],
    )


def _made(runs: tuple[StageRun, ...], stage: Stage) -> Made:
    ran = (run for run in reversed(runs) if run.stage is stage and run.outcome is RunOutcome.DONE)
    run = next(ran, None)
    return UNKNOWN if run is None else Made(engines=run.engines, settings=run.settings)
