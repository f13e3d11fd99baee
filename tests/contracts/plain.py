"""How every database must seal what was kept in the clear: every row, once, and what it says stays the very same."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from sqlalchemy import update

from asr.peaks import measure
from asr.transcript import Engine
from qa.content import Layer
from storage import calibrations, coaching, disputes, reviews, told_parties
from storage.plain import SORTS
from storage.sound_tables import peaks
from storage.tables import recordings, vectors
from storage.transcripts import StoredTranscript
from storage.uow import Store
from tests.contracts.coaching import FIRST, planned
from tests.contracts.saved import SAID
from tests.contracts.sealing import another, raw, readers, rows_of, said
from tests.contracts.steps import add, get
from tests.contracts.values import at, evaluation, recording
from tests.keeping import issued

ENGINE = Engine("fake", "1", "small", "ab" * 32)
CLIP_SECRET = "note: 我的卡号"


def in_the_clear(store: Store) -> None:
    """Keep a call with all that holds words, of a house that seals nothing."""
    plain = another(store, None)
    said(plain)
    with plain.begin() as unit:
        unit.vectors.of_transcript("tr-1", ENGINE, {b"n" * 16: np.ones(4, np.float16)})
        unit.peaks.put("rec-0001", "s" * 64, measure([np.zeros(8000, np.int16)]))
        unit.parties.add(SAID)
        unit.coaching.add(planned(clips=(replace(FIRST, note=CLIP_SECRET),)))
        made = evaluation()
        heard: StoredTranscript = unit.transcripts.get("tr-1")
        unit.receipts.add(made.id, issued(made, unit.recordings.get("rec-0001"), heard), at=at(2))


def shown(store: Store) -> Sequence[Any]:
    """Read everything that was kept."""
    with store.read() as unit:
        found = [read() for read in readers(unit)]
        memory = {name: vector.tolist() for name, vector in unit.vectors.of(["tr-1"], ENGINE).items()}
        lines = unit.peaks.get("rec-0001")
        receipt = unit.receipts.get(evaluation().id)
        words = (unit.parties.of("rec-0001"), unit.coaching.get("p-1").clips)
        return [*found, memory, lines and lines.packed(), receipt, words]


def clear_rows(store: Store) -> int:
    """Count rows that hold something in the clear which should be sealed."""
    tables = {sort.table for sort in SORTS} | {vectors, peaks}
    return sum(row.sealed is None and bool(row.body) for table in tables for row in rows_of(store, table))


class PlainContract:
    """Subclasses bring the fixture `store` (empty, upgraded, sealing)."""

    def test_every_kind_of_row_that_repeats_words_is_known(self) -> None:
        worded = (reviews.kept, disputes.kept_disputes, disputes.kept_proposals, calibrations.kept)
        known = {sort.kind for sort in SORTS}
        assert {each.kind for each in (*worded, coaching.kept_clips, told_parties.kept)} <= known

    def test_what_lies_in_the_clear_is_sealed_and_says_the_same(self, store: Store) -> None:
        in_the_clear(store)
        add(store, recording(2))
        before, count = shown(store), clear_rows(store)
        assert count == 10
        with store.read() as unit:
            assert unit.plain.recordings() == ("rec-0001",)
        with store.begin() as unit:
            assert unit.plain.seal("rec-0001") == count
        assert clear_rows(store) == 0
        assert shown(store) == before
        with store.begin() as unit:
            assert unit.plain.recordings() == ()
            assert unit.plain.seal("rec-0001") == 0
        for table in (sort.table for sort in SORTS):
            for row in rows_of(store, table):
                assert "您好" not in row.body
                assert "卡号" not in row.body

    def test_what_was_erased_or_made_up_is_left_as_it_is(self, store: Store) -> None:
        in_the_clear(store)
        add(store, recording(2), recording(3, source="synthetic"))
        table = recordings.c
        raw(
            store,
            lambda c: c.execute(
                update(recordings).where(table.id == "rec-0003").values(object_key="synthetic/3")
            ),
        )
        with another(store, None).begin() as unit:
            unit.parties.add(replace(SAID, id="t-2", recording="rec-0003"))
            for layer in (Layer.TRANSCRIPT, Layer.AUDIO):
                unit.erasure.erase("rec-0001", [layer], purge="p", now=at(9))
        moment = {"audio_erased_at": at(9), "transcript_erased_at": at(9), "purge": "p"}
        raw(store, lambda c: c.execute(update(recordings).where(table.id == "rec-0001").values(moment)))
        with store.read() as unit:
            assert unit.plain.recordings() == ()

    def test_a_copy_is_noted_only_while_the_recording_is_as_it_was(self, store: Store) -> None:
        add(store, replace(recording(), audio_sha256="s" * 64))
        loaded = get(store)
        with store.begin() as unit:
            assert not unit.originals.copied(replace(loaded, attempt=7), "vault/x", loaded.original)
            assert unit.originals.copied(loaded, "vault/rec-0001/0-a", loaded.original)
            assert not unit.originals.copied(loaded, "vault/rec-0001/0-b", loaded.original)
        assert get(store).vault == "vault/rec-0001/0-a"
