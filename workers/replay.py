"""An evaluation made again from what is stored: the same transcript, cues and rubric must give the same bytes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from hashlib import sha256

from qa.amended import withheld
from qa.choice import facts_of
from qa.evaluation import Evaluation, machines
from qa.receipt import Receipt
from scoring.asked import Budget
from scoring.call import Call
from scoring.finding import Finding, Scorecard
from scoring.ports import Aids
from scoring.score import score
from storage.codec import Codec
from storage.errors import NotFound
from storage.transcripts import StoredTranscript, cue_codec, transcript_codec
from storage.uow import Store, Unit
from workers.recall import Recall

_NOTHING = Budget(questions=0, tokens=0)
"""The judge is asked nothing new: what it answered then stands."""

_codec = Codec(Scorecard)


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of making an evaluation again.

    Attributes:
        evaluation: its id.
        sha256: of the scorecard as it was made again, canonical JSON.
        drift: what differs from the stored one, or from the receipt, one line each; none where all is the same.
        differs: names of what differs, without a word of the call.
    """

    evaluation: str
    sha256: str
    drift: tuple[str, ...]
    differs: tuple[str, ...] = ()


def replay(store: Store, evaluation_id: str, aids: Callable[[], Aids]) -> Replay:
    """Score a stored call again by the rubric's stored version, and compare byte by byte; nothing is written.

    Args:
        store: the database.
        evaluation_id: whose scorecard.
        aids: gives the house's models; none is asked for unless the rubric needs it.

    Raises:
        NotFound: there is no such evaluation, or its rubric's version is not stored.
        ContentErased: what it was made of was erased.
        TransitionRefused: a person made it.
    """
    with store.read() as unit:
        evaluation = unit.evaluations.get(evaluation_id)
        machines(evaluation)
        recording = unit.recordings.get(evaluation.recording)
        stored = unit.transcripts.get(evaluation.transcript)
        rubric = unit.rubrics.get(evaluation.scorecard.digest).rubric
        drift = [*_inputs(stored, _receipt(unit, evaluation))]
    facts = facts_of(recording.metadata, stored.transcript, source=recording.source)
    recall = Recall(store, stored.id, [rubric], aids, _NOTHING)
    again = score(rubric, Call(stored.transcript, stored.cues, facts), recall.aids)
    left = {finding.criterion for finding in evaluation.scorecard.findings if finding.proposed is not None}
    if left:  # they were left to people then
        again = withheld(rubric, again, left)
    written = _codec.encode(again)
    differences = dict(drift)
    if written != _codec.encode(evaluation.scorecard):
        differences |= _differences(evaluation.scorecard, again)
    digest = sha256(written.encode()).hexdigest()
    return Replay(evaluation_id, digest, tuple(differences.values()), tuple(differences))


def _receipt(unit: Unit, evaluation: Evaluation) -> Receipt | None:
    try:
        return unit.receipts.get(evaluation.id)
    except NotFound:
        return None


def _inputs(stored: StoredTranscript, receipt: Receipt | None) -> Iterator[tuple[str, str]]:
    """Hold what is stored against the receipt."""
    if receipt is None:
        return
    texts = {"transcript": transcript_codec.encode(stored.transcript), "cues": cue_codec.encode(stored.cues)}
    for name, text in texts.items():
        part = receipt.parts.get(name)
        if part is not None and part["sha256"] != sha256(text.encode()).hexdigest():
            yield name, f"the stored {name} is not the one that the receipt names"


def _differences(before: Scorecard, after: Scorecard) -> Iterator[tuple[str, str]]:
    for field in fields(Scorecard):
        one, two = getattr(before, field.name), getattr(after, field.name)
        if field.name != "sections" and one != two:
            yield field.name, f"{field.name} was {one}, is {two}"
    old = {finding.criterion: finding for finding in before.findings}
    new = {finding.criterion: finding for finding in after.findings}
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield name, f"{name} was {_said(old.get(name))}, is {_said(new.get(name))}"


def _said(finding: Finding | None) -> str:
    return "not asked" if finding is None else f"{finding.outcome} ({finding.reason})"
