"""A house that keeps for a time, and calls in it that went all the way, their sound and words sealed."""

import io
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from qa.content import Layer, Original
from qa.evaluation import Evaluation
from qa.ingest.sources import WHOLE_BUCKET
from qa.legal_hold import LegalHold, Subject, release
from qa.purge import ItemState
from qa.receipt import Receipt, receipt
from qa.recording import Recording, Stage, State
from qa.retention import read
from qa.run import UNKNOWN
from scoring.ports import Verdict
from storage.folder import FolderObjects
from storage.keeping import Keeping
from storage.planning import approve
from storage.sealed_sound import SoundSealer
from storage.transcripts import StoredTranscript, cue_codec, transcript_codec
from storage.uow import Store
from tests.contracts.steps import add, heard
from tests.contracts.values import at, evaluation, recording

FILE = """
identity: [business.phone]
classes:
  - name: insurance
    applies_to: {business.product: insurance}
    counts_from: contract_end
    keep: {audio: 5 years, transcript: 10 years}
  - name: every call
    keep: {audio: 90 days, transcript: 1 year, scores: 2 years}
"""
LATER = datetime(2026, 12, 1, tzinfo=UTC)  # every recording of the contracts is of March 2026
ALL = (Layer.AUDIO, Layer.TRANSCRIPT)


def keeping(store: Store, folder: Path, now: datetime = LATER) -> Keeping:
    """A house that keeps by the file above."""
    objects = FolderObjects(folder / "objects")
    objects.prepare()
    return Keeping(
        store=store,
        objects=objects,
        sources=WHOLE_BUCKET,
        retention=read(FILE),
        zone=ZoneInfo("UTC"),
        now=lambda: now,
        new_id=lambda: uuid.uuid4().hex,
    )


def kept_call(house: Keeping, number: int = 1, **facts: object) -> Recording:
    """A call that went all the way, uploaded here, its sound sealed."""
    came = recording(number)
    key = f"uploads/{number:032x}"
    metadata = came.metadata.model_copy(update={"customer_ref": f"c-{number}", **facts})
    settled = replace(
        came,
        key=key,
        metadata=metadata,
        stage=Stage.SCORE,
        state=State.DONE,
        transcript=f"tr-{number}",
        size=3,
        vault=f"vault/{came.id}/1",
        original=Original.LEAVING,
    )
    add(house.store, settled)
    house.objects.put(key, io.BytesIO(b"abc"))
    with house.store.begin() as unit:
        cipher = unit.keys.to_seal(settled.id, Layer.AUDIO)
        assert cipher is not None
        house.objects.put(settled.vault or "", SoundSealer(io.BytesIO(b"abc"), cipher))
        stored = unit.transcripts.add(heard(number, of=settled.id))
        made = evaluation(number, recording=settled.id, transcript=stored.id)
        unit.evaluations.add(made)
        unit.answers.keep(stored.id, {"q": Verdict(True, ("您好",), "坐席问候了。")}, now=at(1))
        unit.receipts.add(made.id, issued(made, settled, stored), at=at(2))
    return settled


def issued(made: Evaluation, settled: Recording, stored: StoredTranscript) -> Receipt:
    """Write the receipt of an evaluation."""
    return receipt(
        made,
        settled,
        transcript=transcript_codec.encode(stored.transcript),
        cues=cue_codec.encode(stored.cues),
        listening=UNKNOWN,
        scoring=UNKNOWN,
        decisions=(),
    )


def approved(house: Keeping, purge_id: str) -> None:
    with house.store.read() as unit:
        seen = unit.purges.get(purge_id).digest
    approve(house, purge_id, actor="Wang", seen=seen)


def hold(subject: Subject, ref: str, **span: date) -> LegalHold:
    return LegalHold(
        uuid.uuid4().hex, subject, ref, span.get("since"), span.get("until"), "a suit", "Li", at(0)
    )


def states(house: Keeping, purge_id: str) -> dict[str, tuple[ItemState, str]]:
    with house.store.read() as unit:
        return {item.recording: (item.state, item.reason) for item in unit.purges.items(purge_id)}


@contextmanager
def held(house: Keeping, what: LegalHold) -> Iterator[None]:
    with house.store.begin() as unit:
        unit.legal_holds.put(what)
    yield
    with house.store.begin() as unit:
        unit.legal_holds.save(release(what, actor="Li", reason="settled", now=at(9)))


def mishear(store: Store, database: Path, recording: str, old: str, new: str) -> None:
    """Alter what a recording's transcript says, as somebody could who may write to the database: never sealed."""
    with store.read() as unit:
        (stored,) = unit.transcripts.of(recording)
    words = transcript_codec.encode(stored.transcript).replace(old, new)
    with sqlite3.connect(database) as raw:
        raw.execute("UPDATE transcripts SET sealed = NULL, body = ? WHERE id = ?", (words, stored.id))
        cues = (cue_codec.encode(stored.cues), stored.id)
        raw.execute("UPDATE cues SET sealed = NULL, body = ? WHERE transcript_id = ?", cues)
